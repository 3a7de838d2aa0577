// SPDX-License-Identifier: EUPL-1.2
import type { Instant } from '#lib/civil-date.ts'
import type { Link } from '#platform/auth/invitations.ts'
import type { Database } from '#platform/db/scope.ts'
import { membersWith } from './acting.ts'
import { answer, type Command, EXIT, parseArgs, usage, withDatabase } from './command.ts'
import { clock, consoleText } from './console-text.ts'
import { makeResetLink } from './reset-link.ts'

/** A link for whoever lost password and phone; undefined when nobody signs in with this address. */
export async function resetPassword(
  db: Database,
  email: string,
  network: string | undefined,
  now: Instant,
): Promise<Link | undefined> {
  const found = await membersWith(db, email, network)
  if (found.length > 1) usage('which-network', { names: found.map(each => each.network.name).join(', ') })
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
    if (!email || words.length > 1) return usage('one-email')
    return withDatabase(async ({ db }) => {
      const link = await resetPassword(db, email, options['network'], new Date().toISOString() as Instant)
      if (!link) {
        answer(flags, { url: null }, [consoleText()('cli.done.no-member', { email })])
        return EXIT.no
      }
      answer(flags, { url: link.url, expiresAt: link.expiresAt }, [
        link.url,
        consoleText()('cli.done.reset', { until: clock(link.expiresAt) }),
      ])
      return EXIT.done
    })
  },
}
