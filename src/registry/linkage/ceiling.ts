// SPDX-License-Identifier: EUPL-1.2
// The most that two rows can be worth, found from a few numbers: the level of the birth dates, which other values are equal,
// and then, as far as it still matters, the names in the fields where they stand. Never below the true weight (a test says
// so): of the pairs of a large register few are weighed in full.
import { compareBirths } from './birth.ts'
import type { Code } from './code.ts'
import { codeLevels } from './code.ts'
import type { Scorer } from './scorer.ts'
import type { Column, Table } from './table.ts'

type Limit = {
  readonly ids: Int32Array
  /** The most where both rows have the same value, and where they have different ones. */
  readonly same: number
  readonly different: number
  /** For codes: 1 where the value is a final one that could be read; two such codes are never merely near. */
  readonly final: Uint8Array | undefined
  readonly differentFinal: number
}

/** Where the numbers of a row stand: birth, most of given and family name, 1 where the tax code is a final one, then the values. */
const [GIVEN, FAMILY, FINAL, VALUES] = [1, 2, 3, 4]
/** Bits as whole numbers, rounded up; the greatest for what is not known. */
const SCALE = 1024
const UNKNOWN = 0x7fffffff

export class Ceiling {
  readonly #scorer: Scorer
  readonly #birthBits: Float64Array
  readonly #limits: readonly Limit[]
  /** All that is asked of a row side by side: with a million rows every look elsewhere is a look into main memory. */
  readonly #rows: Int32Array
  readonly #length: number

  /** Rows that come to the table later are not known. */
  constructor(table: Table, scorer: Scorer) {
    this.#scorer = scorer
    const at = table.columns.findIndex(column => column.kind === 'birth')
    this.#birthBits = at < 0 ? new Float64Array(0) : scorer.levelBits(at + 2)
    this.#limits = table.columns.flatMap((column, c) => (c === at ? [] : [limitOf(column, c, scorer)]))
    this.#length = VALUES + this.#limits.length
    this.#rows = this.#rowsOf(table, birthsOf(table))
  }

  #rowsOf(table: Table, births: Int32Array): Int32Array {
    const rows = new Int32Array(table.size * this.#length)
    const most = (f: 0 | 1, row: number) => {
      const bits = this.#scorer.mostOfName(f, row)
      return bits === Infinity ? UNKNOWN : Math.ceil(bits * SCALE)
    }
    for (let row = 0, to = 0; row < table.size; row++, to += this.#length) {
      rows[to] = births[row] as number
      rows[to + GIVEN] = most(0, row)
      rows[to + FAMILY] = most(1, row)
      for (const [at, { ids, final }] of this.#limits.entries()) {
        const id = ids[row] as number
        rows[to + VALUES + at] = id
        if (id >= 0 && final?.[id] === 1) rows[to + FINAL] = 1
      }
    }
    return rows
  }

  /** Whether two rows may be worth as much as this. */
  reaches(i: number, j: number, least: number): boolean {
    const rows = this.#rows
    const [atI, atJ] = [i * this.#length, j * this.#length]
    const [givenI, givenJ] = [rows[atI + GIVEN] as number, rows[atJ + GIVEN] as number]
    const [familyI, familyJ] = [rows[atI + FAMILY] as number, rows[atJ + FAMILY] as number]
    // What is true of a row beside any usual one is not true beside an unusual one.
    if (givenI === UNKNOWN || familyI === UNKNOWN || givenJ === UNKNOWN || familyJ === UNKNOWN) return true
    const columns = this.#columns(atI, atJ)
    const family = (familyI < familyJ ? familyI : familyJ) / SCALE
    if (columns + (givenI < givenJ ? givenI : givenJ) / SCALE + family < least) return false
    return this.#namesReach(i, j, family, least - columns)
  }

  /** The most that everything but the names is worth. */
  #columns(atI: number, atJ: number): number {
    const rows = this.#rows
    const [a, b] = [rows[atI] as number, rows[atJ] as number]
    const bothFinal = rows[atI + FINAL] === 1 && rows[atJ + FINAL] === 1
    let bits = a === 0 || b === 0 ? 0 : (this.#birthBits[compareBirths(a, b)] ?? 0)
    for (let at = 0; at < this.#limits.length; at++) {
      const { same, different, final, differentFinal } = this.#limits[at] as Limit
      const [x, y] = [rows[atI + VALUES + at] as number, rows[atJ + VALUES + at] as number]
      if (x < 0 || y < 0) continue
      bits += x === y ? same : final && bothFinal ? differentFinal : different
    }
    return bits
  }

  /** Names in their own fields are worth what they are worth one by one; crossed ones have a limit of their own. */
  #namesReach(i: number, j: number, family: number, least: number): boolean {
    const scorer = this.#scorer
    if (scorer.crossed >= least) return true
    const given = scorer.bitsOfName(0, i, j)
    return given + family >= least && given + scorer.bitsOfName(1, i, j) >= least
  }
}

/** Birth dates side by side, as numbers; 0 where there is none. */
export function birthsOf(table: Table): Int32Array {
  const column = table.columns.find(each => each.kind === 'birth')
  const births = new Int32Array(table.size)
  for (let row = 0; column && row < Math.min(table.size, column.ids.length); row++) {
    const id = column.ids.at(row)
    if (id >= 0) births[row] = column.values[id] as number
  }
  return births
}

function limitOf(column: Column, c: number, scorer: Scorer): Limit {
  const bits = scorer.levelBits(c + 2)
  // A rare value is worth more than its level.
  const rarity = scorer.mostOfRarity(c + 2)
  const best = (from: Float64Array) => (from.length === 0 ? 0 : Math.max(...from))
  const [same, different] = [best(bits) + rarity, best(bits.subarray(1)) + rarity]
  const ids = column.ids.array
  if (column.kind !== 'code') return { ids, same, different, final: undefined, differentFinal: different }
  const apart = bits.filter((_, level) => codeLevels[level] !== 'same' && codeLevels[level] !== 'near')
  const final = Uint8Array.from(column.values, value => ((value as Code).kind === 'final' ? 1 : 0))
  return { ids, same, different, final, differentFinal: best(apart) + rarity }
}
