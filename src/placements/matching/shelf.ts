// SPDX-License-Identifier: EUPL-1.2
// All vacancies in typed arrays, those alike side by side, in blocks of one occupation. The bounds of blocks: shelf-bounds.
import { ID_BYTES, type Packed } from './packed-vacancy.ts'
import { type Bounds, boundsOf } from './shelf-bounds.ts'
import { sortedBy } from './stable-order.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A block ends with its occupation, and after so many vacancies. */
export const MOST_IN_BLOCK = 128

/** What a vacancy asks for beside skills, as numbers of dictionaries. */
export type Demand = {
  readonly language: number
  readonly municipality: number
  readonly pattern: number
  readonly isco: number
  readonly occupation: number
  readonly requirement: number
}
const DEMANDS = ['language', 'municipality', 'pattern', 'isco', 'occupation', 'requirement'] as const

export type Shelf = Readonly<Record<keyof Demand, Uint16Array>> &
  Bounds & {
    readonly size: number
    /** The skills of vacancy v stand from starts[v] up to starts[v + 1]: skill in the upper 20 bits, share in the lower 12. */
    readonly starts: Uint32Array
    readonly skills: Uint32Array
    /** Place in the order of days posted, then identifiers: who comes first among equals. */
    readonly rank: Uint32Array
    readonly posted: Uint16Array
    readonly closes: Uint16Array
    /** 16 bytes each. */
    readonly ids: Uint8Array
    /** Where an identifier stands: place + 1 at the first free slot after its hash, 0 where there is none. */
    readonly slots: Uint32Array
    /** Block b holds the vacancies from firsts[b] up to firsts[b + 1]. */
    readonly firsts: Uint32Array
  }

/** What stands on the shelf beside the demand. */
type Placed = Pick<Packed, 'id' | 'posted' | 'closes' | 'skills'>

type Growing = Uint8Array | Uint16Array | Uint32Array

function grown<T extends Growing>(from: T, length: number): T {
  if (from.length >= length) return from
  const to = new (from.constructor as new (size: number) => T)(Math.max(length, Math.ceil(from.length * 1.5)))
  to.set(from as never)
  return to
}

/** Collects vacancies in any order; `take` puts them in the order of the shelf. */
export class ShelfBuilder {
  private size = 0
  private length = 0
  private starts = new Uint32Array(1 << 12)
  private skills = new Uint32Array(1 << 16)
  private posted = new Uint16Array(1 << 12)
  private closes = new Uint16Array(1 << 12)
  private ids = new Uint8Array(1 << 16)
  private readonly demands = Object.fromEntries(DEMANDS.map(each => [each, new Uint16Array(1 << 12)])) as Record<
    keyof Demand,
    Uint16Array
  >

  add({ id, posted, closes, skills }: Placed, demand: Demand): void {
    const at = this.size++
    this.starts = grown(this.starts, at + 2)
    this.posted = grown(this.posted, at + 1)
    this.closes = grown(this.closes, at + 1)
    this.ids = grown(this.ids, (at + 1) * ID_BYTES)
    this.skills = grown(this.skills, this.length + skills.length)
    this.posted[at] = posted
    this.closes[at] = closes
    this.ids.set(id, at * ID_BYTES)
    for (const name of DEMANDS) {
      this.demands[name] = grown(this.demands[name], at + 1)
      this.demands[name][at] = demand[name]
    }
    this.skills.set(skills, this.length)
    this.length += skills.length
    this.starts[at + 1] = this.length
  }

  take(vocabulary: Vocabulary): Shelf {
    const byRank = this.byRank()
    const ranks = new Uint32Array(this.size)
    for (let rank = 0; rank < this.size; rank++) ranks[byRank[rank] as number] = rank
    const order = this.alike(byRank)
    const [starts, skills] = this.inOrder(order)
    const ids = new Uint8Array(this.size * 16)
    for (let to = 0; to < this.size; to++) {
      const from = (order[to] as number) * 16
      for (let byte = 0; byte < 16; byte++) ids[to * 16 + byte] = this.ids[from + byte] as number
    }
    const demands = Object.fromEntries(DEMANDS.map(name => [name, order16(this.demands[name], order)])) as Record<
      keyof Demand,
      Uint16Array
    >
    const { occupation, isco, language } = demands
    const firsts = firstsOf(this.size, (a, b) => occupation[a] === occupation[b] && isco[a] === isco[b])
    return {
      ...demands,
      size: this.size,
      starts,
      skills,
      rank: order.map(from => ranks[from] as number),
      posted: order16(this.posted, order),
      closes: order16(this.closes, order),
      ids,
      slots: slotsOf(ids),
      firsts,
      ...boundsOf({ starts, skills, firsts, isco, language }, vocabulary),
    }
  }

  /** Places in the order of days posted, then identifiers: who comes first among equals. */
  private byRank(): Uint32Array {
    const { ids, posted } = this
    const words = new Uint32Array(this.size)
    for (let at = 0; at < this.size; at++) words[at] = wordAt(ids, at * ID_BYTES)
    let order = new Uint32Array(this.size).map((_, at) => at)
    order = sortedBy(order, at => (words[at] as number) & 0xffff)
    order = sortedBy(order, at => (words[at] as number) >>> 16)
    order = sortedBy(order, at => posted[at] as number)
    // What is left to compare began alike on the same day: few by chance, those of one minute where identifiers tell time.
    const alike = (a: number, b: number) => posted[a] === posted[b] && words[a] === words[b]
    for (let first = 0, at = 1; at <= this.size; at++) {
      if (at < this.size && alike(order[first] as number, order[at] as number)) continue
      if (at - first > 1) order.subarray(first, at).sort((a, b) => compareIds(ids, a, b))
      first = at
    }
    return order
  }

  /** Alike side by side: by occupation, then by municipality, then by rank. */
  private alike(byRank: Uint32Array): Uint32Array {
    const { isco, occupation, municipality } = this.demands
    let order = byRank
    for (const key of [municipality, occupation, isco]) order = sortedBy(order, at => key[at] as number)
    return order
  }

  private inOrder(order: Uint32Array): readonly [Uint32Array, Uint32Array] {
    const starts = new Uint32Array(this.size + 1)
    const skills = new Uint32Array(this.length)
    let length = 0
    for (let to = 0; to < this.size; to++) {
      const from = order[to] as number
      const end = this.starts[from + 1] as number
      for (let at = this.starts[from] as number; at < end; at++) skills[length++] = this.skills[at] as number
      starts[to + 1] = length
    }
    return [starts, skills]
  }
}

const wordAt = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)) >>>
  0

/** By what comes after the first four bytes. */
function compareIds(ids: Uint8Array, a: number, b: number): number {
  for (let byte = 4; byte < ID_BYTES; byte += 4) {
    const difference = wordAt(ids, a * ID_BYTES + byte) - wordAt(ids, b * ID_BYTES + byte)
    if (difference !== 0) return difference
  }
  return 0
}

const order16 = (from: Uint16Array, order: Uint32Array): Uint16Array => {
  const to = new Uint16Array(order.length)
  for (let at = 0; at < order.length; at++) to[at] = from[order[at] as number] as number
  return to
}

function firstsOf(size: number, alike: (a: number, b: number) => boolean): Uint32Array {
  const firsts: number[] = []
  for (let at = 0, first = 0; at < size; at++) {
    if (at > 0 && at - first < MOST_IN_BLOCK && alike(at - 1, at)) continue
    first = at
    firsts.push(first)
  }
  return Uint32Array.from([...firsts, size])
}

/** Identifiers begin with a time and end with chance: the end is hash enough. */
const slotOf = (bytes: Uint8Array, at: number): number => Math.imul(wordAt(bytes, at + 12), 0x9e3779b1) >>> 0

function slotsOf(ids: Uint8Array): Uint32Array {
  const count = ids.length / 16
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(count * 2 + 2)))
  for (let place = 0; place < count; place++) {
    let slot = slotOf(ids, place * 16) & (slots.length - 1)
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
    while (byte < 16 && ids[place * 16 + byte] === id[byte]) byte++
    if (byte === 16) return place
  }
}

/** Bytes that a shelf holds on to. */
export const bytesOf = (shelf: Shelf): number =>
  Object.values(shelf).reduce((sum: number, each) => sum + (ArrayBuffer.isView(each) ? each.byteLength : 0), 0)
