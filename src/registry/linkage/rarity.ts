// SPDX-License-Identifier: EUPL-1.2
// A common name is worth less than a rare one (term frequency): what a value adds to or takes from the bits of its level.
import { type Value, valueKey } from './kinds.ts'
import { latinWords } from './latin.client.ts'
import type { CommonValues } from './model.ts'
import { CROSSED, type Name, nameOf, SAME, SOUND } from './name.ts'
import type { Column, Table } from './table.ts'

/** No value adds or takes more than this. */
export const CAP = 4.5

export type Rarity = {
  extra(level: number, i: number, j: number): number
  /** No level of this field is worth more to a row. */
  most(row: number): number
  /** No more is added to a row's name in the other field; never above nothing. */
  crossed(row: number): number
}

const clip = (bits: number) => (bits > CAP ? CAP : bits < -CAP ? -CAP : bits)

const groupOf = (name: Name) => name.words.reduce((sum, word) => (sum * 31 + (word.skeletons[0] ?? 0)) | 0, 7)

/** The share of each name and of all names that sound like it, among the rows or as the model has it. */
function sharesOfNames(table: Table, place: number, common: CommonValues | undefined) {
  const groups = new Map<number, number>()
  const add = (name: Name, share: number) => groups.set(groupOf(name), (groups.get(groupOf(name)) ?? 0) + share)
  if (!common) {
    const { counts, present } = countsOf(table.names.length, table, place)
    table.names.forEach((name, id) => add(name, (counts[id] as number) / present))
    const shareOf = (id: number) => Math.max(1, counts[id] ?? 1) / present
    return { shareOf, groupShareOf: (name: Name) => Math.max(1 / present, groups.get(groupOf(name)) ?? 0) }
  }
  const { names, groups: known } = commonOf(common)
  return {
    shareOf: (_id: number, name: Name) => names.get(name.text) ?? common.others,
    groupShareOf: (name: Name) => Math.max(common.others, known.get(groupOf(name)) ?? 0),
  }
}

/** A map: asking an object for a name that was just put together takes ten times as long. */
type Common = { readonly names: ReadonlyMap<string, number>; readonly groups: ReadonlyMap<number, number> }
const commonByModel = new WeakMap<CommonValues, Common>()

function commonOf(common: CommonValues): Common {
  const before = commonByModel.get(common)
  if (before) return before
  const groups = new Map<number, number>()
  for (const [text, share] of Object.entries(common.shares)) {
    const name = nameOf(latinWords(text))
    if (name) groups.set(groupOf(name), (groups.get(groupOf(name)) ?? 0) + share)
  }
  const made = { names: new Map(Object.entries(common.shares)), groups }
  commonByModel.set(common, made)
  return made
}

/** What was learned of each name: numbers side by side, NaN where nothing was yet. Names come in any order. */
class Learned {
  #numbers = new Float64Array(0)

  /** Where the numbers of a name stand, or -1 where they are not known. */
  place(id: number): number {
    const place = id * 3
    return place < this.#numbers.length && !Number.isNaN(this.#numbers[place]) ? place : -1
  }
  at(place: number): number {
    return this.#numbers[place] as number
  }
  keep(id: number, same: number, sounding: number, most: number): number {
    const place = id * 3
    if (place >= this.#numbers.length) {
      const wider = new Float64Array(Math.max(3072, place * 2)).fill(Number.NaN)
      wider.set(this.#numbers)
      this.#numbers = wider
    }
    this.#numbers[place] = same
    this.#numbers[place + 1] = sounding
    this.#numbers[place + 2] = most
    return place
  }
}

/** A name by its own spelling where two are the same, by all names that share its skeleton where they only sound alike. */
export function rarityOfNames(
  table: Table,
  place: number,
  u: readonly number[],
  common: CommonValues | undefined,
  bits: Float64Array,
): Rarity {
  const { shareOf, groupShareOf } = sharesOfNames(table, place, common)
  const { rows } = table
  const learned = new Learned()
  const learn = (id: number) => {
    const name = table.names[id] as Name
    const [equal, heard] = [
      clip(Math.log2((u[SAME] ?? 1) / shareOf(id, name))),
      Math.min(1.5, clip(Math.log2((u[SOUND] ?? 1) / groupShareOf(name)))),
    ]
    const extra = [equal, heard, 0, 0, Math.min(0, heard), 0]
    // A name without its vowels may have the text of another one, and its own rarity then says nothing.
    const most = name.joined.bare
      ? Infinity
      : bits.reduce((sum, each, level) => Math.max(sum, each + (extra[level] ?? 0)), 0)
    return learned.keep(id, equal, heard, most)
  }
  const placeOf = (id: number) => {
    const place = learned.place(id)
    return place < 0 ? learn(id) : place
  }
  return {
    most: row => {
      const id = rows.at(row, place)
      return id < 0 ? Infinity : learned.at(placeOf(id) + 2)
    },
    crossed: row => {
      const id = rows.at(row, place)
      return id < 0 ? 0 : Math.min(0, learned.at(placeOf(id) + 1))
    },
    extra: (level, i, j) => {
      const a = rows.at(i, place)
      const b = rows.at(j, place)
      if (a < 0 || b < 0) return 0
      if (level === SAME) return a === b ? learned.at(placeOf(a)) : 0
      const heard = Math.min(learned.at(placeOf(a) + 1), learned.at(placeOf(b) + 1))
      // A common name in the wrong field is no great find; a rare one was counted by the level already.
      return level === CROSSED ? Math.min(0, heard) : heard
    },
  }
}

const UNSEEN = 100

/** @param place in a row where the value stands @param values how many there are */
function countsOf(values: number, { size, rows }: Table, place: number) {
  const counts = new Float64Array(values)
  let present = 0
  for (let row = 0; row < size; row++) {
    const id = rows.at(row, place)
    if (id < 0) continue
    counts[id] = (counts[id] as number) + 1
    present++
  }
  // In a file of ten rows every value looks common: it is counted as if there were more people.
  return { counts, present: present + UNSEEN }
}

export function rarityOfValues(
  table: Table,
  column: Column,
  u: readonly number[],
  common: CommonValues | undefined,
): Rarity {
  const { counts, present } = common ? { counts: [], present: 1 } : countsOf(column.values.length, table, column.place)
  const shareOf = (id: number) =>
    common
      ? (common.shares[valueKey(column.values[id] as Value)] ?? common.others)
      : Math.max(1, counts[id] ?? 1) / present
  const same: number[] = []
  return {
    most: () => Infinity,
    crossed: () => 0,
    extra: (level, i) => {
      if (level !== 0) return 0
      const id = table.rows.at(i, column.place)
      return (same[id] ??= clip(Math.log2((u[0] ?? 1) / shareOf(id))))
    },
  }
}
