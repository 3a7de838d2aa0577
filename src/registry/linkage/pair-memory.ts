// SPDX-License-Identifier: EUPL-1.2
// Small answers by two numbers, in typed arrays of a fixed size.

/** Remembers small answers by two numbers; forgets when another pair needs the place. */
export class PairMemory {
  readonly #low: Int32Array
  readonly #high: Int32Array
  readonly #answers: Int8Array
  readonly #mask: number
  constructor(rows: number) {
    const places = 1 << Math.min(21, Math.max(12, 32 - Math.clz32(rows)))
    this.#low = new Int32Array(places).fill(-1)
    this.#high = new Int32Array(places)
    this.#answers = new Int8Array(places)
    this.#mask = places - 1
  }
  /** Where the answer for two numbers is kept, or would be. */
  place(low: number, high: number): number {
    const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
    return (mixed ^ (mixed >>> 15)) & this.#mask
  }
  /** The answer kept there, if it is theirs. */
  at(place: number, low: number, high: number): number | undefined {
    return this.#low[place] === low && this.#high[place] === high ? (this.#answers[place] as number) : undefined
  }
  keep(place: number, low: number, high: number, answer: number): number {
    this.#low[place] = low
    this.#high[place] = high
    this.#answers[place] = answer
    return answer
  }
}
