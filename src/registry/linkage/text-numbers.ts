// SPDX-License-Identifier: EUPL-1.2
// Which number a text has, for texts that nearly all differ (codes, telephones): open addressing in one typed array, one look
// into memory for each. A Map of a million strings takes three, and moves all of them each time it grows.
import { hashText } from './hash.ts'

const SEED = 29

export class TextNumbers {
  /** The hash and the number side by side; -1 where there is none. */
  #kept = new Int32Array(1 << 10).fill(-1)
  #size = 0

  /**
   * The number kept for a text, or `next`, which is then kept.
   * @param textOf the text of a number that was kept
   */
  numberOf(text: string, next: number, textOf: (number: number) => string): number {
    const hash = hashText(text, SEED)
    const kept = this.#kept
    const mask = kept.length - 2
    let place = (hash << 1) & mask
    while (kept[place + 1] !== -1) {
      const number = kept[place + 1] as number
      if (kept[place] === hash && textOf(number) === text) return number
      place = (place + 2) & mask
    }
    kept[place] = hash
    kept[place + 1] = next
    if (++this.#size * 3 > kept.length) this.#grow()
    return next
  }

  #grow(): void {
    const before = this.#kept
    const after = new Int32Array(before.length * 2).fill(-1)
    const mask = after.length - 2
    for (let at = 0; at < before.length; at += 2) {
      if (before[at + 1] === -1) continue
      let place = ((before[at] as number) << 1) & mask
      while (after[place + 1] !== -1) place = (place + 2) & mask
      after[place] = before[at] as number
      after[place + 1] = before[at + 1] as number
    }
    this.#kept = after
  }
}
