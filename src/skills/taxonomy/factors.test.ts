// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DIMENSIONS, factors } from './factors.ts'

const SIZE = 40
const row = fc.uniqueArray(fc.tuple(fc.nat(SIZE - 1), fc.integer({ min: 1, max: 9 })), {
  selector: ([item]) => item,
  maxLength: 6,
})
const tables = fc.array(row, { minLength: 5, maxLength: 50 })

test('a table with no more factors than are kept is the product of them', () => {
  fc.assert(
    fc.property(tables, table => {
      const { byItem, byThing } = factors(table, SIZE)
      for (const [thing, own] of table.entries())
        for (let item = 0; item < SIZE; item++) {
          let sum = 0
          for (let at = 0; at < DIMENSIONS; at++)
            sum += (byItem[item * DIMENSIONS + at] ?? 0) * (byThing[thing * DIMENSIONS + at] ?? 0)
          expect(sum).toBeCloseTo(own.find(([other]) => other === item)?.[1] ?? 0, 6)
        }
    }),
    { numRuns: 20 },
  )
})

test('the same table has the same factors to the bit', () => {
  fc.assert(
    fc.property(tables, table => {
      expect(factors(table, SIZE)).toEqual(factors(table, SIZE))
    }),
    { numRuns: 20 },
  )
})
