// SPDX-License-Identifier: EUPL-1.2
// The keys of a whole register at once, fewer than are stored beside a person: each pairs a name with something else, or is a
// number of its own. What a name brings to them is laid out once, since names come again and again.
import type { Code } from './code.ts'
import { hashPair, hashText } from './hash.ts'
import { Numbers } from './numbers.ts'
import { codeKeys, JANUARY, pairKey, SEED, WORDS } from './person-key.ts'
import { FAMILY, GIVEN, type Table, valueAt } from './table.ts'

/** A reading of a word: the hash of its skeleton, the place of the word in its name, which reading, the word's opening. */
const [HASH, PLACE, READING, OPENING, LINE] = [0, 1, 2, 3, 4]
const ROOM = 64

export class BatchKeys {
  readonly #table: Table
  /** The readings of all names, one name after the other; where those of each end, and how many words it has. */
  readonly #readings = new Numbers()
  readonly #ends = new Numbers()
  readonly #words = new Numbers()
  /** Those of the row that is looked at. */
  readonly #own = new Int32Array(ROOM * LINE)

  /** @param table may grow later */
  constructor(table: Table) {
    this.#table = table
  }

  /** Adds the keys of a row to a list. */
  of(row: number, into: number[]): void {
    const table = this.#table
    const code = valueAt(table, 'taxCode', row) as Code | undefined
    if (code) {
      const { whole, start } = codeKeys(code)
      into.push(whole)
      if (start !== undefined) into.push(start)
    }
    const phone = valueAt(table, 'phone', row)
    if (phone !== undefined) into.push(hashText(String(phone), SEED.phone))
    const count = this.#gather(row)
    if (count > 0) this.#named(count, (valueAt(table, 'birth', row) as number | undefined) ?? 0, into)
  }

  #named(count: number, birth: number, into: number[]): void {
    const own = this.#own
    const end = count * LINE
    const year = Math.floor(birth / 10000)
    const rest = birth % 10000
    const vague = rest === JANUARY || rest % 100 === 0
    if (own[end - LINE + PLACE] === 0) into.push(hashPair(hashPair(own[HASH] as number, 0, SEED.pair), year, SEED.half))
    for (let a = 0; a < end; a += LINE)
      for (let b = a + LINE; b < end; b += LINE) {
        if (own[a + PLACE] === own[b + PLACE] || (own[a + READING] !== 0 && own[b + READING] !== 0)) continue
        const pair = pairKey(own[a + HASH] as number, own[b + HASH] as number)
        // Names in pairs with the year; without a date with none.
        into.push(hashPair(pair, year, SEED.half))
        if (!vague && own[a + READING] === 0 && own[b + READING] === 0) into.push(hashPair(pair, rest, SEED.pairDay))
      }
    if (vague) return
    const month = year * 100 + Math.floor(rest / 100)
    for (let a = 0; a < end; a += LINE) {
      const hash = own[a + HASH] as number
      into.push(hashPair(hash, birth, SEED.wordDay))
      for (let b = 0; b < end; b += LINE)
        if (own[a + PLACE] !== own[b + PLACE] && own[a + READING] === 0 && own[b + READING] === 0)
          into.push(hashPair(hashPair(hash, own[b + OPENING] as number, SEED.opening), month, SEED.month))
    }
  }

  /** Lays the readings of the row's words side by side and counts them. */
  #gather(row: number): number {
    const { rows } = this.#table
    const given = rows.at(row, GIVEN)
    const count = this.#lay(given, 0, 0)
    return this.#lay(rows.at(row, FAMILY), given < 0 ? 0 : this.#words.at(given), count)
  }

  /** @param before how many words stand before those of this name @param count and how many readings */
  #lay(name: number, before: number, count: number): number {
    if (name < 0) return count
    while (this.#ends.length <= name) this.#read(this.#ends.length)
    const own = this.#own
    let to = count * LINE
    const end = this.#ends.at(name)
    for (let at = name === 0 ? 0 : this.#ends.at(name - 1); at < end; at += LINE) {
      const place = before + this.#readings.at(at + PLACE)
      if (place > WORDS) break
      own[to + HASH] = this.#readings.at(at + HASH)
      own[to + PLACE] = place
      own[to + READING] = this.#readings.at(at + READING)
      own[to + OPENING] = this.#readings.at(at + OPENING)
      to += LINE
    }
    return to / LINE
  }

  #read(name: number): void {
    const words = this.#table.names[name]?.words ?? []
    for (const [place, { skeletons, opening }] of words.entries())
      for (const [reading, hash] of skeletons.entries())
        for (const number of [hash, place, reading, opening]) this.#readings.push(number)
    this.#ends.push(this.#readings.length)
    this.#words.push(words.length)
  }
}
