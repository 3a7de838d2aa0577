// SPDX-License-Identifier: EUPL-1.2
// The one table that decides which organisation sees which field groups of which person.
// Only registry's create verb and network's verbs call grant() and revoke(): they read the person first (style §2.10).
import { sql } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import { type GrantId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '../db/scope.ts'
import type { FieldGroup } from './field-groups.ts'
import type { LegalBasis, Purpose } from './roles.ts'

export type NewGrant = {
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly purpose: Purpose
  readonly groups: readonly FieldGroup[]
  readonly legalBasis: LegalBasis
  /** First day, today when absent. */
  readonly from?: CivilDate
  /** Last day, included; without end when absent. */
  readonly until?: CivilDate
}

export type Grant = {
  readonly id: GrantId
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly grantedBy: OrganisationId
  readonly purpose: Purpose
  readonly groups: readonly FieldGroup[]
  readonly legalBasis: LegalBasis
  readonly from: CivilDate
  readonly until: CivilDate | undefined
  readonly revokedOn: CivilDate | undefined
}

/** Opens a person's field groups to an organisation, in the name of the one that acts. The caller records the fact. */
export function grant(tx: Tx, given: NewGrant): GrantId {
  const row = rowOf(tx, given)
  send(tx, tx.insertInto('platform_grant').values(row))
  return row.id
}

// PostgreSQL takes at most 65,535 parameters in one statement; a grant has ten.
const AT_ONCE = 5_000

/** The same for many at once, for imports: a round trip for each person would be felt. */
export function grantAll(tx: Tx, given: readonly NewGrant[]): void {
  const rows = given.map(each => rowOf(tx, each))
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    send(tx, tx.insertInto('platform_grant').values(rows.slice(at, at + AT_ONCE)))
  }
}

function rowOf(tx: Tx, given: NewGrant) {
  const scope = scopeOf(tx)
  return {
    network_id: scope.network,
    id: newId<GrantId>(),
    person_id: given.person,
    organisation_id: given.organisation,
    granted_by: scope.organisation,
    purpose: given.purpose,
    field_groups: [...given.groups],
    legal_basis: given.legalBasis,
    valid_from: given.from ?? scope.today,
    valid_until: given.until ?? null,
  }
}

/** Ends a grant of my organisation from today on; the row stays as a record. False when there was nothing to end. */
export async function revoke(tx: Tx, id: GrantId): Promise<boolean> {
  const { today } = scopeOf(tx)
  const done = await tx
    .updateTable('platform_grant')
    .set({ revoked_on: today })
    .where('id', '=', id)
    .where('revoked_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export type TakenBack = {
  readonly ended: GrantId
  readonly organisation: OrganisationId
  /** The grant that goes on with the groups that are left; none when the group was all that it showed. */
  readonly rest: GrantId | undefined
}

/** Takes one group back from everybody to whom my organisation shows it, from today on. What else they see goes on. */
export async function takeBack(tx: Tx, person: PersonId, group: FieldGroup): Promise<readonly TakenBack[]> {
  const { organisation, today } = scopeOf(tx)
  const shown = (await grantsOn(tx, person)).filter(
    each =>
      each.grantedBy === organisation &&
      each.organisation !== organisation &&
      each.revokedOn === undefined &&
      (each.until === undefined || each.until >= today) &&
      each.groups.includes(group),
  )
  const taken: TakenBack[] = []
  for (const { id, groups, from, ...given } of shown) {
    await revoke(tx, id)
    const left = groups.filter(each => each !== group)
    const { until, ...same } = given
    const goesOn = { ...same, groups: left, from: from > today ? from : today, ...(until && { until }) }
    taken.push({
      ended: id,
      organisation: given.organisation,
      rest: left.length > 0 ? grant(tx, goesOn) : undefined,
    })
  }
  return taken
}

/** Every grant on a person that concerns or comes from my organisation (or all, for the person), newest first. */
export async function grantsOn(tx: Tx, person: PersonId): Promise<readonly Grant[]> {
  const rows = await tx
    .selectFrom('platform_grant')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(row => ({
    id: row.id as GrantId,
    person: row.person_id,
    organisation: row.organisation_id,
    grantedBy: row.granted_by as OrganisationId,
    purpose: row.purpose as Purpose,
    groups: row.field_groups as FieldGroup[],
    legalBasis: row.legal_basis as LegalBasis,
    from: row.valid_from,
    until: row.valid_until ?? undefined,
    revokedOn: row.revoked_on ?? undefined,
  }))
}

/** What was given to my organisation and holds today. */
function inForce(tx: Tx) {
  const { organisation, today } = scopeOf(tx)
  return tx
    .selectFrom('platform_grant')
    .where('organisation_id', '=', organisation)
    .where('revoked_on', 'is', null)
    .where('valid_from', '<=', today)
    .where(eb => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>=', today)]))
}

/**
 * How many people my organisation keeps the record of, and the last it registered: ids are made in the order of time. Read
 * from the grants themselves, since behind Row-Level Security each row of people would ask for its own.
 */
export async function keptPeople(tx: Tx, latest: number): Promise<{ total: number; latest: readonly PersonId[] }> {
  const rows = await inForce(tx)
    .where('granted_by', '=', scopeOf(tx).organisation)
    .where(sql<boolean>`'identity' = any(field_groups)`)
    .select(['person_id', sql<number>`count(*) over ()::int`.as('total')])
    .groupBy('person_id')
    .orderBy('person_id', 'desc')
    .limit(latest)
    .execute()
  return { total: rows[0]?.total ?? 0, latest: rows.map(row => row.person_id) }
}

/** Removes every grant on people. Only for erasure, and for what is taken back before anything was built on it. */
export async function removeGrants(tx: Tx, ...people: readonly PersonId[]): Promise<void> {
  if (people.length > 0) await tx.deleteFrom('platform_grant').where('person_id', 'in', people).execute()
}

/** Which of these groups my organisation may read of a person today, in the given order. */
export async function grantedOf(
  tx: Tx,
  person: PersonId,
  groups: readonly FieldGroup[],
): Promise<readonly FieldGroup[]> {
  const rows = await inForce(tx).where('person_id', '=', person).select('field_groups').execute()
  const held = new Set(rows.flatMap(row => row.field_groups))
  return groups.filter(group => held.has(group))
}
