// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HASH, kernel } from '../hashing/kernel.ts'
import { append, rootOf } from '../tree.ts'
import { edgePlaces, grow, rootOfEdge, type Edge } from './growth.ts'
import { bundlesOf, decodeEntries, encodeEntries, parseTilePath, tilePath, tilesOf } from './tile.ts'

const leaves = randomBytes(70_000 * HASH)
const slice = (from: number, to: number): Uint8Array => leaves.subarray(from * HASH, to * HASH)
const rootByAppending = (size: number): Buffer => {
  const hashes = Array.from({ length: size }, (_, i) => slice(i, i + 1))
  return Buffer.from(rootOf(append([], hashes).peaks))
}

describe('the names of tiles', () => {
  test('are those of the specification', () => {
    expect(tilePath({ level: 3, position: 1_234_067, width: 256 })).toBe('tile/3/x001/x234/067')
    expect(tilePath({ level: 'entries', position: 0, width: 3 })).toBe('tile/entries/000.p/3')
    const count = (level: number, partial: boolean): number[] =>
      tilesOf(70_000)
        .filter(tile => tile.level === level && tile.width < 256 === partial)
        .map(tile => tile.width)
    expect(count(0, false)).toHaveLength(273)
    expect([count(0, true), count(1, false), count(1, true), count(2, true)]).toEqual([[112], [256], [17], [1]])
    expect(tilesOf(256)).toEqual([
      { level: 0, position: 0, width: 256 },
      { level: 1, position: 0, width: 1 },
    ])
    expect(bundlesOf(257).map(tilePath)).toEqual(['tile/entries/000', 'tile/entries/001.p/1'])
  })

  test('are read back, and only in their one spelling', () => {
    const level = fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 }))
    const position = fc.integer({ min: 0, max: 2 ** 40 })
    fc.assert(
      fc.property(level, position, fc.integer({ min: 1, max: 256 }), (l, p, width) => {
        expect(parseTilePath(tilePath({ level: l, position: p, width }))).toEqual({ level: l, position: p, width })
      }),
    )
  })

  test.each([
    'tile/0/0',
    'tile/0/1234',
    'tile/64/000',
    'tile/00/000',
    'tile/0/x000/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p',
    '/tile/0/000',
    'tile/0/000/',
    'tile/-1/000',
    'tile/0/../000',
    'tile/entries/x01/000',
  ])('%s is none', path => expect(parseTilePath(path)).toBeUndefined())
})

test('a tree grown by tiles in any portions has the root of the plain tree', () => {
  const portions = fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 200, max: 900 })), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(portions, sizes => {
      let edge: Edge = []
      let size = 0
      const tiles = new Map<string, Uint8Array>()
      for (const more of sizes) {
        const grown = grow(size, edge, slice(size, size + more))
        for (const { level, position, hashes } of grown.changed) tiles.set(`${level}/${position}`, hashes)
        ;[size, edge] = [grown.size, grown.edge]
      }
      expect(Buffer.from(rootOfEdge(edge))).toEqual(rootByAppending(size))
      expect(edgePlaces(size).map(({ level, width }) => [level, width])).toEqual(
        edge.flatMap((hashes, level) => (hashes.length > 0 ? [[level, hashes.length / HASH]] : [])),
      )
      expect(tilesOf(size).map(({ level, position, width }) => [`${level}/${position}`, width])).toEqual(
        [...tiles].map(([name, hashes]) => [name, hashes.length / HASH]).toSorted(byLevelAndPlace),
      )
    }),
    { numRuns: 40 },
  )
})

const byLevelAndPlace = (a: (string | number)[], b: (string | number)[]): number => {
  const [[l1 = 0, p1 = 0], [l2 = 0, p2 = 0]] = [a, b].map(([name]) => String(name).split('/').map(Number)) as [
    number[],
    number[],
  ]
  return l1 - l2 || p1 - p2
}

test('65,536 and a few more leaves fill a tile of the second level', () => {
  const grown = grow(0, [], leaves)
  expect(grown.size).toBe(70_000)
  expect(grown.edge.map(hashes => hashes.length / HASH)).toEqual([112, 17, 1])
  expect(Buffer.from(rootOfEdge(grown.edge))).toEqual(rootByAppending(70_000))
})

test('the empty tree has the hash of nothing', () => {
  expect(Buffer.from(rootOfEdge([]))).toEqual(Buffer.from(rootOf([])))
})

test('bundles of entries are read back; damage in a length is noticed', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 }), entries => {
      const bytes = encodeEntries(entries)
      expect(decodeEntries(bytes)?.map(entry => Array.from(entry))).toEqual(entries.map(entry => Array.from(entry)))
      expect(decodeEntries(bytes.subarray(0, bytes.length - 1))).toBeUndefined()
    }),
  )
  expect(decodeEntries(new Uint8Array(0))).toBeUndefined()
  expect(kernel().vectors).toBe(true)
})
