// SPDX-License-Identifier: EUPL-1.2
// Sounds by number, side by side in typed arrays: the likeness of sound.ts (a test says so) without looking at two objects
// for each pair. A region compares tens of millions of sounds, and most of them are told apart by counting consonants.
import { losesMore, mostLost, removalAt, SIGNS, type Sound, soundLikeness, substitution } from './sound.ts'

/** What is kept of a sound: where its signs begin, how many, the counts of its consonants, whether it is bare. */
const [AT, LENGTH, SURE, MAYBE, BARE, LINE] = [0, 1, 2, 3, 4, 8]
const LONGEST = 256

export class SoundPool {
  readonly #sounds: Sound[] = []
  readonly #numbers = new Map<string, number>()
  #lines = new Int32Array(1024 * LINE)
  #weights = new Int32Array(1024)
  /** Signs of all sounds one after the other, and beside each what it costs to leave it out. */
  #signs = new Uint8Array(8192)
  #costs = new Uint8Array(8192)
  #used = 0
  #above = new Int32Array(LONGEST + 1)
  #line = new Int32Array(LONGEST + 1)

  /** The number of a sound; equal sounds have the same. */
  numberOf(sound: Sound): number {
    const key = sound.bare ? `${sound.signs}*` : sound.signs
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#sounds.push(sound) - 1
    this.#numbers.set(key, number)
    this.#grow(number, sound.signs.length)
    this.#lines.set([this.#used, sound.signs.length, sound.sure, sound.maybe, sound.bare ? 1 : 0], number * LINE)
    this.#weights[number] = sound.weight
    for (let i = 0; i < sound.signs.length; i++) {
      this.#signs[this.#used] = sound.signs.charCodeAt(i)
      this.#costs[this.#used++] = removalAt(sound.signs, i, false)
    }
    return number
  }

  #grow(number: number, signs: number): void {
    if ((number + 1) * LINE > this.#lines.length) {
      this.#lines = wider(this.#lines, new Int32Array(this.#lines.length * 2))
      this.#weights = wider(this.#weights, new Int32Array(this.#weights.length * 2))
    }
    while (this.#used + signs > this.#signs.length) {
      this.#signs = wider(this.#signs, new Uint8Array(this.#signs.length * 2))
      this.#costs = wider(this.#costs, new Uint8Array(this.#costs.length * 2))
    }
  }

  /** soundLikeness of two sounds by their numbers. */
  likeness(a: number, b: number, atLeast: number): number {
    if (a === b) return 1
    const lines = this.#lines
    const i = a * LINE
    const j = b * LINE
    const bare = lines[i + BARE] as number
    // Where one is written without its vowels and the other is not, or a name fills a page: seldom.
    if (bare !== lines[j + BARE] || (lines[j + LENGTH] as number) > LONGEST)
      return soundLikeness(this.#sounds[a] as Sound, this.#sounds[b] as Sound, atLeast)
    const x = this.#weights[a] as number
    const y = this.#weights[b] as number
    if (bare === 0 && (x < y ? x < y * 0.5 : y < x * 0.5)) return 0
    const whole = (x + y) / 2
    const most = mostLost(whole, atLeast)
    if (whole === 0) return 0
    if (losesMore(lines[i + SURE] as number, lines[j + MAYBE] as number, most)) return 0
    if (losesMore(lines[j + SURE] as number, lines[i + MAYBE] as number, most)) return 0
    return Math.max(0, (whole - this.#distance(i, j, most)) / whole)
  }

  #distance(i: number, j: number, most: number): number {
    const signs = this.#signs
    const costs = this.#costs
    const from = this.#lines[i + AT] as number
    const other = this.#lines[j + AT] as number
    const end = from + (this.#lines[i + LENGTH] as number)
    const columns = this.#lines[j + LENGTH] as number
    let above = this.#above
    let line = this.#line
    above[0] = 0
    for (let c = 0; c < columns; c++) above[c + 1] = (above[c] as number) + (costs[other + c] as number)
    for (let s = from; s < end; s++) {
      const row = (signs[s] as number) * SIGNS
      const gone = costs[s] as number
      let before = above[0] as number
      let last = before + gone
      let least = last
      line[0] = last
      for (let c = 0; c < columns; c++) {
        const change = before + (substitution[row + (signs[other + c] as number)] as number)
        before = above[c + 1] as number
        last = lesser(lesser(change, before + gone), last + (costs[other + c] as number))
        line[c + 1] = last
        least = lesser(least, last)
      }
      if (least > most) return least
      const held = above
      above = line
      line = held
    }
    return above[columns] as number
  }
}

function wider<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}

/** Without a question that goes either way, which costs the processor more than the whole cell. */
function lesser(a: number, b: number): number {
  const less = (a - b) | 0
  return (b + (less & (less >> 31))) | 0
}
