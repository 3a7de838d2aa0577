// SPDX-License-Identifier: EUPL-1.2
// A stable counting sort by numbers of sixteen bits, one key after the other from the least to the most significant.

const VALUES = 1 << 16
/** Fewer are compared: going through all values would take longer. */
const FEW = 4096

/** Puts places in the order of their keys; those with equal keys stay as they stand. */
export function sortedBy(order: Uint32Array, keyOf: (place: number) => number): Uint32Array<ArrayBuffer> {
  if (order.length < FEW) return Uint32Array.from(order).sort((a, b) => keyOf(a) - keyOf(b))
  const next = new Uint32Array(VALUES + 1)
  const keys = new Uint16Array(order.length)
  for (let at = 0; at < order.length; at++) {
    const key = keyOf(order[at] as number)
    keys[at] = key
    next[key + 1] = (next[key + 1] as number) + 1
  }
  for (let key = 0; key < VALUES; key++) next[key + 1] = (next[key + 1] as number) + (next[key] as number)
  const sorted = new Uint32Array(order.length)
  for (let at = 0; at < order.length; at++) {
    const key = keys[at] as number
    const to = next[key] as number
    sorted[to] = order[at] as number
    next[key] = to + 1
  }
  return sorted
}
