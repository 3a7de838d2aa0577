// SPDX-License-Identifier: EUPL-1.2
// Who works where, in which role, from when until when.
import { type CivilDate, compareDates, type Instant } from '#lib/civil-date.ts'
import { type AccountId, type MembershipId, type NetworkId, newId, type OrganisationId, type UnitId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '../db/scope.ts'
import { refuse } from './refusals.ts'
import type { Role } from './roles.ts'

export type NewMembership = {
  readonly network: NetworkId
  readonly account: AccountId
  readonly organisation: OrganisationId
  readonly unit?: UnitId | undefined
  readonly role: Role
  readonly from: CivilDate
  readonly until?: CivilDate | undefined
  readonly by?: AccountId | undefined
  readonly now: Instant
}

export type Member = {
  readonly membership: MembershipId
  readonly account: AccountId
  readonly displayName: string
  readonly email: string
  readonly organisation: OrganisationId
  readonly unit: UnitId | undefined
  readonly role: Role
  readonly from: CivilDate
  readonly until: CivilDate | undefined
  readonly ended: boolean
}

/** Makes a membership. Runs as nc_signin: only set-up, an accepted invitation and the demo make one. */
export function addMember(tx: Tx, given: NewMembership): MembershipId {
  const id = newId<MembershipId>()
  send(
    tx,
    tx.insertInto('platform_membership').values({
      network_id: given.network,
      id,
      account_id: given.account,
      organisation_id: given.organisation,
      unit_id: given.unit ?? null,
      role: given.role,
      valid_from: given.from,
      valid_until: given.until ?? null,
      created_at: given.now,
      created_by: given.by ?? null,
    }),
  )
  return id
}

/** The members of an organisation, of one account, or all that the viewer may see; the ended ones last. */
export async function membersOf(
  tx: Tx,
  of: { organisation?: OrganisationId; membership?: MembershipId } = {},
): Promise<readonly Member[]> {
  let query = tx
    .selectFrom('platform_membership as m')
    .innerJoin('platform_account as a', join =>
      join.onRef('a.network_id', '=', 'm.network_id').onRef('a.id', '=', 'm.account_id'),
    )
    .select(['m.id', 'm.account_id', 'a.display_name', 'a.email', 'm.organisation_id', 'm.unit_id', 'm.role'])
    .select(['m.valid_from', 'm.valid_until', 'm.ended_at'])
  if (of.organisation) query = query.where('m.organisation_id', '=', of.organisation)
  if (of.membership) query = query.where('m.id', '=', of.membership)
  const rows = await query
    .orderBy('m.ended_at', eb => eb.desc().nullsFirst())
    .orderBy('a.display_name')
    .execute()
  return rows.map(row => ({
    membership: row.id as MembershipId,
    account: row.account_id,
    displayName: row.display_name,
    email: row.email,
    organisation: row.organisation_id,
    unit: row.unit_id ?? undefined,
    role: row.role as Role,
    from: row.valid_from,
    until: row.valid_until ?? undefined,
    ended: row.ended_at !== null,
  }))
}

/** Whether somebody belongs today. */
export const isMemberOn = (member: Pick<Member, 'from' | 'until' | 'ended'>, today: CivilDate): boolean =>
  !member.ended &&
  compareDates(member.from, today) <= 0 &&
  (member.until === undefined || compareDates(member.until, today) >= 0)

export async function getMember(tx: Tx, membership: MembershipId): Promise<Member> {
  const [member] = await membersOf(tx, { membership })
  return member ?? refuse('membership.not-found')
}

/** Whether a membership is the network's only administrator today: that one stays, or nobody could let anybody in. */
export function isLastAdministrator(members: readonly Member[], membership: MembershipId, today: CivilDate): boolean {
  const administrators = members.filter(member => member.role === 'administrator' && isMemberOn(member, today))
  return administrators.length === 1 && administrators[0]?.membership === membership
}

/** Two administrators who end each other at the same moment: the second waits, and finds that one has to stay. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await tx
    .selectFrom('platform_membership')
    .select('id')
    .where('role', '=', 'administrator')
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Ends a membership from this moment on; the row stays as a record of who worked here until when. */
export async function endMember(tx: Tx, membership: MembershipId): Promise<Member> {
  const { today, now, account } = scopeOf(tx)
  await lockAdministrators(tx)
  const members = await membersOf(tx)
  const member = members.find(each => each.membership === membership) ?? refuse('membership.not-found')
  if (isLastAdministrator(members, membership, today)) refuse('membership.last-administrator')
  const until = compareDates(member.from, today) > 0 ? member.from : today
  send(
    tx,
    tx
      .updateTable('platform_membership')
      .set({ valid_until: until, ended_at: now, ended_by: account ?? null })
      .where('id', '=', membership)
      .where('ended_at', 'is', null),
  )
  return { ...member, until, ended: true }
}
