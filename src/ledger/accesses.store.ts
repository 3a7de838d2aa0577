// SPDX-License-Identifier: EUPL-1.2
// Access rows by hour, and which hours are sealed already.
import { sql } from 'kysely'
import type { Instant } from '#lib/civil-date.ts'
import type { FactId, NetworkId, OrganisationId, PersonId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { AccessRow } from './accesses-proof.ts'
import type { Opening } from './verifier/bundle.ts'

export type OpenHour = { readonly organisation: OrganisationId; readonly hour: Instant }
/** A sealed hour that can be shown: its hashes, and what opens the entry that seals it. */
export type SealedHour = OpenHour & { readonly fact: FactId; readonly leaves: Buffer; readonly opening: Opening }

/** Full hours with access rows and no seal, of every organisation of the network. */
export async function openHours(tx: Tx, network: NetworkId, before: Instant): Promise<OpenHour[]> {
  const { rows } = await sql<OpenHour>`
    select a.organisation_id as organisation, date_trunc('hour', a.at, 'UTC') as hour from platform_access a
    where a.network_id = ${network} and a.at < date_trunc('hour', ${before}::timestamptz, 'UTC')
      and not exists (select from ledger_access_batch b where b.network_id = a.network_id
        and b.organisation_id = a.organisation_id and b.hour = date_trunc('hour', a.at, 'UTC'))
    group by 1, 2 order by 2, 1 limit 1000`.execute(tx)
  return rows
}

const COLUMNS = sql`id, at, organisation_id, unit_id, account_id, role, purpose, person_id, field_groups, route, reason`

/** Two years of openings of her file by others: as long as the list is kept. */
const MOST = 5_000

export async function accessRowsAbout(tx: Tx, person: PersonId): Promise<AccessRow[]> {
  const { rows } = await sql<AccessRow>`select ${COLUMNS} from platform_access
    where network_id = ${scopeOf(tx).network} and person_id = ${person} and role <> 'person'
    order by at desc, id limit ${MOST}::int`.execute(tx)
  return rows
}

/** The seals of the hours in which these rows were written. */
export async function sealedHours(tx: Tx, rows: readonly AccessRow[]): Promise<SealedHour[]> {
  const { rows: found } = await sql<SealedHour>`
    select b.organisation_id as organisation, b.hour, b.fact_id as fact, b.leaves, b.opening from ledger_access_batch b
    where b.network_id = ${scopeOf(tx).network} and b.form = 2 and (b.organisation_id, b.hour) in (
      select organisation, date_trunc('hour', at, 'UTC') from unnest(${rows.map(row => row['organisation_id'])}::uuid[],
        ${rows.map(row => row['at'])}::timestamptz[]) as w (organisation, at))
    order by b.hour, b.organisation_id`.execute(tx)
  return found
}

/** The rows of one hour of the scope's organisation, in the order of their ids. */
export async function accessRows(tx: Tx, hour: Instant): Promise<AccessRow[]> {
  const { network, organisation } = scopeOf(tx)
  const { rows } =
    await sql<AccessRow>`select ${COLUMNS} from platform_access where network_id = ${network} and organisation_id = ${organisation}
      and at >= ${hour}::timestamptz and at < ${hour}::timestamptz + interval '1 hour' order by id`.execute(tx)
  return rows
}

export function insertBatch(
  tx: Tx,
  batch: { hour: Instant; root: Uint8Array; leaves: Buffer; form: number; fact: FactId; opening: Opening },
): void {
  const { network, organisation } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('ledger_access_batch').values({
      network_id: network,
      organisation_id: organisation,
      hour: batch.hour,
      rows: batch.leaves.length / 32,
      leaves: batch.leaves,
      form: batch.form,
      opening: JSON.stringify(batch.opening),
      root: Buffer.from(batch.root),
      fact_id: batch.fact,
    }),
  )
}

export async function findBatch(
  tx: Tx,
  hour: Instant,
): Promise<{ root: Buffer; rows: number; form: number } | undefined> {
  const { network, organisation } = scopeOf(tx)
  return tx
    .selectFrom('ledger_access_batch')
    .select(['root', 'rows', 'form'])
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('hour', '=', hour)
    .executeTakeFirst()
}
