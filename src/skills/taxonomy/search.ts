// SPDX-License-Identifier: EUPL-1.2
// The search, a pure function of index and query. First every concept that shares a word or letters with the query is
// scored roughly; then the labels of the best of them are compared with the query one by one. README.md says why.
import { type Asked, ask } from './meant.ts'
import { forEachIn, type Postings } from './postings.ts'
import type { SearchIndex } from './search-index.ts'

/** How much each kind of agreement counts. Chosen on labels held out of ESCO, never on the plain-speech phrases. */
export const weight = {
  words: 1,
  letters: 0.37,
  covered: 0.7,
  near: 0.3,
  about: 0.45,
  allLetters: 0.6,
  group: 2.5,
} as const
/** What the weights of one index alone add up to: a score divided by it lies between 0 and 1. */
export const whole = weight.words + weight.letters + weight.covered + weight.near + weight.about + weight.allLetters

export type Weights = Readonly<Record<keyof typeof weight, number>>

export const CANDIDATES = 150
export type Scored = {
  readonly concept: number
  readonly score: number
  /** The label that agrees best. */
  readonly label: number
  readonly features: Readonly<Record<keyof typeof weight, number>>
}

/** Σ over the words of the query: its weight × the best likeness among the stems found in each concept. */
function coverage(index: SearchIndex, asked: Asked, where: Postings): Float32Array {
  const total = new Float32Array(index.entries.length)
  const best = new Float32Array(index.entries.length)
  for (const { weight: own, stems, alike } of asked.meant) {
    const touched: number[] = []
    for (let place = 0; place < stems.length; place++) {
      const [stem, likeness] = [stems[place] ?? 0, alike[place] ?? 0]
      for (let at = where.start[stem] ?? 0; at < (where.start[stem + 1] ?? 0); at++) {
        const concept = where.items[at] ?? 0
        const before = best[concept] ?? 0
        if (before === 0) touched.push(concept)
        if (likeness > before) best[concept] = likeness
      }
    }
    for (const concept of touched) {
      total[concept] = (total[concept] ?? 0) + own * (best[concept] ?? 0)
      best[concept] = 0
    }
  }
  for (let at = 0; at < total.length; at++) total[at] = (total[at] ?? 0) / asked.wordSum
  return total
}

function lettersOfConcepts(index: SearchIndex, asked: Asked): Float32Array {
  const total = new Float32Array(index.entries.length)
  for (const [gram, own] of asked.grams)
    forEachIn(index.conceptsByGram, gram, concept => {
      total[concept] = (total[concept] ?? 0) + own * own
    })
  for (let at = 0; at < total.length; at++)
    total[at] = (total[at] ?? 0) / (asked.gramNorm * Math.sqrt(asked.gramNorm * (index.gramNorm[at] ?? 1)))
  return total
}

/** The numbers of the `count` greatest values; equal values go by number. */
function greatest(values: Float32Array, count: number): readonly number[] {
  const bins = new Int32Array(2049)
  const binOf = (value: number) => Math.min(2048, Math.floor(value * 512))
  for (const value of values) if (value > 0) bins[binOf(value)] = (bins[binOf(value)] ?? 0) + 1
  let least = 2048
  for (let sum = 0; least > 0; least--) {
    sum += bins[least] ?? 0
    if (sum >= count) break
  }
  const found: number[] = []
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0
    if (value > 0 && binOf(value) >= least) found.push(at)
  }
  return found.toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b).slice(0, count)
}

type Tables = {
  readonly slot: Int32Array
  readonly likeness: Float32Array
  readonly grams: Float32Array
  readonly best: Float32Array
}

function tables(index: SearchIndex, asked: Asked): Tables {
  const slot = new Int32Array(index.stems.size).fill(-1)
  let size = 0
  for (const { stems } of asked.meant) for (const stem of stems) if (slot[stem] === -1) slot[stem] = size++
  const likeness = new Float32Array(size * asked.meant.length)
  asked.meant.forEach(({ stems, alike }, word) =>
    stems.forEach((stem, at) => {
      likeness[(slot[stem] ?? 0) * asked.meant.length + word] = alike[at] ?? 0
    }),
  )
  const grams = new Float32Array(index.grams.size)
  for (const [gram, own] of asked.grams) grams[gram] = own * own
  return { slot, likeness, grams, best: new Float32Array(asked.meant.length) }
}

function wordsOfLabel(index: SearchIndex, asked: Asked, { slot, likeness, best }: Tables, label: number): number {
  const count = asked.meant.length
  const { start, items } = index.labelStems
  let hit = false
  for (let at = start[label] ?? 0; at < (start[label + 1] ?? 0); at++) {
    const stem = items[at] ?? 0
    const row = slot[stem] ?? -1
    if (row === -1) continue
    if (!hit) best.fill(0)
    hit = true
    const own = index.stemWeight[stem] ?? 0
    for (let word = 0; word < count; word++) {
      const value = (likeness[row * count + word] ?? 0) * own
      if (value > (best[word] ?? 0)) best[word] = value
    }
  }
  if (!hit) return 0
  let sum = 0
  for (let word = 0; word < count; word++) sum += (best[word] ?? 0) * (asked.meant[word]?.weight ?? 0)
  return sum / (asked.wordNorm * (index.labelNorm[label] ?? 1))
}

function lettersOfLabel(index: SearchIndex, asked: Asked, { grams }: Tables, label: number): number {
  let sum = 0
  for (let at = index.labelGrams.start[label] ?? 0; at < (index.labelGrams.start[label + 1] ?? 0); at++)
    sum += grams[index.labelGrams.items[at] ?? 0] ?? 0
  return sum / (asked.gramNorm * (index.labelGramNorm[label] ?? 1))
}

const GROUPS = 10
/** A group that agrees less than this was met by chance: only what is beyond counts. */
const GATE = 0.3

/** How well the unit group of each concept agrees, by what the starter vocabulary calls it and its tasks. */
function groupsOf(index: SearchIndex, { text }: Asked): Float32Array {
  const found = new Float32Array(index.entries.length)
  if (!index.groups) return found
  for (const { concept, score } of rank(index.groups, text).slice(0, GROUPS)) {
    const beyond = Math.max(0, score / whole - GATE)
    const isco = index.groups.entries[concept]?.isco
    if (isco && beyond > 0) for (const each of index.conceptsByIsco.get(isco) ?? []) found[each] = beyond
  }
  return found
}

/** Concepts in the order of how well they agree with the query. */
export function rank(index: SearchIndex, query: string | Asked, weights: Weights = weight): readonly Scored[] {
  const asked = typeof query === 'string' ? ask(index, query) : query
  if (asked.meant.length === 0) return []
  const covered = coverage(index, asked, index.inLabels)
  const near = coverage(index, asked, index.inNear)
  const about = coverage(index, asked, index.inAbout)
  const letters = lettersOfConcepts(index, asked)
  const group = groupsOf(index, asked)
  const rough = new Float32Array(index.entries.length)
  for (let at = 0; at < rough.length; at++)
    rough[at] =
      (covered[at] ?? 0) +
      0.4 * (near[at] ?? 0) +
      0.4 * (about[at] ?? 0) * (index.aboutLength[at] ?? 1) +
      (letters[at] ?? 0) +
      (group[at] ?? 0)
  const made = tables(index, asked)
  const scored = greatest(rough, CANDIDATES).map((concept): Scored => {
    let [words, letter, label, both] = [0, 0, index.labelStart[concept] ?? 0, -1]
    for (let at = index.labelStart[concept] ?? 0; at < (index.labelStart[concept + 1] ?? 0); at++) {
      const factor = index.labelFactor[at] ?? 1
      const byWords = factor * wordsOfLabel(index, asked, made, at)
      const byLetters = factor * lettersOfLabel(index, asked, made, at)
      const sum = weights.words * byWords + weights.letters * byLetters
      if (sum > both) [words, letter, label, both] = [byWords, byLetters, at, sum]
    }
    const features = {
      words,
      letters: letter,
      covered: covered[concept] ?? 0,
      near: near[concept] ?? 0,
      about: (about[concept] ?? 0) * (index.aboutLength[concept] ?? 1),
      allLetters: letters[concept] ?? 0,
      group: group[concept] ?? 0,
    }
    let score = 0
    for (const name of Object.keys(weight) as (keyof typeof weight)[]) score += weights[name] * features[name]
    return { concept, score, label, features }
  })
  return scored.toSorted((a, b) => b.score - a.score || a.concept - b.concept)
}
