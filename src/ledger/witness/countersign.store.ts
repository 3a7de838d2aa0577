// SPDX-License-Identifier: EUPL-1.2
// Witnesses of a register, what they signed, and the policies that say which of them are enough.
import { sql } from 'kysely'
import type { Instant } from '#lib/civil-date.ts'
import type { FactId, NetworkId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'

export type WitnessRow = {
  readonly name: string
  readonly vkey: string
  readonly url: string | null
  readonly seen: number
}
export type HeadRow = { readonly size: number; readonly note: string; readonly witnessed: string | null }
export type PolicyRow = {
  readonly number: number
  readonly text: string
  readonly index: number | null
  readonly effective: boolean
}

export function insertWitness(
  tx: Tx,
  network: NetworkId,
  witness: { name: string; vkey: string; url: string | null },
  at: Instant,
): void {
  send(tx, tx.insertInto('ledger_witness').values({ network_id: network, ...witness, added_at: at }))
}

export async function witnessesOf(tx: Tx, network: NetworkId): Promise<WitnessRow[]> {
  const rows = await tx
    .selectFrom('ledger_witness')
    .select(['name', 'vkey', 'url', 'seen_size'])
    .where('network_id', '=', network)
    .orderBy('name')
    .execute()
  return rows.map(row => ({ name: row.name, vkey: row.vkey, url: row.url, seen: Number(row.seen_size) }))
}

/** The newest heads, the newest first. */
export async function headsOf(tx: Tx, network: NetworkId, count: number): Promise<HeadRow[]> {
  const rows = await tx
    .selectFrom('ledger_checkpoint')
    .select(['size', 'note', 'witnessed_note'])
    .where('network_id', '=', network)
    .orderBy('size', 'desc')
    .limit(count)
    .execute()
  return rows.map(row => ({ size: Number(row.size), note: row.note, witnessed: row.witnessed_note }))
}

export async function latestWitnessed(tx: Tx, network: NetworkId): Promise<{ size: number; note: string } | undefined> {
  const row = await tx
    .selectFrom('ledger_checkpoint')
    .select(['size', 'witnessed_note'])
    .where('network_id', '=', network)
    .where('witnessed_note', 'is not', null)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { size: Number(row.size), note: row.witnessed_note ?? '' }
}

/** Keeps a countersignature and how far its witness has seen; a size never goes back. */
export async function keepCosignature(
  tx: Tx,
  network: NetworkId,
  given: { size: number; witness: string; line: string },
  at: Instant,
): Promise<void> {
  send(
    tx,
    tx
      .insertInto('ledger_cosignature')
      .values({ network_id: network, ...given, seen_at: at })
      .onConflict(conflict => conflict.doNothing()),
  )
  await sql`update ledger_witness set seen_size = greatest(seen_size, ${given.size}::bigint)
    where network_id = ${network} and name = ${given.witness}`.execute(tx)
}

export function setSeen(tx: Tx, network: NetworkId, witness: string, size: number): void {
  send(
    tx,
    tx
      .updateTable('ledger_witness')
      .set({ seen_size: size })
      .where('network_id', '=', network)
      .where('name', '=', witness),
  )
}

export async function linesUnder(
  tx: Tx,
  network: NetworkId,
  size: number,
): Promise<{ witness: string; line: string }[]> {
  return tx
    .selectFrom('ledger_cosignature')
    .select(['witness', 'line'])
    .where('network_id', '=', network)
    .where('size', '=', size)
    .orderBy('witness')
    .execute()
}

export function setWitnessed(tx: Tx, network: NetworkId, size: number, note: string): void {
  send(
    tx,
    tx
      .updateTable('ledger_checkpoint')
      .set({ witnessed_note: note })
      .where('network_id', '=', network)
      .where('size', '=', size),
  )
}

/** Policies with the place of their entry, by number. */
export async function policiesOf(tx: Tx, network: NetworkId): Promise<PolicyRow[]> {
  const rows = await tx
    .selectFrom('ledger_policy as p')
    .innerJoin('ledger_entry as e', join =>
      join.onRef('e.network_id', '=', 'p.network_id').onRef('e.fact_id', '=', 'p.fact_id'),
    )
    .select(['p.number', 'p.text', 'p.effective_size', 'e.log_index'])
    .where('p.network_id', '=', network)
    .orderBy('p.number')
    .execute()
  return rows.map(row => ({
    number: row.number,
    text: row.text,
    index: row.log_index === null ? null : Number(row.log_index),
    effective: row.effective_size !== null,
  }))
}

export function insertPolicy(tx: Tx, number: number, text: string, fact: FactId): void {
  const { network, now } = scopeOf(tx)
  send(tx, tx.insertInto('ledger_policy').values({ network_id: network, number, text, fact_id: fact, adopted_at: now }))
}

export function setEffective(tx: Tx, network: NetworkId, number: number, size: number): void {
  send(
    tx,
    tx
      .updateTable('ledger_policy')
      .set({ effective_size: size })
      .where('network_id', '=', network)
      .where('number', '=', number),
  )
}
