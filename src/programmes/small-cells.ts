// SPDX-License-Identifier: EUPL-1.2
// Cells under five people are hidden in anything that leaves the organisation (design §8).

export const SMALLEST_CELL = 5

/** A count as it may leave: the number, or "fewer than five". */
export type Cell = number | 'few'

export const cellOf = (count: number): Cell => (count > 0 && count < SMALLEST_CELL ? 'few' : count)

/**
 * A column of counts whose total is shown too. One hidden cell alone could be worked out from the total, so the next
 * smallest one is hidden with it.
 * @param known counts that the reader has anyway: they are shown, and hide nothing else
 */
export function hideSmall(counts: readonly number[], known: ReadonlySet<number> = new Set()): readonly Cell[] {
  const hidden = new Set(
    counts.flatMap((count, index) => (cellOf(count) === 'few' && !known.has(index) ? [index] : [])),
  )
  if (hidden.size === 1) {
    const [next] = counts
      .map((count, index) => ({ count, index }))
      .filter(({ count, index }) => count > 0 && !hidden.has(index) && !known.has(index))
      .toSorted((a, b) => a.count - b.count)
    if (next) hidden.add(next.index)
  }
  return counts.map((count, index) => (hidden.has(index) ? 'few' : count))
}
