// SPDX-License-Identifier: EUPL-1.2
import { restoreBackup } from '../backup/restore.ts'
import { answer, type Command, EXIT, fileFrom, parseArgs, UsageError, withDatabase } from './command.ts'

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'FILE [--keys FILE.keys] [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, { options: ['keys'], flags: ['json'] })
    const [file] = words
    if (!file || words.length > 1) throw new UsageError('Name one file')
    return withDatabase(async ({ owner }) => {
      if (!owner) throw new UsageError('Set DATABASE_OWNER_URL: a restore writes every table')
      const data = fileFrom(file)
      const result = await restoreBackup(owner, data, options['keys'] ? fileFrom(options['keys']) : `${data}.keys`)
      const { rows, unreadable } = result
      answer(flags, result, [`${rows} rows restored, ${unreadable} left out because their person was erased`])
      return EXIT.done
    })
  },
}
