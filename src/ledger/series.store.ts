// SPDX-License-Identifier: EUPL-1.2
// Rows of the writing side: the register's name, keys, an organisation's series, entries and openings.
import { sql } from 'kysely'
import type { FactId, NetworkId, OrganisationId } from '#lib/ids.ts'
import { anyOf } from '#platform/db/any-of.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Made } from './making.ts'
import type { Opening } from './verifier/bundle.ts'

export type Account = 'service' | 'accounting'
export type SubjectKeys = { readonly service: Buffer | null; readonly accounting: Buffer | null }
export type Step = { readonly keyId: string; readonly seq: number; readonly ownKey: Buffer; readonly origin: string }
/** A step together with the keys of the persons it concerns, as far as there are any yet. */
export type StepAbout = Step & { readonly keys: Map<string, SubjectKeys> }

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

export function insertSigningKey(
  tx: Tx,
  key: { keyId: string; organisation: OrganisationId | null; box: Buffer },
): void {
  const { network } = scopeOf(tx)
  send(
    tx,
    tx
      .insertInto('ledger_signing_key')
      .values({ network_id: network, key_id: key.keyId, organisation_id: key.organisation, box: key.box }),
  )
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
export async function nextStep(
  tx: Tx,
  organisation: OrganisationId,
  count = 1,
  subjects: readonly string[] = [],
): Promise<StepAbout | undefined> {
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
      sql<KeysInHex[]>`(select coalesce(json_agg(json_build_object('subject', k.subject_id,
        'service', encode(k.service_key, 'hex'), 'accounting', encode(k.accounting_key, 'hex'))), '[]')
        from ledger_person_key k where k.network_id = ledger_series.network_id
        and k.organisation_id = ledger_series.organisation_id and k.subject_id = any (${[...subjects]}::uuid[]))`.as(
        'keys',
      ),
    ])
    .executeTakeFirst()
  if (!row) return undefined
  const seq = Number(row.last_seq) - count + 1
  return { keyId: row.key_id, seq, ownKey: row.own_key, origin: row.origin ?? '', keys: keysFrom(row.keys) }
}

type KeysInHex = { readonly subject: string; readonly service: string | null; readonly accounting: string | null }

const keysFrom = (rows: readonly KeysInHex[]): Map<string, SubjectKeys> =>
  new Map(rows.map(row => [row.subject, { service: bytesOf(row.service), accounting: bytesOf(row.accounting) }]))

const bytesOf = (hex: string | null): Buffer | null => (hex === null ? null : Buffer.from(hex, 'hex'))

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

export function changeSeriesKey(tx: Tx, organisation: OrganisationId, keyId: string): void {
  send(
    tx,
    tx
      .updateTable('ledger_series')
      .set({ key_id: keyId })
      .where('network_id', '=', scopeOf(tx).network)
      .where('organisation_id', '=', organisation),
  )
}

export function insertKey(
  tx: Tx,
  key: { keyId: string; organisation: OrganisationId; name: string; vkey: string; seq: number; opening: Opening },
): void {
  const { network, now } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('ledger_key').values({
      network_id: network,
      key_id: key.keyId,
      organisation_id: key.organisation,
      name: key.name,
      vkey: key.vkey,
      registered_seq: key.seq,
      opening: JSON.stringify(key.opening),
      created_at: now,
    }),
  )
}

export type NewEntry = {
  readonly fact: FactId
  readonly keyId: string
  readonly seq: number
  readonly organisation: OrganisationId
  readonly bytes: Uint8Array
}

function entryRow(tx: Tx, entry: NewEntry) {
  const { network, now } = scopeOf(tx)
  return {
    network_id: network,
    key_id: entry.keyId,
    org_seq: entry.seq,
    organisation_id: entry.organisation,
    fact_id: entry.fact,
    entry: Buffer.from(entry.bytes),
    recorded_at: now,
  }
}

export function insertEntry(tx: Tx, entry: NewEntry): void {
  send(tx, tx.insertInto('ledger_entry').values(entryRow(tx, entry)))
}

export type KeptOpening = { readonly subject: string | null; readonly account: Account; readonly box: Buffer }

/** Facts of one series that are to be stored, numbered from `seq`: what the threads have made, and whom each is about. */
export type MadeFacts = Pick<Made, 'ids' | 'entries' | 'boxes' | 'ends'> & {
  readonly keyId: string
  readonly seq: number
  readonly about: readonly { readonly subject: string | null; readonly account: Account }[]
}

const bytea = ({ buffer, byteOffset, length }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length)

/**
 * Every act of the product ends here: entries and openings take one statement between them, so that one prepared statement
 * serves one row and five hundred. Bytes travel as they are, in one run of each kind, and are cut up by the database.
 */
export function insertFacts(tx: Tx, facts: MadeFacts): void {
  const { network, organisation, now } = scopeOf(tx)
  const { ids, entries, boxes, ends, about, keyId, seq } = facts
  const insert = sql`with facts as materialized (
    select at::int - 1 as at, subject_id, account, ends, coalesce(lag(ends) over (order by at), 0) as starts,
      encode(substring(${bytea(ids)}::bytea from at::int * 16 - 15 for 16), 'hex')::uuid as fact_id
    from unnest(${about.map(one => one.subject)}::uuid[], ${about.map(one => one.account)}::text[], ${ends}::int[])
      with ordinality as f (subject_id, account, ends, at)),
    entries as (
    insert into ledger_entry (network_id, organisation_id, recorded_at, key_id, org_seq, fact_id, entry)
    select ${network}, ${organisation}, ${now}::timestamptz, ${keyId}, ${seq}::bigint + at, fact_id,
      substring(${bytea(entries)}::bytea from at * 114 + 1 for 114)
    from facts order by at)
    insert into ledger_opening (network_id, organisation_id, fact_id, subject_id, account, box)
    select ${network}, ${organisation}, fact_id, subject_id, account,
      substring(${bytea(boxes)}::bytea from starts + 1 for ends - starts)
    from facts`
  send(tx, insert.compile(tx))
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
    .where('subject_id', '=', anyOf(subjects))
    .execute()
  return new Map(rows.map(row => [row.subject_id, { service: row.service_key, accounting: row.accounting_key }]))
}

/** Two acts about a new person at once: the first keys stay. Returns how many of these did. */
export async function insertSubjectKeys(tx: Tx, keys: ReadonlyMap<string, SubjectKeys>): Promise<number> {
  const { network, organisation } = scopeOf(tx)
  const all = [...keys.values()]
  const { numAffectedRows } = await sql`
    insert into ledger_person_key (network_id, organisation_id, subject_id, service_key, accounting_key)
    select ${network}, ${organisation}, subject_id, service_key, accounting_key
    from unnest(${[...keys.keys()]}::uuid[], ${all.map(key => key.service)}::bytea[],
      ${all.map(key => key.accounting)}::bytea[]) as k (subject_id, service_key, accounting_key)
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows)
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
