// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Rows } from './rows.ts'

test('keeps every number where it was put, however many places and rows there come to be', () => {
  const put = fc.record({ row: fc.nat({ max: 40 }), place: fc.nat({ max: 50 }), number: fc.nat() })
  fc.assert(
    fc.property(fc.array(put, { maxLength: 60 }), puts => {
      const rows = new Rows(1)
      const kept = new Map<string, number>()
      for (let row = 0; row <= 40; row++) rows.clear(row)
      for (const { row, place, number } of puts) {
        rows.put(row, place, number)
        kept.set(`${row} ${place}`, number)
      }
      const order = Int32Array.from({ length: 41 }, (_, row) => 40 - row)
      const turned = rows.inOrder(order)
      const asked = Array.from({ length: 41 * 61 }, (_, n) => [Math.floor(n / 61), n % 61] as const)
      expect(asked.map(([row, place]) => rows.at(row, place))).toEqual(
        asked.map(([row, place]) => kept.get(`${row} ${place}`) ?? -1),
      )
      expect(asked.map(([row, place]) => turned.at(40 - row, place))).toEqual(
        asked.map(([row, place]) => rows.at(row, place)),
      )
    }),
  )
})

test('forgets what stood in a row that is used again', () => {
  const rows = new Rows(1)
  rows.clear(0)
  rows.put(0, 3, 7)
  rows.clear(0)
  expect(rows.at(0, 3)).toBe(-1)
})
