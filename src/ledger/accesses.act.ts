// SPDX-License-Identifier: EUPL-1.2
// Sealing "who has seen what": per organisation and hour one small tree over the access rows, its root in a kind-2 entry.
import type { Instant } from '#lib/civil-date.ts'
import type { FactId, NetworkId } from '#lib/ids.ts'
import { programScope } from '#platform/auth/program-scope.ts'
import type { Database, Tx } from '#platform/db/scope.ts'
import { accessLeaf, type AccessRow, sealedRow } from './accesses-proof.ts'
import * as store from './accesses.store.ts'
import { recordOpenable } from './record.act.ts'
import { append, rootOf } from './tree.ts'
import { allLogs } from './tree.store.ts'
import { toHex } from './verifier/bytes.ts'
import { kinds } from './verifier/entry.ts'

/** Rows are written with the time at which their request began; requests that began in an hour have ended by then. */
const MARGIN_MS = 10 * 60 * 1000

/** The form in which rows are hashed since they can be shown to the person. */
const FORM = 2

const leavesOf = (rows: readonly AccessRow[], form: number): Uint8Array[] =>
  rows.map(row => accessLeaf(form === 1 ? row : sealedRow(row)))

const rootOfLeaves = (leaves: readonly Uint8Array[]): Uint8Array => rootOf(append([], leaves).peaks)

/** Seals one hour of the scope's organisation; undefined when there is nothing in it. */
export async function sealAccesses(tx: Tx, hour: Instant): Promise<FactId | undefined> {
  const rows = await store.accessRows(tx, hour)
  if (rows.length === 0) return undefined
  const leaves = leavesOf(rows, FORM)
  const root = rootOfLeaves(leaves)
  const fields = { hour, count: rows.length, root: toHex(root), form: FORM }
  const sealed = await recordOpenable(tx, kinds.accesses, { type: 'access.batch', fields })
  const opening = sealed.opening(Object.keys(fields))
  await store.insertBatch(tx, { hour, root, leaves: Buffer.concat(leaves), form: FORM, fact: sealed.id, opening })
  return sealed.id
}

/** Whether the access rows of a sealed hour are still those that were sealed; undefined when the hour has no seal. */
export async function accessesUnchanged(tx: Tx, hour: Instant): Promise<boolean | undefined> {
  const batch = await store.findBatch(tx, hour)
  if (!batch) return undefined
  const rows = await store.accessRows(tx, hour)
  const root = rootOfLeaves(leavesOf(rows, batch.form))
  return rows.length === batch.rows && Buffer.compare(root, batch.root) === 0
}

async function sealNetwork(db: Database, network: NetworkId, now: Instant): Promise<number> {
  const before = new Date(Date.parse(now) - MARGIN_MS).toISOString() as Instant
  const open = await db.asRole('nc_ledger', network, tx => store.openHours(tx, network, before))
  for (const { organisation, hour } of open) {
    await db.inScope(programScope(network, organisation, now), tx => sealAccesses(tx, hour))
  }
  return open.length
}

/** The regular work: every full hour of every organisation of every network. */
export async function sealAllAccesses(db: Database, now = new Date().toISOString() as Instant): Promise<number> {
  const networks = await db.asRole('nc_ledger', undefined, tx => allLogs(tx))
  let sealed = 0
  for (const network of networks) sealed += await sealNetwork(db, network, now)
  return sealed
}
