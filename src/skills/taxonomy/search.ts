// SPDX-License-Identifier: EUPL-1.2
// The search, a pure function of index and query. First every concept that shares a word or letters with the query is
// scored roughly; then the labels of the best of them are compared with the query one by one. README.md says why.
import { closest, closeTable, openTable, type Table } from './closest-label.ts'
import { type Asked, ask } from './meant.ts'
import type { Postings } from './postings.ts'
import type { SearchIndex } from './search-index.ts'
import { type Features, features, weight } from './weight.ts'

/** What an index can reach when everything agrees, its unit group aside: a score divided by it lies between 0 and 1. */
export function attainable(index: SearchIndex): number {
  const { words, letters, head, loanWords, labels, loans, near, about, allLetters } = weight
  const has = (postings: Postings) => postings.items.length > 0
  return (
    words +
    letters +
    head +
    labels +
    allLetters +
    (has(index.inLoans) ? loanWords + loans : 0) +
    (has(index.inNear) ? near : 0) +
    (has(index.inAbout) ? about : 0)
  )
}

export const CANDIDATES = 150
/** An English label counts less than one of the language itself where only one of them can be the reason. */
const LOAN = 0.8
export type Scored = {
  readonly concept: number
  readonly score: number
  /** The label that agrees best. */
  readonly label: number
  readonly features: Features
}

/** Adds for each concept the share of the query's words that some place holds, the best likeness of each. */
function coverage(index: SearchIndex, asked: Asked, { start, items }: Postings, total: Float32Array): void {
  const { best, touched } = index.scratch
  for (const { weight: own, stems, alike } of asked.meant) {
    const share = own / asked.wordSum
    let size = 0
    for (let place = 0; place < stems.length; place++) {
      const stem = stems[place] as number
      const likeness = alike[place] as number
      const end = start[stem + 1] as number
      for (let at = start[stem] as number; at < end; at++) {
        const concept = items[at] as number
        const before = best[concept] as number
        if (before === 0) touched[size++] = concept
        if (likeness > before) best[concept] = likeness
      }
    }
    for (let at = 0; at < size; at++) {
      const concept = touched[at] as number
      total[concept] = (total[concept] as number) + share * (best[concept] as number)
      best[concept] = 0
    }
  }
}

function lettersOfConcepts(index: SearchIndex, asked: Asked, total: Float32Array): void {
  const { start, items } = index.conceptsByGram
  for (const [gram, own] of asked.grams) {
    const worth = own * own
    const end = start[gram + 1] as number
    for (let at = start[gram] as number; at < end; at++) {
      const concept = items[at] as number
      total[concept] = (total[concept] as number) + worth
    }
  }
  for (let at = 0; at < total.length; at++) {
    const sum = total[at] as number
    if (sum > 0) total[at] = sum / (asked.gramNorm * Math.sqrt(asked.gramNorm * (index.gramNorm[at] as number)))
  }
}

const FINEST = 512
const bins = new Int32Array(4 * FINEST + 1)

/** The numbers of the `count` greatest values; equal values go by number. */
function greatest(values: Float32Array, count: number): readonly number[] {
  bins.fill(0)
  const last = bins.length - 1
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    if (value <= 0) continue
    const bin = Math.min(last, (value * FINEST) | 0)
    bins[bin] = (bins[bin] as number) + 1
  }
  let least = last
  for (let sum = 0; least > 0; least--) {
    sum += bins[least] as number
    if (sum >= count) break
  }
  const found: number[] = []
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    if (value > 0 && Math.min(last, (value * FINEST) | 0) >= least) found.push(at)
  }
  found.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
  return found.length > count ? found.slice(0, count) : found
}

const GROUPS = 10
/** A group that agrees less than this was met by chance: only what is beyond counts. */
const GATE = 0.38

/** How well the unit group of each concept agrees, by what the starter vocabulary calls it and its tasks. */
function addGroups(index: SearchIndex, { text }: Asked, total: Float32Array): void {
  const { groups } = index
  if (!groups) return
  const { start, items } = index.conceptsByGroup
  const reach = attainable(groups)
  for (const { concept, score } of rank(groups, text, GROUPS)) {
    const beyond = score / reach - GATE
    const code = groups.groupCodes[groups.groupOf[concept] ?? -1]
    const group = code === undefined ? undefined : index.groupNumbers.get(code)
    if (group === undefined || beyond <= 0) continue
    for (let at = start[group] as number; at < (start[group + 1] as number); at++) total[items[at] as number] = beyond
  }
}

/** Scores every concept by what is quick to know; fills the arrays of the scratch. */
function scoreRoughly(index: SearchIndex, asked: Asked): Float32Array {
  const { labels, loans, near, about, letters, group, rough } = index.scratch
  for (const each of [labels, loans, near, about, letters, group]) each.fill(0)
  coverage(index, asked, index.inLabels, labels)
  coverage(index, asked, index.inLoans, loans)
  coverage(index, asked, index.inNear, near)
  coverage(index, asked, index.inAbout, about)
  lettersOfConcepts(index, asked, letters)
  addGroups(index, asked, group)
  for (let at = 0; at < rough.length; at++) {
    about[at] = (about[at] as number) * (index.aboutFactor[at] as number)
    rough[at] =
      Math.max(labels[at] as number, LOAN * (loans[at] as number)) +
      0.4 * (near[at] as number) +
      0.4 * (about[at] as number) +
      (letters[at] as number) +
      (group[at] as number)
  }
  return rough
}

function scoreFinely(index: SearchIndex, asked: Asked, table: Table, concept: number): Scored {
  const { labels, loans, near, about, letters, group } = index.scratch
  const [from, loan, to] = [index.labelStart[concept], index.loanStart[concept], index.labelStart[concept + 1]]
  const own = closest(index, asked, table, from ?? 0, loan ?? 0)
  const english = closest(index, asked, table, loan ?? 0, to ?? 0)
  const agreed: Features = {
    words: own.words,
    letters: own.letters,
    head: own.head * table.headFactor,
    loanWords: english.words,
    labels: (labels[concept] as number) * (index.labelsFactor[concept] as number),
    loans: loans[concept] as number,
    near: near[concept] as number,
    about: about[concept] as number,
    allLetters: letters[concept] as number,
    group: group[concept] as number,
  }
  let score = 0
  for (const name of features) score += weight[name] * agreed[name]
  const nearest = own.words + own.letters >= LOAN * (english.words + english.letters) ? own : english
  return { concept, score, label: nearest.label, features: agreed }
}

/** Concepts in the order of how well they agree with the query; the first `limit` of them. */
export function rank(index: SearchIndex, query: string | Asked, limit: number = CANDIDATES): readonly Scored[] {
  const asked = typeof query === 'string' ? ask(index, query) : query
  if (asked.meant.length === 0) return []
  const candidates = greatest(scoreRoughly(index, asked), CANDIDATES)
  const table = openTable(index, asked)
  const scored = candidates.map(concept => scoreFinely(index, asked, table, concept))
  closeTable(index, asked)
  return scored.toSorted((a, b) => b.score - a.score || a.concept - b.concept).slice(0, limit)
}
