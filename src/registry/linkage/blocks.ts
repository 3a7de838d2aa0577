// SPDX-License-Identifier: EUPL-1.2
// Rows that share a key, and for each row where it stands among them: a row is held against those after it, so that a pair
// that shares several keys is met while the same row is looked at, and needs no memory beyond that.
import { postingsOf } from './postings.ts'

/** A key that more rows share than this is skipped: names that very many have, with too little beside them. */
const LARGEST = 60

export type Blocks = {
  /** The rows of one key after those of another, in ascending order; the last one of a key as its complement (~row). */
  readonly rows: Int32Array
  /** For each row the first of its places; its last one is before the first of the next row. */
  readonly starts: Int32Array
  /** Places in `rows` after which others of the same key stand. */
  readonly places: Int32Array
}

/** @param keys one for each entry @param rows the row of each entry, ascending @param size how many rows there are */
export function blocksOf(keys: Int32Array, rows: Int32Array, size: number): Blocks {
  const sorted = postingsOf(keys, rows)
  const shared = sharedRows(sorted.keys, sorted.rows)
  const starts = new Int32Array(size + 1)
  for (let at = 0; at < shared.length; at++) {
    const row = shared[at] as number
    if (row >= 0) starts[row + 1] = (starts[row + 1] as number) + 1
  }
  for (let row = 0; row < size; row++) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number)
  const places = new Int32Array(starts[size] as number)
  const next = starts.slice()
  for (let at = 0; at < shared.length; at++) {
    const row = shared[at] as number
    if (row < 0) continue
    const place = next[row] as number
    places[place] = at
    next[row] = place + 1
  }
  return { rows: shared, starts, places }
}

/** What is left when keys of one row and of too many are gone; most keys are one person's own. */
function sharedRows(keys: Uint32Array, rows: Int32Array): Int32Array {
  const kept = new Int32Array(rows.length)
  let length = 0
  for (let start = 0, end = 0; start < keys.length; start = end) {
    const key = keys[start] as number
    for (end = start + 1; end < keys.length && keys[end] === key; ) end++
    if (end - start < 2 || end - start > LARGEST) continue
    for (let at = start; at < end; at++) kept[length++] = rows[at] as number
    kept[length - 1] = ~(kept[length - 1] as number)
  }
  return kept.slice(0, length)
}
