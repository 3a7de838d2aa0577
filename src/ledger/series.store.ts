// SPDX-License-Identifier: EUPL-1.2
// Rows of the writing side: the register's name, keys, an organisation's series, entries and openings.
import { sql } from 'kysely'
import type { FactId, NetworkId, OrganisationId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { Opening } from './verifier/bundle.ts'

export type Account = 'service' | 'accounting'
export type SubjectKeys = { readonly service: Buffer | null; readonly accounting: Buffer | null }
export type Step = { readonly keyId: string; readonly seq: number; readonly ownKey: Buffer; readonly origin: string }

export async function networkName(tx: Tx): Promise<string> {
  const row = await tx
    .selectFrom('platform_network')
    .select('name')
    .where('id', '=', scopeOf(tx).network)
    .executeTakeFirst()
  return row?.name ?? 'network'
}

export async function organisationName(tx: Tx, organisation: OrganisationId): Promise<string> {
  const row = await tx
    .selectFrom('platform_organisation_card')
    .select('name')
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  return row?.name ?? organisation
}

export async function findOrigin(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .selectFrom('ledger_log')
    .select('origin')
    .where('network_id', '=', scopeOf(tx).network)
    .executeTakeFirst()
  return row?.origin
}

/** False when another transaction founded the register first. */
export async function insertLog(tx: Tx, log: { origin: string; vkey: string }): Promise<boolean> {
  const { network, now } = scopeOf(tx)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ledger_log')
    .values({ network_id: network, origin: log.origin, vkey: log.vkey, created_at: now })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function insertSigningKey(
  tx: Tx,
  key: { keyId: string; organisation: OrganisationId | null; box: Buffer },
): Promise<void> {
  const { network } = scopeOf(tx)
  await tx
    .insertInto('ledger_signing_key')
    .values({ network_id: network, key_id: key.keyId, organisation_id: key.organisation, box: key.box })
    .execute()
}

export async function findSigningKey(tx: Tx, network: NetworkId, keyId: string): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('ledger_signing_key')
    .select('box')
    .where('network_id', '=', network)
    .where('key_id', '=', keyId)
    .executeTakeFirst()
  return row?.box
}

/** Takes the next number of the series; the row stays locked until the act commits or is undone, so no number is lost. */
export async function nextStep(tx: Tx, organisation: OrganisationId, count = 1): Promise<Step | undefined> {
  const row = await tx
    .updateTable('ledger_series')
    .set({ last_seq: sql`last_seq + ${count}::int` })
    .where('network_id', '=', scopeOf(tx).network)
    .where('organisation_id', '=', organisation)
    .returning(eb => [
      'key_id',
      'last_seq',
      'own_key',
      eb
        .selectFrom('ledger_log')
        .select('origin')
        .whereRef('ledger_log.network_id', '=', 'ledger_series.network_id')
        .as('origin'),
    ])
    .executeTakeFirst()
  return (
    row && { keyId: row.key_id, seq: Number(row.last_seq) - count + 1, ownKey: row.own_key, origin: row.origin ?? '' }
  )
}

/** False when another transaction began the series first. */
export async function insertSeries(
  tx: Tx,
  series: { organisation: OrganisationId; keyId: string; ownKey: Buffer },
): Promise<boolean> {
  const { network } = scopeOf(tx)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ledger_series')
    .values({
      network_id: network,
      organisation_id: series.organisation,
      key_id: series.keyId,
      last_seq: 1,
      own_key: series.ownKey,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function changeSeriesKey(tx: Tx, organisation: OrganisationId, keyId: string): Promise<void> {
  await tx
    .updateTable('ledger_series')
    .set({ key_id: keyId })
    .where('network_id', '=', scopeOf(tx).network)
    .where('organisation_id', '=', organisation)
    .execute()
}

export async function insertKey(
  tx: Tx,
  key: { keyId: string; organisation: OrganisationId; name: string; vkey: string; seq: number; opening: Opening },
): Promise<void> {
  const { network, now } = scopeOf(tx)
  await tx
    .insertInto('ledger_key')
    .values({
      network_id: network,
      key_id: key.keyId,
      organisation_id: key.organisation,
      name: key.name,
      vkey: key.vkey,
      registered_seq: key.seq,
      opening: JSON.stringify(key.opening),
      created_at: now,
    })
    .execute()
}

export type NewEntry = {
  readonly fact: FactId
  readonly keyId: string
  readonly seq: number
  readonly organisation: OrganisationId
  readonly bytes: Uint8Array
}

export async function insertEntries(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  const { network, now } = scopeOf(tx)
  const rows = entries.map(entry => ({
    network_id: network,
    key_id: entry.keyId,
    org_seq: entry.seq,
    organisation_id: entry.organisation,
    fact_id: entry.fact,
    entry: Buffer.from(entry.bytes),
    recorded_at: now,
  }))
  await tx.insertInto('ledger_entry').values(rows).execute()
}

export const insertEntry = (tx: Tx, entry: NewEntry): Promise<void> => insertEntries(tx, [entry])

export type KeptOpening = { readonly subject: string | null; readonly account: Account; readonly box: Buffer }

export type NewOpening = KeptOpening & { readonly fact: FactId }

export async function insertOpenings(tx: Tx, openings: readonly NewOpening[]): Promise<void> {
  const { network, organisation } = scopeOf(tx)
  const rows = openings.map(({ fact, subject, account, box }) => ({
    network_id: network,
    fact_id: fact,
    organisation_id: organisation,
    subject_id: subject,
    account,
    box,
  }))
  await tx.insertInto('ledger_opening').values(rows).execute()
}

export async function findOpening(tx: Tx, fact: FactId): Promise<KeptOpening | undefined> {
  const row = await tx
    .selectFrom('ledger_opening')
    .select(['subject_id', 'account', 'box'])
    .where('network_id', '=', scopeOf(tx).network)
    .where('fact_id', '=', fact)
    .executeTakeFirst()
  return row && { subject: row.subject_id, account: row.account as Account, box: row.box }
}

export async function findSubjectKeys(tx: Tx, subjects: readonly string[]): Promise<Map<string, SubjectKeys>> {
  const { network, organisation } = scopeOf(tx)
  if (subjects.length === 0) return new Map()
  const rows = await tx
    .selectFrom('ledger_person_key')
    .select(['subject_id', 'service_key', 'accounting_key'])
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('subject_id', '=', sql<string>`any (${[...subjects]}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.subject_id, { service: row.service_key, accounting: row.accounting_key }]))
}

/** Two acts about a new person at once: the first keys stay, both read them back. */
export async function insertSubjectKeys(tx: Tx, keys: ReadonlyMap<string, SubjectKeys>): Promise<void> {
  const { network, organisation } = scopeOf(tx)
  const owner = { network_id: network, organisation_id: organisation }
  const rows = [...keys].map(([subject, { service, accounting }]) =>
    Object.assign({ subject_id: subject, service_key: service, accounting_key: accounting }, owner),
  )
  for (let from = 0; from < rows.length; from += 1000) {
    await tx
      .insertInto('ledger_person_key')
      .values(rows.slice(from, from + 1000))
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }
}

export async function ownKeyOf(tx: Tx): Promise<Buffer | undefined> {
  const { network, organisation } = scopeOf(tx)
  const row = await tx
    .selectFrom('ledger_series')
    .select('own_key')
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  return row?.own_key
}
