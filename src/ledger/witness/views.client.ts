// SPDX-License-Identifier: EUPL-1.2
// Heads and tiles from wherever somebody has them: a file, a folder, an address. Whoever compares the views of several
// witnesses takes the proof that two heads go together out of the published tiles, and checks it.
import { readFile } from 'node:fs/promises'
import { readFolderFile } from '../tiles/folder.client.ts'
import { hashesFrom, placeName, tilesFor } from '../tiles/range-hashes.ts'
import { HASH } from '../hashing/kernel.ts'
import { hashesAt, TILE_WIDTH, tilePath } from '../tiles/tile.ts'
import { consistencyPath, type Range } from '../tree.ts'
import type { Prove } from './split-view.ts'

const isAddress = (where: string): boolean => /^https?:\/\//.test(where)

async function fetched(url: string): Promise<Uint8Array | undefined> {
  const reply = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(20_000) })
  return reply.ok ? new Uint8Array(await reply.arrayBuffer()) : undefined
}

/** A signed head by its file or address; throws when there is none. */
export async function headAt(where: string): Promise<string> {
  if (!isAddress(where)) return readFile(where, 'utf8')
  const bytes = await fetched(where)
  if (!bytes) throw new Error(where)
  return Buffer.from(bytes).toString('utf8')
}

/** @param tiles folder, or prefix of the addresses, of a published register */
export function proveByTiles(tiles: string): Prove {
  const read = async (name: string): Promise<Uint8Array | undefined> =>
    isAddress(tiles) ? fetched(`${tiles.replace(/\/+$/, '')}/${name}`) : readFolderFile(tiles, name)
  // A part of a tile may be gone once the tile is full (tlog-tiles); then its beginning is the part.
  const tileAt = async (level: number, position: number, size: number): Promise<Uint8Array | undefined> => {
    const width = Math.min(TILE_WIDTH, hashesAt(level, size) - position * TILE_WIDTH)
    const part = await read(tilePath({ level, position, width }))
    const whole = part ?? (await read(tilePath({ level, position, width: TILE_WIDTH })))
    return whole?.length === undefined || whole.length < width * HASH ? undefined : whole.subarray(0, width * HASH)
  }
  return async (old, size) => {
    const ranges: Range[] = [{ start: 0, size: Number(old) }, ...consistencyPath(Number(old), Number(size))]
    const found = new Map<string, Uint8Array>()
    for (const place of tilesFor(ranges)) {
      const hashes = await tileAt(place.level, place.position, Number(size))
      if (!hashes) return undefined
      found.set(placeName(place), hashes)
    }
    const [root, ...proof] = hashesFrom(ranges, found)
    return root && { root, proof }
  }
}
