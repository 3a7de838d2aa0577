// SPDX-License-Identifier: EUPL-1.2
// Names and contents of tiles (C2SP tlog-tiles 0.1): 256 hashes of one level, the entries in bundles of 256. A full tile
// never changes again, so it can lie in a file, in a cache, on paper.
import { HASH } from '../hashing/kernel.ts'

export const TILE_WIDTH = 256
export const TILE_BYTES = TILE_WIDTH * HASH
/** Levels of a tree as high as eight levels of tiles: 2^64 entries. */
export const TILE_LEVELS = 8

export type Kind = number | 'entries'
export type TileName = { readonly level: Kind; readonly position: number; readonly width: number }

/** Groups of three digits, all but the last behind an x: 1234067 → x001/x234/067. */
function digits(position: number): string {
  const text = String(position)
  const groups = text.padStart(Math.ceil(text.length / 3) * 3, '0').match(/\d{3}/g) ?? []
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
}

/** `tile/<level>/<position>[.p/<width>]`; a width of 256 is not written. */
export const tilePath = ({ level, position, width }: TileName): string =>
  `tile/${level}/${digits(position)}${width < TILE_WIDTH ? `.p/${width}` : ''}`

/** The tile that a path names; undefined for every path that is not the one spelling of a tile. */
export function parseTilePath(path: string): TileName | undefined {
  const [, level = '', groups = '', , partial] =
    /^tile\/(entries|\d|[1-5]\d|6[0-3])\/((?:x\d{3}\/)*\d{3})(\.p\/(\d{1,3}))?$/.exec(path) ?? []
  if (level === '') return undefined
  const position = Number(groups.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  const name: TileName = { level: level === 'entries' ? 'entries' : Number(level), position, width }
  const sound = Number.isSafeInteger(position) && width >= 1 && tilePath(name) === path
  return sound ? name : undefined
}

/** How many hashes the level of tiles holds in a tree of this size. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / 2 ** (8 * level))

/** Every tile of a tree of this size, the partial ones last in their level. */
export function tilesOf(size: number): TileName[] {
  const tiles: TileName[] = []
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const count = hashesAt(level, size)
    for (let position = 0; position * TILE_WIDTH < count; position++) {
      tiles.push({ level, position, width: Math.min(TILE_WIDTH, count - position * TILE_WIDTH) })
    }
  }
  return tiles
}

/** The bundles of the entries themselves, from one position to before another. */
export const bundlesOf = (size: number, from = 0, until = Number.POSITIVE_INFINITY): TileName[] =>
  Array.from({ length: Math.max(0, Math.min(Math.ceil(size / TILE_WIDTH), until) - from) }, (_, i) => ({
    level: 'entries' as const,
    position: from + i,
    width: Math.min(TILE_WIDTH, size - (from + i) * TILE_WIDTH),
  }))

/** Each entry behind its length in two bytes. */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new Error('An entry of a log has at most 65,535 bytes')
    bytes[at] = entry.length >> 8
    bytes[at + 1] = entry.length & 0xff
    bytes.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bytes
}

/** Undefined when the lengths do not come out even at the end, or there are none or more than 256. */
export function decodeEntries(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  let at = 0
  while (at + 2 <= bytes.length && entries.length <= TILE_WIDTH) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    entries.push(bytes.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return at === bytes.length && entries.length > 0 && entries.length <= TILE_WIDTH ? entries : undefined
}
