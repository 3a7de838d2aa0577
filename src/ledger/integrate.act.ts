// SPDX-License-Identifier: EUPL-1.2
// Taking waiting entries into the register: places in order, tree, signed head. Safe to repeat and in several processes.
import type { Instant } from '#lib/civil-date.ts'
import type { NetworkId } from '#lib/ids.ts'
import type { Database, Tx } from '#platform/db/scope.ts'
import { signCheckpoint } from './checkpoint.ts'
import { signWith } from './crypto.client.ts'
import { signingKey } from './record.act.ts'
import { HASH, kernel } from './hashing/kernel.ts'
import { edgePlaces, type Edge, grow, rootOfEdge } from './tiles/growth.ts'
import { hashesFrom, tilesFor } from './tiles/range-hashes.ts'
import type { Range } from './tree.ts'
import * as store from './tree.store.ts'
import { parseVkey } from './verifier/note.ts'

const PORTION = 5000

/** The incomplete tiles that a tree of this size ends with: all that is needed to go on. */
async function edgeOf(tx: Tx, network: NetworkId, size: number): Promise<Edge> {
  const places = edgePlaces(size)
  const tiles = await store.tilesAt(tx, network, places)
  const edge: Uint8Array[] = Array.from({ length: (places.at(-1)?.level ?? -1) + 1 }, () => new Uint8Array(0))
  for (const { level, position, width } of places) {
    const hashes = tiles.get(`${level}/${position}`)
    if (hashes?.length !== width * HASH) throw new Error(`The tree lacks hashes of tile ${level}/${position}`)
    edge[level] = hashes
  }
  return edge
}

async function takeIn(tx: Tx, network: NetworkId, now: Instant): Promise<number> {
  const log = await store.lockLog(tx, network)
  if (!log) return 0
  const waiting = await store.placeWaiting(tx, network, log, PORTION)
  if (waiting.length === 0) return 0
  const keyId = parseVkey(log.vkey)?.id ?? ''
  const key = await signingKey(tx, network, keyId)
  if (!key) throw new Error(`The private key of the register ${log.origin} is not in this installation`)
  const leaves = kernel().leaves(Buffer.concat(waiting))
  const { size, edge, changed } = grow(log.size, await edgeOf(tx, network, log.size), leaves)
  await store.putTiles(tx, network, changed)
  await store.setSize(tx, network, size)
  const root = Buffer.from(rootOfEdge(edge))
  const note = signCheckpoint({ origin: log.origin, size, root }, keyId, message => signWith(key, message))
  await store.insertHead(tx, network, { size, root, note }, now)
  return waiting.length
}

const clock = (): Instant => new Date().toISOString() as Instant

/** Gives every waiting entry of a network its place and signs a head over them; answers how many there were. */
export async function integrate(db: Database, network: NetworkId, now: () => Instant = clock): Promise<number> {
  let all = 0
  for (;;) {
    const taken = await db.asRole('nc_ledger', network, tx => takeIn(tx, network, now()))
    all += taken
    if (taken < PORTION) return all
  }
}

/** The regular work: every network that has something waiting. */
export async function integrateAll(db: Database): Promise<void> {
  const networks = await db.asRole('nc_ledger', undefined, tx => store.logsWithWork(tx))
  for (const network of networks) await integrate(db, network)
}

/** Hashes of ranges of the tree, for proofs: the tiles with their complete subtrees are read in one go. */
export async function hashesOf(tx: Tx, network: NetworkId, ranges: readonly Range[]): Promise<Uint8Array[]> {
  return hashesFrom(ranges, await store.tilesAt(tx, network, tilesFor(ranges)))
}
