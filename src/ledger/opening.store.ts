// SPDX-License-Identifier: EUPL-1.2
// Which openings concern a person, what dies with her keys, and where facts stand in the register.
import { sql } from 'kysely'
import type { Instant } from '#lib/civil-date.ts'
import type { FactId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Account } from './series.store.ts'

export async function factsAbout(tx: Tx, subject: string): Promise<FactId[]> {
  const { network, organisation } = scopeOf(tx)
  const rows = await tx
    .selectFrom('ledger_opening')
    .select('fact_id')
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('subject_id', '=', subject)
    .execute()
  return rows.map(row => row.fact_id as FactId)
}

/** Removes keys and what they opened; answers how many openings died. */
export async function deleteSubjectKeys(tx: Tx, subject: string, accounts: readonly Account[]): Promise<number> {
  const { network, organisation, now } = scopeOf(tx)
  send(
    tx,
    tx
      .updateTable('ledger_person_key')
      .set({
        ...(accounts.includes('service') ? { service_key: null } : {}),
        ...(accounts.includes('accounting') ? { accounting_key: null } : {}),
        erased_at: now,
      })
      .where('network_id', '=', network)
      .where('organisation_id', '=', organisation)
      .where('subject_id', '=', subject),
  )
  const { numDeletedRows } = await tx
    .deleteFrom('ledger_opening')
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('subject_id', '=', subject)
    .where('account', 'in', [...accounts])
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export function insertErasure(tx: Tx, erasure: { fact: FactId; legalBasis: string; openings: number }): void {
  const { network, organisation, now } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('ledger_erasure').values({
      network_id: network,
      fact_id: erasure.fact,
      organisation_id: organisation,
      erased_at: now,
      legal_basis: erasure.legalBasis,
      openings: erasure.openings,
    }),
  )
}

export type SealRow = {
  readonly fact: FactId
  readonly index: number | null
  readonly size: number | null
  readonly at: Instant | null
}

/** For each fact its place and the first head that covers it. */
export async function sealRows(tx: Tx, facts: readonly FactId[]): Promise<SealRow[]> {
  const { rows } = await sql<{
    fact_id: FactId
    log_index: number | null
    size: number | null
    signed_at: Instant | null
  }>`
    select e.fact_id, e.log_index, c.size, c.signed_at
    from ledger_entry e
    left join lateral (select size, signed_at from ledger_checkpoint c
      where c.network_id = e.network_id and c.size > e.log_index order by c.size limit 1) c on true
    where e.network_id = ${scopeOf(tx).network} and e.fact_id = any (${[...facts]}::uuid[])`.execute(tx)
  return rows.map(row => ({ fact: row.fact_id, index: row.log_index, size: row.size, at: row.signed_at }))
}
