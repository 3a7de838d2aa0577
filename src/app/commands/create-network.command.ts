// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import type { Instant } from '#lib/civil-date.ts'
import { foundNetwork } from '#network/index.ts'
import type { Link } from '#platform/auth/invitations.ts'
import { networksOf } from '#platform/auth/networks.ts'
import { hashPassword } from '#platform/auth/passwords.ts'
import { newTotpSecret } from '#platform/auth/totp.ts'
import type { Database } from '#platform/db/scope.ts'
import { answer, type Command, EXIT, needed, parseArgs, usage, withDatabase } from './command.ts'
import { clock, consoleText } from './console-text.ts'
import { makeResetLink } from './reset-link.ts'

export type Founding = {
  readonly name: string
  readonly organisation: string
  readonly administrator: string
  readonly email: string
}

/** Founds a trial network. Nobody knows the first password: the link is the only way in, and it works once. */
export async function createNetwork(db: Database, given: Founding, now: Instant): Promise<Link> {
  const networks = await db.asRole('nc_signin', undefined, networksOf)
  if (networks.some(each => each.name === given.name)) usage('network-taken', { name: given.name })
  const { network, organisation, account } = await foundNetwork(db, {
    name: given.name,
    kind: 'trial',
    organisation: given.organisation,
    administrator: {
      email: given.email,
      displayName: given.administrator,
      passwordHash: await hashPassword(randomBytes(24).toString('base64url')),
      totpSecret: newTotpSecret(),
      totpStep: 0,
    },
    now,
  })
  return makeResetLink(db, { network, organisation, account, email: given.email, role: 'administrator' }, now)
}

export const createNetworkCommand: Command = {
  name: 'create-network',
  usage: '--name NAME --organisation LEAD --administrator "NAME SURNAME" --email ADDRESS [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, {
      options: ['name', 'organisation', 'administrator', 'email'],
      flags: ['json'],
    })
    if (words[0] !== undefined) usage('word', { word: words[0] })
    const given = {
      name: needed(options, 'name'),
      organisation: needed(options, 'organisation'),
      administrator: needed(options, 'administrator'),
      email: needed(options, 'email'),
    }
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given.email)) usage('email', { email: given.email })
    return withDatabase(async ({ db }) => {
      const link = await createNetwork(db, given, new Date().toISOString() as Instant)
      answer(flags, { url: link.url, expiresAt: link.expiresAt }, [
        link.url,
        consoleText()('cli.done.link', { until: clock(link.expiresAt) }),
      ])
      return EXIT.done
    })
  },
}
