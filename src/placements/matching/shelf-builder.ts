// SPDX-License-Identifier: EUPL-1.2
// Collects vacancies in any order and puts them in the order of the shelf. The bounds of its blocks: shelf-bounds.
import { ID_BYTES, type Packed } from './packed-vacancy.ts'
import { ASKED, type Demand, type Shelf, slotsOf, TERMS, wordAt } from './shelf.ts'
import { boundsOf } from './shelf-bounds.ts'
import { sortedBy } from './stable-order.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A block ends with its occupation, and after so many vacancies or skills: their ends are numbers of 16 bits. */
const MOST_IN_BLOCK = 128
const MOST_SKILLS = 0xffff

const DEMANDS = ['language', 'municipality', 'pattern', 'isco', 'occupation', 'requirement'] as const
type Demands = Record<keyof Demand, Uint16Array>

/** What stands on the shelf beside the demand. */
type Placed = Pick<Packed, 'id' | 'posted' | 'closes' | 'skills'>

type Growing = Uint8Array | Uint16Array | Uint32Array

function grown<T extends Growing>(from: T, length: number): T {
  if (from.length >= length) return from
  const to = new (from.constructor as new (size: number) => T)(Math.max(length, Math.ceil(from.length * 1.5)))
  to.set(from as never)
  return to
}

export class ShelfBuilder {
  private size = 0
  private length = 0
  private starts = new Uint32Array(1 << 12)
  private skills = new Uint32Array(1 << 16)
  private posted = new Uint16Array(1 << 12)
  private closes = new Uint16Array(1 << 12)
  private ids = new Uint8Array(1 << 16)
  private readonly demands = Object.fromEntries(DEMANDS.map(each => [each, new Uint16Array(1 << 12)])) as Demands

  add({ id, posted, closes, skills }: Placed, demand: Demand): void {
    if (skills.length > MOST_SKILLS) throw new Error(`A vacancy asks for ${skills.length} skills`)
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
    const ids = new Uint8Array(this.size * ID_BYTES)
    for (let to = 0; to < this.size; to++) {
      const from = (order[to] as number) * ID_BYTES
      for (let byte = 0; byte < ID_BYTES; byte++) ids[to * ID_BYTES + byte] = this.ids[from + byte] as number
    }
    const firsts = this.firstsOf(order, starts)
    const asked = this.askedIn(order, starts, firsts)
    const terms = this.termsIn(order)
    return {
      size: this.size,
      asked,
      terms,
      skills,
      rank: order.map(from => ranks[from] as number),
      ids,
      slots: slotsOf(ids),
      firsts,
      skillsFrom: firsts.map(first => starts[first] as number),
      blockOccupation: ofBlocks(firsts, order, this.demands.occupation),
      ...boundsOf({ starts, skills, firsts, asked, terms }, vocabulary),
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

  /** Where each block begins, and behind the last where it ends. */
  private firstsOf(order: Uint32Array, starts: Uint32Array): Uint32Array {
    const { occupation, isco } = this.demands
    const alike = (a: number, b: number) => occupation[a] === occupation[b] && isco[a] === isco[b]
    const firsts: number[] = []
    for (let at = 0, first = 0; at < this.size; at++) {
      const fits = at - first < MOST_IN_BLOCK && (starts[at + 1] as number) - (starts[first] as number) <= MOST_SKILLS
      if (at > 0 && fits && alike(order[at - 1] as number, order[at] as number)) continue
      first = at
      firsts.push(first)
    }
    return Uint32Array.from([...firsts, this.size])
  }

  private askedIn(order: Uint32Array, starts: Uint32Array, firsts: Uint32Array): Uint16Array {
    const { language, municipality, pattern } = this.demands
    const asked = new Uint16Array(this.size * ASKED.all)
    for (let at = 0, block = 0; at < this.size; at++) {
      if (at === firsts[block + 1]) block++
      const from = order[at] as number
      const to = at * ASKED.all
      asked[to + ASKED.language] = language[from] as number
      asked[to + ASKED.municipality] = municipality[from] as number
      asked[to + ASKED.pattern] = pattern[from] as number
      asked[to + ASKED.end] = (starts[at + 1] as number) - (starts[firsts[block] as number] as number)
    }
    return asked
  }

  private termsIn(order: Uint32Array): Uint16Array {
    const { requirement, isco } = this.demands
    const terms = new Uint16Array(this.size * TERMS.all)
    for (let at = 0; at < this.size; at++) {
      const from = order[at] as number
      const to = at * TERMS.all
      terms[to + TERMS.requirement] = requirement[from] as number
      terms[to + TERMS.closes] = this.closes[from] as number
      terms[to + TERMS.posted] = this.posted[from] as number
      terms[to + TERMS.isco] = isco[from] as number
    }
    return terms
  }
}

/** By what comes after the first four bytes. */
function compareIds(ids: Uint8Array, a: number, b: number): number {
  for (let byte = 4; byte < ID_BYTES; byte += 4) {
    const difference = wordAt(ids, a * ID_BYTES + byte) - wordAt(ids, b * ID_BYTES + byte)
    if (difference !== 0) return difference
  }
  return 0
}

/** What all vacancies of a block have in common. */
const ofBlocks = (firsts: Uint32Array, order: Uint32Array, values: Uint16Array): Uint16Array =>
  Uint16Array.from(firsts.subarray(0, -1), first => values[order[first] as number] as number)
