// SPDX-License-Identifier: EUPL-1.2
// All vacancies in typed arrays, those alike side by side, in blocks of one occupation. For each skill an inverted list
// says in which blocks it is asked for and how much at most: that bounds what a block can score, so that a search opens
// few of them (after Ding and Suel, "Faster top-k document retrieval using block-max indexes", SIGIR 2011).
import type { Share } from './vacancy.ts'

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

export type Shelf = Readonly<Record<keyof Demand, Uint16Array>> & {
  readonly size: number
  /** The skills of vacancy v stand from starts[v] up to starts[v + 1]: skill in the upper 20 bits, share in the lower 12. */
  readonly starts: Uint32Array
  readonly skills: Uint32Array
  /** Place in the order of days posted, then identifiers: who comes first among equals. */
  readonly rank: Uint32Array
  readonly posted: Uint16Array
  /** 16 bytes each. */
  readonly ids: Uint8Array
  /** Block b holds the vacancies from firsts[b] up to firsts[b + 1]. */
  readonly firsts: Uint32Array
  /** The blocks of skill s stand from blockStarts[s] up to blockStarts[s + 1]: block above, greatest share below. */
  readonly blockStarts: Uint32Array
  readonly blocks: Uint32Array
}

const SHARE_BITS = 12
export const SHARE_MASK = (1 << SHARE_BITS) - 1
export const pack = (high: number, share: number): number => ((high << SHARE_BITS) | share) >>> 0
export const highOf = (packed: number): number => packed >>> SHARE_BITS

type Growing = Uint8Array | Uint16Array | Uint32Array

function grown<T extends Growing>(from: T, length: number): T {
  if (from.length >= length) return from
  const to = new (from.constructor as new (size: number) => T)(Math.max(length, Math.ceil(from.length * 1.6)))
  to.set(from as never)
  return to
}

/** Collects vacancies in the order of their ranks; `take` puts them in the order of the shelf. */
export class ShelfBuilder {
  private size = 0
  private length = 0
  private starts = new Uint32Array(1 << 12)
  private skills = new Uint32Array(1 << 16)
  private posted = new Uint16Array(1 << 12)
  private ids = new Uint8Array(1 << 16)
  private readonly demands = Object.fromEntries(DEMANDS.map(each => [each, new Uint16Array(1 << 12)])) as Record<
    keyof Demand,
    Uint16Array
  >

  add(id: Uint8Array, posted: number, demand: Demand, shares: readonly Share[]): void {
    const at = this.size++
    this.starts = grown(this.starts, at + 2)
    this.posted = grown(this.posted, at + 1)
    this.ids = grown(this.ids, (at + 1) * 16)
    this.skills = grown(this.skills, this.length + shares.length)
    this.posted[at] = posted
    this.ids.set(id, at * 16)
    for (const name of DEMANDS) {
      this.demands[name] = grown(this.demands[name], at + 1)
      this.demands[name][at] = demand[name]
    }
    for (const { skill, share } of shares) this.skills[this.length++] = pack(skill, share)
    this.starts[at + 1] = this.length
  }

  /** @param skills how many codes the vocabulary has */
  take(skills: number): Shelf {
    const order = this.order()
    const starts = new Uint32Array(this.size + 1)
    const sorted = new Uint32Array(this.length)
    const ids = new Uint8Array(this.size * 16)
    let length = 0
    for (const [to, from] of order.entries()) {
      const own = this.skills.subarray(this.starts[from], this.starts[from + 1])
      sorted.set(own, length)
      length += own.length
      starts[to + 1] = length
      ids.set(this.ids.subarray(from * 16, from * 16 + 16), to * 16)
    }
    const demands = Object.fromEntries(DEMANDS.map(name => [name, order16(this.demands[name], order)]))
    const { occupation, isco } = demands as Record<keyof Demand, Uint16Array>
    const firsts = firstsOf(this.size, (a, b) => occupation[a] === occupation[b] && isco[a] === isco[b])
    return {
      ...(demands as Record<keyof Demand, Uint16Array>),
      size: this.size,
      starts,
      skills: sorted,
      rank: order,
      posted: order16(this.posted, order),
      ids,
      firsts,
      ...blocksOf(starts, sorted, firsts, skills),
    }
  }

  /** Alike side by side: by occupation, then by municipality, then by rank. */
  private order(): Uint32Array {
    const { isco, occupation, municipality } = this.demands
    const keys = new Float64Array(this.size)
    for (let at = 0; at < this.size; at++) {
      const kind = (isco[at] as number) * 65_536 + (occupation[at] as number)
      keys[at] = kind * 65_536 + (municipality[at] as number)
    }
    return Uint32Array.from(keys.keys()).sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b)
  }
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

/** The greatest share of each skill in each block, as inverted lists. */
function blocksOf(
  starts: Uint32Array,
  skills: Uint32Array,
  firsts: Uint32Array,
  codes: number,
): Pick<Shelf, 'blockStarts' | 'blocks'> {
  const most = new Uint16Array(codes)
  const lists: Uint32Array[] = []
  const counts = new Uint32Array(codes + 1)
  for (let block = 0; block + 1 < firsts.length; block++) {
    const seen: number[] = []
    const end = starts[firsts[block + 1] as number] as number
    for (let at = starts[firsts[block] as number] as number; at < end; at++) {
      const packed = skills[at] as number
      const skill = highOf(packed)
      if (most[skill] === 0) seen.push(skill)
      most[skill] = Math.max(most[skill] as number, packed & SHARE_MASK)
    }
    lists.push(Uint32Array.from(seen, skill => pack(skill, most[skill] as number)))
    for (const skill of seen) {
      counts[skill + 1] = (counts[skill + 1] as number) + 1
      most[skill] = 0
    }
  }
  for (let skill = 0; skill < codes; skill++)
    counts[skill + 1] = (counts[skill + 1] as number) + (counts[skill] as number)
  const next = counts.slice()
  const blocks = new Uint32Array(counts[codes] as number)
  for (const [block, list] of lists.entries()) {
    for (const packed of list) {
      const skill = highOf(packed)
      const to = next[skill] as number
      blocks[to] = pack(block, packed & SHARE_MASK)
      next[skill] = to + 1
    }
  }
  return { blockStarts: counts, blocks }
}

/** Bytes that a shelf holds on to. */
export const bytesOf = (shelf: Shelf): number =>
  Object.values(shelf).reduce((sum: number, each) => sum + (typeof each === 'number' ? 0 : each.byteLength), 0)
