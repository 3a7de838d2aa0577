// SPDX-License-Identifier: EUPL-1.2
// The accelerator: the people of a register in memory as a table of numbers with their keys in order. It holds nothing
// that is not in the database, can be thrown away at any time, and answers exactly as the search in SQL does.
import type { Model } from './model.ts'
import { probeKeys, storedKeys } from './person-key.ts'
import { findKey, type Postings, postingsOf } from './postings.ts'
import type { LinkageRecord } from './record.ts'
import { Scorer } from './scorer.ts'
import { addRecord, emptyTable, Numbers, removeLast, type Table } from './table.ts'

/** So many of the best candidates by shared keys are weighed; the same number in SQL. */
export const WEIGHED = 120

export type Weighed = { readonly row: number; readonly bits: number }

export class PeopleIndex {
  readonly #table: Table = emptyTable()
  readonly #keys = new Numbers()
  readonly #rows = new Numbers()
  readonly #model: Model
  #postings: Postings | undefined
  #scorer: Scorer | undefined
  #ranks = new Int16Array(0)

  constructor(model: Model) {
    this.#model = model
  }

  get size(): number {
    return this.#table.size
  }

  add(record: LinkageRecord): void {
    const row = addRecord(this.#table, record)
    for (const key of storedKeys(this.#table, row)) {
      this.#keys.push(key)
      this.#rows.push(row)
    }
    this.#postings = undefined
  }

  #settled(): { postings: Postings; scorer: Scorer } {
    if (!this.#postings || !this.#scorer) {
      const { length } = this.#keys
      this.#postings = postingsOf(this.#keys.array.subarray(0, length), this.#rows.array.subarray(0, length))
      this.#scorer = new Scorer(this.#table, this.#model)
      this.#ranks = new Int16Array(this.#table.size + 1)
    }
    return { postings: this.#postings, scorer: this.#scorer }
  }

  /** The rows most likely to be this person, the best first. */
  search(record: LinkageRecord): Weighed[] {
    const { postings, scorer } = this.#settled()
    const asked = addRecord(this.#table, record)
    try {
      const near = this.#nearest(postings, asked)
      const weighed = near.map(row => ({ row, bits: scorer.weigh(asked, row) }))
      return weighed.sort((a, b) => b.bits - a.bits || a.row - b.row)
    } finally {
      removeLast(this.#table)
    }
  }

  /** Rows by the weight of the keys they share with the question, as many as are weighed. */
  #nearest(postings: Postings, asked: number): number[] {
    const touched: number[] = []
    const ranks = this.#ranks
    for (const { key, weight } of probeKeys(this.#table, asked)) {
      const start = findKey(postings, key)
      if (start < 0) continue
      for (let at = start; postings.keys[at] === key >>> 0; at++) {
        const row = postings.rows[at] as number
        if (ranks[row] === 0) touched.push(row)
        ranks[row] = (ranks[row] as number) + weight
      }
    }
    const counts = new Int32Array(400)
    for (const row of touched)
      counts[Math.min(399, ranks[row] as number)] = (counts[Math.min(399, ranks[row] as number)] as number) + 1
    let [least, room] = [399, WEIGHED]
    while (least > 1 && (counts[least] as number) <= room) room -= counts[least--] as number
    // Rows with the last rank that still fits are taken in their order.
    const near = touched.filter(row => (ranks[row] as number) > least)
    near.push(
      ...touched
        .filter(row => ranks[row] === least)
        .sort((a, b) => a - b)
        .slice(0, room),
    )
    for (const row of touched) ranks[row] = 0
    return near
  }
}
