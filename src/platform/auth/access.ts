// SPDX-License-Identifier: EUPL-1.2
// "Who has seen my data": one row for each opening, written before the data is read. No row, no data.
import { sql } from 'kysely'
import type { Instant } from '#lib/civil-date.ts'
import { type AccessId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { type Scope, scopeOf, send, type Tx } from '../db/scope.ts'
import type { FieldGroup } from './field-groups.ts'
import type { Purpose, Role } from './roles.ts'

export type Opening = {
  /** Absent for a list of people, which is one row as a whole. */
  readonly person?: PersonId
  readonly groups: readonly FieldGroup[]
  /** Only those of the groups that my organisation may read of this person are opened, and written down. */
  readonly asGranted?: boolean
  /** The pattern of the route, never its address: an address could carry an identifier. */
  readonly route: string
  readonly organisationName: string
  /** Typed by the operator, only in an emergency or for a bulk act such as an import. */
  readonly reason?: string
}

export type Access = {
  readonly id: AccessId
  readonly at: Instant
  readonly organisation: OrganisationId
  readonly organisationName: string
  readonly role: Role
  readonly purpose: Purpose
  readonly groups: readonly FieldGroup[]
}

/** Writes one access row in the transaction that reads the data. */
export function logAccess(tx: Tx, opening: Opening): void {
  const scope = scopeOf(tx)
  send(
    tx,
    tx.insertInto('platform_access').values({
      network_id: scope.network,
      id: newId<AccessId>(),
      at: scope.now,
      organisation_id: scope.organisation,
      organisation_name: opening.organisationName,
      unit_id: scope.unit ?? null,
      account_id: scope.account ?? null,
      role: scope.role,
      purpose: scope.purpose,
      person_id: opening.person ?? null,
      field_groups: opening.asGranted ? grantedAmong(scope, opening) : [...opening.groups],
      route: opening.route,
      reason: opening.reason ?? null,
    }),
  )
}

/** The same rule as grantedOf, within the one statement: the row is written before anything is read. */
const grantedAmong = ({ organisation, today }: Scope, { person, groups }: Opening) => sql<string[]>`array(
  select w.name from unnest(${[...groups]}::text[]) with ordinality as w (name, at)
  where exists (select from platform_grant g where g.person_id = ${person ?? null}::uuid
    and g.organisation_id = ${organisation}::uuid and g.revoked_on is null and g.valid_from <= ${today}::date
    and (g.valid_until is null or g.valid_until >= ${today}::date) and w.name = any (g.field_groups))
  order by w.at)`

/**
 * Who opened a person's file, newest first, without the person's own openings and without the operator's name
 * (CJEU C-579/21: dates and purposes by right, the employee's identity only through a procedure of its own).
 */
export async function accessesOf(
  tx: Tx,
  person: PersonId,
  limit = 50,
  notBy?: OrganisationId,
): Promise<readonly Access[]> {
  const rows = await tx
    .selectFrom('platform_access')
    .select(['id', 'at', 'organisation_id', 'organisation_name', 'role', 'purpose', 'field_groups'])
    .where('person_id', '=', person)
    .where('role', '<>', 'person')
    .$if(notBy !== undefined, query => query.where('organisation_id', '<>', notBy as OrganisationId))
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    id: row.id as AccessId,
    at: row.at,
    organisation: row.organisation_id,
    organisationName: row.organisation_name,
    role: row.role as Role,
    purpose: row.purpose as Purpose,
    groups: row.field_groups as FieldGroup[],
  }))
}
