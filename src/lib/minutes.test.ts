// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatHours, type Minutes, minutes, parseDuration, sumMinutes } from './minutes.ts'

test.each([
  ['2h30', 150],
  ['2h30m', 150],
  ['2h', 120],
  ['2 h 5', 125],
  ['2,5', 150],
  ['2.5', 150],
  ['2,25 h', 135],
  ['02:30', 150],
  ['2:30 h', 150],
  ['2 ore e 30', 150],
  ['2 ore e 30 minuti', 150],
  ['2 ore e mezza', 150],
  ["mezz'ora", 30],
  ['1 ora', 60],
  ['150 min', 150],
  ["150'", 150],
  ['150′', 150],
  ['2 h 30′', 150],
  [' 2 H 30 ', 150],
  ['12', 720],
  ['13', 13],
  ['150', 150],
  ['0', 0],
  ['25h', 1500],
])('%j is %i minutes', (text, expected) => expect(parseDuration(text)).toBe(expected))

test.each(['', 'due ore', '2h75', '2:60', '-2', '2,33', '2,', '1h2h', '99999999', '12.5.1', 'h', '2 ore e'])(
  '%j is not a length',
  text => expect(parseDuration(text)).toBeUndefined(),
)

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), value => {
      expect(parseDuration(formatHours(value as Minutes))).toBe(value)
    }),
  )
})

test('no text makes a fraction or a negative number of minutes', () => {
  const odd = fc.string({ unit: fc.constantFrom(..."0123456789.,:hm 'e"), maxLength: 9 })
  fc.assert(
    fc.property(odd, text => {
      const read = parseDuration(text)
      expect(read === undefined || (Number.isInteger(read) && read >= 0)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('minutes are whole and not negative', () => {
  expect(minutes(1.5)).toBeUndefined()
  expect(minutes(-1)).toBeUndefined()
  expect(minutes(90)).toBe(90)
  expect(sumMinutes([90 as Minutes, 30 as Minutes])).toBe(120)
})
