// SPDX-License-Identifier: EUPL-1.2
// Weighs two rows: the levels of all fields, and what they are worth in bits (log2 of m/u). A common name is worth less
// than a rare one (term frequency). Names meet again and again, so the level of two names is remembered.
import { type CompactNames, compactNamesOf } from './compact-names.ts'
import { beliefs, comparers, type Value } from './kinds.ts'
import type { Model } from './model.ts'
import { CROSSED, OTHER, PART, SOUND, SAME, WEAK_LEVEL } from './name.ts'
import { PairMemory } from './pair-memory.ts'
import { type Prior, Relatives, settle } from './relatives.ts'
import { CAP, type Rarity, rarityOfNames, rarityOfValues } from './rarity.ts'
import { type Column, FAMILY, FREE, GIVEN, type Table } from './table.ts'

// Which orientation of two names is the better one, before any weight was learned.
const WORTH = [6, 5, 3, 0.5, 3.5, -4]
const MISSING = -1

export class Comparer {
  readonly table: Table
  /** given, family, then the columns in their order; -1 = nothing to compare. */
  readonly levels: Int8Array
  readonly #names: CompactNames
  readonly #memories: PairMemory[] = []
  constructor(table: Table) {
    this.table = table
    this.#names = compactNamesOf(table)
    this.levels = new Int8Array(table.columns.length + 2)
  }

  compare(i: number, j: number): Int8Array {
    this.compareNames(i, j)
    for (let c = 0; c < this.table.columns.length; c++) this.compareColumn(c, i, j)
    return this.levels
  }

  protected fieldLevel(a: number, b: number): number {
    if (a < 0 || b < 0) return MISSING
    if (a === b) return SAME
    return a < b ? this.#names.level(a, b) : this.#names.level(b, a)
  }

  compareNames(i: number, j: number): void {
    const { array, width } = this.table.rows
    const gi = array[i * width + GIVEN] as number
    const fi = array[i * width + FAMILY] as number
    const gj = array[j * width + GIVEN] as number
    const fj = array[j * width + FAMILY] as number
    const straightGiven = this.fieldLevel(gi, gj)
    const straightFamily = this.fieldLevel(fi, fj)
    this.#set(straightGiven, straightFamily)
    // Two surnames that agree settle the orientation.
    if (straightGiven >= 0 && straightGiven <= SOUND && straightFamily >= 0 && straightFamily <= SOUND) return
    const loose = array[i * width + FREE] === 1 || array[j * width + FREE] === 1
    let best = worthOf(straightGiven) + worthOf(straightFamily)
    const there = this.fieldLevel(gi, fj)
    const back = this.fieldLevel(fi, gj)
    const [one, other] = loose ? [there, back] : [crossing(there), crossing(back)]
    // The better of the two first, so that who is compared with whom makes no difference.
    const [crossedGiven, crossedFamily] = (one & 15) <= (other & 15) ? [one, other] : [other, one]
    if (crossedGiven >= 0 || crossedFamily >= 0) {
      const worth = worthOf(crossedGiven) + worthOf(crossedFamily)
      const nothingStraight = straightGiven < 0 && straightFamily < 0
      if (worth > best || nothingStraight) {
        this.#set(crossedGiven, crossedFamily)
        best = worth
      }
    }
    if (best < (loose ? 9 : 6) && this.#severalWords(gi, fi, gj, fj) && this.#names.allWordsMet(gi, fi, gj, fj)) {
      const level = loose ? SOUND : CROSSED
      if (2 * (WORTH[level] as number) > best) this.#set(level, level)
    }
  }

  #set(given: number, family: number): void {
    this.levels[0] = given
    this.levels[1] = family
  }

  /** Where each field is one word, their four comparisons have said everything already. */
  #severalWords(gi: number, fi: number, gj: number, fj: number): boolean {
    const names = this.#names
    return names.wordsIn(gi) !== 1 || names.wordsIn(fi) !== 1 || names.wordsIn(gj) !== 1 || names.wordsIn(fj) !== 1
  }

  compareColumn(c: number, i: number, j: number): void {
    const column = this.table.columns[c] as Column
    const a = this.table.rows.at(i, column.place)
    const b = this.table.rows.at(j, column.place)
    this.levels[c + 2] = a < 0 || b < 0 ? MISSING : this.#values(c, column, a, b)
  }

  #values(c: number, column: Column, a: number, b: number): number {
    const { kind, values } = column
    const compare = comparers[kind]
    if (a === b && kind !== 'birth') return 0
    const x = values[a] as Value
    const y = values[b] as Value
    if (kind === 'birth' || kind === 'sex') return compare(x, y)
    // Codes and numbers hardly ever meet twice.
    if (kind === 'code' || kind === 'phone' || kind === 'number') return compare(x, y)
    const memory = (this.#memories[c] ??= new PairMemory(this.table.size))
    const [low, high] = a < b ? [a, b] : [b, a]
    const place = memory.place(low, high)
    const known = memory.at(place, low, high)
    return known === undefined ? memory.keep(place, low, high, compare(x, y)) : known
  }
}

const worthOf = (level: number) => (level < 0 ? 0 : (WORTH[level] as number))
const crossing = (level: number) =>
  level < 0 ? MISSING : level <= SOUND ? CROSSED : level <= PART ? WEAK_LEVEL : OTHER

export class Scorer extends Comparer {
  /** Bits of each level of each field. */
  readonly #bits: Float64Array[]
  /** Bits to add for a value: by name number for given and family, by value number for the columns. */
  readonly #rarity: (Rarity | undefined)[]
  readonly #relatives: Relatives

  constructor(table: Table, model: Model) {
    super(table)
    const fields = ['given', 'family', ...table.columns.map(column => column.name)]
    this.#bits = fields.map(name => {
      const field = model.fields[name]
      return Float64Array.from(field?.m.map((m, level) => Math.log2(m / (field.u[level] ?? 1))) ?? [])
    })
    this.#relatives = new Relatives(fields, model)
    this.#rarity = fields.map((name, at) => {
      const field = model.fields[name]
      if (!field || beliefs[field.kind].rare.length === 0) return undefined
      const common = model.common?.[name]
      if (model.common && !common) return undefined
      return at < 2
        ? rarityOfNames(table, at === 0 ? GIVEN : FAMILY, field.u, common, this.#bits[at] as Float64Array)
        : rarityOfValues(table, table.columns[at - 2] as Column, field.u, common)
    })
  }

  /** Bits for one person against two; the levels stay in `levels`. */
  weigh(i: number, j: number): number {
    return this.weighNames(this.weighColumns(i, j), i, j)
  }

  /** The bits of one person against strangers and relatives together. */
  settled(i: number, j: number, prior: Prior): number {
    const bits = this.weigh(i, j)
    return settle(bits, this.bitsAgainstRelatives(), prior)
  }

  /** What the two rows weighed last are worth against relatives. */
  bitsAgainstRelatives(): number {
    return this.#relatives.bits(this.levels)
  }

  /** What everything but the names is worth; `weigh` adds the names to it. */
  weighColumns(i: number, j: number): number {
    let bits = 0
    for (let f = 2; f < this.levels.length; f++) {
      this.compareColumn(f - 2, i, j)
      bits += this.bitsOf(f, i, j)
    }
    return bits
  }

  /** The whole weight, from that of everything but the names. */
  weighNames(columns: number, i: number, j: number): number {
    this.compareNames(i, j)
    return columns + this.bitsOf(0, i, j) + this.bitsOf(1, i, j)
  }

  /** What a name in its own field is worth, given (0) or family (1). */
  bitsOfName(f: 0 | 1, i: number, j: number): number {
    const { rows } = this.table
    const place = f === 0 ? GIVEN : FAMILY
    this.levels[f] = this.fieldLevel(rows.at(i, place), rows.at(j, place))
    return this.bitsOf(f, i, j)
  }

  /** The most that a name can be worth for a row beside other usual rows; Infinity where that is not known. */
  mostOfName(f: 0 | 1, row: number): number {
    return this.table.rows.at(row, FREE) === 1 ? Infinity : (this.#rarity[f]?.most(row) ?? Infinity)
  }

  /** The most that names in each other's fields are worth to a row in one field: what is common takes away from it. */
  mostCrossed(f: 0 | 1, row: number): number {
    const bits = this.levelBits(f)
    const crossed = (bits[CROSSED] ?? 0) + (this.#rarity[f]?.crossed(row) ?? 0)
    return Math.max(crossed, bits[WEAK_LEVEL] ?? 0, bits[OTHER] ?? 0)
  }

  levelBits(f: number): Float64Array {
    return this.#bits[f] as Float64Array
  }

  /** The most that the rarity of a value adds in a field. */
  mostOfRarity(f: number): number {
    return this.#rarity[f] ? CAP : 0
  }

  /** What the level just found in a field is worth. */
  bitsOf(f: number, i: number, j: number): number {
    const level = this.levels[f] as number
    if (level < 0) return 0
    const bits = (this.#bits[f] as Float64Array)[level] ?? 0
    const rarity = this.#rarity[f]
    if (!rarity || (level > 1 && (f > 1 || level !== CROSSED))) return bits
    return bits + rarity.extra(level, i, j)
  }
}
