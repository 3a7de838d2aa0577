// SPDX-License-Identifier: EUPL-1.2
// A tree that grows by tiles. Of a tree of any size only the last, incomplete tile of each level is needed to go on.
import { HASH, type Kernel, kernel, rootOfHashes } from '../hashing/kernel.ts'
import { sha256 } from '../verifier/sha256.ts'
import { hashesAt, TILE_BYTES, TILE_WIDTH } from './tile.ts'

/** The hashes of the last tile of each level that is not full, from level 0 upwards; empty where the level ends evenly. */
export type Edge = readonly Uint8Array[]
export type Tile = { readonly level: number; readonly position: number; readonly hashes: Uint8Array }
export type Grown = { readonly size: number; readonly edge: Edge; readonly changed: readonly Tile[] }

/** Which incomplete tiles a tree of this size ends with. */
export function edgePlaces(size: number): { level: number; position: number; width: number }[] {
  const places: { level: number; position: number; width: number }[] = []
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const width = hashesAt(level, size) % TILE_WIDTH
    if (width > 0) places.push({ level, position: Math.floor(hashesAt(level, size) / TILE_WIDTH), width })
  }
  return places
}

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** Roots of full tiles that stand one behind the other. */
export function tileRoots(tiles: Uint8Array, by: Kernel = kernel()): Uint8Array {
  let level = tiles
  for (let width = TILE_WIDTH; width > 1; width /= 2) level = by.nodes(level)
  return level
}

/** Appends leaf hashes; `changed` are the tiles that are new or longer, each once. */
export function grow(size: number, edge: Edge, leaves: Uint8Array, by: Kernel = kernel()): Grown {
  const next: Uint8Array[] = []
  const changed: Tile[] = []
  let added = leaves
  for (let level = 0; level < edge.length || added.length > 0; level++) {
    const before = edge[level] ?? new Uint8Array(0)
    const hashes = joined(before, added)
    const first = Math.floor(hashesAt(level, size) / TILE_WIDTH)
    if (added.length > 0) {
      for (let at = 0; at < hashes.length; at += TILE_BYTES) {
        changed.push({ level, position: first + at / TILE_BYTES, hashes: hashes.subarray(at, at + TILE_BYTES) })
      }
    }
    const full = hashes.length - (hashes.length % TILE_BYTES)
    next.push(hashes.slice(full))
    added = tileRoots(hashes.subarray(0, full), by)
  }
  return { size: size + leaves.length / HASH, edge: next, changed }
}

/** The root: what is incomplete below joins the level above as its last hash. */
export function rootOfEdge(edge: Edge): Uint8Array {
  let below: Uint8Array | undefined
  for (const hashes of edge) {
    const level: Uint8Array = below ? joined(hashes, below) : hashes
    below = rootOfHashes(level) ?? below
  }
  return below ?? sha256(new Uint8Array(0))
}
