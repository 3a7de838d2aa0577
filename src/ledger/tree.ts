// SPDX-License-Identifier: EUPL-1.2
// The growing tree of RFC 6962, kept as the hashes of its complete subtrees: (level, position) → hash.
import { sha256 } from './crypto.client.ts'

export type Node = { readonly level: number; readonly position: number; readonly hash: Uint8Array }
/** Roots of the complete subtrees that a tree of this size consists of, largest first: one for each binary digit. */
export type Peaks = readonly Node[]

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export const leafOf = (entry: Uint8Array): Uint8Array => sha256(LEAF, entry)
const join = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(NODE, left, right)

/** Where the peaks of a tree of this size are. */
export function peakPlaces(size: number): { level: number; position: number }[] {
  const places: { level: number; position: number }[] = []
  let start = 0
  for (let level = 52; level >= 0; level--) {
    const width = 2 ** level
    if (Math.floor(size / width) % 2 === 0) continue
    places.push({ level, position: start / width })
    start += width
  }
  return places
}

/** Appends leaves; answers the new peaks and every complete subtree that came into being, leaves included. */
export function append(peaks: Peaks, leaves: readonly Uint8Array[]): { peaks: Peaks; added: Node[] } {
  const stack = [...peaks]
  const added: Node[] = []
  let size = peaks.reduce((sum, { level }) => sum + 2 ** level, 0)
  for (const hash of leaves) {
    let node: Node = { level: 0, position: size++, hash }
    added.push(node)
    for (let left = stack.at(-1); left?.level === node.level; left = stack.at(-1)) {
      stack.pop()
      node = { level: node.level + 1, position: left.position / 2, hash: join(left.hash, node.hash) }
      added.push(node)
    }
    stack.push(node)
  }
  return { peaks: stack, added }
}

/** The root: the peaks joined from the right; SHA-256 of nothing for the empty tree (RFC 6962 §2.1). */
export function rootOf(peaks: Peaks): Uint8Array {
  if (peaks.length === 0) return sha256()
  return peaks.map(peak => peak.hash).reduceRight((right, left) => join(left, right))
}

const splitOf = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1)

export type Range = { readonly start: number; readonly size: number }

/** The ranges without any of the leaves, left to right: what a proof for all of them together must supply. */
export function rangesWithout(leaves: readonly number[], size: number): Range[] {
  const sorted = [...leaves].sort((a, b) => a - b)
  const ranges: Range[] = []
  let next = 0
  const walk = (start: number, length: number): void => {
    const leaf = sorted[next]
    if (leaf === undefined || leaf >= start + length) {
      ranges.push({ start, size: length })
    } else if (length === 1) {
      next++
    } else {
      const split = splitOf(length)
      walk(start, split)
      walk(start + split, length - split)
    }
  }
  if (size > 0) walk(0, size)
  return ranges
}

/** Audit path of RFC 6962 §2.1.1 as ranges, from the leaf upwards. */
export function inclusionPath(index: number, size: number, start = 0): Range[] {
  if (size <= 1) return []
  const split = splitOf(size)
  return index < split
    ? [...inclusionPath(index, split, start), { start: start + split, size: size - split }]
    : [...inclusionPath(index - split, size - split, start + split), { start, size: split }]
}

/** Consistency proof of RFC 6962 §2.1.2 as ranges. */
export function consistencyPath(old: number, size: number): Range[] {
  const walk = (m: number, start: number, n: number, whole: boolean): Range[] => {
    if (m === n) return whole ? [] : [{ start, size: n }]
    const split = splitOf(n)
    return m <= split
      ? [...walk(m, start, split, whole), { start: start + split, size: n - split }]
      : [...walk(m - split, start + split, n - split, false), { start, size: split }]
  }
  return old > 0 && old < size ? walk(old, 0, size, true) : []
}

/** Complete subtrees that make up a range as RFC 6962 splits it. */
export function subtreesOf({ start, size }: Range): { level: number; position: number }[] {
  return peakPlaces(size).map(({ level, position }) => ({ level, position: position + start / 2 ** level }))
}

/** The hash of a range, given the hashes of its complete subtrees. */
export const rangeHash = (range: Range, hashOf: (level: number, position: number) => Uint8Array): Uint8Array =>
  rootOf(subtreesOf(range).map(({ level, position }) => ({ level, position, hash: hashOf(level, position) })))
