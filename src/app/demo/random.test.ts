// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomFrom } from './random.ts'

const draws = (seed: number) => {
  const random = randomFrom(seed)
  return Array.from({ length: 20 }, () => random.below(1_000_000))
}

describe('chance that repeats', () => {
  test('gives the same draws for the same seed, and others for another', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        expect(draws(seed)).toEqual(draws(seed))
      }),
    )
    expect(draws(1)).not.toEqual(draws(2))
  })

  test('stays within its limits, both ends of a range included', () => {
    const seen = new Set<number>()
    const random = randomFrom(7)
    for (let i = 0; i < 500; i++) seen.add(random.between(3, 6))
    expect([...seen].toSorted()).toEqual([3, 4, 5, 6])
  })

  test('weighs: what weighs nothing never comes, the rest about as often as its share', () => {
    const random = randomFrom(11)
    const drawn = Array.from({ length: 4000 }, () =>
      random.weighted([
        ['often', 75],
        ['never', 0],
        ['seldom', 25],
      ]),
    )
    expect(drawn).not.toContain('never')
    const share = drawn.filter(each => each === 'often').length / drawn.length
    expect(share).toBeGreaterThan(0.71)
    expect(share).toBeLessThan(0.79)
  })

  test('shuffles without losing or doubling anything', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.integer()), (seed, items) => {
        const shuffled = randomFrom(seed).shuffle(items)
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b))
      }),
    )
  })
})
