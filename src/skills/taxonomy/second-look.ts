// SPDX-License-Identifier: EUPL-1.2
// The first concepts of a search are looked at twice: their order by the sum of agreements is put right by a small
// network (one layer of rectified linear units) that sees each concept by itself and beside the best of the others.
// README.md says how it was learnt and what it is worth; second-look-learning.build.ts learns it anew.
import { type Table, wordsOfLabel } from './closest-label.ts'
import type { Asked } from './meant.ts'
import { meet, noMeeting, openMeeting, type Meeting } from './meeting.ts'
import type { Scored } from './search.ts'
import type { SearchIndex } from './search-index.ts'
import learnt from './second-look.json' with { type: 'json' }
import { type Senses, sensesOfWords } from './senses.ts'
import { weight } from './weight.ts'

/** So many concepts are looked at twice. */
export const LOOKED_AT = 15

/** What is seen of a concept, in the order in which `see` writes it. */
export const seen: readonly string[] = learnt.alone
const beside = Int32Array.from(learnt.besideBest, name => seen.indexOf(name))
/** So many numbers the network gets of each concept: what is seen of it, and some of that beside the best of the others. */
export const inputs: number = seen.length + beside.length
const units = learnt.units.length
const middle = Float64Array.from(learnt.middle)
const scale = Float64Array.from(learnt.spread, spread => 1 / spread)
const direct = Float64Array.from(learnt.direct)
const weights = Float64Array.from(learnt.units.flatMap(unit => unit.weights))
const starts = Float64Array.from(learnt.units, unit => unit.start)
const counts = Float64Array.from(learnt.units, unit => unit.counts)

// Used again by each search: a search runs from beginning to end without a pause.
const table = new Float64Array(LOOKED_AT * seen.length)
const best = new Float64Array(seen.length)
const input = new Float64Array(inputs)

/** How the query meets the closest label of the language and the closest English one. */
type Met = { readonly ours: Meeting; readonly theirs: Meeting }

/** @param senses where each word of the query points */
function meetBoth(index: SearchIndex, asked: Asked, words: Table, senses: Float32Array, one: Scored, met: Met): void {
  const loan = index.loanStart[one.concept] as number
  if (loan > (index.labelStart[one.concept] as number)) meet(index, asked, words, senses, one.own.label, met.ours)
  else noMeeting(met.ours)
  if ((index.labelStart[one.concept + 1] as number) > loan)
    meet(index, asked, words, senses, one.english.label, met.theirs)
  else noMeeting(met.theirs)
}

/**
 * Writes what is seen of the concept at one place. How the starter vocabulary agrees is not seen: names have no need of
 * it, and plain speech has; its share stays as it was set.
 */
function write(index: SearchIndex, asked: Asked, words: Table, one: Scored, { ours, theirs }: Met, at: number): void {
  const { concept, features, own, english } = one
  const [from, loan] = [index.labelStart[concept] as number, index.loanStart[concept] as number]
  const to = index.labelStart[concept + 1] as number
  let [either, unmet] = [0, 0]
  for (let word = 0; word < ours.best.length; word++) {
    const share = (asked.meant[word]?.weight ?? 0) / asked.wordSum
    const met = Math.max(ours.best[word] as number, theirs.best[word] as number)
    either += share * met
    unmet = Math.max(unmet, share * (1 - met))
  }
  let place = at * seen.length
  const see = (value: number) => {
    table[place++] = value
  }
  see(one.score - weight.group * features.group)
  see(features.nearest)
  see(features.words)
  see(features.letters)
  see(features.head)
  see(features.loanWords)
  see(features.labels)
  see(features.loans)
  see(features.near)
  see(features.allLetters)
  see(english.letters)
  see(english.head * words.headFactor)
  see(ours.held)
  see(ours.said)
  see(ours.same)
  see(theirs.held)
  see(theirs.said)
  see(theirs.same)
  see(loan > from ? wordsOfLabel(index, words, from) : 0)
  see(own.label === from ? 1 : 0)
  see(Math.log(1 + loan - from))
  see(Math.log(1 + to - loan))
  see(ours.length)
  see(theirs.length)
  see(either)
  see(unmet)
  see(index.scratch.sense[concept] as number)
  see(ours.sensed)
  see(theirs.sensed)
}

function findBest(count: number): void {
  best.fill(Number.NEGATIVE_INFINITY)
  for (let at = 0; at < count; at++)
    for (let place = 0, from = at * seen.length; place < seen.length; place++)
      best[place] = Math.max(best[place] as number, table[from + place] as number)
}

/** One of the numbers that the network gets of the concept at one place, before it is made even. */
function uneven(at: number, place: number): number {
  const from = at * seen.length
  const other = beside[place - seen.length]
  return other === undefined
    ? (table[from + place] as number)
    : (table[from + other] as number) - (best[other] as number)
}

/** A number made even goes no farther than this from the middle. */
export const FARTHEST = 5

/** What the network says of the concept at one place. */
function worth({ score }: Scored, at: number): number {
  for (let place = 0; place < inputs; place++) {
    const even = (uneven(at, place) - (middle[place] as number)) * (scale[place] as number)
    input[place] = Math.max(-FARTHEST, Math.min(FARTHEST, even))
  }
  let total = learnt.ofScore * score
  for (let place = 0; place < inputs; place++) total += (input[place] as number) * (direct[place] as number)
  for (let unit = 0; unit < units; unit++) {
    let sum = starts[unit] as number
    for (let place = 0, row = unit * inputs; place < inputs; place++)
      sum += (input[place] as number) * (weights[row + place] as number)
    if (sum > 0) total += sum * (counts[unit] as number)
  }
  return total
}

const withScore = (one: Scored, score: number): Scored => ({ ...one, score })

function lookAt(index: SearchIndex, senses: Senses, asked: Asked, words: Table, first: readonly Scored[]): void {
  const directions = sensesOfWords(senses, asked)
  const met: Met = { ours: openMeeting(asked.meant.length), theirs: openMeeting(asked.meant.length) }
  for (const [at, one] of first.entries()) {
    meetBoth(index, asked, words, directions, one, met)
    write(index, asked, words, one, met, at)
  }
  findBest(first.length)
}

/**
 * What the network gets, before it is made even, one concept behind the other: for whoever learns it anew.
 * @param words is open
 * @param first at most `LOOKED_AT`
 */
export function unevenInputs(
  index: SearchIndex,
  asked: Asked,
  words: Table,
  first: readonly Scored[],
): Float64Array | undefined {
  if (!index.senses) return undefined
  lookAt(index, index.senses, asked, words, first)
  return Float64Array.from({ length: first.length * inputs }, (_, at) => uneven(Math.floor(at / inputs), at % inputs))
}

/**
 * The same concepts in a better order. Scores stay at their places: the first has the highest, whichever it is, so that
 * lists of several languages can be put together as before.
 * @param words is open
 */
export function secondLook(
  index: SearchIndex,
  asked: Asked,
  words: Table,
  scored: readonly Scored[],
): readonly Scored[] {
  if (!index.senses) return scored
  const first = scored.slice(0, LOOKED_AT)
  lookAt(index, index.senses, asked, words, first)
  const ordered = first
    .map((one, at) => ({ one, at, worth: worth(one, at) }))
    .toSorted((a, b) => b.worth - a.worth || a.at - b.at)
    .map(({ one }, at) => withScore(one, (first[at] as Scored).score))
  return [...ordered, ...scored.slice(LOOKED_AT)]
}
