// SPDX-License-Identifier: EUPL-1.2
// What words mean by the company they keep: words that stand in the same concepts (labels, English labels, descriptions)
// point the same way in a space of few dimensions, even where they never stand together. After S. Deerwester et al.,
// "Indexing by Latent Semantic Analysis" (JASIS 41/6, 1990). README.md says what it is worth.
import type { Asked } from './meant.ts'
import type { Postings } from './postings.ts'
import { DIMENSIONS, factors } from './factors.ts'

/** In fewer concepts than these no company is kept often enough to tell anything. */
const LEAST_CONCEPTS = 1000

export type Senses = {
  /** For each stem its direction, in whole numbers (a line of memory for each), and how long it was. */
  readonly words: Int8Array
  readonly lengths: Float32Array
  /** For each dimension how much of all that is said lies in it. */
  readonly spread: Float32Array
  /** For each concept its direction, in whole numbers. */
  readonly concepts: Int8Array
}

type Places = Readonly<Record<'inLabels' | 'inLoans' | 'inNear' | 'inAbout', Postings>>
/** How much a word counts for a concept by where it stands. */
const worth: Readonly<Record<keyof Places, number>> = { inLabels: 1, inLoans: 0.7, inNear: 0.4, inAbout: 0.5 }

/** For each concept its words with their weight, of length one. */
function documentsOf(places: Places, stemWeight: Float32Array, size: number) {
  const found = Array.from({ length: size }, () => new Map<number, number>())
  for (const [place, value] of Object.entries(worth)) {
    const { start, items } = places[place as keyof Places]
    for (let stem = 0; stem + 1 < start.length; stem++)
      for (let at = start[stem] as number; at < (start[stem + 1] as number); at++) {
        const words = found[items[at] as number]
        words?.set(stem, (words.get(stem) ?? 0) + value)
      }
  }
  return found.map(words => {
    const weighted = [...words].map(([stem, value]) => [stem, value * (stemWeight[stem] as number)] as const)
    const length = Math.sqrt(weighted.reduce((sum, [, value]) => sum + value * value, 0)) || 1
    return weighted.map(([stem, value]) => [stem, value / length] as const)
  })
}

/** Makes each row of length one; @returns how long each was */
function evened(rows: Float32Array): Float32Array {
  const lengths = new Float32Array(rows.length / DIMENSIONS)
  for (let row = 0; row < lengths.length; row++) {
    const own = rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)
    const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0))
    lengths[row] = length
    for (let at = 0; at < DIMENSIONS; at++) own[at] = (own[at] as number) / (length || 1)
  }
  return lengths
}

const ONE = 127
/** Directions of length one in whole numbers: a tenth of a per cent is lost, three quarters of the memory are saved. */
const whole = (directions: Float32Array): Int8Array => Int8Array.from(directions, value => Math.round(value * ONE))

/** @returns undefined where there is too little to learn from */
export function sensesOf(places: Places, stemWeight: Float32Array, size: number): Senses | undefined {
  if (size < LEAST_CONCEPTS) return undefined
  const { byItem, byThing, spread } = factors(documentsOf(places, stemWeight, size), stemWeight.length)
  const [words, concepts] = [Float32Array.from(byItem), Float32Array.from(byThing)]
  for (let at = 0; at < concepts.length; at++)
    concepts[at] = (concepts[at] as number) * (spread[at % DIMENSIONS] as number)
  evened(concepts)
  const lengths = evened(words)
  return { words: whole(words), lengths, spread: Float32Array.from(spread), concepts: whole(concepts) }
}

/** A word that the index knows means itself, another one what is spelt alike. */
function* meaning({ stems, alike }: Asked['meant'][number]): Generator<readonly [stem: number, share: number]> {
  const least = alike.some(one => one === 1) ? 1 : 0
  let sum = 0
  for (const one of alike) if (one >= least) sum += one
  for (const [at, stem] of stems.entries()) {
    const own = alike[at] as number
    if (own >= least) yield [stem, own / sum]
  }
}

/** Where the whole query points. */
export function senseOf({ words, lengths, spread }: Senses, asked: Asked): Float32Array {
  const found = new Float32Array(DIMENSIONS)
  for (const meant of asked.meant)
    for (const [stem, share] of meaning(meant)) {
      const factor = (meant.weight * share * (lengths[stem] as number)) / ONE
      const from = stem * DIMENSIONS
      for (let at = 0; at < DIMENSIONS; at++)
        found[at] = (found[at] as number) + (factor * (words[from + at] as number)) / (spread[at] as number)
    }
  evened(found)
  return found
}

/** Where each word of the query points, one behind the other. */
export function sensesOfWords({ words }: Senses, asked: Asked): Float32Array {
  const found = new Float32Array(asked.meant.length * DIMENSIONS)
  for (const [word, meant] of asked.meant.entries())
    for (const [stem, share] of meaning(meant))
      for (let at = 0; at < DIMENSIONS; at++)
        found[word * DIMENSIONS + at] =
          (found[word * DIMENSIONS + at] as number) + share * (words[stem * DIMENSIONS + at] as number)
  evened(found)
  return found
}

/**
 * How far two directions agree, the second in whole numbers, each one of many, from -1 to 1. Four sums at once: a
 * processor adds to one of them while it waits for another.
 */
export function agreement(some: Float32Array, one: number, others: Int8Array, other: number): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let at = one * DIMENSIONS, to = at + DIMENSIONS, beside = other * DIMENSIONS; at < to; at += 4, beside += 4) {
    first += (some[at] as number) * (others[beside] as number)
    second += (some[at + 1] as number) * (others[beside + 1] as number)
    third += (some[at + 2] as number) * (others[beside + 2] as number)
    fourth += (some[at + 3] as number) * (others[beside + 3] as number)
  }
  return (first + second + (third + fourth)) / ONE
}
