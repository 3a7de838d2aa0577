// SPDX-License-Identifier: EUPL-1.2
// The search, a pure function of index and query. First every concept that shares a word or letters with the query is
// scored roughly; then the labels of the best of them are compared with the query one by one. README.md says why.
import { type Closest, closest, closeTable, LETTERS, openTable, type Table } from './closest-label.ts'
import { greatest } from './greatest.ts'
import { type Asked, ask } from './meant.ts'
import type { Postings } from './postings.ts'
import type { SearchIndex } from './search-index.ts'
import { LOOKED_AT, secondLook } from './second-look.ts'
import { agreement, senseOf } from './senses.ts'
import { type Features, weight } from './weight.ts'

/** What an index can reach when everything agrees, its unit group aside: a score divided by it lies between 0 and 1. */
export function attainable(index: SearchIndex): number {
  const { nearest, words, letters, head, loanWords, labels, loans, near, about, allLetters, sense } = weight
  const has = (postings: Postings) => postings.items.length > 0
  return (
    nearest +
    words +
    letters +
    head +
    labels +
    allLetters +
    (has(index.inLoans) ? loanWords + loans : 0) +
    (has(index.inNear) ? near : 0) +
    (has(index.inAbout) ? about : 0) +
    (index.senses ? sense : 0)
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
  /** The closest label of the language, and the closest English one. */
  readonly own: Closest
  readonly english: Closest
  readonly features: Features
}

type Covered = {
  /** For each concept the share of the query's words that the place holds, the best likeness of each. */
  readonly total: Float32Array
  /** The squares of what each word can give to the cosine of a label, summed. */
  readonly squares?: Float32Array
  /** The likeness of the word that is the head. */
  readonly head?: Float32Array
}

/** Adds to each concept what some place holds of the query. */
function coverage(index: SearchIndex, asked: Asked, { start, items }: Postings, to: Covered): void {
  const { best, touched } = index.scratch
  const { total, squares, head } = to
  for (const { word, weight: own, stems, alike } of asked.meant) {
    const share = own / asked.wordSum
    const square = (own / asked.wordNorm) ** 2
    const isHead = head !== undefined && word === asked.head
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
      const likeness = best[concept] as number
      total[concept] = (total[concept] as number) + share * likeness
      if (squares) squares[concept] = (squares[concept] as number) + square * likeness * likeness
      if (isHead) head[concept] = likeness
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
  const { labels, loans, near, about, letters, group, rough, ownSquares, loanSquares, heads } = index.scratch
  for (const each of [labels, loans, near, about, letters, group, ownSquares, loanSquares, heads]) each.fill(0)
  coverage(index, asked, index.inLabels, { total: labels, squares: ownSquares, head: heads })
  coverage(index, asked, index.inLoans, { total: loans, squares: loanSquares })
  coverage(index, asked, index.inNear, { total: near })
  coverage(index, asked, index.inAbout, { total: about })
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

/** How far each candidate points where the query points. */
function addSenses(index: SearchIndex, asked: Asked, candidates: readonly number[]): void {
  const { senses, scratch } = index
  if (!senses) return
  const direction = senseOf(senses, asked)
  for (const concept of candidates) scratch.sense[concept] = agreement(direction, 0, senses.concepts, concept)
}

/** The letters of any one label of a concept agree at most this well, by the inequality of Cauchy and Schwarz. */
const lettersAtMost = (index: SearchIndex, asked: Asked, concept: number): number =>
  Math.min(
    1,
    Math.sqrt(
      ((index.scratch.letters[concept] as number) * Math.sqrt(asked.gramNorm * (index.gramNorm[concept] as number))) /
        asked.gramNorm,
    ),
  )

const ROUNDING = 1e-3

/** No comparison of labels gives this concept a higher score. README.md says why. */
function atMost(index: SearchIndex, asked: Asked, table: Table, concept: number): number {
  const { labels, loans, near, about, letters, group, sense, ownSquares, loanSquares, heads } = index.scratch
  const words = Math.sqrt(table.shared * (ownSquares[concept] as number))
  const english = Math.sqrt(table.shared * (loanSquares[concept] as number))
  return (
    weight.nearest * Math.max(words, english) +
    weight.words * words +
    weight.letters * lettersAtMost(index, asked, concept) +
    weight.head * (heads[concept] as number) * table.headFactor +
    weight.loanWords * english +
    weight.labels * (labels[concept] as number) * (index.labelsFactor[concept] as number) +
    weight.loans * (loans[concept] as number) +
    weight.near * (near[concept] as number) +
    weight.about * (about[concept] as number) +
    weight.allLetters * (letters[concept] as number) +
    weight.sense * Math.max(0, sense[concept] as number) +
    weight.group * (group[concept] as number) +
    ROUNDING
  )
}

function scoreFinely(index: SearchIndex, asked: Asked, table: Table, concept: number): Scored {
  const { labels, loans, near, about, letters, group, sense } = index.scratch
  const [from, loan, to] = [index.labelStart[concept], index.loanStart[concept], index.labelStart[concept + 1]]
  const most = LETTERS * lettersAtMost(index, asked, concept) + ROUNDING
  const own = closest(index, asked, table, { from: from ?? 0, to: loan ?? 0, most })
  const english = closest(index, asked, table, { from: loan ?? 0, to: to ?? 0, most })
  const agreed: Features = {
    nearest: Math.max(own.words, english.words),
    words: own.words,
    letters: own.letters,
    head: own.head * table.headFactor,
    loanWords: english.words,
    labels: (labels[concept] as number) * (index.labelsFactor[concept] as number),
    loans: loans[concept] as number,
    near: near[concept] as number,
    about: about[concept] as number,
    allLetters: letters[concept] as number,
    sense: Math.max(0, sense[concept] as number),
    group: group[concept] as number,
  }
  const score =
    weight.nearest * agreed.nearest +
    weight.words * agreed.words +
    weight.letters * agreed.letters +
    weight.head * agreed.head +
    weight.loanWords * agreed.loanWords +
    weight.labels * agreed.labels +
    weight.loans * agreed.loans +
    weight.near * agreed.near +
    weight.about * agreed.about +
    weight.allLetters * agreed.allLetters +
    weight.sense * agreed.sense +
    weight.group * agreed.group
  const nearest = own.words + own.letters >= LOAN * (english.words + english.letters) ? own : english
  return { concept, score, label: nearest.label, own, english, features: agreed }
}

const inOrder = (a: Scored, b: Scored): number => b.score - a.score || a.concept - b.concept

/** Concepts in the order of how well they agree with the query; the first `limit` of them. */
export function rank(index: SearchIndex, query: string | Asked, limit: number = CANDIDATES): readonly Scored[] {
  const asked = typeof query === 'string' ? ask(index, query) : query
  if (asked.meant.length === 0) return []
  const candidates = greatest(scoreRoughly(index, asked), CANDIDATES)
  addSenses(index, asked, candidates)
  const table = openTable(index, asked)
  // What is looked at twice must be the same however few are wanted.
  const wanted = index.senses ? Math.max(limit, LOOKED_AT) : limit
  const hopes = candidates
    .map(concept => ({ concept, most: atMost(index, asked, table, concept) }))
    .toSorted((a, b) => b.most - a.most)
  // The most promising first: as soon as what is found cannot be surpassed any more, the labels of the rest stay unread.
  const best: Scored[] = []
  for (const { concept, most } of hopes) {
    const last = best[wanted - 1]
    if (last && most < last.score) break
    const scored = scoreFinely(index, asked, table, concept)
    if (last && inOrder(scored, last) > 0) continue
    const place = best.findIndex(one => inOrder(scored, one) < 0)
    best.splice(place < 0 ? best.length : place, 0, scored)
    if (best.length > wanted) best.pop()
  }
  const ordered = secondLook(index, asked, table, best)
  closeTable(index, asked)
  return ordered.slice(0, limit)
}
