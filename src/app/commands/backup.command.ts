// SPDX-License-Identifier: EUPL-1.2
import { writeBackup } from '../backup/backup.ts'
import { answer, type Command, EXIT, fileFrom, parseArgs, progressFor, UsageError, withDatabase } from './command.ts'

export const backupCommand: Command = {
  name: 'backup',
  usage: 'FILE [--json]',
  run: async args => {
    const { words, flags } = parseArgs(args, { flags: ['json'] })
    const [file] = words
    if (!file || words.length > 1) throw new UsageError('Name one file')
    return withDatabase(async ({ owner }) => {
      if (!owner) throw new UsageError('Set DATABASE_OWNER_URL: a backup reads every table')
      const say = progressFor(flags)
      const progress = (table: string, rows: number) => say(`${table}: ${rows}`)
      const written = await writeBackup(owner, fileFrom(file), progress)
      answer(flags, written, [`${fileFrom(file)} and ${fileFrom(file)}.keys are written`])
      return EXIT.done
    })
  },
}
