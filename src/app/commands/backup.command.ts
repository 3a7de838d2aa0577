// SPDX-License-Identifier: EUPL-1.2
import { writeBackup } from '../backup/backup.ts'
import { answer, type Command, EXIT, fileFrom, parseArgs, progressFor, usage, withDatabase } from './command.ts'
import { consoleText } from './console-text.ts'

export const backupCommand: Command = {
  name: 'backup',
  usage: 'FILE [--json]',
  run: async args => {
    const { words, flags } = parseArgs(args, { flags: ['json'] })
    const [file] = words
    if (!file || words.length > 1) return usage('file')
    return withDatabase(async ({ owner }) => {
      if (!owner) return usage('owner')
      const say = progressFor(flags)
      const progress = (table: string, rows: number) => say(`${table}: ${rows}`)
      const written = await writeBackup(owner, fileFrom(file), progress)
      answer(flags, written, [consoleText()('cli.done.backup', { file: fileFrom(file) })])
      return EXIT.done
    })
  },
}
