// SPDX-License-Identifier: EUPL-1.2
// Doors into the demo region, printed by `npm run demo`: no password, so they open from this very computer only, only
// into a demo network, and never where a real network exists (design §8).
import type { FastifyRequest } from 'fastify'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { type AccountId, isUuid, type MembershipId, type NetworkId, type OrganisationId } from '#lib/ids.ts'
import type { Database, Services } from '../db/scope.ts'
import type { Role } from './roles.ts'
import { keyedDigest } from './sealed-box.ts'
import { membershipsOf, startStaffSession } from './sessions.ts'
import { sameSecret } from './tokens.ts'

const HOURS = 24

const signature = (services: Services, membership: string, until: number): string =>
  keyedDigest(services, `demo door ${membership} ${until}`).toString('base64url')

/** An address of this very computer. A proxy would hide where a visitor really is, so its headers are not asked. */
export const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/.test(address)

/** Behind a proxy on this computer everybody would look local: where one has passed the request on, nobody is. */
export const isFromHere = (request: Pick<FastifyRequest, 'headers' | 'socket'>): boolean =>
  request.headers['x-forwarded-for'] === undefined &&
  request.headers['forwarded'] === undefined &&
  isLoopback(request.socket.remoteAddress)

export type DemoDoor = {
  readonly role: Role
  /** Whose door it is. */
  readonly account: AccountId
  readonly seat: OrganisationId
  readonly name: string
  readonly organisation: string
  readonly url: string
}

/** One door for each role of the demo network: its first member. For the demo command to print. */
export function demoSignInLinks(db: Database, network: NetworkId, now: Instant): Promise<readonly DemoDoor[]> {
  return db.asRole('nc_signin', network, async tx => {
    const rows = await tx
      .selectFrom('platform_membership as m')
      .innerJoin('platform_network as n', 'n.id', 'm.network_id')
      .innerJoin('platform_account as a', join =>
        join.onRef('a.network_id', '=', 'm.network_id').onRef('a.id', '=', 'm.account_id'),
      )
      .innerJoin('platform_organisation_card as c', join =>
        join.onRef('c.network_id', '=', 'm.network_id').onRef('c.organisation_id', '=', 'm.organisation_id'),
      )
      .select(['m.id', 'm.role', 'm.account_id', 'm.organisation_id', 'a.display_name', 'c.name'])
      .distinctOn('m.role')
      .where('m.network_id', '=', network)
      .where('n.kind', '=', 'demo')
      .where('m.ended_at', 'is', null)
      .orderBy('m.role')
      .orderBy('m.created_at')
      .orderBy('m.id')
      .execute()
    const until = Date.parse(now) + HOURS * 3_600_000
    return rows.map(row => ({
      role: row.role as Role,
      account: row.account_id as AccountId,
      seat: row.organisation_id as OrganisationId,
      name: row.display_name,
      organisation: row.name,
      url: `${db.services.baseUrl}/demo/enter/${row.id}.${until}.${signature(db.services, row.id, until)}`,
    }))
  })
}

/** Opens a door: the cookie's value and the role, or nothing. */
export async function openDemoDoor(
  db: Database,
  given: { token: string; address: string | undefined; device: string; now: Instant },
): Promise<{ readonly token: string; readonly role: Role } | undefined> {
  const [id = '', until = '', mac = ''] = given.token.split('.')
  if (!isLoopback(given.address) || !isUuid(id) || !/^\d{1,15}$/.test(until)) return undefined
  if (!sameSecret(mac, signature(db.services, id, Number(until))) || Number(until) < Date.parse(given.now))
    return undefined
  return db.asRole('nc_signin', undefined, async tx => {
    const networks = await tx.selectFrom('platform_network').select(['id', 'kind']).execute()
    if (networks.some(network => network.kind === 'real')) return undefined
    const row = await tx
      .selectFrom('platform_membership')
      .select(['network_id', 'account_id'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row || networks.find(network => network.id === row.network_id)?.kind !== 'demo') return undefined
    const account = row.account_id as AccountId
    const mine = await membershipsOf(tx, { network_id: row.network_id, account_id: account }, dayInRome(given.now))
    const chosen = mine.find(each => each.membership === (id as MembershipId))
    if (!chosen) return undefined
    const session = {
      network: row.network_id,
      account,
      membership: chosen.membership,
      device: given.device,
      now: given.now,
    }
    return { token: startStaffSession(tx, session), role: chosen.role }
  })
}
