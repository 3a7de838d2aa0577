// SPDX-License-Identifier: EUPL-1.2
// Keys in order with the rows that carry them: two typed arrays, sorted once by radix (three passes of eleven bits).

export type Postings = {
  /** Keys in ascending order as unsigned numbers; the row beside each. */
  readonly keys: Uint32Array
  readonly rows: Int32Array
  /** Where keys with a given top begin: a search looks only inside. */
  readonly tops: Int32Array
}

const TOP_BITS = 16

/** @param keys one for each entry @param rows the row of each entry; both are left as they are */
export function postingsOf(keys: Int32Array, rows: Int32Array): Postings {
  const sorted = sortedByKey(keys.slice(), rows.slice())
  return { ...sorted, tops: topsOf(sorted.keys) }
}

/** The same without the tops. Takes the arrays themselves for room: they hold nothing of use afterwards. */
export function sortedByKey(keys: Int32Array, rows: Int32Array): Pick<Postings, 'keys' | 'rows'> {
  let [from, fromRows]: [Uint32Array, Int32Array] = [new Uint32Array(keys.buffer, keys.byteOffset, keys.length), rows]
  let [to, toRows]: [Uint32Array, Int32Array] = [new Uint32Array(keys.length), new Int32Array(keys.length)]
  for (const shift of [0, 11, 22]) {
    const counts = new Int32Array(2049)
    for (let i = 0; i < from.length; i++) {
      const digit = (((from[i] as number) >>> shift) & 2047) + 1
      counts[digit] = (counts[digit] as number) + 1
    }
    for (let d = 1; d < counts.length; d++) counts[d] = (counts[d] as number) + (counts[d - 1] as number)
    for (let i = 0; i < from.length; i++) {
      const key = from[i] as number
      const digit = (key >>> shift) & 2047
      const place = counts[digit] as number
      counts[digit] = place + 1
      to[place] = key
      toRows[place] = fromRows[i] as number
    }
    ;[from, to] = [to, from]
    ;[fromRows, toRows] = [toRows, fromRows]
  }
  return { keys: from, rows: fromRows }
}

function topsOf(sorted: Uint32Array): Int32Array {
  const tops = new Int32Array((1 << TOP_BITS) + 1).fill(sorted.length)
  for (let i = sorted.length - 1; i >= 0; i--) tops[(sorted[i] as number) >>> (32 - TOP_BITS)] = i
  for (let top = tops.length - 2; top >= 0; top--) tops[top] = Math.min(tops[top] as number, tops[top + 1] as number)
  return tops
}

/** Where a key begins; -1 when nobody has it. */
export function findKey({ keys, tops }: Postings, key: number): number {
  const wanted = key >>> 0
  const top = wanted >>> (32 - TOP_BITS)
  let [low, high] = [tops[top] as number, tops[top + 1] as number]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return keys[low] === wanted ? low : -1
}
