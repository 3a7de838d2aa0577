// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildIndex } from './build-index.ts'
import { plain } from './words.ts'
import { rank } from './search.ts'
import { type Entry, opened, uriAt } from './search-index.ts'
import learnt from './second-look.json' with { type: 'json' }
import { LOOKED_AT, seen } from './second-look.ts'
import { manyEntries } from './taxonomy.build.ts'

const entries = manyEntries(1100)
const open = (some: readonly Entry[]) => opened(buildIndex(some, 'it'))
const index = open(entries)
const words = [...new Set(entries.flatMap(({ labels, about }) => plain([...labels, about].join(' ')).split(' ')))]
const queries = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map(some => some.join(' '))

describe('a large classification', () => {
  test('whoever wants the best few gets the first of all', () => {
    fc.assert(
      fc.property(queries, fc.integer({ min: 1, max: 2 * LOOKED_AT }), (text, limit) => {
        expect(rank(index, text, limit)).toEqual(rank(index, text).slice(0, limit))
      }),
      { numRuns: 60 },
    )
  })

  test('each concept is there once, and scores descend', () => {
    fc.assert(
      fc.property(queries, text => {
        const found = rank(index, text)
        expect(new Set(found.map(one => one.concept)).size).toBe(found.length)
        expect(found.map(one => one.score)).toEqual(found.map(one => one.score).toSorted((a, b) => b - a))
      }),
      { numRuns: 60 },
    )
  })

  test('the same entries give the same answers to the bit, in whatever order they come', () => {
    const turned = open(entries.toReversed())
    fc.assert(
      fc.property(queries, text => {
        const answers = (of: typeof index) => rank(of, text, 10).map(hit => [uriAt(of, hit.concept), hit.score])
        expect(answers(turned)).toEqual(answers(index))
      }),
      { numRuns: 60 },
    )
  })

  test('nearly every name finds its own concept first', () => {
    const missed = entries.filter(
      ({ uri, labels }) => uriAt(index, rank(index, labels[1] ?? '', 1)[0]?.concept ?? -1) !== uri,
    )
    expect(missed.length).toBeLessThan(entries.length / 50)
  })
})

test('every number that was learnt has its place', () => {
  const inputs = seen.length + learnt.besideBest.length
  expect(learnt.besideBest.filter(name => !seen.includes(name))).toEqual([])
  for (const list of [learnt.middle, learnt.spread, learnt.direct, ...learnt.units.map(unit => unit.weights)])
    expect(list).toHaveLength(inputs)
  expect(Math.min(...learnt.spread)).toBeGreaterThan(0)
})
