// SPDX-License-Identifier: EUPL-1.2
// Which English words say what a word of another language says, learnt from the classification itself: the labels of one
// concept in two languages are translations of each other. The first of the translation models of P. F. Brown et al.,
// "The Mathematics of Statistical Machine Translation" (Computational Linguistics 19/2, 1993), by expectation
// maximisation; the preferred labels of a concept are one pair of sentences, all its labels together another.
import { packed } from './postings.ts'
import type { Kin } from './search-index.ts'

const ROUNDS = 5
const KEPT = 6
const LEAST = 0.08
/** Below this a translation is an accident of the counting. */
const NOISE = 0.02
/** Preferred labels were translated from each other; other labels only belong to the same concept. */
const PREFERRED = 2

type Labels = readonly (readonly number[])[]

/** Pairs of a word and an English word that share a concept, numbered; and for each pair of sentences its pairs. */
class Pairs {
  readonly #numbers = new Map<number, number>()
  readonly own: number[] = []
  readonly other: number[] = []
  /** One run for each English word of each pair of sentences: the pairs that compete for it. */
  readonly runs: number[] = []
  readonly runStart: number[] = [0]
  readonly runWeight: number[] = []

  readonly size: number

  constructor(size: number) {
    this.size = size
  }

  add(own: Iterable<number>, other: Iterable<number>, weight: number): void {
    const words = [...new Set(own)]
    for (const english of new Set(other)) {
      for (const word of words) {
        const key = word * this.size + english
        let pair = this.#numbers.get(key)
        if (pair === undefined) {
          pair = this.own.length
          this.#numbers.set(key, pair)
          this.own.push(word)
          this.other.push(english)
        }
        this.runs.push(pair)
      }
      this.runStart.push(this.runs.length)
      this.runWeight.push(weight)
    }
  }
}

/** How likely each pair is, given its word. */
function likelihoods(pairs: Pairs): Float64Array {
  const [runs, runStart, own] = [
    Int32Array.from(pairs.runs),
    Int32Array.from(pairs.runStart),
    Int32Array.from(pairs.own),
  ]
  let likely = new Float64Array(own.length).fill(1)
  const total = new Float64Array(pairs.size)
  for (let round = 0; round < ROUNDS; round++) {
    const counts = new Float64Array(own.length)
    for (let run = 0; run + 1 < runStart.length; run++) {
      const [from, to] = [runStart[run] as number, runStart[run + 1] as number]
      let sum = 0
      for (let at = from; at < to; at++) sum += likely[runs[at] as number] as number
      if (sum === 0) continue
      const share = (pairs.runWeight[run] as number) / sum
      for (let at = from; at < to; at++) {
        const pair = runs[at] as number
        counts[pair] = (counts[pair] as number) + share * (likely[pair] as number)
      }
    }
    total.fill(0)
    for (let pair = 0; pair < own.length; pair++)
      total[own[pair] as number] = (total[own[pair] as number] as number) + (counts[pair] as number)
    for (let pair = 0; pair < own.length; pair++)
      counts[pair] = (counts[pair] as number) / (total[own[pair] as number] || 1)
    likely = counts
  }
  return likely
}

/** For each word the English words that say it, the likeliest first. */
export type Translated = readonly (readonly (readonly [english: number, likeness: number])[])[]

/** @param own for each concept the stems of each of its labels, the preferred ones first; @param english the same */
export function translated(own: readonly Labels[], english: readonly Labels[], size: number): Translated {
  const pairs = new Pairs(size)
  own.forEach((labels, concept) => {
    const others = english[concept] ?? []
    const [first, other] = [labels[0], others[0]]
    if (!first || !other) return
    pairs.add(first, other, PREFERRED)
    pairs.add(labels.flat(), others.flat(), 1)
  })
  const likely = likelihoods(pairs)
  const lists = Array.from({ length: size }, (): [english: number, likeness: number][] => [])
  for (const [pair, word] of pairs.own.entries()) {
    const likeness = likely[pair] as number
    if (likeness >= NOISE) lists[word]?.push([pairs.other[pair] as number, likeness])
  }
  for (const list of lists) list.sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return lists
}

/** Those likely enough to stand in for a word. */
export function translationsIn(lists: Translated): Kin {
  const best = lists.map((list, word) =>
    list.filter(([other, likeness]) => likeness >= LEAST && other !== word).slice(0, KEPT),
  )
  return {
    of: packed(best.map(list => list.map(([other]) => other))),
    likeness: Float32Array.from(best.flat(), ([, likeness]) => likeness),
  }
}
