// SPDX-License-Identifier: EUPL-1.2
// Sealing "who has seen what": per organisation and hour one small tree over the access rows, its root in a kind-2 entry.
import { canonicalJson } from '#lib/canonical-json.ts'
import type { Instant } from '#lib/civil-date.ts'
import type { FactId, NetworkId } from '#lib/ids.ts'
import { programScope } from '#platform/auth/program-scope.ts'
import type { Database, Tx } from '#platform/db/scope.ts'
import * as store from './accesses.store.ts'
import type { AccessRow } from './accesses.store.ts'
import { recordKind } from './record.act.ts'
import { append, leafOf, rootOf } from './tree.ts'
import { allLogs } from './tree.store.ts'
import { toHex, utf8 } from './verifier/bytes.ts'
import { kinds } from './verifier/entry.ts'

/** Rows are written with the time at which their request began; requests that began in an hour have ended by then. */
const MARGIN_MS = 10 * 60 * 1000

const rootOfRows = (rows: readonly AccessRow[]): Uint8Array =>
  rootOf(
    append(
      [],
      rows.map(row => leafOf(utf8(canonicalJson(row)))),
    ).peaks,
  )

/** Seals one hour of the scope's organisation; undefined when there is nothing in it. */
export async function sealAccesses(tx: Tx, hour: Instant): Promise<FactId | undefined> {
  const rows = await store.accessRows(tx, hour)
  if (rows.length === 0) return undefined
  const root = rootOfRows(rows)
  const fields = { hour, count: rows.length, root: toHex(root) }
  const { id } = await recordKind(tx, kinds.accesses, 'access.batch', { fields })
  await store.insertBatch(tx, { hour, rows: rows.length, root, fact: id })
  return id
}

/** Whether the access rows of a sealed hour are still those that were sealed; undefined when the hour has no seal. */
export async function accessesUnchanged(tx: Tx, hour: Instant): Promise<boolean | undefined> {
  const batch = await store.findBatch(tx, hour)
  if (!batch) return undefined
  const rows = await store.accessRows(tx, hour)
  return rows.length === batch.rows && Buffer.compare(rootOfRows(rows), batch.root) === 0
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
