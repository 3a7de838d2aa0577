// SPDX-License-Identifier: EUPL-1.2
// Hashes of ranges of the tree out of its tiles: what a proof is made of, wherever the tiles come from.
import { HASH, rootOfHashes } from '../hashing/kernel.ts'
import { type Range, rangeHash, subtreesOf } from '../tree.ts'
import { TILE_WIDTH } from './tile.ts'

type Place = { readonly level: number; readonly position: number }

export const placeName = ({ level, position }: Place): string => `${level}/${position}`

/** The tile in which the leaves of a subtree, or the subtree itself as one hash, stand. */
const tileOf = ({ level, position }: Place): Place => ({
  level: Math.floor(level / 8),
  position: Math.floor((position * 2 ** (level % 8)) / TILE_WIDTH),
})

/** The tiles that hold the complete subtrees of these ranges, each once. */
export function tilesFor(ranges: readonly Range[]): Place[] {
  const tiles = ranges.flatMap(subtreesOf).map(tileOf)
  return [...new Map(tiles.map(tile => [placeName(tile), tile])).values()]
}

function subtreeHash(place: Place, tiles: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const width = 2 ** (place.level % 8)
  const from = (place.position * width) % TILE_WIDTH
  const hashes = tiles.get(placeName(tileOf(place)))?.subarray(from * HASH, (from + width) * HASH)
  const root = hashes?.length === width * HASH ? rootOfHashes(hashes) : undefined
  if (!root) throw new Error(`The tree lacks the hash ${placeName(place)}`)
  return root
}

/** @param tiles by the names of their places, as `tilesFor` asks for them */
export const hashesFrom = (ranges: readonly Range[], tiles: ReadonlyMap<string, Uint8Array>): Uint8Array[] =>
  ranges.map(range => rangeHash(range, (level, position) => subtreeHash({ level, position }, tiles)))
