// SPDX-License-Identifier: EUPL-1.2
import { readFile } from 'node:fs/promises'
import { answer, type Command, EXIT, parseArgs, usage } from './command.ts'

export const dbRolesCommand: Command = {
  name: 'db-roles',
  usage: '[--json]',
  run: async args => {
    const { words, flags } = parseArgs(args, { flags: ['json'] })
    if (words[0] !== undefined) usage('word', { word: words[0] })
    const sql = await readFile(new URL('../../platform/db/roles.sql', import.meta.url), 'utf8')
    answer(flags, { sql }, [sql.trimEnd()])
    return EXIT.done
  },
}
