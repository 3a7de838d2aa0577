// SPDX-License-Identifier: EUPL-1.2
import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  append,
  consistencyPath,
  inclusionPath,
  leafOf,
  type Node,
  peakPlaces,
  rangeHash,
  rangesWithout,
  rootOf,
} from './tree.ts'
import { leafHash, rootFromLeaves, verifyConsistency, verifyInclusion } from './verifier/merkle.ts'
import { sha256 } from './verifier/sha256.ts'

const hash = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()

/** MTH of RFC 6962 §2.1, word for word. */
function mth(entries: readonly Uint8Array[]): Buffer {
  const [only] = entries
  if (!only) return hash()
  if (entries.length === 1) return hash(Uint8Array.of(0), only)
  let k = 1
  while (k * 2 < entries.length) k *= 2
  return hash(Uint8Array.of(1), mth(entries.slice(0, k)), mth(entries.slice(k)))
}

const entriesOf = (size: number): Buffer[] => Array.from({ length: size }, (_, i) => Buffer.from(`entry ${i}`))

function grow(entries: readonly Uint8Array[], portion: number) {
  const nodes = new Map<string, Uint8Array>()
  let peaks: readonly Node[] = []
  for (let from = 0; from < entries.length; from += portion) {
    const grown = append(peaks, entries.slice(from, from + portion).map(leafOf))
    peaks = grown.peaks
    for (const node of grown.added) nodes.set(`${node.level}/${node.position}`, node.hash)
  }
  const at = (level: number, position: number): Uint8Array => {
    const found = nodes.get(`${level}/${position}`)
    if (!found) throw new Error(`no node ${level}/${position}`)
    return found
  }
  return { peaks, at }
}

const sizes = fc.integer({ min: 1, max: 300 })

describe('the growing tree', () => {
  test('has the root of RFC 6962, however it grew', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 40 }), (size, portion) => {
        const entries = entriesOf(size)
        const { peaks } = grow(entries, portion)
        expect(Buffer.from(rootOf(peaks)).equals(mth(entries))).toBe(true)
        expect(peaks.map(({ level, position }) => ({ level, position }))).toEqual(peakPlaces(size))
      }),
      { numRuns: 60 },
    )
    expect(Buffer.from(rootOf([])).equals(mth([]))).toBe(true)
  })

  test('gives inclusion proofs that hold for their leaf and for no other', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, pick) => {
        const index = pick % size
        const entries = entriesOf(size)
        const { peaks, at } = grow(entries, 7)
        const proof = inclusionPath(index, size).map(range => rangeHash(range, at))
        const holds = (i: number, leaf: Uint8Array): boolean =>
          verifyInclusion(BigInt(i), BigInt(size), leaf, proof, rootOf(peaks))
        expect(holds(index, leafHash(entries[index] ?? Buffer.alloc(0)))).toBe(true)
        expect(holds(index, leafHash(Buffer.from('other')))).toBe(false)
        const elsewhere = holds((index + 1) % size, leafHash(entries[index] ?? Buffer.alloc(0)))
        expect(elsewhere).toBe(size === 1)
      }),
      { numRuns: 60 },
    )
  })

  test('gives consistency proofs that hold, and not with a byte changed', () => {
    fc.assert(
      fc.property(sizes, sizes, (a, b) => {
        const [old, size] = a < b ? [a, b] : [b, a]
        const entries = entriesOf(size)
        const { peaks, at } = grow(entries, 5)
        const proof = consistencyPath(old, size).map(range => rangeHash(range, at))
        const check = (given: readonly Uint8Array[]): boolean =>
          verifyConsistency(BigInt(old), BigInt(size), mth(entries.slice(0, old)), rootOf(peaks), given)
        expect(check(proof)).toBe(true)
        expect(check([randomBytes(32), ...proof.slice(1)])).toBe(false)
        expect(check([...proof, randomBytes(32)])).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('proves any choice of leaves with one shared proof, and no other choice', () => {
    fc.assert(
      fc.property(sizes, fc.uniqueArray(fc.nat({ max: 299 }), { minLength: 1, maxLength: 40 }), (size, picks) => {
        const chosen = picks.filter(i => i < size).sort((a, b) => a - b)
        fc.pre(chosen.length > 0)
        const entries = entriesOf(size)
        const { peaks, at } = grow(entries, 11)
        const nodes = rangesWithout(chosen, size).map(range => rangeHash(range, at))
        const leaves = chosen.map(index => ({ index, hash: leafHash(entries[index] ?? Buffer.alloc(0)) }))
        const root = rootOf(peaks)
        const same = (given: Uint8Array | undefined): boolean => given !== undefined && Buffer.from(given).equals(root)
        expect(same(rootFromLeaves(BigInt(size), leaves, nodes))).toBe(true)
        expect(same(rootFromLeaves(BigInt(size), leaves, [...nodes, root]))).toBe(false)
        expect(same(rootFromLeaves(BigInt(size), leaves.slice(1), nodes))).toBe(false)
      }),
      { numRuns: 80 },
    )
  })

  test('an empty or short hash proves nothing', () => {
    const [leaf, empty] = [leafHash(Buffer.from('a')), new Uint8Array(0)]
    expect(verifyInclusion(0n, 1n, empty, [], empty)).toBe(false)
    expect(verifyInclusion(0n, 2n, leaf, [empty], leaf)).toBe(false)
    expect(verifyConsistency(0n, 0n, empty, empty, [])).toBe(false)
    expect(verifyConsistency(1n, 1n, empty, empty, [])).toBe(false)
    expect(rootFromLeaves(2n, [{ index: 0, hash: leaf }], [empty])).toBeUndefined()
  })
})

test('our SHA-256 is the runtime’s', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      expect(Buffer.from(sha256(bytes)).equals(hash(bytes))).toBe(true)
    }),
  )
})
