// SPDX-License-Identifier: EUPL-1.2
// What a query means to an index: each of its words and the stems that it may stand for, by its own stem, by letters, by
// what other labels put in its place, by what it is in English; and its letter groups.
import { spelledOut } from './initials.ts'
import { countIn, textAt } from './postings.ts'
import { gramsOf, type Kin, type SearchIndex, stemGramsOf, weightOf } from './search-index.ts'
import { stem } from './stems.ts'
import { plain, wordsOf } from './words.ts'

const WORDS = 24
const ALIKE = 10
const LEAST_ALIKE = 0.5
/** How far a word that stands in for another counts as that word: in the same language, in English. */
const KIN = 0.8
const TRANSLATED = 0.9
const AS_ENGLISH = 0.95

/** A stem of the query and the stems of the index that it may stand for. */
export type Meant = {
  /** As it was written, and its stem. */
  readonly word: string
  readonly said: string
  readonly weight: number
  readonly stems: readonly number[]
  readonly alike: readonly number[]
  /** Those of them that stand in for it in other labels. */
  readonly kin: readonly number[]
}

/** One slip of the fingers apart: a letter more, less, other or two in the wrong order. */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  const [restA, restB] = [endA - start, endB - start]
  if (restA <= 1 && restB <= 1) return true
  return restA === 2 && restB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]
}

type Taken = { readonly stem: number; alike: number; kin: boolean }

function take(taken: Taken[], stem: number, alike: number, kin: boolean): void {
  const known = taken.find(one => one.stem === stem)
  if (known) known.alike = Math.max(known.alike, alike)
  else taken.push({ stem, alike, kin })
}

function addKin(taken: Taken[], { of, likeness }: Kin, factor: number, first: Taken): void {
  for (let at = of.start[first.stem] as number; at < (of.start[first.stem + 1] as number); at++)
    take(taken, of.items[at] as number, factor * Math.sqrt(likeness[at] as number) * first.alike, true)
}

/** Stems that are spelt alike, best first. */
function alikeIn(index: SearchIndex, said: string, exact: number | undefined): Taken[] {
  const { common, met } = index.scratch
  const own = stemGramsOf(said)
  let size = 0
  for (const gram of own) {
    const number = index.stemGrams.get(gram)
    if (number === undefined) continue
    const { start, items } = index.stemsByGram
    for (let at = start[number] as number; at < (start[number + 1] as number); at++) {
      const other = items[at] as number
      const count = (common[other] as number) + 1
      common[other] = count
      if (count === 1) met[size++] = other
    }
  }
  const found: Taken[] = []
  for (let at = 0; at < size; at++) {
    const other = met[at] as number
    const count = common[other] as number
    common[other] = 0
    if (count < 2 || other === exact) continue
    const dice = (2 * count) / (own.length + (index.stemGramCount[other] as number))
    // A word that labels know is hardly a slip of another one: "notte" is not "notaio".
    const slip =
      exact === undefined && said.length >= 4 && dice >= 0.3 && isOneSlip(said, textAt(index.stemTexts, other))
    const alike = slip ? Math.max(0.8, dice * 0.9) : dice * 0.9
    if (alike >= LEAST_ALIKE) found.push({ stem: other, alike: exact === undefined ? alike : alike * 0.8, kin: false })
  }
  return found.toSorted((a, b) => b.alike - a.alike || a.stem - b.stem).slice(0, ALIKE)
}

/** A word of the query, its stem, and others that its letter may stand for where it was spelled out. */
type Said = { readonly word: string; readonly said: string; readonly or: readonly string[] }

function meantBy(index: SearchIndex, { word, said, or }: Said): Meant {
  const exact = index.stems.get(said)
  const taken: Taken[] = exact === undefined ? [] : [{ stem: exact, alike: 1, kin: false }]
  for (const each of or) {
    const other = index.stems.get(each)
    if (other !== undefined) taken.push({ stem: other, alike: 1, kin: false })
  }
  if (or.length === 0) taken.push(...alikeIn(index, said, exact))
  const [first] = taken
  // "stylist" is cut otherwise in English than in the language it is said in.
  const english = index.language === 'en' ? undefined : index.stems.get(stem(word, 'en'))
  const isEnglish = english !== undefined && english !== exact && countIn(index.inLoans, english) > 0
  if (first && (first.stem === exact || first.alike >= 0.8)) {
    addKin(taken, index.kin, KIN, first)
    addKin(taken, index.english, TRANSLATED, first)
  }
  if (isEnglish) take(taken, english, exact === undefined ? 1 : AS_ENGLISH, false)
  const known = exact ?? (isEnglish ? english : undefined)
  const heaviest = weightOf(0, index.size)
  return {
    word,
    said,
    weight: known === undefined ? heaviest * (taken.length > 0 ? 1 : 0.5) : (index.stemWeight[known] as number),
    stems: taken.map(one => one.stem),
    alike: taken.map(one => one.alike),
    kin: taken.filter(one => one.kin).map(one => one.stem),
  }
}

const PART = 4

/** "capocantiere" is a word of two where it is not a word of its own: both parts must be words of labels. */
function partsOf(index: SearchIndex, word: string): readonly string[] | undefined {
  if (word.length < 2 * PART || index.stems.has(stem(word, index.language))) return undefined
  let best: { readonly parts: readonly string[]; readonly worth: number } | undefined
  for (let at = PART; at + PART <= word.length; at++) {
    const parts = [word.slice(0, at), word.slice(at)]
    const counts = parts.map(part => {
      const number = index.stems.get(stem(part, index.language))
      return number === undefined ? 0 : countIn(index.inLabels, number)
    })
    const worth = Math.min(...counts)
    if (worth > (best?.worth ?? 1)) best = { parts, worth }
  }
  return best?.parts
}

/** In Germanic languages the head of a compound name comes last, in Romance ones first. */
export const headIsLast = (language: string): boolean => language === 'en' || language === 'de'

export type Asked = {
  readonly text: string
  /** The word that says what kind of work it is: "addetto" alle vendite, sales "manager". */
  readonly head: string
  readonly meant: readonly Meant[]
  readonly grams: ReadonlyMap<number, number>
  readonly gramNorm: number
  readonly wordNorm: number
  readonly wordSum: number
}

export function ask(index: SearchIndex, query: string): Asked {
  const said = wordsOf(query.slice(0, 2000), index.language)
  const words = new Map(
    said.flatMap((word): readonly (readonly [string, Said])[] => {
      const initials = spelledOut(index, word, query)
      if (initials) return initials.map(([first = '', ...or]) => [first, { word: first, said: first, or }])
      return (partsOf(index, word) ?? [word]).map(part => {
        const said = stem(part, index.language)
        return [said, { word: part, said, or: [] }]
      })
    }),
  )
  const meant = [...words.values()]
    .map(one => meantBy(index, one))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, WORDS)
  const grams = new Map<number, number>()
  const heaviest = weightOf(0, index.size)
  let gramNorm = 0
  for (const gram of new Set(gramsOf(plain(query.slice(0, 400)).split(' ')))) {
    const number = index.grams.get(gram)
    const own = number === undefined ? heaviest : (index.gramWeight[number] as number)
    if (number !== undefined) grams.set(number, own)
    gramNorm += own * own
  }
  const squares = meant.reduce((sum, one) => sum + one.weight * one.weight, 0)
  return {
    text: query,
    head: [...words.values()].at(headIsLast(index.language) ? -1 : 0)?.word ?? '',
    meant,
    grams,
    gramNorm: Math.sqrt(gramNorm) || 1,
    wordNorm: Math.sqrt(squares) || 1,
    wordSum: meant.reduce((sum, one) => sum + one.weight, 0) || 1,
  }
}
