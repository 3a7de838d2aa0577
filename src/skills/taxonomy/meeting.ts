// SPDX-License-Identifier: EUPL-1.2
// How a query and one label meet, word by word: what of the query the label holds, what of the label the query says, and
// how far the senses of words agree that do not meet. Only for the few labels that are looked at twice; nothing is
// allocated here.
import type { Table } from './closest-label.ts'
import type { Asked } from './meant.ts'
import type { SearchIndex } from './search-index.ts'
import { agreement } from './senses.ts'

export type Meeting = {
  /** For each word of the query how well the label holds it. */
  readonly best: Float64Array
  /** Share of the query that the label holds; word by word the same; in words or in their sense. */
  held: number
  same: number
  sensed: number
  /** Share of the label that the query says. */
  said: number
  /** How many words the label has. */
  length: number
}

const SAME = 0.99
/** A word that is met this well has no need of its sense. */
const MET = 0.95

export const openMeeting = (words: number): Meeting => ({
  best: new Float64Array(words),
  held: 0,
  same: 0,
  sensed: 0,
  said: 0,
  length: 0,
})

/** No label at all. */
export function noMeeting(into: Meeting): void {
  into.best.fill(0)
  into.held = into.same = into.sensed = into.said = into.length = 0
}

function wordByWord(index: SearchIndex, { rows }: Table, label: number, into: Meeting): void {
  const { best } = into
  const count = best.length
  const { start, items } = index.labelStems
  const [from, to] = [start[label] as number, start[label + 1] as number]
  let [said, all] = [0, 0]
  best.fill(0)
  for (let at = from; at < to; at++) {
    const stem = items[at] as number
    const [own, row] = [index.stemWeight[stem] as number, index.scratch.slot[stem] as number]
    all += own
    if (row < 0) continue
    let most = 0
    for (let word = 0; word < count; word++) {
      const likeness = rows[row * count + word] as number
      if (likeness > most) most = likeness
      if (likeness > (best[word] as number)) best[word] = likeness
    }
    said += own * most
  }
  into.said = said / (all || 1)
  into.length = to - from
}

/** How near the sense of a word comes to that of any word of a label, where the word itself is met less well. */
function bySense(index: SearchIndex, senses: Float32Array, word: number, label: number, met: number): number {
  const { start, items } = index.labelStems
  const many = index.senses?.words
  if (!many || met >= MET) return met
  let best = met
  for (let at = start[label] as number; at < (start[label + 1] as number); at++) {
    const near = agreement(senses, word, many, items[at] as number)
    if (near > best) best = near
  }
  return best
}

/** @param senses where each word of the query points */
export function meet(
  index: SearchIndex,
  asked: Asked,
  table: Table,
  senses: Float32Array,
  label: number,
  into: Meeting,
): void {
  wordByWord(index, table, label, into)
  let [held, same, sensed] = [0, 0, 0]
  for (let word = 0; word < into.best.length; word++) {
    const own = (asked.meant[word]?.weight ?? 0) / asked.wordSum
    const best = into.best[word] as number
    held += own * best
    if (best > SAME) same += own
    sensed += own * bySense(index, senses, word, label, best)
  }
  into.held = held
  into.same = same
  into.sensed = sensed
}
