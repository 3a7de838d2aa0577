// SPDX-License-Identifier: EUPL-1.2
import type { FactId, LinkId, PackageId, PersonId } from '#lib/ids.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Did, Pact } from './declaration.ts'
import type { FieldValue } from './field.ts'
import type { Package, ReturnReason } from './package.ts'
import { refuse } from './refusals.ts'
import type { CorrectionSource, Decision, PackageState, RefusalReason } from './review.ts'

/** Makes sure that the review has a row, from the first decision on. True when it begins with this. */
export async function startReview(tx: Tx, id: PackageId): Promise<boolean> {
  const { network, today } = scopeOf(tx)
  const done = await tx
    .insertInto('cpi_review')
    .values({ network_id: network, package_id: id, state: 'in-review', started_on: today })
    .onConflict(conflict => conflict.columns(['network_id', 'package_id']).doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** The decisions on a package; the sender reads them after the answer only. */
export async function decisionsOf(tx: Tx, id: PackageId): Promise<readonly Decision[]> {
  const rows = await tx
    .selectFrom('cpi_decision')
    .selectAll()
    .where('package_id', '=', id)
    .orderBy('position')
    .execute()
  return rows.map((row): Decision => {
    const { position } = row
    if (row.choice === 'correct') {
      return { position, choice: 'correct', value: row.value as FieldValue, source: row.source as CorrectionSource }
    }
    return row.choice === 'refuse'
      ? { position, choice: 'refuse', reason: row.reason as RefusalReason }
      : { position, choice: 'accept' }
  })
}

/** Replaces the decisions of an open review by those of the page. */
export function saveDecisions(tx: Tx, id: PackageId, decisions: readonly Decision[]): void {
  send(tx, tx.deleteFrom('cpi_decision').where('package_id', '=', id))
  insertDecisions(tx, id, decisions)
}

/** The first decisions on a package. */
export function insertDecisions(tx: Tx, id: PackageId, decisions: readonly Decision[]): void {
  const { network, today, account } = scopeOf(tx)
  const rows = decisions.map(decision => ({
    network_id: network,
    package_id: id,
    position: decision.position,
    choice: decision.choice,
    value: decision.choice === 'correct' ? decision.value : null,
    source: decision.choice === 'correct' ? decision.source : null,
    reason: decision.choice === 'refuse' ? decision.reason : null,
    decided_on: today,
    decided_by: account ?? null,
  }))
  insertRows(tx, 'cpi_decision', rows)
}

type Change = {
  readonly state: PackageState
  readonly answered?: boolean
  readonly returned?: { readonly reason: ReturnReason; readonly note?: string | undefined }
  readonly person?: PersonId
  readonly link?: LinkId
  readonly fact?: FactId
}

/** Moves a review on. Two operators at once: the second one is told that the package has changed. */
export async function saveReview(tx: Tx, { id, review }: Package, change: Change): Promise<void> {
  const { today, account } = scopeOf(tx)
  const version = review?.version ?? 1
  const done = await tx
    .updateTable('cpi_review')
    .set({
      state: change.state,
      version: version + 1,
      ...(change.answered && { answered_on: today, answered_by: account ?? null }),
      ...(change.returned && { return_reason: change.returned.reason, return_note: change.returned.note ?? null }),
      ...(change.person && { receiver_person: change.person }),
      ...(change.link && { link_id: change.link }),
      ...(change.fact && { fact_id: change.fact }),
    })
    .where('package_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) refuse('package.stale', { id })
}

export function insertDid(tx: Tx, id: PackageId, did: Did, fact: FactId): void {
  const { network, now, account } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('cpi_did').values({
      network_id: network,
      package_id: id,
      on_day: did.on,
      identifier: did.identifier,
      recorded_at: now,
      recorded_by: account ?? null,
      fact_id: fact,
    }),
  )
}

/** An id belongs to one policy: the same one again is refused, whichever job centre recorded it. */
export async function insertPact(tx: Tx, id: PackageId, pact: Pact, fact: FactId): Promise<void> {
  const { network, now, account } = scopeOf(tx)
  const done = await tx
    .insertInto('cpi_pact')
    .values({
      network_id: network,
      package_id: id,
      proposed_on: pact.proposedOn,
      signed_on: pact.signedOn,
      ends_on: pact.endsOn,
      promoter: pact.promoter,
      policy_id: pact.policyId,
      parts: JSON.stringify(pact.parts),
      recorded_at: now,
      recorded_by: account ?? null,
      fact_id: fact,
    })
    .onConflict(conflict => conflict.columns(['network_id', 'policy_id']).doNothing())
    .executeTakeFirst()
  if (done.numInsertedOrUpdatedRows === 0n) refuse('pact.policy-id-known', { id })
}

/** The promoter's code that my organisation used last, so that nobody types it twice. */
export async function lastPromoter(tx: Tx): Promise<string | undefined> {
  const { organisation } = scopeOf(tx)
  const row = await tx
    .selectFrom('cpi_pact as a')
    .innerJoin('cpi_package as p', join =>
      join.onRef('p.network_id', '=', 'a.network_id').onRef('p.id', '=', 'a.package_id'),
    )
    .select('a.promoter')
    .where('p.receiver_organisation', '=', organisation)
    .orderBy('a.recorded_at', 'desc')
    .executeTakeFirst()
  return row?.promoter
}

/** Corrections of a package that the sender has taken over. */
export async function takenOf(tx: Tx, id: PackageId): Promise<ReadonlySet<number>> {
  const rows = await tx.selectFrom('cpi_taken').select('position').where('package_id', '=', id).execute()
  return new Set(rows.map(row => row.position))
}

export function insertTaken(tx: Tx, id: PackageId, position: number): void {
  const { network, today, account } = scopeOf(tx)
  send(
    tx,
    tx
      .insertInto('cpi_taken')
      .values({ network_id: network, package_id: id, position, taken_on: today, taken_by: account ?? null }),
  )
}
