// SPDX-License-Identifier: EUPL-1.2
// Weighs two rows: the levels of all fields, and what they are worth in bits (log2 of m/u). A common name is worth less
// than a rare one (term frequency). Names meet again and again, so the level of two names is remembered.
import { beliefs, comparers, type Value, valueKey } from './kinds.ts'
import { latinWords } from './latin.client.ts'
import type { CommonValues, Model } from './model.ts'
import { compareField, CROSSED, type Name, nameOf, OTHER, PART, partners, SAME, SOUND, WEAK_LEVEL } from './name.ts'
import type { Column, Table } from './table.ts'

const MEMORY = 1 << 18
const SMALL_MEMORY = 1 << 12

/** Remembers small answers by two numbers; forgets when another pair needs the place. */
class PairMemory {
  readonly #keys: Float64Array
  readonly #answers: Int8Array
  constructor(rows: number) {
    const places = rows > 2000 ? MEMORY : SMALL_MEMORY
    this.#keys = new Float64Array(places).fill(-1)
    this.#answers = new Int8Array(places)
  }
  level(a: number, b: number, compare: () => number): number {
    const [low, high] = a < b ? [a, b] : [b, a]
    const key = low * 0x4000000 + high
    const at = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 7) & (this.#keys.length - 1)
    if (this.#keys[at] === key) return this.#answers[at] as number
    const level = compare()
    this.#keys[at] = key
    this.#answers[at] = level
    return level
  }
}

// Which orientation of two names is the better one, before any weight was learned.
const WORTH = [6, 5, 3, 0.5, 3.5, -4]
const MISSING = -1

export class Comparer {
  readonly table: Table
  /** given, family, then the columns in their order; -1 = nothing to compare. */
  readonly levels: Int8Array
  readonly #names: PairMemory
  readonly #memories: PairMemory[] = []
  constructor(table: Table) {
    this.table = table
    this.#names = new PairMemory(table.size)
    this.levels = new Int8Array(table.columns.length + 2)
  }

  compare(i: number, j: number): Int8Array {
    this.compareNames(i, j)
    for (let c = 0; c < this.table.columns.length; c++) this.compareColumn(c, i, j)
    return this.levels
  }

  #field(a: number, b: number): number {
    if (a < 0 || b < 0) return MISSING
    if (a === b) return SAME
    const { names } = this.table
    return this.#names.level(a, b, () => {
      const [x, y] = [names[a], names[b]]
      return x && y ? compareField(x, y) : MISSING
    })
  }

  compareNames(i: number, j: number): void {
    const { given, family, free } = this.table
    const [gi, fi, gj, fj] = [given.at(i), family.at(i), given.at(j), family.at(j)]
    const [straightGiven, straightFamily] = [this.#field(gi, gj), this.#field(fi, fj)]
    this.#set(straightGiven, straightFamily)
    // Two surnames that agree settle the orientation.
    if (straightGiven >= 0 && straightGiven <= SOUND && straightFamily >= 0 && straightFamily <= SOUND) return
    const loose = free.at(i) === 1 || free.at(j) === 1
    let best = worthOf(straightGiven) + worthOf(straightFamily)
    const crossed = [this.#field(gi, fj), this.#field(fi, gj)].map(level => (loose ? level : crossing(level)))
    // The better of the two first, so that who is compared with whom makes no difference.
    const [crossedGiven = MISSING, crossedFamily = MISSING] = crossed.sort((a, b) => (a & 15) - (b & 15))
    if (crossedGiven >= 0 || crossedFamily >= 0) {
      const worth = worthOf(crossedGiven) + worthOf(crossedFamily)
      const nothingStraight = straightGiven < 0 && straightFamily < 0
      if (worth > best || nothingStraight) {
        this.#set(crossedGiven, crossedFamily)
        best = worth
      }
    }
    if (best < (loose ? 9 : 6) && this.#allWordsMet(gi, fi, gj, fj)) {
      const level = loose ? SOUND : CROSSED
      if (2 * (WORTH[level] as number) > best) this.#set(level, level)
    }
  }

  #set(given: number, family: number): void {
    this.levels[0] = given
    this.levels[1] = family
  }

  /** Whether every word of the shorter whole name is somewhere in the longer one. */
  #allWordsMet(gi: number, fi: number, gj: number, fj: number): boolean {
    const { names } = this.table
    const wordsOf = (given: number, family: number) => [...(names[given]?.words ?? []), ...(names[family]?.words ?? [])]
    const [a, b] = [wordsOf(gi, fi), wordsOf(gj, fj)]
    const [few, many] = a.length <= b.length ? [a, b] : [b, a]
    return few.length >= 2 && many.length <= 30 && partners(few, many) === few.length
  }

  compareColumn(c: number, i: number, j: number): void {
    const column = this.table.columns[c] as Column
    const [a, b] = [column.ids.at(i), column.ids.at(j)]
    this.levels[c + 2] = a < 0 || b < 0 ? MISSING : this.#values(c, column, a, b)
  }

  #values(c: number, column: Column, a: number, b: number): number {
    const { kind, values } = column
    const compare = comparers[kind]
    if (a === b && kind !== 'birth') return 0
    const [x, y] = [values[a] as Value, values[b] as Value]
    if (kind === 'birth' || kind === 'sex') return compare(x, y)
    const memory = (this.#memories[c] ??= new PairMemory(this.table.size))
    return memory.level(a, b, () => compare(x, y))
  }
}

const worthOf = (level: number) => (level < 0 ? 0 : (WORTH[level] as number))
const crossing = (level: number) =>
  level < 0 ? MISSING : level <= SOUND ? CROSSED : level <= PART ? WEAK_LEVEL : OTHER

const CAP = 4.5

export class Scorer extends Comparer {
  /** Bits of each level of each field. */
  readonly #bits: Float64Array[]
  /** Bits to add for a value: by name number for given and family, by value number for the columns. */
  readonly #rarity: (Rarity | undefined)[]

  constructor(table: Table, model: Model) {
    super(table)
    const fields = ['given', 'family', ...table.columns.map(column => column.name)]
    this.#bits = fields.map(name => {
      const field = model.fields[name]
      return Float64Array.from(field?.m.map((m, level) => Math.log2(m / (field.u[level] ?? 1))) ?? [])
    })
    this.#rarity = fields.map((name, at) => {
      const field = model.fields[name]
      if (!field || beliefs[field.kind].rare.length === 0) return undefined
      const common = model.common?.[name]
      if (model.common && !common) return undefined
      return at < 2
        ? rarityOfNames(table, at === 0 ? table.given : table.family, field.u, common)
        : rarityOfValues(table.columns[at - 2], field.u, common)
    })
  }

  /** Bits for one person against two; the levels stay in `levels`. */
  weigh(i: number, j: number): number {
    this.compare(i, j)
    let bits = 0
    for (let f = 0; f < this.levels.length; f++) bits += this.bitsOf(f, i, j)
    return bits
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

type Rarity = { extra(level: number, i: number, j: number): number }

const clip = (bits: number) => (bits > CAP ? CAP : bits < -CAP ? -CAP : bits)

const groupOf = (name: Name) => name.words.reduce((sum, word) => (sum * 31 + (word.skeletons[0] ?? 0)) | 0, 7)

/** The share of each name and of all names that sound like it, among the rows or as the model has it. */
function sharesOfNames(table: Table, ids: Ids, common: CommonValues | undefined) {
  const groups = new Map<number, number>()
  const add = (name: Name, share: number) => groups.set(groupOf(name), (groups.get(groupOf(name)) ?? 0) + share)
  if (!common) {
    const { counts, present } = countsOf(table.names.length, table.size, ids)
    table.names.forEach((name, id) => add(name, (counts[id] as number) / present))
    const shareOf = (id: number) => Math.max(1, counts[id] ?? 1) / present
    return { shareOf, groupShareOf: (name: Name) => Math.max(1 / present, groups.get(groupOf(name)) ?? 0) }
  }
  const known = groupsOf(common)
  return {
    shareOf: (_id: number, name: Name) => common.shares[name.text] ?? common.others,
    groupShareOf: (name: Name) => Math.max(common.others, known.get(groupOf(name)) ?? 0),
  }
}

const groupsByModel = new WeakMap<CommonValues, ReadonlyMap<number, number>>()

function groupsOf(common: CommonValues): ReadonlyMap<number, number> {
  const before = groupsByModel.get(common)
  if (before) return before
  const groups = new Map<number, number>()
  for (const [text, share] of Object.entries(common.shares)) {
    const name = nameOf(latinWords(text))
    if (name) groups.set(groupOf(name), (groups.get(groupOf(name)) ?? 0) + share)
  }
  groupsByModel.set(common, groups)
  return groups
}

/** A name by its own spelling where two are the same, by all names that share its skeleton where they only sound alike. */
function rarityOfNames(table: Table, ids: Ids, u: readonly number[], common: CommonValues | undefined): Rarity {
  const { shareOf, groupShareOf } = sharesOfNames(table, ids, common)
  const same: number[] = []
  const sounding: number[] = []
  const learn = (id: number) => {
    const name = table.names[id] as Name
    same[id] = clip(Math.log2((u[SAME] ?? 1) / shareOf(id, name)))
    sounding[id] = Math.min(1.5, clip(Math.log2((u[SOUND] ?? 1) / groupShareOf(name))))
  }
  return {
    extra: (level, i, j) => {
      const [a, b] = [ids.at(i), ids.at(j)]
      if (a < 0 || b < 0) return 0
      if (same[a] === undefined) learn(a)
      if (same[b] === undefined) learn(b)
      if (level === SAME) return a === b ? (same[a] as number) : 0
      const heard = Math.min(sounding[a] as number, sounding[b] as number)
      // A common name in the wrong field is no great find; a rare one was counted by the level already.
      return level === CROSSED ? Math.min(0, heard) : heard
    },
  }
}

type Ids = { at(row: number): number }

const UNSEEN = 100

function countsOf(values: number, rows: number, ids: Ids) {
  const counts = new Float64Array(values)
  let present = 0
  for (let row = 0; row < rows; row++) {
    const id = ids.at(row)
    if (id < 0) continue
    counts[id] = (counts[id] as number) + 1
    present++
  }
  // In a file of ten rows every value looks common: it is counted as if there were more people.
  return { counts, present: present + UNSEEN }
}

function rarityOfValues(
  column: Column | undefined,
  u: readonly number[],
  common: CommonValues | undefined,
): Rarity | undefined {
  if (!column) return undefined
  const { counts, present } = common
    ? { counts: [], present: 1 }
    : countsOf(column.values.length, column.ids.length, column.ids)
  const shareOf = (id: number) =>
    common
      ? (common.shares[valueKey(column.values[id] as Value)] ?? common.others)
      : Math.max(1, counts[id] ?? 1) / present
  const same: number[] = []
  return {
    extra: (level, i) => {
      if (level !== 0) return 0
      const id = column.ids.at(i)
      return (same[id] ??= clip(Math.log2((u[0] ?? 1) / shareOf(id))))
    },
  }
}
