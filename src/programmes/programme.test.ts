// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { NewProgramme, NewSpend } from './programme.form.ts'
import { ageBandOn, paceOf, perHead, shareOfTime, womenNeeded } from './programme.ts'
import { aProgramme, onDay } from './programmes.build.ts'

test('the cost of a head is rounded half up: 865,932.90 euros for 870 are 995.33', () => {
  expect(perHead(86_593_290, 870)).toBe(99_533)
  expect(perHead(100, 0)).toBeUndefined()
})

describe('the pace', () => {
  test('goes by the days that have passed, from nothing before the start to all at the end', () => {
    const programme = aProgramme({ startsOn: onDay('2026-01-01'), endsOn: onDay('2026-01-10') })
    expect(shareOfTime(programme, onDay('2025-12-31'))).toBe(0)
    expect(shareOfTime(programme, onDay('2026-01-05'))).toBe(0.5)
    expect(shareOfTime(programme, onDay('2026-01-10'))).toBe(1)
    expect(shareOfTime(programme, onDay('2027-01-10'))).toBe(1)
  })

  test('says how far above or below', () => {
    expect(paceOf(702, 870, 775 / 870)).toEqual({ expected: 775, difference: 73, state: 'below' })
    expect(paceOf(10, 10, 0.5)).toEqual({ expected: 5, difference: 5, state: 'above' })
    expect(paceOf(5, 10, 0.5).state).toBe('on')
  })

  test('women still needed to close at the target are counted on the heads still to come', () => {
    expect(womenNeeded(371, 702, aProgramme())).toEqual({ missing: 108, left: 168 })
    expect(womenNeeded(600, 870, aProgramme())).toEqual({ missing: 0, left: 0 })
    expect(womenNeeded(1, 2, aProgramme({ targetWomen: undefined }))).toBeUndefined()
  })
})

describe('the age band is that of the day of first participation', () => {
  test.each([
    ['2001-01-11', 'day', 'under-18'],
    ['2001-01-10', 'day', '18-60'],
    ['1958-01-11', 'day', '18-60'],
    ['1958-01-10', 'day', 'over-60'],
    ['1990-01-01', 'year', '18-60'],
    ['2001-01-01', 'year', 'unknown'],
    ['1990-01-01', 'unknown', 'unknown'],
  ] as const)('born %s (known to the %s) and enrolled on 10 January 2019: %s', (birth, precision, band) => {
    expect(ageBandOn(onDay(birth), precision, onDay('2019-01-10'))).toBe(band)
  })
})

test('a form names the dates that are missing or wrong together with all else, once each', () => {
  const codes = (form: { safeParse(input: object): { error?: { issues: { message: string }[] } } }, input: object) =>
    form.safeParse(input).error?.issues.map(issue => issue.message)
  const empty = codes(NewProgramme, {})
  for (const code of ['programme.name.required', 'programme.starts.required', 'programme.ends.required']) {
    expect(empty?.filter(each => each === code)).toEqual([code])
  }
  expect(codes(NewSpend, { 'on-day': '31', 'on-month': '11', 'on-year': '2026' })).toEqual(
    expect.arrayContaining(['spend.amount.required', 'spend.on.invalid']),
  )
  const spend = { cents: '10', line: 'staff', 'on-day': '1', 'on-month': '11', 'on-year': '2026' }
  expect(codes(NewSpend, spend)).toBeUndefined()
  expect(codes(NewSpend, { ...spend, 'on-day': '' })).toEqual(['spend.on.invalid'])
})
