// SPDX-License-Identifier: EUPL-1.2
// "DRH" is said of "directeur des ressources humaines": a short word that no label has may be the first letters of words
// that follow each other in one. Nothing is kept for it: such words are rare, and all labels are gone through in a
// millisecond.
import { countIn, textAt } from './postings.ts'
import type { SearchIndex } from './search-index.ts'
import { stem } from './stems.ts'

const SHORTEST = 3
const LONGEST = 6

/** Three letters may be typed anyhow; more of them are more often a slip of the fingers than initials, unless capital. */
const mayBeInitials = (word: string, query: string): boolean =>
  word.length === SHORTEST || (word.length > SHORTEST && word.length <= LONGEST && query.includes(word.toUpperCase()))

function isKnown(index: SearchIndex, word: string): boolean {
  const [own, english] = [index.stems.get(stem(word, index.language)), index.stems.get(stem(word, 'en'))]
  return own !== undefined || (english !== undefined && countIn(index.inLoans, english) > 0)
}

type Run = { readonly stems: readonly number[]; labels: number; whole: number }

/** Runs of words with these first letters, by their stems. */
function runsOf(index: SearchIndex, word: string): readonly Run[] {
  const { start, items } = index.labelStems
  const { all, start: textStart } = index.stemTexts
  const letters = [...word].map(letter => letter.charCodeAt(0))
  const found = new Map<string, Run>()
  for (let label = 0; label + 1 < start.length; label++) {
    const [first, end] = [start[label] as number, start[label + 1] as number]
    for (let from = first; from + letters.length <= end; from++) {
      let at = 0
      while (at < letters.length && all.charCodeAt(textStart[items[from + at] as number] as number) === letters[at])
        at++
      if (at < letters.length) continue
      const stems = [...items.subarray(from, from + at)]
      const key = stems.join()
      const run = found.get(key) ?? { stems, labels: 0, whole: 0 }
      found.set(key, run)
      run.labels++
      if (end - first === at) run.whole++
    }
  }
  return [...found.values()]
}

/** A run that is a name of its own before a part of one, then what more labels hold. */
const inOrder = (a: Run, b: Run): number => b.whole - a.whole || b.labels - a.labels

/** "MPE" may be "medical physics expert" as well as "mine planning engineer": so many readings are kept. */
const READINGS = 6

/**
 * What the letters may stand for: for each letter the stems of the likeliest readings, the best first.
 * @param word plain, as `wordsOf` gives it
 * @param query as it was written
 */
export function spelledOut(
  index: SearchIndex,
  word: string,
  query: string,
): readonly (readonly string[])[] | undefined {
  if (!mayBeInitials(word, query) || !/^[a-z]+$/.test(word) || isKnown(index, word)) return undefined
  const readings = runsOf(index, word).toSorted(inOrder).slice(0, READINGS)
  if (readings.length === 0) return undefined
  const said = (at: number) => new Set(readings.map(({ stems }) => textAt(index.stemTexts, stems[at] as number)))
  return Array.from(word, (_, at) => Array.from(said(at)))
}
