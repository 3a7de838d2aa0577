// SPDX-License-Identifier: EUPL-1.2
// The weight of two rows where it reaches a threshold, and as little work as possible where it does not: first the level of
// the birth dates and which values are equal, then all values but the names, then the names where they stand, and only then
// the crossed ones. No pair is left out that reaches the threshold (a test says so).
import { compareBirths } from './birth.ts'
import type { Code } from './code.ts'
import { codeLevels } from './code.ts'
import type { Rows } from './rows.ts'
import type { Scorer } from './scorer.ts'
import type { Column, Table } from './table.ts'

type Limit = {
  /** Where the value stands in a row of the table. */
  readonly place: number
  /** The most where both rows have the same value, and where they have different ones. */
  readonly same: number
  readonly different: number
  /** Whether different values may be worth much less than the most. */
  readonly wide: boolean
  /** For codes: 1 where the value is a final one that could be read; two such codes are never merely near. */
  readonly final: Uint8Array | undefined
  readonly differentFinal: number
}

/** Where the numbers of a row stand: first its birth, then the most of its names, and 1 where the tax code is a final one. */
const [MOST_GIVEN, MOST_FAMILY, MOST_CROSSED, FINAL, LINE] = [1, 2, 3, 4, 5]
/** Bits as whole numbers, rounded up; the greatest for what is not known. */
const SCALE = 1024
const UNKNOWN = 0x3fffffff
/** From so many bits on it is worth while to compare two different values before their names. */
const WIDE = 4
/** Sums of the same bits in another order differ by less. */
const ROUNDING = 1e-6

export class Ceiling {
  readonly #scorer: Scorer
  readonly #birthBits: Float64Array
  readonly #limits: readonly Limit[]
  /** What is told of a row once, side by side: with a million rows every look elsewhere is a look into main memory. */
  readonly #rows: Int32Array
  /** The rows of the table, with the numbers of their values. */
  readonly #values: Rows
  /** Whether the last two rows looked at have different values of a field that is not told without comparing them. */
  #open = false

  /** Rows that come to the table later are not known. */
  constructor(table: Table, scorer: Scorer) {
    this.#scorer = scorer
    const at = table.columns.findIndex(column => column.kind === 'birth')
    this.#birthBits = at < 0 ? new Float64Array(0) : scorer.levelBits(at + 2)
    this.#limits = table.columns.flatMap((column, c) => (c === at ? [] : [limitOf(column, c, scorer)]))
    this.#values = table.rows
    this.#rows = this.#rowsOf(table, birthsOf(table))
  }

  #rowsOf(table: Table, births: Int32Array): Int32Array {
    const rows = new Int32Array(table.size * LINE)
    const most = (f: 0 | 1, row: number) => {
      const bits = this.#scorer.mostOfName(f, row)
      return bits === Infinity ? UNKNOWN : Math.ceil(bits * SCALE)
    }
    for (let row = 0, to = 0; row < table.size; row++, to += LINE) {
      rows[to] = births[row] as number
      rows[to + MOST_GIVEN] = most(0, row)
      rows[to + MOST_FAMILY] = most(1, row)
      const unknown = rows[to + MOST_GIVEN] === UNKNOWN || rows[to + MOST_FAMILY] === UNKNOWN
      const crossed = this.#scorer.mostCrossed(0, row) + this.#scorer.mostCrossed(1, row)
      rows[to + MOST_CROSSED] = unknown ? UNKNOWN : Math.ceil(crossed * SCALE)
      for (const { place, final } of this.#limits) {
        const id = table.rows.at(row, place)
        if (id >= 0 && final?.[id] === 1) rows[to + FINAL] = 1
      }
    }
    return rows
  }

  /** Whether the birth years of two rows are those that a slip may lie between: none, one, a decade. Others meet by chance. */
  nearYears(i: number, j: number): boolean {
    const a = this.#rows[i * LINE] as number
    const b = this.#rows[j * LINE] as number
    if (a === 0 || b === 0) return true
    const apart = Math.abs(((a / 10000) | 0) - ((b / 10000) | 0))
    return apart <= 1 || apart === 10
  }

  /** The weight of two rows where it reaches `least`; where it does not, -Infinity or anything below. */
  weigh(i: number, j: number, least: number): number {
    const rows = this.#rows
    const atI = i * LINE
    const atJ = j * LINE
    const given = lesser(rows[atI + MOST_GIVEN] as number, rows[atJ + MOST_GIVEN] as number)
    const family = lesser(rows[atI + MOST_FAMILY] as number, rows[atJ + MOST_FAMILY] as number)
    const named = (given + family) / SCALE
    const wanted = least - ROUNDING
    let columns = this.#columns(i, j)
    if (columns + named < wanted) return -Infinity
    const scorer = this.#scorer
    // Two codes or telephones that differ may still be near each other, and mostly are not.
    const weighed = this.#open
    if (weighed) columns = scorer.weighColumns(i, j)
    if (columns + named < wanted) return -Infinity
    const crossed = lesser(rows[atI + MOST_CROSSED] as number, rows[atJ + MOST_CROSSED] as number) / SCALE
    if (columns + crossed < wanted) {
      // Then each name has to agree in its own field.
      const own = columns + scorer.bitsOfName(0, i, j)
      if (own + family / SCALE < wanted || own + scorer.bitsOfName(1, i, j) < wanted) return -Infinity
    }
    return weighed ? scorer.weighNames(columns, i, j) : scorer.weigh(i, j)
  }

  /** The most that everything but the names is worth. */
  #columns(i: number, j: number): number {
    const rows = this.#rows
    const values = this.#values
    const atI = i * LINE
    const atJ = j * LINE
    const a = rows[atI] as number
    const b = rows[atJ] as number
    const bothFinal = rows[atI + FINAL] === 1 && rows[atJ + FINAL] === 1
    let open = false
    let bits = a === 0 || b === 0 ? 0 : (this.#birthBits[compareBirths(a, b)] ?? 0)
    for (let at = 0; at < this.#limits.length; at++) {
      const { place, same, different, wide, final, differentFinal } = this.#limits[at] as Limit
      const x = values.at(i, place)
      const y = values.at(j, place)
      if (x < 0 || y < 0) continue
      const apart = final !== undefined && bothFinal
      bits += x === y ? same : apart ? differentFinal : different
      if (x !== y && wide && !apart) open = true
    }
    this.#open = open
    return bits
  }
}

/** The less of the two. What is true of a row beside any usual one is not true beside an unusual one. */
const lesser = (a: number, b: number) => (a === UNKNOWN || b === UNKNOWN ? UNKNOWN : a < b ? a : b)

/** Birth dates side by side, as numbers; 0 where there is none. */
export function birthsOf(table: Table): Int32Array {
  const column = table.columns.find(each => each.kind === 'birth')
  const births = new Int32Array(table.size)
  for (let row = 0; column && row < table.size; row++) {
    const id = table.rows.at(row, column.place)
    if (id >= 0) births[row] = column.values[id] as number
  }
  return births
}

function limitOf(column: Column, c: number, scorer: Scorer): Limit {
  const bits = scorer.levelBits(c + 2)
  // A rare value is worth more than its level.
  const rarity = scorer.mostOfRarity(c + 2)
  const best = (from: Float64Array) => (from.length === 0 ? 0 : Math.max(...from))
  const same = best(bits) + rarity
  const different = best(bits.subarray(1)) + rarity
  const { place } = column
  const wide = bits.length > 1 && best(bits.subarray(1)) - Math.min(...bits.subarray(1)) > WIDE
  if (column.kind !== 'code') return { place, same, different, wide, final: undefined, differentFinal: different }
  const apart = bits.filter((_, level) => codeLevels[level] !== 'same' && codeLevels[level] !== 'near')
  const final = Uint8Array.from(column.values, value => ((value as Code).kind === 'final' ? 1 : 0))
  return { place, same, different, wide, final, differentFinal: best(apart) + rarity }
}
