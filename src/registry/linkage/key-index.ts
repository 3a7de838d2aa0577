// SPDX-License-Identifier: EUPL-1.2
// The keys of people in order, in memory: the same list of candidates as the search in SQL gives, for as many questions as
// there are. It holds nothing that is not in the database and can be thrown away at any time.
import { findKey, type Postings, postingsOf } from './postings.ts'
import type { ProbeKey } from './person-key.ts'
import { Numbers } from './numbers.ts'

/** So many of the best candidates by shared keys are weighed; the same number in SQL. */
export const WEIGHED = 80

export class KeyIndex {
  readonly #keys = new Numbers()
  readonly #rows = new Numbers()
  #size = 0
  #postings: Postings | undefined
  #ranks = new Int16Array(0)

  get size(): number {
    return this.#size
  }

  /** Adds the next row. Rows come in the order in which equal candidates are to stand: in the register, by id. */
  add(keys: Iterable<number>): void {
    for (const key of keys) {
      this.#keys.push(key)
      this.#rows.push(this.#size)
    }
    this.#size++
    this.#postings = undefined
  }

  #settled(): Postings {
    if (this.#postings) return this.#postings
    this.#ranks = new Int16Array(this.#size)
    return (this.#postings = postingsOf(this.#keys.filled, this.#rows.filled))
  }

  /** Rows by the weight of the keys they share with the question, the heaviest first, as many as are weighed. */
  nearest(probes: readonly ProbeKey[], most = WEIGHED): number[] {
    const postings = this.#settled()
    const touched: number[] = []
    const ranks = this.#ranks
    for (const { key, weight } of probes) {
      const start = findKey(postings, key)
      if (start < 0) continue
      for (let at = start; postings.keys[at] === key >>> 0; at++) {
        const row = postings.rows[at] as number
        if (ranks[row] === 0) touched.push(row)
        ranks[row] = (ranks[row] as number) + weight
      }
    }
    const counts = new Int32Array(HEAVIEST + 1)
    const rankOf = (row: number) => Math.min(HEAVIEST, ranks[row] as number)
    for (const row of touched) counts[rankOf(row)] = (counts[rankOf(row)] as number) + 1
    let least = HEAVIEST
    let room = most
    while (least > 0 && (counts[least] as number) <= room) room -= counts[least--] as number
    const near = touched
      .filter(row => rankOf(row) >= least)
      .sort((a, b) => (ranks[b] as number) - (ranks[a] as number) || a - b)
      .slice(0, most)
    for (const row of touched) ranks[row] = 0
    return near
  }
}

const HEAVIEST = 1000
