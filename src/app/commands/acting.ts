// SPDX-License-Identifier: EUPL-1.2
// In whose name a command acts. Whoever can run one has the machine in hand; what is done is done under a member's
// account all the same, within that member's organisation, so that the database keeps every rule.
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import type { AccountId, NetworkId } from '#lib/ids.ts'
import { normaliseEmail } from '#platform/auth/accounts.ts'
import { type Network, networksOf } from '#platform/auth/networks.ts'
import type { Role } from '#platform/auth/roles.ts'
import { membershipsOf } from '#platform/auth/sessions.ts'
import type { Database, Scope } from '#platform/db/scope.ts'
import { usage } from './command.ts'
import { consoleText } from './console-text.ts'

export type Member = {
  readonly network: Network
  readonly account: AccountId
  readonly email: string
  readonly seats: Awaited<ReturnType<typeof membershipsOf>>
}

/** The network called `name`, or the only one there is. */
export async function theNetwork(db: Database, name: string | undefined): Promise<Network> {
  const all = await db.asRole('nc_signin', undefined, networksOf)
  const found = name === undefined ? all : all.filter(each => each.name === name)
  const [only] = found
  if (!only) return name === undefined ? usage('no-network') : usage('network', { name })
  if (found.length > 1) return usage('which-network', { names: all.map(each => each.name).join(', ') })
  return only
}

/** Everybody who signs in with this address, in one network or in all. */
export async function membersWith(db: Database, email: string, network: string | undefined): Promise<Member[]> {
  const networks = await db.asRole('nc_signin', undefined, networksOf)
  const found: Member[] = []
  for (const each of networks.filter(one => network === undefined || one.name === network)) {
    const member = await db.asRole('nc_signin', each.id as NetworkId, async tx => {
      const known = await tx
        .selectFrom('platform_account')
        .select(['id', 'email'])
        .where('network_id', '=', each.id)
        .where('email', '=', normaliseEmail(email))
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      if (!known) return undefined
      const account = known.id as AccountId
      const today = dayInRome(new Date().toISOString() as Instant)
      const seats = await membershipsOf(tx, { network_id: each.id, account_id: account }, today)
      return { network: each, account, email: known.email, seats }
    })
    if (member) found.push(member)
  }
  return found
}

export type Seat = { readonly scope: Scope; readonly organisationName: string }
type Wanted = {
  readonly email: string
  readonly organisation?: string | undefined
  readonly network?: string | undefined
  readonly roles: readonly Role[]
  readonly now?: Instant
}

/** The seat in which a member acts: of one organisation, in one of the roles that may do this. */
export async function seatOf(db: Database, wanted: Wanted): Promise<Seat> {
  const { email, organisation, roles } = wanted
  const now = wanted.now ?? (new Date().toISOString() as Instant)
  const seats = (await membersWith(db, email, wanted.network)).flatMap(({ network, account, seats: all }) =>
    all
      .filter(seat => roles.includes(seat.role))
      .filter(seat => organisation === undefined || seat.organisationName === organisation)
      .map(seat => ({ network, account, seat })),
  )
  const [first] = seats
  if (!first) {
    const t = consoleText()
    const named = { email, roles: roles.map(role => t(`role.${role}`)).join(', ') }
    return organisation === undefined ? usage('nobody', named) : usage('nobody-at', { ...named, organisation })
  }
  const places = new Set(seats.map(({ network, seat }) => `${network.name}: ${seat.organisationName}`))
  if (places.size > 1) return usage('which-organisation', { names: [...places].join(', ') })
  const { network, account, seat } = first
  const scope: Scope = {
    network: network.id,
    organisation: seat.organisation,
    ...(seat.unit ? { unit: seat.unit } : {}),
    account,
    role: seat.role,
    purpose: 'care',
    now,
    today: dayInRome(now),
  }
  return { scope, organisationName: seat.organisationName }
}
