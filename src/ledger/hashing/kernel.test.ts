// SPDX-License-Identifier: EUPL-1.2
import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signed, unsigned } from './assembler.ts'
import { HASH, kernel, plainKernel, rootOfHashes } from './kernel.ts'
import { append, rootOf } from '../tree.ts'

const digest = (prefix: number, message: Uint8Array): Buffer =>
  createHash('sha256').update(Uint8Array.of(prefix)).update(message).digest()
const expected = (prefix: number, messages: Uint8Array, length: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.floor(messages.length / length) }, (_, i) =>
      digest(prefix, messages.subarray(i * length, (i + 1) * length)),
    ),
  )

test('this runtime has the vectors', () => expect(kernel().vectors).toBe(true))

test.each([0, 1, 2, 3, 4, 5, 7, 8, 255, 256, 257, 16_383, 16_384, 16_385, 40_001])(
  '%i leaves and %i nodes are those of node:crypto, bit for bit',
  count => {
    const entries = randomBytes(count * 114)
    expect(Buffer.compare(kernel().leaves(entries), expected(0, entries, 114))).toBe(0)
    const hashes = randomBytes(count * HASH)
    expect(Buffer.compare(kernel().nodes(hashes), expected(1, hashes, 64))).toBe(0)
  },
)

test('any bytes, all ones and all zeros among them', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ minLength: 0, maxLength: 1500 }),
    fc.integer({ min: 0, max: 1500 }).map(n => new Uint8Array(n).fill(0xff)),
    fc.integer({ min: 0, max: 1500 }).map(n => new Uint8Array(n)),
  )
  fc.assert(
    fc.property(bytes, given => {
      expect(Buffer.compare(kernel().leaves(given), expected(0, given, 114))).toBe(0)
      expect(Buffer.compare(kernel().nodes(given), expected(1, given, 64))).toBe(0)
      expect(plainKernel.nodes(given)).toEqual(kernel().nodes(given))
    }),
    { numRuns: 300 },
  )
})

describe('the root of a level', () => {
  test('is that of the growing tree, for every size', () => {
    const hashes = randomBytes(600 * HASH)
    const leaves = Array.from({ length: 600 }, (_, i) => hashes.subarray(i * HASH, (i + 1) * HASH))
    for (let size = 1; size <= 600; size += size < 40 ? 1 : 37) {
      const { peaks } = append([], leaves.slice(0, size))
      expect(Buffer.from(rootOfHashes(hashes.subarray(0, size * HASH)) ?? [])).toEqual(Buffer.from(rootOf(peaks)))
    }
    expect(rootOfHashes(new Uint8Array(0))).toBeUndefined()
  })
})

test('LEB128 as the standard writes it', () => {
  expect([unsigned(0), unsigned(127), unsigned(128), unsigned(624485)]).toEqual([
    [0],
    [127],
    [128, 1],
    [0xe5, 0x8e, 0x26],
  ])
  expect([signed(0), signed(-1), signed(63), signed(64), signed(-123456)]).toEqual([
    [0],
    [0x7f],
    [63],
    [0xc0, 0],
    [0xc0, 0xbb, 0x78],
  ])
})
