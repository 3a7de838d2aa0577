// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatClockTime, parseClockTime } from './clock-time.ts'

test.each([
  ['9', 540],
  ['9:00', 540],
  ['09.30', 570],
  ['9,30', 570],
  ['9h30', 570],
  ['0930', 570],
  [' 14 : 05 ', 845],
  ['0:00', 0],
  ['24:00', 1440],
  ['24:01', undefined],
  ['25', undefined],
  ['9:60', undefined],
  ['9:5', undefined],
  ['', undefined],
  ['nove', undefined],
  ['-9:00', undefined],
])('the time "%s" is minute %s', (text, minute) => {
  expect(parseClockTime(text)).toBe(minute)
})

test('every minute of the day reads back as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1440 }), minute => {
      expect(parseClockTime(formatClockTime(minute))).toBe(minute)
    }),
  )
})
