// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cents, decimalEuros, parseEuros, sumCents, writtenEuros } from './money.ts'

test.each([
  ['865.932,90', 86_593_290],
  ['€ 865.932,90', 86_593_290],
  ['865932.90', 86_593_290],
  ['1.250', 125_000],
  ['1250', 125_000],
  ['12,5', 1250],
  ['12.50', 1250],
  ['-3,05', -305],
  ['−3,05 €', -305],
  ['0', 0],
])('%j is %i cents', (text, expected) => expect(parseEuros(text)).toBe(expected))

test.each(['', '12,345', '1.25.0', 'mille', '12,', '1,250.00', '--1'])('%j is not an amount', text =>
  expect(parseEuros(text)).toBeUndefined(),
)

test('what is written is read back, and sums stay whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_99, max: 99_999_999_99 }), value => {
      expect(parseEuros(decimalEuros(value as Cents))).toBe(value)
      expect(parseEuros(writtenEuros(value as Cents))).toBe(value)
    }),
  )
  expect(sumCents([1 as Cents, 2 as Cents])).toBe(3)
})
