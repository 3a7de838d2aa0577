// SPDX-License-Identifier: EUPL-1.2
// The keys under which a person of the register is stored, and those that are asked for when somebody looks for her.
// Each key names what it is made of and is a 32-bit hash; the weight says how much sharing it tells (its rarity, in bits).
// Asked and stored keys differ: the slips that happen to dates are spelled out on the asking side.
import type { Code } from './code.ts'
import { hashPair, hashText } from './hash.ts'
import { valueKey } from './kinds.ts'
import { FAMILY, GIVEN, type Table, valueAt } from './table.ts'
import type { Word } from './word.ts'

/** What a key is made of, as far as a masked card tells it. */
export const keyKinds = ['tax-code', 'phone', 'birth', 'name', 'name-and-birth'] as const
export type KeyKind = (typeof keyKinds)[number]

export type ProbeKey = { readonly key: number; readonly weight: number; readonly kind: KeyKind }

/** Raised when the keys change: records with keys of an older method are keyed again. */
export const METHOD = 5

export const SEED = {
  code: 11,
  codeStart: 12,
  phone: 13,
  day: 14,
  pair: 15,
  month: 18,
  vagueYear: 19,
  half: 20,
  wordDay: 21,
  year: 22,
  pairDay: 23,
  begins: 24,
  opening: 28,
  mark: 25,
  dayAndMark: 26,
  pairAndMark: 27,
}
export const WORDS = 4
export const JANUARY = 101

export const pairKey = (a: number, b: number) => (a < b ? hashPair(a, b, SEED.pair) : hashPair(b, a, SEED.pair))

type Words = readonly Word[]
const wordsOf = (table: Table, row: number): Words =>
  [GIVEN, FAMILY]
    .map(place => table.rows.at(row, place))
    .flatMap(id => table.names[id]?.words ?? [])
    .slice(0, WORDS + 1)

/** Two words of the name in any order; the first reading of each with every reading of the other. */
function namePairs(words: Words): number[] {
  if (words.length === 1) return (words[0]?.skeletons ?? []).map(hash => hashPair(hash, 0, SEED.pair))
  return words.flatMap((a, i) =>
    words
      .slice(i + 1)
      .flatMap(b =>
        a.skeletons.flatMap((x, n) => b.skeletons.flatMap((y, m) => (n === 0 || m === 0 ? [pairKey(x, y)] : []))),
      ),
  )
}

/** The same with a reading that is only asked for beside the first one of the other word. */
function askedPairs(words: Words): number[] {
  return words.flatMap((a, i) =>
    words.flatMap((b, j) => (i === j ? [] : a.asked.map(hash => pairKey(hash, b.skeletons[0] as number)))),
  )
}

/** A word with no more than the opening of another one: the other may end in any way. */
function wordsWithOpenings(words: Words): number[] {
  return words.flatMap((a, i) =>
    words.flatMap((b, j) => (i === j ? [] : [hashPair(a.skeletons[0] as number, b.opening, SEED.opening)])),
  )
}

/** A word with the family of another one's first sign, and with sex and citizenship: shared by too many without them. */
function wordsWithBeginnings(words: Words, mark: number): number[] {
  return words.flatMap((a, i) =>
    words.flatMap((b, j) =>
      i === j ? [] : a.skeletons.map(hash => hashPair(hashPair(hash, b.begins, SEED.begins), mark, SEED.begins)),
    ),
  )
}

/** Stands for a mark that is not known. Not 0: beside it a date would be the key of another date. */
const UNMARKED = 1

/** Sex and citizenship as one number, where both are known. */
function markOf(table: Table, row: number): number | undefined {
  const sex = valueAt(table, 'sex', row)
  const citizenship = valueAt(table, 'citizenship', row)
  if (sex === undefined || citizenship === undefined) return undefined
  return hashText(`${valueKey(sex)} ${valueKey(citizenship)}`, SEED.mark)
}

export function codeKeys(code: Code): { whole: number; start: number | undefined } {
  if (code.kind !== 'final') return { whole: hashText(code.code, SEED.code), start: undefined }
  return { whole: hashText(code.base, SEED.code), start: hashText(code.base.slice(0, 11), SEED.codeStart) }
}

function codeKeysAt(table: Table, row: number) {
  const code = valueAt(table, 'taxCode', row) as Code | undefined
  return code && codeKeys(code)
}

/** A birth date in its parts; vague when the day is not known or stands for an unknown one. */
function birthParts(table: Table, row: number) {
  const birth = valueAt(table, 'birth', row) as number | undefined
  if (birth === undefined) return undefined
  const year = Math.floor(birth / 10000)
  const rest = birth % 10000
  return { birth, year, rest, vague: rest === JANUARY || rest % 100 === 0 }
}

/** What is stored beside a record. */
export function storedKeys(table: Table, row: number): number[] {
  const words = wordsOf(table, row)
  const mark = markOf(table, row)
  const keys = new Set<number>()
  const code = codeKeysAt(table, row)
  if (code) keys.add(code.whole)
  if (code?.start !== undefined) keys.add(code.start)
  const phone = valueAt(table, 'phone', row)
  if (phone !== undefined) keys.add(hashText(String(phone), SEED.phone))
  const date = birthParts(table, row)
  for (const pair of namePairs(words)) {
    keys.add(pair)
    keys.add(hashPair(pair, date?.year ?? 0, SEED.half))
    if (mark !== undefined) keys.add(hashPair(pair, mark, SEED.pairAndMark))
    if (date && !date.vague) keys.add(hashPair(pair, date.rest, SEED.pairDay))
  }
  if (!date) return [...keys]
  const { birth, year, rest, vague } = date
  for (const half of wordsWithBeginnings(words, mark ?? UNMARKED))
    keys.add(hashPair(half, year, vague ? SEED.vagueYear : SEED.year))
  if (vague) return [...keys]
  for (const half of wordsWithOpenings(words)) keys.add(hashPair(half, year * 100 + Math.floor(rest / 100), SEED.month))
  keys.add(hashPair(birth, 0, SEED.day))
  keys.add(hashPair(birth, mark ?? UNMARKED, SEED.dayAndMark))
  for (const word of words) for (const hash of word.skeletons) keys.add(hashPair(hash, birth, SEED.wordDay))
  return [...keys]
}

type Ask = (key: number, weight: number, kind: KeyKind) => void

/** What is asked for: a key twice only once, with its greatest weight. @param days whether whoever shares the birth date is meant */
export function probeKeys(table: Table, row: number, days = false): ProbeKey[] {
  const words = wordsOf(table, row)
  const found = new Map<number, ProbeKey>()
  const ask: Ask = (key, weight, kind) => {
    if ((found.get(key)?.weight ?? 0) < weight) found.set(key, { key, weight, kind })
  }
  const code = codeKeysAt(table, row)
  if (code) ask(code.whole, 24, 'tax-code')
  if (code?.start !== undefined) ask(code.start, 14, 'name-and-birth')
  const phone = valueAt(table, 'phone', row)
  if (phone !== undefined) ask(hashText(String(phone), SEED.phone), 16, 'phone')
  const date = birthParts(table, row)
  const mark = markOf(table, row)
  if (date) {
    askWithBirth(date, words, mark, ask)
    if (!date.vague) askDay(date.birth, days ? undefined : mark, ask)
    return [...found.values()]
  }
  // Names alone are followed only where there is nothing else: the commonest two are shared by thousands.
  for (const pair of namePairs(words)) {
    ask(pair, 8, 'name')
    if (mark !== undefined) ask(hashPair(pair, mark, SEED.pairAndMark), 2, 'name')
  }
  for (const pair of askedPairs(words)) ask(pair, 7, 'name')
  return [...found.values()]
}

/** Sixty of a million share a birth date, and hardly ever nothing else: then sex and citizenship are the same or not known. */
function askDay(birth: number, mark: number | undefined, ask: Ask): void {
  if (mark === undefined) return ask(hashPair(birth, 0, SEED.day), 10, 'birth')
  for (const each of [mark, UNMARKED]) ask(hashPair(birth, each, SEED.dayAndMark), 10, 'birth')
}

type Birth = NonNullable<ReturnType<typeof birthParts>>

function askWithBirth(date: Birth, words: Words, mark: number | undefined, ask: Ask): void {
  const { birth, year, rest, vague } = date
  const marks = mark === undefined ? [UNMARKED] : [mark, UNMARKED]
  const month = Math.floor(rest / 100)
  const day = rest % 100
  for (const pair of namePairs(words)) {
    ask(hashPair(pair, year, SEED.half), 6, 'name')
    // Whose day is not known either way may still be a year off: a whole date has keys of its own for that.
    if (vague) for (const other of [year - 1, year + 1]) ask(hashPair(pair, other, SEED.half), 3, 'name')
    ask(hashPair(pair, 0, SEED.half), 1, 'name')
    if (!vague) ask(hashPair(pair, rest, SEED.pairDay), 6, 'name')
  }
  for (const pair of askedPairs(words)) {
    ask(hashPair(pair, year, SEED.half), 5, 'name')
    if (!vague) ask(hashPair(pair, rest, SEED.pairDay), 5, 'name')
  }
  for (const each of marks)
    for (const half of wordsWithBeginnings(words, each)) {
      ask(hashPair(half, year, SEED.vagueYear), 3, 'name-and-birth')
      if (vague) ask(hashPair(half, year, SEED.year), 2, 'name-and-birth')
    }
  if (month > 0 && rest !== JANUARY)
    for (const half of wordsWithOpenings(words))
      ask(hashPair(half, year * 100 + month, SEED.month), 3, 'name-and-birth')
  if (vague) return
  const turned = day <= 12 && day !== month ? year * 10000 + day * 100 + month : undefined
  for (const hash of words.flatMap(word => word.asked)) ask(hashPair(hash, birth, SEED.wordDay), 7, 'name-and-birth')
  for (const hash of words.flatMap(word => word.skeletons)) {
    ask(hashPair(hash, birth, SEED.wordDay), 8, 'name-and-birth')
    if (turned !== undefined) ask(hashPair(hash, turned, SEED.wordDay), 6, 'name-and-birth')
    // A year or a decade too many or too few.
    for (const years of [1, -1, 10, -10]) ask(hashPair(hash, birth + years * 10000, SEED.wordDay), 5, 'name-and-birth')
  }
}
