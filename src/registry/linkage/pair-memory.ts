// SPDX-License-Identifier: EUPL-1.2
// Small answers by two numbers, in typed arrays of a fixed size.

/** Remembers small answers by two numbers; forgets when another pair needs the place. */
export class PairMemory {
  /** Side by side, so that a question is one look into memory: the lower number, then the higher one with the answer. */
  readonly #kept: Int32Array
  readonly #mask: number
  constructor(rows: number) {
    const places = 1 << Math.min(21, Math.max(12, 32 - Math.clz32(rows)))
    this.#kept = new Int32Array(places * 2).fill(-1)
    this.#mask = places - 1
  }
  /** Where the answer for two numbers is kept, or would be. */
  place(low: number, high: number): number {
    const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
    return ((mixed ^ (mixed >>> 15)) & this.#mask) * 2
  }
  /** The answer kept there, if it is theirs. */
  at(place: number, low: number, high: number): number | undefined {
    const kept = this.#kept[place + 1] as number
    return this.#kept[place] === low && kept >> ANSWER_BITS === high ? (kept & ANSWER) - 1 : undefined
  }
  /** @param answer from -1 to 14 */
  keep(place: number, low: number, high: number, answer: number): number {
    this.#kept[place] = low
    this.#kept[place + 1] = (high << ANSWER_BITS) | (answer + 1)
    return answer
  }
}

const ANSWER_BITS = 4
const ANSWER = (1 << ANSWER_BITS) - 1
