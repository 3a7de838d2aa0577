// SPDX-License-Identifier: EUPL-1.2
// The keys under which a person of the register is stored, and those that are asked for when somebody looks for her.
// Each key names what it is made of and is a 32-bit hash; the weight says how much sharing it tells (its rarity, in bits).
// Asked and stored keys differ: the slips that happen to dates are spelled out on the asking side.
import type { Code } from './code.ts'
import { hashPair, hashText } from './hash.ts'
import type { Table } from './table.ts'
import { valueAt } from './table.ts'

export const keyKinds = ['tax-code', 'phone', 'birth', 'name', 'name-and-birth'] as const
export type KeyKind = (typeof keyKinds)[number]

export type ProbeKey = { readonly key: number; readonly weight: number; readonly kind: KeyKind }

/** Raised when the keys change: records with keys of an older method are keyed again. */
export const METHOD = 1

const SEED = {
  code: 11,
  codeStart: 12,
  phone: 13,
  day: 14,
  pair: 15,
  year: 16,
  monthDay: 17,
  month: 18,
  january: 19,
  half: 20,
}
const WORDS = 4
const JANUARY = 101

const wordsOf = (table: Table, row: number): readonly (readonly number[])[] => {
  const names = [table.given.at(row), table.family.at(row)].flatMap(id => table.names[id]?.words ?? [])
  return names.slice(0, WORDS + 1).map(word => word.skeletons)
}

const pairKey = (a: number, b: number) => (a < b ? hashPair(a, b, SEED.pair) : hashPair(b, a, SEED.pair))

/** Two words of the name in any order; the first reading of each with every reading of the other. */
function namePairs(words: readonly (readonly number[])[]): number[] {
  if (words.length === 1) return (words[0] ?? []).map(hash => hashPair(hash, 0, SEED.pair))
  return words.flatMap((a, i) =>
    words
      .slice(i + 1)
      .flatMap(b => a.flatMap((x, n) => b.flatMap((y, m) => (n === 0 || m === 0 ? [pairKey(x, y)] : [])))),
  )
}

function codeKeys(table: Table, row: number): { whole: number; start: number | undefined } | undefined {
  const code = valueAt(table, 'taxCode', row) as Code | undefined
  if (!code) return undefined
  if (code.kind !== 'final') return { whole: hashText(code.code, SEED.code), start: undefined }
  return { whole: hashText(code.base, SEED.code), start: hashText(code.base.slice(0, 11), SEED.codeStart) }
}

/** What is stored beside a record. */
export function storedKeys(table: Table, row: number): number[] {
  const words = wordsOf(table, row)
  const keys = new Set(namePairs(words))
  const birth = valueAt(table, 'birth', row) as number | undefined
  const code = codeKeys(table, row)
  if (code) keys.add(code.whole)
  if (code?.start !== undefined) keys.add(code.start)
  const phone = valueAt(table, 'phone', row)
  if (phone !== undefined) keys.add(hashText(String(phone), SEED.phone))
  if (birth !== undefined) {
    const [year, rest] = [Math.floor(birth / 10000), birth % 10000]
    const whole = rest % 100 !== 0
    if (whole && rest !== JANUARY) keys.add(hashPair(birth, 0, SEED.day))
    for (const hash of words.flat()) {
      keys.add(hashPair(hash, year, SEED.year))
      if (!whole || rest === JANUARY) keys.add(hashPair(hash, year, SEED.january))
      if (rest >= 100 && rest !== JANUARY) keys.add(hashPair(hash, year * 100 + Math.floor(rest / 100), SEED.month))
      if (whole && rest !== JANUARY) keys.add(hashPair(hash, rest, SEED.monthDay))
    }
  }
  return [...keys]
}

/** What is asked for: a key twice only once, with its greatest weight. */
export function probeKeys(table: Table, row: number): ProbeKey[] {
  const words = wordsOf(table, row)
  const found = new Map<number, ProbeKey>()
  const ask = (key: number, weight: number, kind: KeyKind) => {
    if ((found.get(key)?.weight ?? 0) < weight) found.set(key, { key, weight, kind })
  }
  for (const key of namePairs(words)) ask(key, 12, 'name')
  const code = codeKeys(table, row)
  if (code) ask(code.whole, 24, 'tax-code')
  if (code?.start !== undefined) ask(code.start, 20, 'name-and-birth')
  const phone = valueAt(table, 'phone', row)
  if (phone !== undefined) ask(hashText(String(phone), SEED.phone), 18, 'phone')
  const birth = valueAt(table, 'birth', row) as number | undefined
  if (birth !== undefined) askBirth(birth, words.flat(), ask)
  return [...found.values()]
}

type Ask = (key: number, weight: number, kind: KeyKind) => void

function askBirth(birth: number, hashes: readonly number[], ask: Ask): void {
  const [year, rest] = [Math.floor(birth / 10000), birth % 10000]
  const [month, day] = [Math.floor(rest / 100), rest % 100]
  const vague = day === 0 || rest === JANUARY
  if (!vague) {
    ask(hashPair(birth, 0, SEED.day), 14, 'birth')
    if (day <= 12 && day !== month) ask(hashPair(year * 10000 + day * 100 + month, 0, SEED.day), 11, 'birth')
  }
  for (const hash of hashes) {
    if (vague) ask(hashPair(hash, year, SEED.year), 9, 'name-and-birth')
    ask(hashPair(hash, year, SEED.january), 9, 'name-and-birth')
    if (month > 0 && rest !== JANUARY) ask(hashPair(hash, year * 100 + month, SEED.month), 11, 'name-and-birth')
    if (!vague) {
      ask(hashPair(hash, rest, SEED.monthDay), 12, 'name-and-birth')
      if (day <= 12 && day !== month) ask(hashPair(hash, day * 100 + month, SEED.monthDay), 10, 'name-and-birth')
    }
  }
}

/** Fewer keys for a whole register at once: each pairs a name with something else, or is a number of its own. */
export function batchKeys(table: Table, row: number, into: number[]): void {
  const words = wordsOf(table, row)
  const birth = valueAt(table, 'birth', row) as number | undefined
  const code = codeKeys(table, row)
  if (code) into.push(code.whole)
  if (code?.start !== undefined) into.push(code.start)
  const phone = valueAt(table, 'phone', row)
  if (phone !== undefined) into.push(hashText(String(phone), SEED.phone))
  const year = birth === undefined ? 0 : Math.floor(birth / 10000)
  const rest = birth === undefined ? 0 : birth % 10000
  // Names in pairs with the year; without a date the pair alone.
  for (const pair of namePairs(words)) into.push(birth === undefined ? pair : hashPair(pair, year, SEED.half))
  if (birth === undefined || rest === JANUARY || rest % 100 === 0) return
  for (const [first = 0] of words) {
    into.push(hashPair(first, rest, SEED.monthDay))
    into.push(hashPair(first, year * 100 + Math.floor(rest / 100), SEED.month))
  }
}
