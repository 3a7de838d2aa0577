// SPDX-License-Identifier: EUPL-1.2
// Where two trees part: by halves, so that two parties compare some twenty hashes instead of a million.
import { equal } from '../verifier/bytes.ts'
import type { Range } from '../tree.ts'

/** The first place at which the entries of two trees of this size differ; undefined when they do not. */
export function firstDifference(
  size: number,
  a: (range: Range) => Uint8Array,
  b: (range: Range) => Uint8Array,
): number | undefined {
  const walk = (start: number, length: number): number | undefined => {
    const range = { start, size: length }
    if (length === 0 || equal(a(range), b(range))) return undefined
    if (length === 1) return start
    const split = 2 ** (Math.ceil(Math.log2(length)) - 1)
    return walk(start, split) ?? walk(start + split, length - split)
  }
  return walk(0, size)
}
