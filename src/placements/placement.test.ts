// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, type CivilDate } from '#lib/civil-date.ts'
import { provisionalCheckDigit } from '#lib/provisional-code.ts'
import { readEmployerCode } from './employer.ts'
import { internshipFindings, internshipRuleFor, internshipRules, regionOf } from './internship-rule.ts'
import {
  allContracts,
  contracts,
  endProblems,
  followUpDay,
  isContractOf,
  isFollowUpDue,
  type PlacementKind,
  placementKinds,
  readWeekly,
  startProblems,
  stateOf,
} from './placement.ts'
import { EndPlacement, FollowUpForm, NewPlacementForm } from './placement.form.ts'
import { aPlacement, companyCode } from './placements.build.ts'

const today = '2026-11-21' as CivilDate
const on = (text: string) => text as CivilDate

describe('the state of a placement', () => {
  test.each([
    ['runs while its last day has not passed', { until: on('2026-11-21') }, 'running'],
    ['waits for somebody to say how it went', { until: on('2026-11-20') }, 'ending'],
    ['runs on without a last day', { kind: 'job' as const, until: undefined }, 'running'],
    ['has ended when somebody said so', { ended: { on: on('2026-05-01'), reason: 'hired' as const } }, 'ended'],
  ])('%s', (_, given, state) => {
    const { until, ...rest } = given as { until?: CivilDate }
    const { until: _planned, ...open } = aPlacement()
    expect(stateOf({ ...open, ...rest, ...(until ? { until } : {}) }, today)).toBe(state)
  })
})

describe('a start', () => {
  test.each<[string, PlacementKind, string, string | undefined, string[]]>([
    ['today', 'job', '2026-11-21', undefined, []],
    ['tomorrow has not happened', 'job', '2026-11-22', undefined, ['placement.from.future']],
    ['an internship has a last day', 'internship', '2026-11-02', undefined, ['placement.until.required']],
    ['so has a work grant', 'workGrant', '2026-11-02', undefined, ['placement.until.required']],
    ['which is not before the first', 'internship', '2026-11-02', '2026-11-01', ['placement.until.before-from']],
    ['one day long', 'internship', '2026-11-02', '2026-11-02', []],
  ])('%s', (_, kind, from, until, codes) => {
    const dates = { kind, from: on(from), until: until === undefined ? undefined : on(until) }
    expect(startProblems(dates, today).map(problem => problem.code)).toEqual(codes)
  })
})

test.each([
  ['2026-02-01', ['placement.end.before-from']],
  ['2026-02-02', []],
  ['2026-11-21', []],
  ['2026-11-22', ['placement.end.future']],
])('an end on %s', (day, codes) => {
  expect(endProblems(aPlacement(), on(day), today).map(problem => problem.code)).toEqual(codes)
})

test('the follow-up of a job counts from its start, of a passage from its end', () => {
  expect(followUpDay('job', on('2026-02-02'), on('2026-07-31'))).toBe('2026-08-02')
  expect(followUpDay('internship', on('2026-02-02'), on('2026-07-31'))).toBe('2027-01-31')
  expect(followUpDay('job', on('2025-08-31'), undefined)).toBe('2026-02-28')
})

test('a follow-up is due until somebody asked on or after its day', () => {
  const due = { followUpOn: on('2026-11-01'), followUps: [] }
  expect(isFollowUpDue(due, today)).toBe(true)
  expect(isFollowUpDue(due, on('2026-10-31'))).toBe(false)
  expect(isFollowUpDue({ ...due, followUps: [{ on: on('2026-10-30'), result: 'same-job' }] }, today)).toBe(true)
  expect(isFollowUpDue({ ...due, followUps: [{ on: on('2026-11-02'), result: 'same-job' }] }, today)).toBe(false)
})

test('every contract belongs to exactly one kind', () => {
  for (const contract of allContracts) {
    expect(placementKinds.filter(kind => isContractOf(kind, contract))).toHaveLength(1)
  }
  expect(allContracts).toHaveLength(placementKinds.flatMap(kind => contracts[kind]).length)
})

test.each([
  ['30', 1800],
  ['22,5', 1350],
  ['22.5', 1350],
  ['22:30', 1350],
  ['20 h 30', 1230],
  ['168', 10080],
  ['169', undefined],
  ['0', undefined],
  ['tante', undefined],
])('%s a week is %s minutes', (text, minutes) => {
  expect(readWeekly(text)).toBe(minutes)
})

describe('the limits of an internship', () => {
  test.each([
    ['AN', '2019-05-06', 'marche-2018'],
    ['AN', '2025-02-28', 'marche-2018'],
    ['AN', '2025-03-01', 'marche-2025'],
    ['CB', '2026-01-01', 'molise-2017'],
    ['BO', '2019-06-30', 'italy-2017'],
    ['BO', '2019-07-01', 'emilia-romagna-2019'],
    ['FI', '2024-06-02', 'toscana-2019'],
    ['RM', '2026-01-01', 'italy-2017'],
    ['AN', '2017-01-01', undefined],
  ])('in %s, starting on %s, are those of %s', (province, start, id) => {
    expect(internshipRuleFor('extracurricular', regionOf(province), on(start))?.id).toBe(id)
  })

  test('inclusion has its own agreement, a curricular internship none of ours', () => {
    expect(internshipRuleFor('inclusion', 'marche', on('2026-01-01'))?.id).toBe('inclusion-2015')
    expect(internshipRuleFor('curricular', 'marche', on('2026-01-01'))).toBeUndefined()
  })

  test('what a Region leaves open is filled by the guidelines, what nobody confirmed is not invented', () => {
    const marche = internshipRuleFor('extracurricular', 'marche', on('2026-01-01'))
    expect(marche).toMatchObject({
      minMonths: 2,
      maxMonths: 12,
      longestMonths: 24,
      certainty: 'to-confirm',
      allowance: [],
    })
  })

  const rule = {
    ...internshipRules[0],
    id: 'x',
    maxMonths: 12,
    longestMonths: 24,
    minMonths: 2,
  } as (typeof internshipRules)[number]
  test.each([
    ['2026-03-01', '2026-04-30', []],
    ['2026-03-01', '2026-04-29', ['too-short']],
    ['2026-03-01', '2027-02-28', []],
    ['2026-03-01', '2027-03-01', ['long']],
    ['2026-03-01', '2028-02-29', ['long']],
    ['2026-03-01', '2028-03-01', ['too-long']],
  ])('from %s to %s: %j', (from, until, codes) => {
    expect(internshipFindings(rule, on(from), on(until)).map(finding => finding.code)).toEqual(codes)
  })

  test('a length is never called both too short and too long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1200 }), days => {
        const from = on('2026-03-01')
        const found = internshipFindings(rule, from, addDays(from, days))
        expect(found.length).toBeLessThanOrEqual(1)
        expect(found.some(({ code }) => code === 'too-long')).toBe(addDays(from, days) >= addMonths(from, 24))
      }),
    )
  })

  test('every row names its source, and rows of a Region follow each other in time', () => {
    for (const row of internshipRules) expect(row.source).not.toBe('')
    for (const region of new Set(internshipRules.map(row => row.region))) {
      const days = internshipRules.filter(row => row.region === region).map(row => row.validFrom)
      expect(days).toEqual(days.toSorted())
    }
  })
})

describe('the tax code of an employer', () => {
  test.each([
    [companyCode, undefined],
    ['0123 4567-897', undefined],
    ['01234567890', 'employer.tax-code.check'],
    ['0123456789', 'employer.tax-code.length'],
    ['LNRSMR95E43Z240', 'employer.tax-code.length'],
    ['', 'employer.tax-code.length'],
  ])('%s: %s', (code, problem) => {
    expect(readEmployerCode(code).problem).toBe(problem)
  })

  test('one wrong digit is always found', () => {
    const ten = fc.stringMatching(/^\d{10}$/)
    fc.assert(
      fc.property(ten, fc.nat(10), fc.integer({ min: 1, max: 9 }), (digits, place, shift) => {
        const right = digits + provisionalCheckDigit(digits)
        const wrong = right.slice(0, place) + String((Number(right[place]) + shift) % 10) + right.slice(place + 1)
        expect(readEmployerCode(right).problem).toBeUndefined()
        expect(readEmployerCode(wrong).problem).toBe('employer.tax-code.check')
      }),
    )
  })
})

test.each([
  ['start', NewPlacementForm],
  ['end', EndPlacement],
  ['follow-up', FollowUpForm],
])('an empty form of the %s speaks only in codes of ours', (_, form) => {
  const issues = form.safeParse({}).error?.issues ?? []
  expect(issues.length).toBeGreaterThan(0)
  for (const { message } of issues) expect(message).toMatch(/^(placement|employer)\./)
  expect(() => form.safeParse(undefined)).not.toThrow()
})
