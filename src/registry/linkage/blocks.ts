// SPDX-License-Identifier: EUPL-1.2
// Rows that share a key, and for each row where it stands among them: a row is held against those after it, so that a pair
// that shares several keys is met while the same row is looked at, and needs no memory beyond that.
import { sortedByKey } from './postings.ts'

/** Keys that too many rows share: how many keys, and how many rows carry one, each counted once for every such key. */
export type Skipped = { readonly keys: number; readonly rows: number }

export type Blocks = {
  /** The rows of one key after those of another, in ascending order; the last one of a key as its complement (~row). */
  readonly rows: Int32Array
  /** For each row the first of its places; its last one is before the first of the next row. */
  readonly starts: Int32Array
  /** Places in `rows` after which others of the same key stand. */
  readonly places: Int32Array
  readonly skipped: Skipped
}

/**
 * @param keys one for each entry, used for room
 * @param numbers of the record that has it, used for room
 * @param rowOf for each record its row
 * @param largest a key that more rows share is skipped: names that very many have, with too little beside them
 */
export function blocksOf(keys: Int32Array, numbers: Int32Array, rowOf: Int32Array, largest: number): Blocks {
  const size = rowOf.length
  const sorted = sortedByKey(keys, numbers)
  const { shared, skipped } = sharedRows(sorted.keys, sorted.rows, rowOf, largest)
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
  return { rows: shared, starts, places, skipped }
}

/** What is left when keys of one record and of too many are gone; written over the numbers, and no farther than was read. */
function sharedRows(keys: Uint32Array, numbers: Int32Array, rowOf: Int32Array, largest: number) {
  const skipped = { keys: 0, rows: 0 }
  let length = 0
  for (let start = 0, end = 0; start < keys.length; start = end) {
    const key = keys[start] as number
    for (end = start + 1; end < keys.length && keys[end] === key; ) end++
    if (end - start > largest) {
      skipped.keys++
      skipped.rows += end - start
    }
    if (end - start < 2 || end - start > largest) continue
    const first = length
    for (let at = start; at < end; at++) insert(numbers, first, length++, rowOf[numbers[at] as number] as number)
    numbers[length - 1] = ~(numbers[length - 1] as number)
  }
  return { shared: numbers.slice(0, length), skipped }
}

/** Puts a row where it belongs among those that stand in ascending order from `first` up to `end`. */
function insert(rows: Int32Array, first: number, end: number, row: number): void {
  let at = end
  for (; at > first && (rows[at - 1] as number) > row; at--) rows[at] = rows[at - 1] as number
  rows[at] = row
}

/**
 * Calls `visit` for each later row that shares a key with a row, once.
 * @param met for each row the last one before it that it was held against; -1 at first
 */
export function eachLater(
  { rows, starts, places }: Blocks,
  row: number,
  met: Int32Array,
  visit: (later: number) => void,
): void {
  const end = starts[row + 1] as number
  for (let each = starts[row] as number; each < end; each++) {
    let at = places[each] as number
    for (let last = false; !last; ) {
      const entry = rows[++at] as number
      last = entry < 0
      const later = last ? ~entry : entry
      if (met[later] === row || later === row) continue
      met[later] = row
      visit(later)
    }
  }
}
