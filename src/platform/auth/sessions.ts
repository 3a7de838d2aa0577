// SPDX-License-Identifier: EUPL-1.2
// Sessions live in the database; a cookie carries 32 random bytes, the database keeps their SHA-256. A session ends
// after thirty minutes without a request, after twelve hours, or with the account, the membership, the password, the link.
import { sql } from 'kysely'
import { type CivilDate, dayInRome, type Instant, instantOf } from '#lib/civil-date.ts'
import {
  type AccountId,
  type Id,
  type LinkId,
  type MembershipId,
  type NetworkId,
  newId,
  type OrganisationId,
  type PersonId,
  type UnitId,
} from '#lib/ids.ts'
import { type Database, send, type Tx } from '../db/scope.ts'
import type { Role } from './roles.ts'
import { digestOf, isToken, newToken } from './tokens.ts'
import type { NetworkKind } from './viewer.ts'

export const STAFF_COOKIE = 'nc_session'
export const PERSON_COOKIE = 'nc_person'

export type SessionId = Id<'session'>

const MINUTE = 60_000
export const IDLE_MS = 30 * MINUTE
export const STAFF_LIMIT_MS = 12 * 60 * MINUTE
/** A person's phone is remembered this long; after thirty minutes without use it asks for the PIN. */
export const PERSON_LIMIT_MS = 90 * 24 * 60 * MINUTE
/** A session made by a signing code ends soon. */
export const SIGNING_LIMIT_MS = 15 * MINUTE
/** How old "last seen" may be before it is written again: not one more write for every request. */
const SEEN_EVERY_MS = MINUTE

export type SessionMembership = {
  readonly membership: MembershipId
  readonly organisation: OrganisationId
  readonly organisationName: string
  readonly role: Role
}

/** An act opened by a signing code, and whether the code was scanned or typed. */
export type Signing = { readonly subject: string; readonly method: 'qr' | 'code' }

/** Who a cookie stands for. The http layer makes the request's viewer of it. */
export type SessionViewer = {
  readonly session: SessionId
  readonly network: NetworkId
  readonly networkName: string
  readonly networkKind: NetworkKind
  readonly organisation: OrganisationId
  readonly organisationName: string
  readonly organisationKind: string
  readonly unit?: UnitId
  readonly account?: AccountId
  readonly membership?: MembershipId
  readonly person?: PersonId
  /** The one act that a session made by a signing code may sign. */
  readonly signing?: Signing
  readonly displayName: string
  readonly role: Role
  readonly lang?: string
  /** Everything this account may switch to; empty for the person. */
  readonly memberships: readonly SessionMembership[]
}

const later = (now: Instant, ms: number): Instant => instantOf(Date.parse(now) + ms)

/** Opens a session of staff. Runs as nc_signin; returns the cookie's value. Always a new one: nothing to fixate. */
export function startStaffSession(
  tx: Tx,
  given: { network: NetworkId; account: AccountId; membership: MembershipId; device: string; now: Instant },
): string {
  const token = newToken()
  send(tx, tx.deleteFrom('platform_session').where('expires_at', '<', given.now))
  send(
    tx,
    tx.insertInto('platform_session').values({
      network_id: given.network,
      id: newId<SessionId>(),
      token_hash: digestOf(token),
      account_id: given.account,
      membership_id: given.membership,
      device: given.device,
      created_at: given.now,
      seen_at: given.now,
      expires_at: later(given.now, STAFF_LIMIT_MS),
    }),
  )
  return token
}

export type PersonEntry =
  | { readonly link: LinkId }
  | { readonly signing: Id<'signing-code'>; readonly method: Signing['method'] }

/** Opens a session of a person. Runs as nc_person_link. By a signing code it ends soon and shows one act only. */
export function startPersonSession(
  tx: Tx,
  given: PersonEntry & { readonly network: NetworkId; readonly device: string; readonly now: Instant },
): string {
  const token = newToken()
  const { network, device, now } = given
  const how = 'link' in given ? { link_id: given.link } : { signing_id: given.signing, signing_method: given.method }
  send(
    tx,
    tx.insertInto('platform_session').values({
      network_id: network,
      id: newId<SessionId>(),
      token_hash: digestOf(token),
      ...how,
      device,
      created_at: now,
      seen_at: now,
      expires_at: later(now, 'link' in given ? PERSON_LIMIT_MS : SIGNING_LIMIT_MS),
    }),
  )
  return token
}

/** Ends one session by its cookie. Works for staff and persons; unknown cookies are no error. */
export async function endSession(db: Database, token: string): Promise<void> {
  if (!isToken(token)) return
  await db.asRole('nc_signin', undefined, tx =>
    tx.deleteFrom('platform_session').where('token_hash', '=', digestOf(token)).execute(),
  )
}

/** Ends the sessions of an account, all or all but one. Runs as nc_signin. */
export async function endSessionsOf(tx: Tx, account: AccountId, except?: SessionId): Promise<void> {
  let query = tx.deleteFrom('platform_session').where('account_id', '=', account)
  if (except) query = query.where('id', '<>', except)
  await query.execute()
}

/** Who a cookie stands for now, or nobody. One look that waits for the database once, and "last seen" once a minute. */
export async function resolveSession(db: Database, token: string, now: Instant): Promise<SessionViewer | undefined> {
  if (!isToken(token)) return undefined
  const [row, memberships] = await db.readAsRole('nc_signin', undefined, tx =>
    Promise.all([findSession(tx, token), membershipsBehind(tx, token, dayInRome(now))]),
  )
  if (!row || row.expires_at <= now || Date.parse(now) - Date.parse(row.seen_at) > IDLE_MS) return undefined
  const viewer = row.account_id === null ? personViewer(row) : staffViewer(row, memberships)
  if (viewer && Date.parse(now) - Date.parse(row.seen_at) > SEEN_EVERY_MS) {
    await db.asRole('nc_signin', undefined, tx =>
      tx.updateTable('platform_session').set({ seen_at: now }).where('id', '=', row.id).execute(),
    )
  }
  return viewer
}

type Row = NonNullable<Awaited<ReturnType<typeof findSession>>>

/** The session with its network and, of a person, the link behind it. */
function findSession(tx: Tx, token: string) {
  return tx
    .selectFrom('platform_session as s')
    .innerJoin('platform_network as n', 'n.id', 's.network_id')
    .leftJoin('platform_account as a', join =>
      join.onRef('a.network_id', '=', 's.network_id').onRef('a.id', '=', 's.account_id'),
    )
    .leftJoin('platform_person_link as l', join =>
      join.onRef('l.network_id', '=', 's.network_id').onRef('l.id', '=', 's.link_id'),
    )
    .leftJoin('platform_signing_code as g', join =>
      join.onRef('g.network_id', '=', 's.network_id').onRef('g.id', '=', 's.signing_id'),
    )
    .leftJoin('platform_organisation_card as c', join =>
      join
        .onRef('c.network_id', '=', 's.network_id')
        .on(eb => eb('c.organisation_id', '=', eb.fn.coalesce('l.organisation_id', 'g.organisation_id'))),
    )
    .select(eb => eb.fn.coalesce('l.person_id', 'g.person_id').as('person_id'))
    .select(eb => eb.fn.coalesce('l.organisation_id', 'g.organisation_id').as('organisation_id'))
    .select(['s.id', 's.network_id', 's.account_id', 's.membership_id', 'g.subject', 's.signing_method'])
    .select(['s.created_at', 's.seen_at', 's.expires_at', 'n.name as network_name', 'n.kind as network_kind'])
    .select(['a.display_name', 'a.lang', 'a.ended_at', 'a.password_changed_at'])
    .select(['l.revoked_at', 'c.name as card_name', 'c.kind as card_kind'])
    .where('s.token_hash', '=', digestOf(token))
    .executeTakeFirst()
}

type MembershipRow = SessionMembership & { readonly unit: UnitId | null; readonly kind: string }

/** What an account may do today, its oldest membership first. Runs as nc_signin. */
export async function membershipsOf(
  tx: Tx,
  of: { network_id: NetworkId; account_id: AccountId | null },
  today: CivilDate,
): Promise<readonly MembershipRow[]> {
  if (!of.account_id) return []
  const rows = await selectMemberships(tx, today)
    .where('m.network_id', '=', of.network_id)
    .where('m.account_id', '=', of.account_id)
    .execute()
  return rows.map(toMembership)
}

/** The same for the account behind a cookie; none behind a person's. */
async function membershipsBehind(tx: Tx, token: string, today: CivilDate): Promise<readonly MembershipRow[]> {
  const rows = await selectMemberships(tx, today)
    .innerJoin('platform_session as s', join =>
      join.onRef('s.network_id', '=', 'm.network_id').onRef('s.account_id', '=', 'm.account_id'),
    )
    .where('s.token_hash', '=', digestOf(token))
    .execute()
  return rows.map(toMembership)
}

const selectMemberships = (tx: Tx, today: CivilDate) =>
  tx
    .selectFrom('platform_membership as m')
    .innerJoin('platform_organisation_card as c', join =>
      join.onRef('c.network_id', '=', 'm.network_id').onRef('c.organisation_id', '=', 'm.organisation_id'),
    )
    .select(['m.id', 'm.organisation_id', 'm.unit_id', 'm.role', 'c.name', 'c.kind'])
    .where('m.ended_at', 'is', null)
    .where('m.valid_from', '<=', today)
    .where(sql<boolean>`coalesce(m.valid_until, 'infinity') >= ${today}`)
    .orderBy('m.created_at')

type Selected = Awaited<ReturnType<ReturnType<typeof selectMemberships>['execute']>>[number]

const toMembership = (row: Selected): MembershipRow => ({
  membership: row.id as MembershipId,
  organisation: row.organisation_id,
  organisationName: row.name,
  role: row.role as Role,
  unit: row.unit_id,
  kind: row.kind,
})

function staffViewer(row: Row, memberships: readonly MembershipRow[]): SessionViewer | undefined {
  const current = memberships.find(each => each.membership === row.membership_id)
  if (!current || !row.account_id || row.display_name === null || row.ended_at !== null) return undefined
  // A session older than the password belongs to whoever knew the former one.
  if (row.password_changed_at && row.created_at < row.password_changed_at) return undefined
  return {
    ...base(row),
    organisation: current.organisation,
    organisationName: current.organisationName,
    organisationKind: current.kind,
    ...(current.unit ? { unit: current.unit } : {}),
    account: row.account_id,
    membership: current.membership,
    displayName: row.display_name,
    role: current.role,
    ...(row.lang ? { lang: row.lang } : {}),
    memberships: memberships.map(({ unit: _unit, kind: _kind, ...each }) => each),
  }
}

function personViewer(row: Row): SessionViewer | undefined {
  if (!row.person_id || !row.organisation_id || row.revoked_at !== null) return undefined
  return {
    ...base(row),
    organisation: row.organisation_id,
    organisationName: row.card_name ?? '',
    organisationKind: row.card_kind ?? '',
    person: row.person_id,
    ...(row.subject === null
      ? {}
      : { signing: { subject: row.subject, method: row.signing_method as Signing['method'] } }),
    displayName: '',
    role: 'person',
    memberships: [],
  }
}

const base = (row: Row) => ({
  session: row.id as SessionId,
  network: row.network_id,
  networkName: row.network_name,
  networkKind: row.network_kind as NetworkKind,
})
