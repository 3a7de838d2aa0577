// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { HASH, plainKernel } from '../hashing/kernel.ts'
import { verifyConsistency, verifyInclusion } from '../verifier/merkle.ts'
import { grow, rootOfEdge } from './growth.ts'
import { TreeInMemory } from './memory-tree.ts'

test('over several blocks its roots are those of the tiles, and its proofs hold', () => {
  const hashes = randomBytes(40_000 * HASH)
  const tree = new TreeInMemory()
  for (const [from, until] of [
    [0, 1],
    [1, 16_383],
    [16_383, 16_385],
    [16_385, 40_000],
  ] as const)
    tree.append(hashes.subarray(from * HASH, until * HASH))
  const size = 40_000
  const rootAt = (n: number) => rootOfEdge(grow(0, [], hashes.subarray(0, n * HASH)).edge)
  for (const n of [1, 2, 16_384, 16_385, 33_333, size])
    expect(Buffer.from(tree.rootAt(n))).toEqual(Buffer.from(rootAt(n)))
  const root = tree.rootAt(size)
  for (const index of [0, 1, 16_383, 16_384, 39_999]) {
    const leaf = hashes.subarray(index * HASH, (index + 1) * HASH)
    expect(verifyInclusion(BigInt(index), BigInt(size), leaf, tree.inclusion(index), root)).toBe(true)
  }
  for (const old of [1, 16_384, 20_001])
    expect(verifyConsistency(BigInt(old), BigInt(size), tree.rootAt(old), root, tree.consistency(old))).toBe(true)
  const plain = new TreeInMemory(plainKernel)
  plain.append(hashes.subarray(0, 300 * HASH))
  expect(plain.rootAt(300)).toEqual(tree.rootAt(300))
})
