// SPDX-License-Identifier: EUPL-1.2
// Which words stand in for each other, learnt from the classification itself: two labels of one concept say the same, so
// where one has "designer" and the other "progettista", these two are kin. Counted once for each concept, as in the
// first of the translation models of P. F. Brown et al., "The Mathematics of Statistical Machine Translation"
// (Computational Linguistics 19/2, 1993), without its iterations.
import { packed } from './postings.ts'
import type { Alike } from './paraphrases.ts'
import type { Kin } from './search-index.ts'

const PAIRS = 14
const KEPT = 8
const LEAST = 0.06
const DOUBT = 2.5

type Counts = Map<number, Map<number, number>>

function countPair(counts: Counts, a: number, b: number, share: number): void {
  let row = counts.get(a)
  if (!row) counts.set(a, (row = new Map()))
  row.set(b, Math.max(row.get(b) ?? 0, share))
}

/** Words that only one of two labels has, when they are few enough to stand for each other. */
function exchanged(counts: Counts, one: readonly number[], other: readonly number[]): void {
  const left = one.filter(stem => !other.includes(stem))
  const right = other.filter(stem => !one.includes(stem))
  if (left.length === 0 || right.length === 0 || left.length > 3 || right.length > 3) return
  const share = 1 / (left.length * right.length)
  for (const a of left)
    for (const b of right) {
      countPair(counts, a, b, share)
      countPair(counts, b, a, share)
    }
}

/** What labels exchange and what English says alike, the better of both for each pair. */
function together(exchange: Alike, english: Alike): Alike {
  const best = new Map(exchange)
  for (const [other, likeness] of english) best.set(other, Math.max(best.get(other) ?? 0, likeness))
  return [...best].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
}

/**
 * @param concepts for each concept the stems of each of its labels
 * @param frequency in how many concepts a stem is
 * @param alike for each stem those that English says alike
 */
export function kinOf(
  concepts: readonly (readonly (readonly number[])[])[],
  frequency: (stem: number) => number,
  alike: readonly Alike[],
): Kin {
  const total: Counts = new Map()
  for (const labels of concepts) {
    const own: Counts = new Map()
    const few = labels.slice(0, PAIRS)
    for (let at = 0; at < few.length; at++)
      for (let next = at + 1; next < few.length; next++) exchanged(own, few[at] ?? [], few[next] ?? [])
    for (const [a, row] of own) {
      let sum = total.get(a)
      if (!sum) total.set(a, (sum = new Map()))
      for (const [b, share] of row) sum.set(b, (sum.get(b) ?? 0) + share)
    }
  }
  const lists: number[][] = []
  const weights: number[] = []
  for (const [stem, english] of alike.entries()) {
    const exchange = [...(total.get(stem) ?? [])]
      .map(([other, count]): readonly [number, number] => [other, count / (DOUBT + frequency(stem))])
      .filter(([, likeness]) => likeness >= LEAST)
      .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, KEPT)
    const best = together(exchange, english)
    lists.push(best.map(([other]) => other))
    weights.push(...best.map(([, likeness]) => likeness))
  }
  return { of: packed(lists), likeness: Float32Array.from(weights) }
}
