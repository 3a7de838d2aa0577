// SPDX-License-Identifier: EUPL-1.2
// The names of a table as lines of numbers: what compareField and partners of name.ts say of two names (a test holds them
// together), found from a few numbers in typed arrays. Letters are only looked at where the numbers leave it open.
import { aGathering, type Gathered, type Gathering, MOST_WORDS, nobody, NOT_YET } from './gathering.ts'
import {
  joinedWord,
  lettersOf,
  mayBeTogether,
  type Name,
  OTHER,
  PART,
  SAME,
  SAME_SOUND,
  SIMILAR,
  SOUND,
  slipApart,
  WEAK_LEVEL,
} from './name.ts'
import { SoundPool } from './sound-pool.ts'
import { Numbers } from './numbers.ts'
import type { Table } from './table.ts'
import type { Word } from './word.ts'

/** A name: number and letters of its text, its first three letters, its sound, where its words stand and how many. */
const [TEXT, LETTERS, LENGTH, START, HEARD, WORDS, COUNT, SINGLE, WHOLE, LINE] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
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
  /** Beside each word it and the next one as one word; NOT_YET where nobody asked, as beside the last. */
  readonly #pairsOf = new Numbers(4096)
  readonly #joined = new Map<number, number>()
  #all = false
  #size = 0
  readonly #gathered = [aGathering(), aGathering()] as const
  // Used again for each pair of names.
  readonly #few: Gathering = nobody()
  readonly #many: Gathering = nobody()

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

  #add({ text, words, joined, whole }: Name): void {
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
      this.#sounds.numberOf(whole),
    ]
    for (const number of line) this.#lines.push(number)
    for (const number of numbers) {
      this.#wordsOf.push(number)
      this.#pairsOf.push(NOT_YET)
    }
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
    if (wordsA === 1 && wordsB === 1 && mayBeSlip(lines, i, lines, j) && slipApart(this.#textOf(a), this.#textOf(b)))
      return SOUND
    if (this.#wholeAlike(i, j)) return SOUND
    // Two single words were compared just now.
    if (lines[i + SINGLE] === 1 && lines[j + SINGLE] === 1) return this.#thinly(likeness, 0, i, j, a, b)
    const met = wordsA <= wordsB ? this.#partners(i, j) : this.#partners(j, i)
    if (met === (wordsA <= wordsB ? wordsA : wordsB)) return this.#all ? SOUND : PART
    return this.#thinly(likeness, met, i, j, a, b)
  }

  /** Whether two names sound alike with their articles, where one of them has any. */
  #wholeAlike(i: number, j: number): boolean {
    const lines = this.#lines.array
    const [a, b] = [lines[i + WHOLE] as number, lines[j + WHOLE] as number]
    if (a === lines[i + HEARD] && b === lines[j + HEARD]) return false
    return this.#sounds.likeness(a, b, SAME_SOUND) >= SAME_SOUND
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
    return this.#met(this.#look(this.#few, few), this.#look(this.#many, many))
  }

  #look(into: Gathering, line: number): Gathering {
    const lines = this.#lines.array
    into.words = this.#wordsOf.array
    into.pairs = this.#pairsOf.array
    into.from = lines[line + WORDS] as number
    into.count = lines[line + COUNT] as number
    return into
  }

  /** As partners of name.ts: one by one, or two for one; leaves in #all whether every word of the longer name was taken. */
  #met(few: Gathered, many: Gathered): number {
    let taken = 0
    let met = 0
    const more = few.count < many.count
    for (let n = 0; n < few.count; n++) {
      const word = few.words[few.from + n] as number
      const one = this.#free(word, many, taken)
      const two = one < 0 && more ? this.#inTwo(word, many, taken) : -1
      if (one < 0 && two < 0) continue
      taken |= one < 0 ? 3 << two : 1 << one
      met++
    }
    this.#all = taken === (1 << many.count) - 1
    return met
  }

  /** The first of some words that is not taken and the same as this one, or -1. */
  #free(word: number, { words, from, count }: Gathered, taken: number): number {
    for (let at = 0; at < count; at++)
      if ((taken & (1 << at)) === 0 && this.#sameWord(word, words[from + at] as number)) return at
    return -1
  }

  /** The first of two words that are not taken and together the same as this one, or -1. */
  #inTwo(word: number, many: Gathered, taken: number): number {
    for (let at = 0; at + 1 < many.count; at++)
      if ((taken & (3 << at)) === 0 && this.#together(word, many, at)) return at
    return -1
  }

  /** Whether a word is the same as two that stand side by side. */
  #together(word: number, { words, pairs, from }: Gathered, at: number): boolean {
    const letters = this.#wordLines.array
    const [a, b] = [words[from + at] as number, words[from + at + 1] as number]
    const both = (letters[a * WORD_LINE + LETTERS] as number) | (letters[b * WORD_LINE + LETTERS] as number)
    if (!mayBeTogether(letters[word * WORD_LINE + LETTERS] as number, both)) return false
    if (pairs[from + at] === NOT_YET) pairs[from + at] = this.#joinedNumber(a, b)
    return this.#sameWord(word, pairs[from + at] as number)
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
    this.#gather(one, given, family)
    this.#gather(other, otherGiven, otherFamily)
    const [few, many] = one.count <= other.count ? [one, other] : [other, one]
    if (few.count < 2 || many.count > MOST_WORDS) return false
    return few.count === this.#met(few, many)
  }

  /** Lays the words of two fields side by side, as far as there is room, and counts them. */
  #gather(into: Gathering, given: number, family: number): void {
    this.#reach(given > family ? given : family)
    into.count = this.#lay(into, family, this.#lay(into, given, 0))
  }

  #lay(into: Gathering, name: number, from: number): number {
    const count = this.wordsIn(name)
    for (let n = 0; n < count && from + n < MOST_WORDS; n++) {
      const at = this.#lines.at(name * LINE + WORDS) + n
      into.words[from + n] = this.#wordsOf.at(at)
      into.pairs[from + n] = this.#pairsOf.at(at)
    }
    return from + count
  }

  /** Two words as one: the same two meet again and again. */
  #joinedNumber(a: number, b: number): number {
    const key = a * 0x400000 + b
    const known = this.#joined.get(key)
    if (known !== undefined) return known
    const number = this.#numberByText(joinedWord(this.#words[a] as Word, this.#words[b] as Word))
    this.#joined.set(key, number)
    return number
  }

  /** How many words a name has; 0 for none. */
  wordsIn(name: number): number {
    if (name < 0) return 0
    this.#reach(name)
    return this.#lines.at(name * LINE + COUNT)
  }
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
