// SPDX-License-Identifier: EUPL-1.2
// Pairs of rows, each once: open addressing in typed arrays, for millions of pairs without an object for any of them.

export class PairSet {
  #low = new Int32Array(1 << 12).fill(-1)
  #high = new Int32Array(1 << 12)
  #size = 0

  constructor(pairs: readonly { readonly a: number; readonly b: number }[] = []) {
    for (const { a, b } of pairs) this.add(a, b)
  }

  get size(): number {
    return this.#size
  }

  /** Adds a pair; false when it was there already. Which of the two comes first makes no difference. */
  add(a: number, b: number): boolean {
    if (!this.#put(a < b ? a : b, a < b ? b : a)) return false
    if (++this.#size * 2 > this.#low.length) this.#grow()
    return true
  }

  clear(): void {
    this.#low.fill(-1)
    this.#size = 0
  }

  #put(low: number, high: number): boolean {
    const mask = this.#low.length - 1
    const mixed = Math.imul(Math.imul(low, 0x9e3779b1) ^ high, 0x85ebca6b)
    let place = (mixed ^ (mixed >>> 15)) & mask
    while (this.#low[place] !== -1) {
      if (this.#low[place] === low && this.#high[place] === high) return false
      place = (place + 1) & mask
    }
    this.#low[place] = low
    this.#high[place] = high
    return true
  }

  #grow(): void {
    const [low, high] = [this.#low, this.#high]
    this.#low = new Int32Array(low.length * 2).fill(-1)
    this.#high = new Int32Array(low.length * 2)
    for (let at = 0; at < low.length; at++) if (low[at] !== -1) this.#put(low[at] as number, high[at] as number)
  }
}
