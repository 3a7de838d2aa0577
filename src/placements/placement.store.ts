// SPDX-License-Identifier: EUPL-1.2
import type { Selectable } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import { type EmployerId, type FactId, newId, type PersonId, type PlacementId, type StatementId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { anyOf } from '#platform/db/any-of.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import type { Contract, EndReason, FollowUp, FollowUpResult, Placement, PlacementKind } from './placement.ts'
import { refuse } from './refusals.ts'

type Row = Selectable<DB['placements_placement']>

function toPlacement(row: Row, followUps: readonly FollowUp[]): Placement {
  return {
    id: row.id as PlacementId,
    person: row.person_id,
    organisation: row.organisation_id,
    kind: row.kind as PlacementKind,
    employer: row.employer_id as EmployerId,
    employerName: row.employer_name,
    municipality: row.municipality,
    contract: row.contract as Contract,
    from: row.from_day,
    followUpOn: row.follow_up_on,
    followUps,
    startedFact: row.started_fact as FactId,
    version: row.version,
    ...(row.until_day === null ? {} : { until: row.until_day }),
    ...(row.weekly_minutes === null ? {} : { weeklyMinutes: row.weekly_minutes as Minutes }),
    ...(row.ended_on && row.end_reason ? { ended: { on: row.ended_on, reason: row.end_reason as EndReason } } : {}),
  }
}

async function followUpsOf(tx: Tx, people: readonly PersonId[]): Promise<Map<string, FollowUp[]>> {
  const rows = await tx
    .selectFrom('placements_follow_up')
    .select(['placement_id', 'on_day', 'result'])
    .where('person_id', '=', anyOf(people))
    .orderBy('on_day')
    .orderBy('id')
    .execute()
  const found = new Map<string, FollowUp[]>()
  for (const { placement_id, on_day, result } of rows) {
    found.set(placement_id, [...(found.get(placement_id) ?? []), { on: on_day, result: result as FollowUpResult }])
  }
  return found
}

/** Internships, grants and jobs of a person, the latest first. */
export async function placementsOf(tx: Tx, person: PersonId): Promise<Placement[]> {
  const [rows, followUps] = await Promise.all([
    placementRows(tx).where('person_id', '=', person).execute(),
    followUpsOf(tx, [person]),
  ])
  return rows.map(row => toPlacement(row, followUps.get(row.id) ?? []))
}

const placementRows = (tx: Tx) =>
  tx.selectFrom('placements_placement').selectAll().orderBy('from_day', 'desc').orderBy('id', 'desc')

/** Those of several people at once. */
export async function placementsOfAll(tx: Tx, people: readonly PersonId[]): Promise<Placement[]> {
  if (people.length === 0) return []
  const rows = await placementRows(tx).where('person_id', '=', anyOf(people)).execute()
  if (rows.length === 0) return []
  const followUps = await followUpsOf(tx, people)
  return rows.map(row => toPlacement(row, followUps.get(row.id) ?? []))
}

export async function getPlacement(tx: Tx, person: PersonId, id: PlacementId): Promise<Placement> {
  const found = (await placementsOf(tx, person)).find(placement => placement.id === id)
  return found ?? refuse('placement.not-found', { id })
}

export function insertPlacement(tx: Tx, placement: Placement): void {
  const { network, account, now } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('placements_placement').values({
      network_id: network,
      id: placement.id,
      organisation_id: placement.organisation,
      person_id: placement.person,
      kind: placement.kind,
      employer_id: placement.employer,
      employer_name: placement.employerName,
      municipality: placement.municipality,
      contract: placement.contract,
      from_day: placement.from,
      until_day: placement.until ?? null,
      weekly_minutes: placement.weeklyMinutes ?? null,
      follow_up_on: placement.followUpOn,
      started_fact: placement.startedFact,
      account_id: account ?? null,
      written_at: now,
    }),
  )
}

type End = { readonly on: CivilDate; readonly reason: EndReason; readonly fact: FactId }

export async function saveEnd(tx: Tx, placement: Placement, { on, reason, fact }: End): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('placements_placement')
    .set({ ended_on: on, end_reason: reason, ended_fact: fact, version: placement.version + 1 })
    .where('id', '=', placement.id)
    .where('version', '=', placement.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('placement.stale', { id: placement.id })
}

export function insertFollowUp(tx: Tx, placement: Placement, { on, result }: FollowUp, fact: FactId): void {
  const { network, organisation, account, now } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('placements_follow_up').values({
      network_id: network,
      id: newId<StatementId>(),
      organisation_id: organisation,
      person_id: placement.person,
      placement_id: placement.id,
      on_day: on,
      result,
      fact_id: fact,
      account_id: account ?? null,
      written_at: now,
    }),
  )
}
