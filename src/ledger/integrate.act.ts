// SPDX-License-Identifier: EUPL-1.2
// Taking waiting entries into the register: places in order, tree, signed head. Safe to repeat and in several processes.
import type { Instant } from '#lib/civil-date.ts'
import type { NetworkId } from '#lib/ids.ts'
import type { Database, Tx } from '#platform/db/scope.ts'
import { signCheckpoint } from './checkpoint.ts'
import { signWith } from './crypto.client.ts'
import { signingKey } from './record.act.ts'
import { append, leafOf, peakPlaces, type Peaks, type Range, rangeHash, rootOf, subtreesOf } from './tree.ts'
import * as store from './tree.store.ts'
import { parseVkey } from './verifier/note.ts'

const PORTION = 5000

async function peaksOf(tx: Tx, network: NetworkId, size: number): Promise<Peaks> {
  const nodes = await store.nodesAt(tx, network, peakPlaces(size))
  return nodes.sort((a, b) => b.level - a.level)
}

async function takeIn(tx: Tx, network: NetworkId, now: Instant): Promise<number> {
  const log = await store.lockLog(tx, network)
  if (!log) return 0
  const waiting = await store.waitingEntries(tx, network, PORTION)
  if (waiting.length === 0) return 0
  const keyId = parseVkey(log.vkey)?.id ?? ''
  const key = await signingKey(tx, network, keyId)
  if (!key) throw new Error(`The private key of the register ${log.origin} is not in this installation`)
  const leaves = waiting.map(({ entry }) => leafOf(entry))
  const { peaks, added } = append(await peaksOf(tx, network, log.size), leaves)
  const size = log.size + waiting.length
  await store.placeEntries(tx, network, waiting, log.size)
  await store.insertNodes(tx, network, added)
  const root = Buffer.from(rootOf(peaks))
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

/** Hashes of ranges of the tree, for proofs: their complete subtrees are read in one go. */
export async function hashesOf(tx: Tx, network: NetworkId, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const name = (level: number, position: number): string => `${level}/${position}`
  const nodes = await store.nodesAt(tx, network, ranges.flatMap(subtreesOf))
  const known = new Map(nodes.map(node => [name(node.level, node.position), node.hash]))
  return ranges.map(range =>
    rangeHash(range, (level, position) => {
      const hash = known.get(name(level, position))
      if (!hash) throw new Error(`The tree lacks the hash ${level}/${position}`)
      return hash
    }),
  )
}
