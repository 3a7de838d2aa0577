// SPDX-License-Identifier: EUPL-1.2
// What a query means to an index: each of its words and the stems that it may stand for, by its own stem, by letters, by
// what other labels put in its place; and its letter groups.
import { forEachIn } from './postings.ts'
import { gramsOf, type SearchIndex, stemGramsOf } from './search-index.ts'
import { stem } from './stems.ts'
import { plain, wordsOf } from './words.ts'

const WORDS = 24
const ALIKE = 10
const LEAST_ALIKE = 0.5
/** How far a word that stands in for another counts as that word. */
const KIN = 0.8

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

type Taken = { readonly stem: number; alike: number }

/** Adds the words that stand in for the one that was found; gives those that are new. */
function addKin(index: SearchIndex, taken: Taken[], exact: number | undefined): readonly number[] {
  const [first] = taken
  const kin: number[] = []
  if (!first || (first.stem !== exact && first.alike < 0.8)) return kin
  const { of, likeness } = index.kin
  for (let at = of.start[first.stem] ?? 0; at < (of.start[first.stem + 1] ?? 0); at++) {
    const stem = of.items[at] ?? 0
    const alike = KIN * Math.sqrt(likeness[at] ?? 0) * first.alike
    const known = taken.find(one => one.stem === stem)
    if (known) known.alike = Math.max(known.alike, alike)
    else {
      taken.push({ stem, alike })
      kin.push(stem)
    }
  }
  return kin
}

function meantBy(index: SearchIndex, word: string, said: string): Meant {
  const exact = index.stems.find(said)
  const own = stemGramsOf(said)
  const common = new Uint8Array(index.stems.size)
  const touched: number[] = []
  for (const gram of own) {
    const number = index.stemGrams.find(gram)
    if (number === undefined) continue
    forEachIn(index.stemsByGram, number, other => {
      common[other] = (common[other] ?? 0) + 1
      if (common[other] === 2) touched.push(other)
    })
  }
  const found: { stem: number; alike: number }[] = []
  for (const other of touched) {
    if (other === exact) continue
    const count = common[other] ?? 0
    const dice = (2 * count) / (own.length + (index.stemGramCount[other] ?? 0))
    const slip = said.length >= 4 && dice >= 0.3 && isOneSlip(said, index.stemTexts[other] ?? '')
    const alike = slip ? Math.max(0.8, dice * 0.9) : dice * 0.9
    if (alike >= LEAST_ALIKE) found.push({ stem: other, alike: exact === undefined ? alike : alike * 0.8 })
  }
  found.sort((a, b) => b.alike - a.alike || a.stem - b.stem)
  const taken: Taken[] = [...(exact === undefined ? [] : [{ stem: exact, alike: 1 }]), ...found.slice(0, ALIKE)]
  const heaviest = Math.log(1 + index.entries.length / 0.5)
  const kin = addKin(index, taken, exact)
  return {
    word,
    said,
    weight: exact === undefined ? heaviest * (taken.length > 0 ? 1 : 0.5) : (index.stemWeight[exact] ?? 0),
    stems: taken.map(one => one.stem),
    alike: taken.map(one => one.alike),
    kin,
  }
}

export type Asked = {
  readonly text: string
  readonly meant: readonly Meant[]
  readonly grams: ReadonlyMap<number, number>
  readonly gramNorm: number
  readonly wordNorm: number
  readonly wordSum: number
}

export function ask(index: SearchIndex, query: string): Asked {
  const words = new Map(
    wordsOf(query.slice(0, 2000), index.language).map((word): [string, string] => [stem(word, index.language), word]),
  )
  const meant = [...words]
    .map(([said, word]) => meantBy(index, word, said))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, WORDS)
  const grams = new Map<number, number>()
  const heaviest = Math.log(1 + index.entries.length / 0.5)
  let gramNorm = 0
  for (const gram of new Set(gramsOf(plain(query.slice(0, 400)).split(' ')))) {
    const number = index.grams.find(gram)
    const own = number === undefined ? heaviest : (index.gramWeight[number] ?? 0)
    if (number !== undefined) grams.set(number, own)
    gramNorm += own * own
  }
  const squares = meant.reduce((sum, one) => sum + one.weight * one.weight, 0)
  return {
    text: query,
    meant,
    grams,
    gramNorm: Math.sqrt(gramNorm) || 1,
    wordNorm: Math.sqrt(squares) || 1,
    wordSum: meant.reduce((sum, one) => sum + one.weight, 0) || 1,
  }
}
