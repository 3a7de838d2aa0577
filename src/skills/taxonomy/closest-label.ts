// SPDX-License-Identifier: EUPL-1.2
// One label after the other against the query: the cosine of word weights with likeness (soft tf-idf), that of letter
// groups, and whether the head is the same. This is the inner loop of the search: nothing is allocated in it.
import { type Asked, headIsLast } from './meant.ts'
import type { SearchIndex } from './search-index.ts'

/** How much letters count beside words when the closest label of a concept is chosen. */
export const LETTERS = 0.18

/** For each stem that the query may mean, its likeness to each word of the query. */
export type Table = {
  readonly rows: Float32Array
  readonly best: Float32Array
  readonly weights: Float32Array
  /** Which word of the query says what kind of work it is; -1 when it was left out. */
  readonly head: number
  /** A head that is all that was said tells nothing that the words do not. */
  readonly headFactor: number
  /** How many words of the query one stem may stand for at most. */
  readonly shared: number
}

export function openTable(index: SearchIndex, asked: Asked): Table {
  const { scratch } = index
  const { slot, grams } = scratch
  const count = asked.meant.length
  let size = 0
  let shared = 1
  const times: number[] = []
  for (const { stems } of asked.meant)
    for (const stem of stems) {
      const row = slot[stem] as number
      if (row === -1) {
        slot[stem] = size++
        times.push(1)
      } else shared = Math.max(shared, (times[row] = (times[row] as number) + 1))
    }
  const rows = new Float32Array(size * count)
  asked.meant.forEach(({ stems, alike }, word) => {
    for (let at = 0; at < stems.length; at++)
      rows[(slot[stems[at] as number] as number) * count + word] = alike[at] as number
  })
  for (const [gram, own] of asked.grams) grams[gram] = own * own
  const norm = asked.wordNorm
  const head = asked.meant.findIndex(one => one.word === asked.head)
  return {
    rows,
    best: new Float32Array(count),
    weights: Float32Array.from(asked.meant, one => one.weight / norm),
    head,
    headFactor: 1 - (asked.meant[head]?.weight ?? 0) / asked.wordSum,
    shared,
  }
}

export function closeTable({ scratch }: SearchIndex, asked: Asked): void {
  for (const { stems } of asked.meant) for (const stem of stems) scratch.slot[stem] = -1
  for (const gram of asked.grams.keys()) scratch.grams[gram] = 0
}

export function wordsOfLabel(index: SearchIndex, { rows, best, weights }: Table, label: number): number {
  const count = best.length
  const { start, items } = index.labelStems
  const { slot } = index.scratch
  const end = start[label + 1] as number
  let hit = false
  for (let at = start[label] as number; at < end; at++) {
    const stem = items[at] as number
    const row = slot[stem] as number
    if (row === -1) continue
    if (!hit) best.fill(0)
    hit = true
    const own = index.stemWeight[stem] as number
    for (let word = 0, from = row * count; word < count; word++) {
      const value = (rows[from + word] as number) * own
      if (value > (best[word] as number)) best[word] = value
    }
  }
  if (!hit) return 0
  let sum = 0
  for (let word = 0; word < count; word++) sum += (best[word] as number) * (weights[word] as number)
  return sum / (index.labelNorm[label] as number)
}

function lettersOfLabel(index: SearchIndex, asked: Asked, label: number): number {
  const { grams } = index.scratch
  const { start, items } = index.labelGrams
  const end = start[label + 1] as number
  let sum = 0
  for (let at = start[label] as number; at < end; at++) sum += grams[items[at] as number] as number
  return sum / (asked.gramNorm * (index.labelGramNorm[label] as number))
}

/** How alike the first word of a label is to that of the query; the last one where the last one is the head. */
function headOfLabel(index: SearchIndex, { rows, best, head }: Table, label: number): number {
  const { start, items } = index.labelStems
  const [from, to] = [start[label] as number, start[label + 1] as number]
  if (head < 0 || from === to) return 0
  const row = index.scratch.slot[items[headIsLast(index.language) ? to - 1 : from] as number] as number
  return row < 0 ? 0 : (rows[row * best.length + head] as number)
}

export type Closest = {
  readonly words: number
  readonly letters: number
  readonly head: number
  readonly label: number
}
type Range = {
  readonly from: number
  readonly to: number
  /** What the letters of any of these labels can add at most. */
  readonly most: number
}

/** What the words of the labels of one concept give, one after the other. */
let byWords = new Float64Array(64)

export function closest(index: SearchIndex, asked: Asked, table: Table, { from, to, most }: Range): Closest {
  if (byWords.length < to - from) byWords = new Float64Array(2 * (to - from))
  let [words, letters, head, label, both, promised] = [0, 0, 0, from, -1, 0]
  for (let at = from; at < to; at++) {
    const value = wordsOfLabel(index, table, at)
    byWords[at - from] = value
    if (value > promised) promised = value
    head = Math.max(head, headOfLabel(index, table, at))
  }
  for (let at = from; at < to; at++) {
    const value = byWords[at - from] as number
    // Whatever its letters, another label agrees better by its words alone.
    if (value + most < promised) continue
    const own = lettersOfLabel(index, asked, at)
    const sum = value + LETTERS * own
    if (sum <= both) continue
    words = value
    letters = own
    label = at
    both = sum
  }
  return { words, letters, head, label }
}
