// SPDX-License-Identifier: EUPL-1.2
// The greatest factors of a large table that is nearly empty (truncated singular value decomposition), by repeated
// multiplication of a few columns that are kept at right angles: H. Rutishauser, "Simultaneous iteration method for
// symmetric matrices" (Numerische Mathematik 16, 1970). It starts from the same numbers each time: same table, same
// factors to the bit.

export const DIMENSIONS = 64
/** More of them move the last dimensions, and no answer. */
const ROUNDS = 4

type Table = readonly (readonly (readonly [item: number, value: number])[])[]
type Packed = { readonly start: Int32Array; readonly items: Int32Array; readonly values: Float64Array }

function packedRows(table: Table): Packed {
  const start = new Int32Array(table.length + 1)
  for (const [at, row] of table.entries()) start[at + 1] = (start[at] as number) + row.length
  return {
    start,
    items: Int32Array.from(table.flatMap(row => row.map(([item]) => item))),
    values: Float64Array.from(table.flatMap(row => row.map(([, value]) => value))),
  }
}

type Way = 'toItems' | 'toThings'

/** The table times some columns, or turned round times some. */
function times({ start, items, values }: Packed, columns: Float64Array, size: number, way: Way): Float64Array {
  const found = new Float64Array(size * DIMENSIONS)
  for (let thing = 0; thing + 1 < start.length; thing++)
    for (let at = start[thing] as number; at < (start[thing + 1] as number); at++) {
      const [value, item] = [values[at] as number, items[at] as number]
      const from = (way === 'toItems' ? thing : item) * DIMENSIONS
      const to = (way === 'toItems' ? item : thing) * DIMENSIONS
      for (let column = 0; column < DIMENSIONS; column++)
        found[to + column] = (found[to + column] as number) + value * (columns[from + column] as number)
    }
  return found
}

function product(columns: Float64Array, one: number, other: number): number {
  let sum = 0
  for (let at = 0; at < columns.length; at += DIMENSIONS)
    sum += (columns[at + one] as number) * (columns[at + other] as number)
  return sum
}

/** What is left of a column below this was rounding: the table has no more dimensions. */
const NOTHING = 1e-10

/** Sets columns at right angles and makes each of length one (Gram and Schmidt). */
function straightened(columns: Float64Array): Float64Array {
  for (let column = 0; column < DIMENSIONS; column++) {
    const before = Math.sqrt(product(columns, column, column))
    for (let other = 0; other < column; other++) {
      const share = product(columns, other, column)
      for (let at = 0; at < columns.length; at += DIMENSIONS)
        columns[at + column] = (columns[at + column] as number) - share * (columns[at + other] as number)
    }
    const length = Math.sqrt(product(columns, column, column))
    const factor = length > NOTHING * before ? 1 / length : 0
    for (let at = 0; at < columns.length; at += DIMENSIONS)
      columns[at + column] = (columns[at + column] as number) * factor
  }
  return columns
}

/** Numbers between -1 and 1 that look like chance and are always the same. */
function firstColumns(length: number): Float64Array {
  const found = new Float64Array(length)
  let state = 12_345
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    found[at] = state / 0x40000000 - 1
  }
  return found
}

/**
 * @param table for each thing its items, each with a value
 * @param size how many items there are
 * @returns the factors of the items (as long as the dimension is important) and of the things (at right angles)
 */
export function factors(table: Table, size: number) {
  const packed = packedRows(table)
  let byThing = straightened(firstColumns(table.length * DIMENSIONS))
  for (let round = 0; round < ROUNDS; round++)
    byThing = straightened(times(packed, times(packed, byThing, size, 'toItems'), table.length, 'toThings'))
  const byItem = times(packed, byThing, size, 'toItems')
  const spread = Float64Array.from(
    { length: DIMENSIONS },
    (_, column) => Math.sqrt(product(byItem, column, column)) || 1,
  )
  return { byItem, byThing, spread }
}
