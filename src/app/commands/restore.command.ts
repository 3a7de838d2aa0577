// SPDX-License-Identifier: EUPL-1.2
import { restoreBackup } from '../backup/restore.ts'
import { answer, type Command, EXIT, fileFrom, parseArgs, usage, withDatabase } from './command.ts'
import { consoleText } from './console-text.ts'

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'FILE [--keys FILE.keys] [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, { options: ['keys'], flags: ['json'] })
    const [file] = words
    if (!file || words.length > 1) return usage('file')
    return withDatabase(async ({ owner }) => {
      if (!owner) return usage('owner')
      const data = fileFrom(file)
      const result = await restoreBackup(owner, data, options['keys'] ? fileFrom(options['keys']) : `${data}.keys`)
      const { rows, unreadable } = result
      answer(flags, result, [consoleText()('cli.done.restored', { rows, unreadable })])
      return EXIT.done
    })
  },
}
