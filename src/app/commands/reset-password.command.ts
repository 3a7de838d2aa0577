// SPDX-License-Identifier: EUPL-1.2
import type { Instant } from '#lib/civil-date.ts'
import type { Link } from '#platform/auth/invitations.ts'
import type { Database } from '#platform/db/scope.ts'
import { membersWith } from './acting.ts'
import { answer, type Command, EXIT, parseArgs, usage, withDatabase } from './command.ts'
import { makeResetLink } from './reset-link.ts'

/** A link for whoever lost password and phone; undefined when nobody signs in with this address. */
export async function resetPassword(
  db: Database,
  email: string,
  network: string | undefined,
  now: Instant,
): Promise<Link | undefined> {
  const found = await membersWith(db, email, network)
  if (found.length > 1) usage(`Name one with --network: ${found.map(each => each.network.name).join(', ')}`)
  const [member] = found
  const [seat] = member?.seats ?? []
  if (!member || !seat) return undefined
  const { account, email: known } = member
  const { organisation, role } = seat
  return makeResetLink(db, { network: member.network.id, organisation, account, email: known, role }, now)
}

export const resetPasswordCommand: Command = {
  name: 'reset-password',
  usage: 'EMAIL [--network NAME] [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, { options: ['network'], flags: ['json'] })
    const [email] = words
    if (!email || words.length > 1) return usage('Name one e-mail address')
    return withDatabase(async ({ db }) => {
      const link = await resetPassword(db, email, options['network'], new Date().toISOString() as Instant)
      if (!link) {
        answer(flags, { url: null }, [`Nobody who works here today signs in as ${email}`])
        return EXIT.no
      }
      answer(flags, { url: link.url, expiresAt: link.expiresAt }, [
        link.url,
        `It works once, before ${link.expiresAt}. Until then the old password works.`,
      ])
      return EXIT.done
    })
  },
}
