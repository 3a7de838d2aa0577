// SPDX-License-Identifier: EUPL-1.2
// What a bundle is put together from: entries by fact, keys by id, the registration entries of those keys.
import type { FactId, NetworkId } from '#lib/ids.ts'
import { sql } from 'kysely'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { Opening } from './verifier/bundle.ts'

export type EntryRow = {
  readonly fact: FactId
  readonly keyId: string
  readonly seq: number
  readonly entry: Buffer
  readonly index: number | null
}
export type KeyRow = {
  readonly id: string
  readonly organisation: string
  readonly name: string
  readonly vkey: string
  readonly registeredSeq: number
  readonly opening: Opening
  /** The entry that ended its period, where one has. */
  readonly revoked: { readonly seq: number; readonly opening: Opening } | undefined
}

type Raw = { fact_id: FactId; key_id: string; org_seq: number; entry: Buffer; log_index: number | null }

const entryOf = (row: Raw): EntryRow => ({
  fact: row.fact_id,
  keyId: row.key_id,
  seq: Number(row.org_seq),
  entry: row.entry,
  index: row.log_index === null ? null : Number(row.log_index),
})

export async function entriesOf(tx: Tx, facts: readonly FactId[]): Promise<EntryRow[]> {
  const { rows } = await sql<Raw>`select fact_id, key_id, org_seq, entry, log_index from ledger_entry
    where network_id = ${scopeOf(tx).network} and fact_id = any (${[...facts]}::uuid[])`.execute(tx)
  return rows.map(entryOf)
}

/** The entries that registered these keys, and those that ended them. */
export async function keyActsOf(tx: Tx, keyIds: readonly string[]): Promise<EntryRow[]> {
  const { rows } = await sql<Raw>`select e.fact_id, e.key_id, e.org_seq, e.entry, e.log_index
    from ledger_key k join ledger_entry e on e.network_id = k.network_id
      and e.organisation_id = k.organisation_id and e.org_seq in (k.registered_seq, k.revocation_seq)
    where k.network_id = ${scopeOf(tx).network} and k.key_id = any (${[...keyIds]}::text[])`.execute(tx)
  return rows.map(entryOf)
}

export async function keysOf(tx: Tx, keyIds: readonly string[]): Promise<KeyRow[]> {
  const rows = await tx
    .selectFrom('ledger_key')
    .selectAll()
    .where('network_id', '=', scopeOf(tx).network)
    .where('key_id', 'in', [...keyIds])
    .execute()
  return rows.map(row => ({
    id: row.key_id,
    organisation: row.organisation_id,
    name: row.name,
    vkey: row.vkey,
    registeredSeq: Number(row.registered_seq),
    opening: row.opening as Opening,
    revoked:
      row.revocation_seq === null ? undefined : { seq: Number(row.revocation_seq), opening: row.revocation as Opening },
  }))
}

export async function currentKey(tx: Tx): Promise<string | undefined> {
  const { network, organisation } = scopeOf(tx)
  const row = await tx
    .selectFrom('ledger_series')
    .select('key_id')
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  return row?.key_id
}

export type PublicKeyRow = {
  readonly name: string
  readonly vkey: string
  readonly key_id: string
  readonly revoked_from: number | null
}

export async function publicKeys(tx: Tx, network: NetworkId): Promise<PublicKeyRow[]> {
  return tx
    .selectFrom('ledger_key')
    .select(['name', 'vkey', 'key_id', 'revoked_from'])
    .where('network_id', '=', network)
    .orderBy('name')
    .orderBy('created_at')
    .execute()
}
