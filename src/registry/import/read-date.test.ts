// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate, civilDate, partsOf } from '#lib/civil-date.ts'
import type { Cell } from '#platform/spreadsheets/book.ts'
import { readDate } from './read-date.ts'

const today = '2026-11-21' as CivilDate

describe('a date in a register', () => {
  const cases: readonly (readonly [Cell, string])[] = [
    [{ day: '1986-05-02' }, '1986-05-02'],
    [31534, '1986-05-02'],
    ['31534', '1986-05-02'],
    ['02/05/1986', '1986-05-02'],
    ['2/5/1986', '1986-05-02'],
    ['02-05-1986', '1986-05-02'],
    ['02.05.1986', '1986-05-02'],
    ['02/05/86', '1986-05-02'],
    ['1986-05-02', '1986-05-02'],
    ['2 maggio 1986', '1986-05-02'],
    ['1° gennaio 1990', '1990-01-01'],
    ['1 GENNAIO 1990', '1990-01-01'],
    ['2 May 1986', '1986-05-02'],
    ['2 août 1986', '1986-08-02'],
    ['02051986', '1986-05-02'],
    ['01/01/22', '2022-01-01'],
    ['01/01/23', '2023-01-01'],
    ['01/01/27', '1927-01-01'],
  ]
  test.each(cases)('%j is %s', (cell, date) => {
    expect(readDate(cell, 'birth', today)).toEqual({ date, precision: 'day' })
  })

  test.each([
    ['gennaio 1990', '1990-01-01', 'month'],
    ['01/1990', '1990-01-01', 'month'],
    ['1990', '1990-01-01', 'year'],
    [1990, '1990-01-01', 'year'],
  ] as const)('%j is known to the %s', (cell, date, precision) => {
    expect(readDate(cell, 'birth', today)).toEqual({ date, precision })
  })

  test('an expiry of two digits lies in this century', () => {
    expect(readDate('14/01/35', 'expiry', today)).toEqual({ date: '2035-01-14', precision: 'day' })
  })

  test.each([
    ['31/11/1990', 'no-such-day', '30/11/1990'],
    ['29/02/1999', 'no-such-day', '28/02/1999'],
    ['12/25/1990', 'no-such-day', '25/12/1990'],
    ['1/1/2098', 'in-future', '01/01/1998'],
    ['99/99/99', 'unreadable', undefined],
    ['boh', 'unreadable', undefined],
    ['00/00/1990', 'unreadable', undefined],
    ['1/1/1850', 'too-old', undefined],
    [3, 'unreadable', undefined],
  ] as const)('%j is refused: %s', (cell, problem, suggestion) => {
    expect(readDate(cell, 'birth', today)).toEqual(suggestion ? { problem, suggestion } : { problem })
  })

  test('an empty cell says nothing', () => {
    for (const cell of [null, undefined, '', '  ']) expect(readDate(cell, 'birth', today)).toBeUndefined()
  })

  test('every day is read from every shape', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map(days => addDays('1910-01-01' as CivilDate, days))
    fc.assert(
      fc.property(day, date => {
        const { year, month, day: number } = partsOf(date)
        const serial = Math.round((Date.parse(date) - Date.UTC(1899, 11, 30)) / 86_400_000)
        for (const cell of [`${number}/${month}/${year}`, `${number}.${month}.${year}`, date, { day: date }, serial]) {
          expect(readDate(cell, 'birth', today)).toEqual({ date: civilDate(year, month, number), precision: 'day' })
        }
      }),
    )
  })

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(() => readDate(text, 'birth', today)).not.toThrow()
      }),
    )
  })
})
