// SPDX-License-Identifier: EUPL-1.2
// The register out of the database into a folder of immutable files.
import type { NetworkId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { HASH } from '../hashing/kernel.ts'
import { keysOfNetwork } from '../keys.act.ts'
import { entriesFrom, latestHead, tilesAt } from '../tree.store.ts'
import { latestWitnessed } from '../witness/countersign.store.ts'
import { HEAD, KEYS, WITNESSED, writeFolder } from './folder.client.ts'
import { encodeEntries, TILE_WIDTH, type TileName } from './tile.ts'

/** Writes what the folder lacks; answers how many tiles and bundles that were. */
export async function publishRegister(tx: Tx, network: NetworkId, folder: string): Promise<number> {
  const head = await latestHead(tx, network)
  if (!head) return 0
  const seen = await latestWitnessed(tx, network)
  const bytesOf = async ({ level, position, width }: TileName): Promise<Uint8Array> => {
    if (level === 'entries') return encodeEntries(await entriesFrom(tx, network, position * TILE_WIDTH, width))
    const tiles = await tilesAt(tx, network, [{ level, position }])
    // Entries may have come in since this head: of a tile that is still growing only its part is published.
    return tiles.get(`${level}/${position}`)?.subarray(0, width * HASH) ?? new Uint8Array(0)
  }
  const heads = [
    [KEYS, (await keysOfNetwork(tx, network)) ?? ''] as const,
    ...(seen ? [[WITNESSED, seen.note] as const] : []),
    [HEAD, head.note] as const,
  ]
  return writeFolder(folder, { size: head.size, bytesOf, heads })
}
