// SPDX-License-Identifier: EUPL-1.2
// The register out of the database into a folder of immutable files.
import type { NetworkId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { keysOfNetwork } from '../keys.act.ts'
import { latestHead } from '../tree.store.ts'
import { latestWitnessed } from '../witness/countersign.store.ts'
import { HEAD, KEYS, WITNESSED, writeFolder } from './folder.client.ts'
import { tileBytes } from './tile-bytes.act.ts'
import { type TileName, tilePath } from './tile.ts'

/** Writes what the folder lacks; answers how many tiles and bundles that were. */
export async function publishRegister(tx: Tx, network: NetworkId, folder: string): Promise<number> {
  const head = await latestHead(tx, network)
  if (!head) return 0
  const seen = await latestWitnessed(tx, network)
  const bytesOf = async (name: TileName): Promise<Uint8Array> => {
    const bytes = await tileBytes(tx, network, name)
    if (!bytes) throw new Error(`The register lacks ${tilePath(name)}`)
    return bytes
  }
  const heads = [
    [KEYS, (await keysOfNetwork(tx, network)) ?? ''] as const,
    ...(seen ? [[WITNESSED, seen.note] as const] : []),
    [HEAD, head.note] as const,
  ]
  return writeFolder(folder, { size: head.size, bytesOf, heads })
}
