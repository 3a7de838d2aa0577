// SPDX-License-Identifier: EUPL-1.2
// The key with which an organisation signs its acts: which ones it has had, another one from now on, one that counts no more.
import { ownKeys, revokeKey, rotateKey } from '#ledger/key.act.ts'
import type { Database } from '#platform/db/scope.ts'
import { type Seat, seatOf } from './acting.ts'
import { answer, type Command, EXIT, needed, parseArgs, usage, withDatabase } from './command.ts'
import { consoleText } from './console-text.ts'

type Said = { readonly result: object; readonly lines: readonly string[] }

export async function listKeys(db: Database, { scope }: Seat): Promise<Said> {
  const t = consoleText()
  const keys = await db.inScope(scope, ownKeys)
  const lines = keys.map(({ id, registeredSeq: first, revokedFrom }) =>
    revokedFrom === undefined
      ? t('signing-key.one', { id, first })
      : t('signing-key.ended', { id, first, last: revokedFrom - 1 }),
  )
  return { result: { keys }, lines }
}

export async function rotateIn(db: Database, { scope }: Seat): Promise<Said> {
  const rotated = await db.inScope(scope, rotateKey)
  const { before, keyId: id } = rotated
  return { result: rotated, lines: [consoleText()('signing-key.rotated', { before, id })] }
}

export async function revokeIn(db: Database, { scope }: Seat, before: string | undefined, from: number): Promise<Said> {
  if (!before || !/^[0-9a-f]{16}$/.test(before)) return usage('key')
  if (!Number.isSafeInteger(from)) return usage('from')
  const { keyId: id } = await db.inScope(scope, tx => revokeKey(tx, before, from))
  return { result: { before, from, keyId: id }, lines: [consoleText()('signing-key.revoked', { before, from, id })] }
}

const verbs: readonly string[] = ['list', 'rotate', 'revoke']

export const signingKeyCommand: Command = {
  name: 'signing-key',
  usage: 'list | rotate | revoke KEY --from NUMBER  --email EMAIL [--organisation NAME] [--network NAME] [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, {
      options: ['from', 'email', 'organisation', 'network'],
      flags: ['json'],
    })
    const [verb = '', key] = words
    if (!verbs.includes(verb)) return usage('one-of', { words: verbs.join(', ') })
    const email = needed(options, 'email')
    return withDatabase(async ({ db }) => {
      const seat = await seatOf(db, { ...options, email, roles: ['administrator'] })
      const { result, lines } =
        verb === 'list'
          ? await listKeys(db, seat)
          : verb === 'rotate'
            ? await rotateIn(db, seat)
            : await revokeIn(db, seat, key, Number(options['from'] ?? Number.NaN))
      answer(flags, result, lines)
      return EXIT.done
    })
  },
}
