// SPDX-License-Identifier: EUPL-1.2
// The greatest of many values without sorting all of them: they are counted by size, and only where the line runs through
// is anything compared.

const FINEST = 512
const bins = new Int32Array(4 * FINEST + 1)
const LAST = bins.length - 1
const binOf = (value: number): number => Math.min(LAST, (value * FINEST) | 0)

/** The numbers of the `count` greatest values above zero, in no order; of equal values the lower numbers. */
export function greatest(values: Float32Array, count: number): readonly number[] {
  bins.fill(0)
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    if (value <= 0) continue
    const bin = binOf(value)
    bins[bin] = (bins[bin] as number) + 1
  }
  let least = LAST
  for (let sum = 0; least > 0; least--) {
    sum += bins[least] as number
    if (sum >= count) break
  }
  const found: number[] = []
  const edge: number[] = []
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    if (value <= 0) continue
    const bin = binOf(value)
    if (bin > least) found.push(at)
    else if (bin === least) edge.push(at)
  }
  const room = count - found.length
  if (edge.length > room) edge.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b).length = room
  for (const at of edge) found.push(at)
  return found
}
