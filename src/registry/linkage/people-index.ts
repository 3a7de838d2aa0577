// SPDX-License-Identifier: EUPL-1.2
// A whole register in memory: keys in order, and the records as a table of numbers, so that a question is answered without
// reading or parsing anything.
import { KeyIndex } from './key-index.ts'
import type { Model } from './model.ts'
import { probeKeys, storedKeys } from './person-key.ts'
import type { LinkageRecord } from './record.ts'
import { priorAmong } from './relatives.ts'
import { Scorer } from './scorer.ts'
import { addRecord, emptyTable, removeLast, type Table } from './table.ts'

export type Weighed = { readonly row: number; readonly bits: number }

export class PeopleIndex {
  readonly #table: Table = emptyTable()
  readonly #keys = new KeyIndex()
  readonly #model: Model
  #scorer: Scorer | undefined

  constructor(model: Model) {
    this.#model = model
  }

  get size(): number {
    return this.#table.size
  }

  add(record: LinkageRecord): void {
    this.#keys.add(storedKeys(this.#table, addRecord(this.#table, record)))
    this.#scorer = undefined
  }

  /** The rows most likely to be this person, the best first. */
  search(record: LinkageRecord): Weighed[] {
    const scorer = (this.#scorer ??= new Scorer(this.#table, this.#model))
    // Whoever asks adds the prior; what relatives take away depends on it.
    const prior = priorAmong(this.size, this.#model)
    const asked = addRecord(this.#table, record)
    try {
      const near = this.#keys.nearest(probeKeys(this.#table, asked))
      const weighed = near.map(row => ({ row, bits: scorer.settled(asked, row, prior) - prior.strangers }))
      return weighed.sort((a, b) => b.bits - a.bits || a.row - b.row)
    } finally {
      removeLast(this.#table)
    }
  }
}
