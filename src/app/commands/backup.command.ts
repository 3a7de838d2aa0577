// SPDX-License-Identifier: EUPL-1.2
import { writeBackup } from '../backup/backup.ts'
import { type Command, EXIT, fileFrom, parseArgs, UsageError, withDatabase } from './command.ts'

export const backupCommand: Command = {
  name: 'backup',
  usage: 'FILE [--json]',
  summary:
    'Writes two archives of one moment: FILE (data; rows about people encrypted) and FILE.keys (the keys to them; keep it apart, and not for long).',
  run: async args => {
    const { words, flags } = parseArgs(args, { flags: ['json'] })
    const [file] = words
    if (!file || words.length > 1) throw new UsageError('Name one file')
    return withDatabase(async ({ owner }) => {
      if (!owner) throw new UsageError('Set DATABASE_OWNER_URL: a backup reads every table')
      const progress = flags.has('json') ? () => {} : (table: string, rows: number) => console.log(`${table}: ${rows}`)
      const written = await writeBackup(owner, fileFrom(file), progress)
      if (flags.has('json')) console.log(JSON.stringify(written))
      return EXIT.done
    })
  },
}
