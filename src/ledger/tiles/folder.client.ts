// SPDX-License-Identifier: EUPL-1.2
// The register as files (C2SP tlog-tiles): what is full is written once and never again, heads last, so that no reader sees
// a head whose tiles are not there yet. Any web server, disk or stick can carry the folder.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { syncFolder, writeLasting } from '../witness/memory.client.ts'
import { bundlesOf, TILE_WIDTH, type TileName, tilePath, tilesOf } from './tile.ts'

export type Source = {
  readonly size: number
  /** The bytes of a tile, or of a bundle of entries. */
  readonly bytesOf: (name: TileName) => Promise<Uint8Array> | Uint8Array
  /** Signed heads and whatever else lies beside the tiles, by file name; written in this order, after the tiles. */
  readonly heads: readonly (readonly [name: string, text: string])[]
}

export const HEAD = 'checkpoint'
export const WITNESSED = 'checkpoint.witnessed'
export const KEYS = 'keys.txt'

function writeOnce(file: string, bytes: Uint8Array, lasting: boolean): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const handle = openSync(file, 'w')
  try {
    writeSync(handle, bytes)
    if (lasting) fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Writes what the folder lacks up to this size; answers how many tiles that were.
 * @param lasting false only where the folder is thrown away again, as in a measurement
 */
export async function writeFolder(folder: string, source: Source, lasting = true): Promise<number> {
  const folders = new Set<string>()
  let written = 0
  for (const name of [...bundlesOf(source.size), ...tilesOf(source.size)]) {
    const file = path.join(folder, tilePath(name))
    if (existsSync(file)) continue
    writeOnce(file, await source.bytesOf(name), lasting)
    folders.add(path.dirname(file))
    written++
    // The part of a tile that is full now is of no use to anybody any more.
    if (name.width === TILE_WIDTH) rmSync(`${file}.p`, { recursive: true, force: true })
  }
  mkdirSync(folder, { recursive: true })
  if (lasting) for (const each of folders) syncFolder(each)
  for (const [name, text] of source.heads) writeLasting(path.join(folder, name), text)
  return written
}

/** Undefined where there is no such file. */
export function readFolderFile(folder: string, name: string): Buffer | undefined {
  const file = path.join(folder, name)
  return existsSync(file) ? readFileSync(file) : undefined
}
