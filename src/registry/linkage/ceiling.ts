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

export class Ceiling {
  readonly #scorer: Scorer
  readonly #births: Int32Array
  readonly #birthBits: Float64Array
  readonly #given: Float64Array
  readonly #family: Float64Array
  readonly #limits: readonly Limit[]

  /** Rows that come to the table later are not known. */
  constructor(table: Table, scorer: Scorer) {
    this.#scorer = scorer
    const at = table.columns.findIndex(column => column.kind === 'birth')
    this.#births = birthsOf(table)
    this.#birthBits = at < 0 ? new Float64Array(0) : scorer.levelBits(at + 2)
    // Loops: the iterating constructor takes ten times as long.
    this.#given = new Float64Array(table.size)
    this.#family = new Float64Array(table.size)
    for (let row = 0; row < table.size; row++) {
      this.#given[row] = scorer.mostOfName(0, row)
      this.#family[row] = scorer.mostOfName(1, row)
    }
    this.#limits = table.columns.flatMap((column, c) => (c === at ? [] : [limitOf(column, c, scorer)]))
  }

  /** Whether two rows may be worth as much as this. */
  reaches(i: number, j: number, least: number): boolean {
    const [a, b] = [this.#births[i] as number, this.#births[j] as number]
    let columns = a === 0 || b === 0 ? 0 : (this.#birthBits[compareBirths(a, b)] ?? 0)
    for (let at = 0; at < this.#limits.length; at++) {
      const { ids, same, different, final, differentFinal } = this.#limits[at] as Limit
      const [x, y] = [ids[i] as number, ids[j] as number]
      if (x < 0 || y < 0) continue
      columns += x === y ? same : final && final[x] === 1 && final[y] === 1 ? differentFinal : different
    }
    const [givenI, givenJ] = [this.#given[i] as number, this.#given[j] as number]
    const [familyI, familyJ] = [this.#family[i] as number, this.#family[j] as number]
    // What is true of a row beside any usual one is not true beside an unusual one.
    if (givenI + familyI === Infinity || givenJ + familyJ === Infinity) return true
    const family = familyI < familyJ ? familyI : familyJ
    if (columns + (givenI < givenJ ? givenI : givenJ) + family < least) return false
    return this.#namesReach(i, j, family, least - columns)
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
