// SPDX-License-Identifier: EUPL-1.2
// Pairs of rows, each once: open addressing in typed arrays, for millions of pairs without an object for any of them.

export class PairSet {
  /** The lower and the higher number side by side; -1 where there is none. */
  #kept = new Int32Array(1 << 13).fill(-1)
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
    if (++this.#size * 4 > this.#kept.length) this.#grow()
    return true
  }

  clear(): void {
    this.#kept.fill(-1)
    this.#size = 0
  }

  #put(low: number, high: number): boolean {
    const kept = this.#kept
    const mask = kept.length - 2
    const mixed = Math.imul(Math.imul(low, 0x9e3779b1) ^ high, 0x85ebca6b)
    let place = ((mixed ^ (mixed >>> 15)) * 2) & mask
    while (kept[place] !== -1) {
      if (kept[place] === low && kept[place + 1] === high) return false
      place = (place + 2) & mask
    }
    kept[place] = low
    kept[place + 1] = high
    return true
  }

  #grow(): void {
    const before = this.#kept
    this.#kept = new Int32Array(before.length * 2).fill(-1)
    for (let at = 0; at < before.length; at += 2)
      if (before[at] !== -1) this.#put(before[at] as number, before[at + 1] as number)
  }
}
