// SPDX-License-Identifier: EUPL-1.2
// Delivering what waits for the regional system. The package's id is the message id, so that sending again is harmless.
import type { PackageId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { afterAttempt, type OutboxEntry, REGIONAL } from './outbox.ts'
import { findEntry, saveEntry, waitingFor } from './outbox.store.ts'
import { fieldsOf } from './package-content.store.ts'
import { getPackage } from './package.store.ts'
import type { RegionalSystem } from './sap/regional-system.client.ts'
import { sapRecord } from './sap/sap-record.ts'
import { sapXml } from './sap/sap-xml.client.ts'

async function deliver(tx: Tx, system: RegionalSystem, id: PackageId): Promise<OutboxEntry | undefined> {
  const entry = await findEntry(tx, id, REGIONAL)
  if (entry?.state !== 'waiting') return entry
  const { did, pact } = await getPackage(tx, id)
  const xml = sapXml(sapRecord({ fields: await fieldsOf(tx, id), updatedOn: scopeOf(tx).today, did, pact }))
  const after = afterAttempt(entry, await system.deliver({ id, xml }))
  saveEntry(tx, id, REGIONAL, after)
  return after
}

/** One attempt for every record of my organisation that waits; answers what became of each. */
export async function deliverWaiting(tx: Tx, system: RegionalSystem): Promise<ReadonlyMap<PackageId, OutboxEntry>> {
  const settled = new Map<PackageId, OutboxEntry>()
  for (const id of await waitingFor(tx, REGIONAL)) {
    const entry = await deliver(tx, system, id)
    if (entry) settled.set(id, entry)
  }
  return settled
}
