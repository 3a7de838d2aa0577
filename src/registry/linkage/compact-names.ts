// SPDX-License-Identifier: EUPL-1.2
// The names of a table as lines of numbers: what compareField and partners of name.ts say of two names (a test holds them
// together), found from a few numbers in typed arrays. Letters are only looked at where the numbers leave it open.
import { type Name, OTHER, PART, SAME, SAME_SOUND, SIMILAR, SOUND, slipApart, WEAK_LEVEL } from './name.ts'
import { SoundPool } from './sound-pool.ts'
import { Numbers, type Table } from './table.ts'
import type { Word } from './word.ts'

/** A name: number and letters of its text, its first three letters, its sound, where its words stand and how many. */
const [TEXT, LETTERS, LENGTH, START, HEARD, WORDS, COUNT, SINGLE, LINE] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
/** A word has its own text, letters and length in the same places; its sound in that of the start. */
const [WORD_SOUND, WORD_LINE] = [3, 4]

export class CompactNames {
  readonly #names: readonly Name[]
  readonly #sounds = new SoundPool()
  readonly #texts = new Map<string, number>()
  readonly #wordNumbers = new Map<string, number>()
  readonly #numbered = new Map<Word, number>()
  readonly #words: Word[] = []
  readonly #lines = new Numbers(8192)
  readonly #wordLines = new Numbers(4096)
  /** The words of each name by number, one name after the other. */
  readonly #wordsOf = new Numbers(4096)
  #size = 0
  readonly #gathered = [new Int32Array(MOST_WORDS), new Int32Array(MOST_WORDS)] as const

  /** @param names may grow later */
  constructor(names: readonly Name[]) {
    this.#names = names
  }

  #reach(name: number): void {
    while (this.#size <= name) this.#add(this.#names[this.#size++] as Name)
  }

  #textNumber(text: string): number {
    const known = this.#texts.get(text) ?? this.#texts.size
    if (known === this.#texts.size) this.#texts.set(text, known)
    return known
  }

  #add({ text, words, joined }: Name): void {
    const numbers = words.map(word => this.#wordNumber(word))
    const single = words.length === 1 && words[0]?.text === text
    const start = (at: number) => (at < text.length ? text.charCodeAt(at) : 0)
    const line = [
      this.#textNumber(text),
      lettersOf(text),
      text.length,
      (start(0) << 16) | (start(1) << 8) | start(2),
      this.#sounds.numberOf(joined),
      this.#wordsOf.length,
      words.length,
      single ? 1 : 0,
    ]
    for (const number of line) this.#lines.push(number)
    for (const number of numbers) this.#wordsOf.push(number)
  }

  #wordNumber(word: Word): number {
    const before = this.#numbered.get(word)
    if (before !== undefined) return before
    const number = this.#numberByText(word)
    this.#numbered.set(word, number)
    return number
  }

  #numberByText(word: Word): number {
    const key = word.sound.bare ? `${word.text}*` : word.text
    const known = this.#wordNumbers.get(key)
    if (known !== undefined) return known
    const number = this.#words.push(word) - 1
    this.#wordNumbers.set(key, number)
    const { text, sound } = word
    for (const each of [this.#textNumber(text), lettersOf(text), text.length, this.#sounds.numberOf(sound)])
      this.#wordLines.push(each)
    return number
  }

  /** The level of two names, as compareField has it. */
  level(a: number, b: number): number {
    if (a >= this.#size || b >= this.#size) this.#reach(a > b ? a : b)
    const lines = this.#lines.array
    const i = a * LINE
    const j = b * LINE
    if (lines[i + TEXT] === lines[j + TEXT]) return SAME
    const likeness = this.#sounds.likeness(lines[i + HEARD] as number, lines[j + HEARD] as number, SIMILAR)
    if (likeness >= SAME_SOUND) return SOUND
    const wordsA = lines[i + COUNT] as number
    const wordsB = lines[j + COUNT] as number
    if (wordsA === 1 && wordsB === 1) {
      if (mayBeSlip(lines, i, lines, j) && slipApart(this.#textOf(a), this.#textOf(b))) return SOUND
      // Two single words were compared just now.
      if (lines[i + SINGLE] === 1 && lines[j + SINGLE] === 1) return this.#thinly(likeness, 0, i, j, a, b)
    }
    const met = wordsA <= wordsB ? this.#partners(i, j) : this.#partners(j, i)
    if (met === (wordsA <= wordsB ? wordsA : wordsB)) return wordsA === wordsB ? SOUND : PART
    return this.#thinly(likeness, met, i, j, a, b)
  }

  #textOf(name: number): string {
    return (this.#names[name] as Name).text
  }

  #thinly(likeness: number, met: number, i: number, j: number, a: number, b: number): number {
    return likeness >= SIMILAR || met > 0 || this.#shortForm(i, j, a, b) ? WEAK_LEVEL : OTHER
  }

  #shortForm(i: number, j: number, a: number, b: number): boolean {
    const lines = this.#lines.array
    const x = lines[i + LENGTH] as number
    const y = lines[j + LENGTH] as number
    const short = x <= y ? x : y
    if (short === 1) return (lines[i + START] as number) >> 16 === (lines[j + START] as number) >> 16
    if (short < 3 || lines[i + START] !== lines[j + START]) return false
    return x <= y ? this.#textOf(b).startsWith(this.#textOf(a)) : this.#textOf(a).startsWith(this.#textOf(b))
  }

  /** How many words of the shorter name find a partner of their own in the longer one; by where their lines begin. */
  #partners(few: number, many: number): number {
    const lines = this.#lines.array
    const words = this.#wordsOf.array
    const x = lines[few + WORDS] as number
    const y = lines[many + WORDS] as number
    return this.#met(words, x, lines[few + COUNT] as number, words, y, lines[many + COUNT] as number)
  }

  #met(few: Int32Array, x: number, count: number, many: Int32Array, y: number, of: number): number {
    let taken = 0
    let met = 0
    for (let n = 0; n < count; n++)
      for (let at = 0; at < of; at++) {
        if (taken & (1 << at) || !this.#sameWord(few[x + n] as number, many[y + at] as number)) continue
        taken |= 1 << at
        met++
        break
      }
    return met
  }

  #sameWord(a: number, b: number): boolean {
    if (a === b) return true
    const lines = this.#wordLines.array
    const i = a * WORD_LINE
    const j = b * WORD_LINE
    if (lines[i + TEXT] === lines[j + TEXT]) return true
    const sounds = this.#sounds
    const heard = sounds.likeness(lines[i + WORD_SOUND] as number, lines[j + WORD_SOUND] as number, SAME_SOUND)
    if (heard >= SAME_SOUND) return true
    return mayBeSlip(lines, i, lines, j) && slipApart((this.#words[a] as Word).text, (this.#words[b] as Word).text)
  }

  /** Whether every word of the shorter whole name, two at least, is somewhere in the longer one. */
  allWordsMet(given: number, family: number, otherGiven: number, otherFamily: number): boolean {
    const [one, other] = this.#gathered
    const count = this.#gather(one, given, family)
    const of = this.#gather(other, otherGiven, otherFamily)
    const [few, many] = count <= of ? [count, of] : [of, count]
    if (few < 2 || many > MOST_WORDS) return false
    return few === (count <= of ? this.#met(one, 0, count, other, 0, of) : this.#met(other, 0, of, one, 0, count))
  }

  /** Lays the words of two fields side by side, as far as there is room; answers how many there are. */
  #gather(into: Int32Array, given: number, family: number): number {
    this.#reach(given > family ? given : family)
    return this.#lay(into, family, this.#lay(into, given, 0))
  }

  #lay(into: Int32Array, name: number, from: number): number {
    const count = this.wordsIn(name)
    for (let n = 0; n < count && from + n < MOST_WORDS; n++)
      into[from + n] = this.#wordsOf.at(this.#lines.at(name * LINE + WORDS) + n)
    return from + count
  }

  /** How many words a name has; 0 for none. */
  wordsIn(name: number): number {
    if (name < 0) return 0
    this.#reach(name)
    return this.#lines.at(name * LINE + COUNT)
  }
}

/** Longer names are not compared word by word across fields. */
const MOST_WORDS = 30

/** The letters and digits of a text, one bit each (some digits share one). */
function lettersOf(text: string): number {
  let letters = 0
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) & 31)
  return letters
}

/** One slip changes the set of letters by one letter less and one more at most. */
function mayBeSlip(a: Int32Array, i: number, b: Int32Array, j: number): boolean {
  const x = a[i + LENGTH] as number
  const y = b[j + LENGTH] as number
  if (x < 5 || y < 5 || x - y > 1 || y - x > 1) return false
  let letters = (a[i + LETTERS] as number) ^ (b[j + LETTERS] as number)
  letters &= letters - 1
  return (letters & (letters - 1)) === 0
}

const known = new WeakMap<Table, CompactNames>()

/** The names of a table, laid out once for whoever compares its rows. */
export function compactNamesOf(table: Table): CompactNames {
  const before = known.get(table)
  if (before) return before
  const made = new CompactNames(table.names)
  known.set(table, made)
  return made
}
