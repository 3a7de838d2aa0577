// SPDX-License-Identifier: EUPL-1.2
import type { PackageId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import { newEntry, type OutboxEntry, type OutboxState } from './outbox.ts'
import type { Problem } from './sap/regional-system.client.ts'

/** Puts a package in line for a system; a second time changes nothing. */
export function queue(tx: Tx, id: PackageId, system: string): void {
  const { network, now } = scopeOf(tx)
  send(
    tx,
    tx
      .insertInto('cpi_outbox')
      .values({
        network_id: network,
        package_id: id,
        system,
        state: newEntry.state,
        attempts: newEntry.attempts,
        changed_at: now,
      })
      .onConflict(conflict => conflict.columns(['network_id', 'package_id', 'system']).doNothing()),
  )
}

/** The entry of a package for a system, locked so that two workers do not deliver it together. */
export async function findEntry(tx: Tx, id: PackageId, system: string): Promise<OutboxEntry | undefined> {
  const row = await tx
    .selectFrom('cpi_outbox')
    .selectAll()
    .where('package_id', '=', id)
    .where('system', '=', system)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  return {
    state: row.state as OutboxState,
    attempts: row.attempts,
    ...(row.receipt && { receipt: row.receipt }),
    problems: (row.problems as Problem[] | null) ?? [],
  }
}

export async function waitingFor(tx: Tx, system: string): Promise<readonly PackageId[]> {
  const rows = await tx
    .selectFrom('cpi_outbox')
    .select('package_id')
    .where('system', '=', system)
    .where('state', '=', 'waiting')
    .orderBy('changed_at')
    .execute()
  return rows.map(row => row.package_id as PackageId)
}

export function saveEntry(tx: Tx, id: PackageId, system: string, entry: OutboxEntry): void {
  send(
    tx,
    tx
      .updateTable('cpi_outbox')
      .set({
        state: entry.state,
        attempts: entry.attempts,
        receipt: entry.receipt ?? null,
        problems: JSON.stringify(entry.problems),
        changed_at: scopeOf(tx).now,
      })
      .where('package_id', '=', id)
      .where('system', '=', system),
  )
}
