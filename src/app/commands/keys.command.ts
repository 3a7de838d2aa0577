// SPDX-License-Identifier: EUPL-1.2
import { writeFile } from 'node:fs/promises'
import { keysOfNetwork } from '#ledger/keys.act.ts'
import type { Database } from '#platform/db/scope.ts'
import { theNetwork } from './acting.ts'
import { answer, type Command, EXIT, fileFrom, parseArgs, usage, withDatabase } from './command.ts'
import { consoleText } from './console-text.ts'

/** The public keys of a network, one per line; undefined before its first act. */
export async function trustedKeys(db: Database, network: string | undefined): Promise<string | undefined> {
  const { id } = await theNetwork(db, network)
  return db.asRole('nc_ledger', id, tx => keysOfNetwork(tx, id))
}

export const keysCommand: Command = {
  name: 'keys',
  usage: '[FILE] [--network NAME] [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, { options: ['network'], flags: ['json'] })
    if (words.length > 1) usage('file')
    const [file] = words
    const t = consoleText()
    return withDatabase(async ({ db }) => {
      const keys = await trustedKeys(db, options['network'])
      if (keys === undefined) {
        answer(flags, { keys: null }, [t('cli.done.no-keys')])
        return EXIT.no
      }
      if (file) await writeFile(fileFrom(file), keys)
      answer(flags, { keys, ...(file ? { file: fileFrom(file) } : {}) }, [
        file ? t('cli.done.written', { file: fileFrom(file) }) : keys,
      ])
      return EXIT.done
    })
  },
}
