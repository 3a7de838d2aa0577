// SPDX-License-Identifier: EUPL-1.2
// Access rows by hour, and which hours are sealed already.
import { sql } from 'kysely'
import type { Instant } from '#lib/civil-date.ts'
import type { FactId, NetworkId, OrganisationId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'

export type OpenHour = { readonly organisation: OrganisationId; readonly hour: Instant }
export type AccessRow = Readonly<Record<string, string | readonly string[] | null>>

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

/** The rows of one hour of the scope's organisation, in the order of their ids. */
export async function accessRows(tx: Tx, hour: Instant): Promise<AccessRow[]> {
  const { network, organisation } = scopeOf(tx)
  const { rows } = await sql<AccessRow>`
    select id, at, organisation_id, unit_id, account_id, role, purpose, person_id, field_groups, route, reason
    from platform_access where network_id = ${network} and organisation_id = ${organisation}
      and at >= ${hour}::timestamptz and at < ${hour}::timestamptz + interval '1 hour' order by id`.execute(tx)
  return rows
}

export async function insertBatch(
  tx: Tx,
  batch: { hour: Instant; rows: number; root: Uint8Array; fact: FactId },
): Promise<void> {
  const { network, organisation } = scopeOf(tx)
  await tx
    .insertInto('ledger_access_batch')
    .values({
      network_id: network,
      organisation_id: organisation,
      hour: batch.hour,
      rows: batch.rows,
      root: Buffer.from(batch.root),
      fact_id: batch.fact,
    })
    .execute()
}

export async function findBatch(tx: Tx, hour: Instant): Promise<{ root: Buffer; rows: number } | undefined> {
  const { network, organisation } = scopeOf(tx)
  return tx
    .selectFrom('ledger_access_batch')
    .select(['root', 'rows'])
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('hour', '=', hour)
    .executeTakeFirst()
}
