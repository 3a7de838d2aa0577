// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import {
  isBefore,
  isoOf,
  monthsInAll,
  monthsOf,
  parsePartial,
  type PartialDate,
  type Period,
  yearsAndMonths,
} from './period.ts'

const today = '2026-11-21' as CivilDate
const period = (from: string, until?: string): Period => {
  const [start, end] = [parsePartial(from), until === undefined ? undefined : parsePartial(until)]
  return { ...(start ? { from: start } : {}), ...(end ? { until: end } : {}), ongoing: until === undefined }
}

describe('how long a job lasted', () => {
  test.each([
    ['years alone', period('2014', '2020'), 72],
    ['within one year known by its number', period('2014', '2014'), 1],
    ['months are counted whole, both ends included', period('2014-03', '2014-05'), 3],
    ['one month', period('2014-03', '2014-03'), 1],
    ['still going on: until this month', period('2026-01'), 11],
    ['from a month to a year', period('2014-07', '2016'), 18],
    ['an end before the start has no length', period('2020', '2014'), undefined],
    ['without a start nothing is known', { until: { year: 2020 }, ongoing: false } as Period, undefined],
  ])('%s', (_, given, months) => {
    expect(monthsOf(given, today)).toBe(months)
  })
})

test('two jobs at the same time count once', () => {
  expect(monthsInAll([period('2014-01', '2014-12'), period('2014-06', '2015-06')], today)).toBe(18)
})

test.each([
  ['2015', '2016', true],
  ['2016', '2016-03', false],
  ['2016-03', '2016', false],
  ['2016-02', '2016-03', true],
])('%s before %s for certain: %s', (a, b, before) => {
  expect(isBefore(parsePartial(a) as PartialDate, parsePartial(b) as PartialDate)).toBe(before)
})

const partial = fc.record(
  { year: fc.integer({ min: 1950, max: 2026 }), month: fc.integer({ min: 1, max: 12 }) },
  { requiredKeys: ['year'] },
)
const anyPeriod = fc.record({ from: partial, until: partial, ongoing: fc.constant(false) })

test('a partial date survives being written', () => {
  fc.assert(
    fc.property(partial, date => {
      expect(parsePartial(isoOf(date))).toEqual(date)
    }),
  )
})

test('work in all is never more than the sum of the jobs, nor less than the longest', () => {
  fc.assert(
    fc.property(fc.array(anyPeriod, { maxLength: 6 }), periods => {
      const each = periods.map(given => monthsOf(given, today) ?? 0)
      const whole = monthsInAll(periods, today)
      expect(whole).toBeLessThanOrEqual(each.reduce((a, b) => a + b, 0))
      expect(whole).toBeGreaterThanOrEqual(Math.max(0, ...each))
    }),
  )
})

test('the order in which jobs are told changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anyPeriod, { maxLength: 6 }), periods => {
      expect(monthsInAll(periods.toReversed(), today)).toBe(monthsInAll(periods, today))
    }),
  )
})

test('years and months add up again', () => {
  fc.assert(
    fc.property(fc.nat(1000), months => {
      const parts = yearsAndMonths(months)
      expect(parts.years * 12 + parts.months).toBe(months)
      expect(parts.months).toBeLessThan(12)
    }),
  )
})
