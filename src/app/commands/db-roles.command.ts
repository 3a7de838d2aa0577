// SPDX-License-Identifier: EUPL-1.2
import { readFile } from 'node:fs/promises'
import { answer, type Command, EXIT, parseArgs, usage } from './command.ts'

export const dbRolesCommand: Command = {
  name: 'db-roles',
  usage: '[--json]',
  summary: {
    it: 'Stampa l’SQL con i ruoli che un server PostgreSQL deve avere per DATABASE_URL; si può ripetere.',
    en: 'Prints the SQL with the roles that a PostgreSQL server needs for DATABASE_URL; harmless to repeat.',
  },
  run: async args => {
    const { words, flags } = parseArgs(args, { flags: ['json'] })
    if (words.length > 0) usage(`What is ${words[0]}?`)
    const sql = await readFile(new URL('../../platform/db/roles.sql', import.meta.url), 'utf8')
    answer(flags, { sql }, [sql.trimEnd()])
    return EXIT.done
  },
}
