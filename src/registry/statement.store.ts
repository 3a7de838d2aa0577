// SPDX-License-Identifier: EUPL-1.2
import type { Instant } from '#lib/civil-date.ts'
import { newId, type OrganisationId, type PersonId, type StatementId } from '#lib/ids.ts'
import { anyOf } from '#platform/db/any-of.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import {
  currentOf,
  type Field,
  fields,
  type Level,
  type NewStatement,
  type Speaker,
  type Statement,
  type StatementGroup,
} from './statement.ts'

const tables = {
  identity: 'registry_identity',
  contacts: 'registry_contact',
  family: 'registry_family',
  health: 'registry_health',
  protection: 'registry_protection',
} as const satisfies Record<StatementGroup, string>

export const statementGroups = Object.keys(tables) as StatementGroup[]

// The five tables have one shape; only their policies differ. One name stands for all of them towards the types.
const tableOf = (group: StatementGroup) => tables[group] as 'registry_identity'

/** Adds statements, each to the table of its field group. Nothing is checked here. */
export function insertStatements(tx: Tx, person: PersonId, added: readonly NewStatement[]): void {
  const { network, organisation, now } = scopeOf(tx)
  for (const group of statementGroups) {
    const mine = added.filter(statement => fields[statement.field] === group)
    if (mine.length === 0) continue
    const rows = mine.map(statement => ({
      network_id: network,
      id: newId<StatementId>(),
      person_id: person,
      organisation_id: organisation,
      field: statement.field,
      value: statement.value,
      level: statement.level,
      said_by: statement.saidBy,
      source: statement.source ?? null,
      interpreted: statement.interpreted ?? false,
      replaces: statement.replaces ?? null,
      written_at: now,
    }))
    insertRows(tx, tableOf(group), rows)
  }
}

/** A statement together with the name of the organisation that wrote it. */
export type SignedStatement = Statement & { readonly writtenByName: string }

/** What was said of a person, oldest first: of one group, or of all that my organisation may see. */
export async function statementsOf(tx: Tx, person: PersonId, group?: StatementGroup): Promise<SignedStatement[]> {
  const groups = group ? [group] : statementGroups
  const said = await Promise.all(groups.map(each => statementsOfAll(tx, [person], each)))
  return said.flatMap(each => each.get(person) ?? [])
}

/** The same of many people, in one group. */
export async function statementsOfAll(
  tx: Tx,
  people: readonly PersonId[],
  group: StatementGroup,
): Promise<ReadonlyMap<PersonId, SignedStatement[]>> {
  const rows = await tx
    .selectFrom(`${tableOf(group)} as s`)
    .leftJoin('platform_organisation_card as o', join =>
      join.onRef('o.network_id', '=', 's.network_id').onRef('o.organisation_id', '=', 's.organisation_id'),
    )
    .selectAll('s')
    .select('o.name as organisation_name')
    .where('s.person_id', '=', anyOf(people))
    .orderBy('s.written_at')
    .orderBy('s.id')
    .execute()
  const found = new Map<PersonId, SignedStatement[]>()
  for (const row of rows) {
    const person = row.person_id as PersonId
    const said = found.get(person) ?? []
    found.set(person, said)
    said.push({
      id: row.id as StatementId,
      field: row.field as Field,
      value: row.value,
      level: row.level as Level,
      saidBy: row.said_by as Speaker,
      source: row.source ?? undefined,
      interpreted: row.interpreted,
      writtenBy: row.organisation_id as OrganisationId,
      writtenByName: row.organisation_name ?? '',
      at: row.written_at as Instant,
      replaces: (row.replaces as StatementId | null) ?? undefined,
    })
  }
  return found
}

/** What holds today in one group. */
export const currentIn = async (tx: Tx, person: PersonId, group: StatementGroup) =>
  currentOf(await statementsOf(tx, person, group))

/** Removes every statement on a person. Only for erasure. */
export function eraseStatements(tx: Tx, person: PersonId): void {
  for (const group of statementGroups) {
    send(tx, tx.deleteFrom(tableOf(group)).where('person_id', '=', person))
  }
}
