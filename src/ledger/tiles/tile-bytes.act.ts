// SPDX-License-Identifier: EUPL-1.2
// A tile or a bundle of entries out of the database, as its file is written and as it is served.
import type { NetworkId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { HASH } from '../hashing/kernel.ts'
import { entriesFrom, tilesAt } from '../tree.store.ts'
import { encodeEntries, TILE_WIDTH, type TileName } from './tile.ts'

/** Far beyond any register; what is asked for beyond it would not be a number for the database. */
const LAST_POSITION = 2 ** 44

/** Undefined where the register does not reach. Of a tile that has grown since, its part is answered as it was. */
export async function tileBytes(tx: Tx, network: NetworkId, name: TileName): Promise<Uint8Array | undefined> {
  const { level, position, width } = name
  if (position > LAST_POSITION) return undefined
  if (level === 'entries') {
    const entries = await entriesFrom(tx, network, position * TILE_WIDTH, width)
    return entries.length === width ? encodeEntries(entries) : undefined
  }
  const hashes = (await tilesAt(tx, network, [{ level, position }])).get(`${level}/${position}`)
  return hashes && hashes.length >= width * HASH ? hashes.subarray(0, width * HASH) : undefined
}
