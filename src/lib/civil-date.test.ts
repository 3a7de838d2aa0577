// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  ageOn,
  type CivilDate,
  civilDate,
  compareDates,
  dayInRome,
  daysBetween,
  type Instant,
  instantInRome,
  parseCivilDate,
  parseInstant,
  partsOf,
  timeInRome,
  weekday,
} from './civil-date.ts'

const day = (iso: string) => iso as CivilDate
const anyDay = fc.integer({ min: -100_000, max: 100_000 }).map(days => addDays(day('2000-01-01'), days))

describe('a civil date exists in the calendar', () => {
  test.each([
    [2024, 2, 29, '2024-02-29'],
    [2023, 2, 29, undefined],
    [1900, 2, 29, undefined],
    [2000, 2, 29, '2000-02-29'],
    [2026, 11, 31, undefined],
    [2026, 13, 1, undefined],
    [2026, 0, 1, undefined],
    [0, 1, 1, undefined],
    [99, 1, 1, '0099-01-01'],
    [2026, 1.5, 1, undefined],
  ])('%d-%d-%d', (y, m, d, expected) => expect(civilDate(y, m, d)).toBe(expected))

  test.each(['2026-1-1', '2026-11-21T00:00:00Z', ' 2026-11-21', '21/11/2026', '2026-02-30', ''])(
    '%j is not one',
    text => expect(parseCivilDate(text)).toBeUndefined(),
  )

  test('its parts make it again', () => {
    fc.assert(
      fc.property(anyDay, date => {
        const { year, month, day } = partsOf(date)
        expect(civilDate(year, month, day)).toBe(date)
        expect(parseCivilDate(date)).toBe(date)
      }),
    )
  })
})

describe('counting days and months', () => {
  test('days added are days between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days)
      }),
    )
  })

  test('order of texts is order of days', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(Math.sign(compareDates(a, b))).toBe(Math.sign(daysBetween(b, a)))
      }),
    )
  })

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-21', 2, '2027-01-21'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-21', -23, '2024-12-21'],
  ])('%s and %i months is %s', (from, months, to) => expect(addMonths(day(from), months)).toBe(to))

  test('a year outside 1–9999 is refused', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addMonths(day('0001-01-01'), -1)).toThrow(RangeError)
  })

  test.each([
    ['2026-11-21', 6],
    ['1969-12-29', 1],
    ['2000-02-29', 2],
  ])('%s is day %i of the week', (date, expected) => expect(weekday(day(date))).toBe(expected))
})

describe('age is in completed years', () => {
  test.each([
    ['1998-11-21', '2026-11-21', 28],
    ['1998-11-22', '2026-11-21', 27],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2026-11-21', '2026-11-21', 0],
  ])('born %s is on %s aged %i', (birth, on, age) => expect(ageOn(day(birth), day(on))).toBe(age))
})

describe('Rome and UTC', () => {
  const at = (text: string) => text as Instant
  test.each([
    ['2026-11-20T23:30:00.000Z', '2026-11-21', '00:30'],
    ['2026-07-01T22:00:00.000Z', '2026-07-02', '00:00'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25', '02:30'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25', '02:30'],
  ])('%s is %s %s', (instant, date, time) => {
    expect(dayInRome(at(instant))).toBe(date)
    expect(timeInRome(at(instant))).toBe(time)
  })

  test('every moment since 1970 is shown as the tables of time zones have it', () => {
    const tables = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'short' })
    const moments = fc.integer({ min: 0, max: 75 * 366 * 24 * 60 }).map(minutes => new Date(minutes * 60_000))
    fc.assert(
      fc.property(moments, moment => {
        const instant = at(moment.toISOString())
        expect(`${dayInRome(instant)} ${timeInRome(instant)}`).toBe(tables.format(moment))
      }),
      { numRuns: 500 },
    )
  })

  test('a time on Italian clocks becomes the instant that shows it', () => {
    const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    const modern = fc.integer({ min: 0, max: 20_000 }).map(days => addDays(day('1990-01-01'), days))
    fc.assert(
      fc.property(modern, times, (date, [h, m]) => {
        const time = `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`
        const instant = instantInRome(date, time) ?? at('')
        // In the hour skipped in March no instant shows that time: the clock has jumped one hour forward.
        const skipped = h === 2 && partsOf(date).month === 3 && weekday(date) === 7 && partsOf(date).day > 24
        const hour = skipped ? h + 1 : h
        expect([dayInRome(instant), timeInRome(instant)]).toEqual([
          date,
          `${String(hour).padStart(2, '0')}${time.slice(2)}`,
        ])
      }),
    )
  })

  test('the skipped hour jumps forward, the double hour means the first', () => {
    expect(instantInRome(day('2026-03-29'), '02:30')).toBe('2026-03-29T01:30:00.000Z')
    expect(instantInRome(day('2026-10-25'), '02:30')).toBe('2026-10-25T00:30:00.000Z')
    expect(instantInRome(day('2026-10-25'), '25:00')).toBeUndefined()
  })

  test.each([
    ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00Z', '2026-11-21T10:00:00.000Z'],
    ['2026-02-30T10:00:00Z', undefined],
    ['2026-11-21T10:00:00+01:00', undefined],
    ['2026-11-21', undefined],
  ])('instant %s', (text, expected) => expect(parseInstant(text)).toBe(expected))
})
