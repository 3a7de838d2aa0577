// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hideSmall, SMALLEST_CELL } from './small-cells.ts'

describe('cells under five people', () => {
  test('are hidden, zero and five are not', () => {
    expect(hideSmall([0, 4, 3, 5])).toEqual([0, 'few', 'few', 5])
  })

  test('one alone takes the next smallest with it, or the total would give it away', () => {
    expect(hideSmall([20, 3, 7])).toEqual([20, 'few', 'few'])
    expect(hideSmall([3])).toEqual(['few'])
  })

  test('never leave one hidden cell that the total reveals', () => {
    const counts = fc.array(fc.nat({ max: 30 }), { minLength: 2, maxLength: 12 })
    expect(
      fc.check(
        fc.property(counts, list => {
          const cells = hideSmall(list)
          const hidden = cells.filter(cell => cell === 'few').length
          const shownSmall = cells.some(cell => cell !== 'few' && cell > 0 && cell < SMALLEST_CELL)
          const positive = list.filter(count => count > 0).length
          return !shownSmall && (hidden !== 1 || positive === 1)
        }),
      ).failed,
    ).toBe(false)
  })
})
