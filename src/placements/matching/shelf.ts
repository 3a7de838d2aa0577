// SPDX-License-Identifier: EUPL-1.2
// All vacancies in typed arrays, those alike side by side, in blocks of one occupation. A search reads few vacancies out of
// many, so that most of its time is waiting for memory: what it reads together stands together.
import { ID_BYTES } from './packed-vacancy.ts'

/** What a vacancy asks for beside skills, as numbers of dictionaries. */
export type Demand = {
  readonly language: number
  readonly municipality: number
  readonly pattern: number
  readonly isco: number
  readonly occupation: number
  readonly requirement: number
}

/** In `asked`, for every vacancy of a block that is opened. The last: where its skills end, from the block's first on. */
export const ASKED = { language: 0, municipality: 1, pattern: 2, end: 3, all: 4 } as const
/** In `terms`, only for those that could be among the best. */
export const TERMS = { requirement: 0, closes: 1, posted: 2, isco: 3, all: 4 } as const

/** The group of an occupation, and every kind of Italian that one of its vacancies asks for, as numbers of dictionaries. */
export type Need = { readonly isco: number; readonly languages: readonly number[] }

/** What a block can bring at most (shelf-bounds). */
export type Bounds = {
  /** The blocks of skill s stand from skillStarts[s] up to skillStarts[s + 1]: block above, greatest share below. */
  readonly skillStarts: Uint32Array
  readonly skillBlocks: Uint32Array
  /** The same by leaf, with the greatest sum of shares that one vacancy has in it. */
  readonly leafStarts: Uint32Array
  readonly leafBlocks: Uint32Array
  /** What the vacancies of each block ask for beside skills, as a number of `needs`: those of one occupation ask for much the same. */
  readonly blockNeed: Uint16Array
  readonly needs: readonly Need[]
}

export type Shelf = Bounds & {
  readonly size: number
  /** Four numbers for each vacancy, as `ASKED` names them. */
  readonly asked: Uint16Array
  /** Four numbers for each vacancy, as `TERMS` names them. */
  readonly terms: Uint16Array
  /** The skills of all vacancies: skill in the upper 20 bits, share in the lower 12. */
  readonly skills: Uint32Array
  /** Place in the order of days posted, then identifiers: who comes first among equals. */
  readonly rank: Uint32Array
  /** 16 bytes each. */
  readonly ids: Uint8Array
  /** Where an identifier stands: place + 1 at the first free slot after its hash, 0 where there is none. */
  readonly slots: Uint32Array
  /** Block b holds the vacancies from firsts[b] up to firsts[b + 1], and their skills from skillsFrom[b] on. */
  readonly firsts: Uint32Array
  readonly skillsFrom: Uint32Array
  /** The occupation of each block, as a number of the dictionary. */
  readonly blockOccupation: Uint16Array
}

/** Identifiers begin with a time and end with chance: the end is hash enough. */
const slotOf = (bytes: Uint8Array, at: number): number => Math.imul(wordAt(bytes, at + 12), 0x9e3779b1) >>> 0

export const wordAt = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)) >>>
  0

export function slotsOf(ids: Uint8Array): Uint32Array {
  const count = ids.length / ID_BYTES
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(count * 2 + 2)))
  for (let place = 0; place < count; place++) {
    let slot = slotOf(ids, place * ID_BYTES) & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = place + 1
  }
  return slots
}

/** The place of an identifier on the shelf, or -1. */
export function placeOf({ ids, slots }: Pick<Shelf, 'ids' | 'slots'>, id: Uint8Array): number {
  for (let slot = slotOf(id, 0) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
    const place = (slots[slot] as number) - 1
    if (place < 0) return -1
    let byte = 0
    while (byte < ID_BYTES && ids[place * ID_BYTES + byte] === id[byte]) byte++
    if (byte === ID_BYTES) return place
  }
}

const HEX = Buffer.from('0123456789abcdef')
/** Where the two digits of each byte stand in the text of an identifier: dashes come after bytes 4, 6, 8 and 10. */
const DIGITS = Uint8Array.from(
  { length: ID_BYTES },
  (_, byte) => 2 * byte + [4, 6, 8, 10].filter(d => byte >= d).length,
)
const text = Buffer.alloc(36, '-')

/** The identifier of the vacancy at a place, as text. */
export function idAt({ ids }: Pick<Shelf, 'ids'>, at: number): string {
  for (let byte = 0; byte < ID_BYTES; byte++) {
    const value = ids[at * ID_BYTES + byte] as number
    const to = DIGITS[byte] as number
    text[to] = HEX[value >>> 4] as number
    text[to + 1] = HEX[value & 15] as number
  }
  return text.toString('latin1')
}

/** Bytes that a shelf holds on to. */
export const bytesOf = (shelf: Shelf): number =>
  Object.values(shelf).reduce((sum: number, each) => sum + (ArrayBuffer.isView(each) ? each.byteLength : 0), 0)
