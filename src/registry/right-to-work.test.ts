// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import type { Asylum, PermitData } from './permit.ts'
import { openRules, permitKinds, workRules } from './permit-kind.ts'
import { aPermit } from './registry.build.ts'
import { rightToWork, workReasons } from './right-to-work.ts'

const day = (iso: string) => iso as CivilDate
const today = day('2026-11-21')
const adult = { birthDate: day('1995-05-03'), citizenship: 'SYR' }
const withPermit = (given: Partial<PermitData>, on = today) => rightToWork({ ...adult, permit: aPermit(given) }, on)

describe('four answers, each with its reason', () => {
  test.each<[string, Partial<PermitData>, string, string]>([
    ['refugee', { kind: 'refugee' }, 'yes', 'work.kind-allows'],
    ['subsidiary protection', { kind: 'subsidiary' }, 'yes', 'work.kind-allows'],
    ['special protection', { kind: 'specialProtection' }, 'yes', 'work.kind-allows'],
    ['family', { kind: 'family' }, 'yes', 'work.kind-allows'],
    ['awaiting a job', { kind: 'awaitingJob' }, 'yes', 'work.kind-allows'],
    ['study', { kind: 'study' }, 'yes', 'work.study-hours'],
    ['tourism', { kind: 'tourism' }, 'no', 'work.kind-forbids'],
    ['medical care', { kind: 'medicalCare' }, 'verify', 'work.rule-unknown'],
    ['nobody knows which', { kind: 'unknown' }, 'verify', 'work.kind-unknown'],
    ['another kind', { kind: 'other' }, 'verify', 'work.rule-unknown'],
    ['expired without receipt', { expiresOn: day('2026-11-20') }, 'verify', 'work.expired'],
    ['on its last day', { expiresOn: today }, 'yes', 'work.kind-allows'],
    [
      'expired, in renewal',
      { documentType: 3, questura: undefined, expiresOn: day('2026-06-01') },
      'yes',
      'work.in-renewal',
    ],
    [
      'expired, renewal asked',
      { expiresOn: day('2026-06-01'), renewalAskedOn: day('2026-05-01') },
      'yes',
      'work.in-renewal',
    ],
    ['no expiry known', { expiresOn: undefined }, 'verify', 'work.expiry-unknown'],
    [
      'permanent card',
      { documentType: 5, kind: 'euLongTerm', expiresOn: day('2099-12-31') },
      'yes',
      'work.kind-allows',
    ],
    [
      'awaiting the first permit',
      { documentType: 4, kind: 'family', expiresOn: day('1900-01-01') },
      'yes',
      'work.from-receipt',
    ],
    ['Ukraine, from the receipt', { documentType: 4, kind: 'temporaryProtection' }, 'yes', 'work.from-receipt'],
    [
      'Ukraine, printed date gone',
      { kind: 'temporaryProtection', expiresOn: day('2024-03-04') },
      'yes',
      'work.kind-allows',
    ],
    ['study, awaiting', { documentType: 4, kind: 'study' }, 'verify', 'work.receipt-unclear'],
  ])('%s', (_name, given, verdict, reason) => expect(withPermit(given)).toMatchObject({ verdict, reason }))

  test.each(['ITA', 'FRA', 'ISL', 'CHE'])('%s moves freely', citizenship =>
    expect(rightToWork({ citizenship }, today)).toMatchObject({
      verdict: 'yes',
      reason: 'work.free-movement',
      certain: true,
    }),
  )

  test('without a permit and without citizenship nothing is guessed', () => {
    expect(rightToWork({}, today)).toMatchObject({ verdict: 'verify', reason: 'work.citizenship-unknown' })
    expect(rightToWork({ citizenship: 'XXA' }, today)).toMatchObject({ verdict: 'verify', reason: 'work.no-permit' })
  })

  test('under 16 no permit helps, and the rule is to be confirmed', () => {
    const child = { ...adult, birthDate: day('2010-11-22'), permit: aPermit({ kind: 'refugee' }) }
    expect(rightToWork(child, today)).toMatchObject({ verdict: 'no', reason: 'work.too-young', certain: false })
    expect(rightToWork(child, day('2026-11-22'))).toMatchObject({ verdict: 'yes' })
  })

  test('study carries its two limits', () => {
    expect(withPermit({ kind: 'study' }).limits).toEqual({ hoursPerWeek: 20, hoursPerYear: 1040 })
  })
})

describe('asylum seekers: the rule is chosen by the day of the application', () => {
  const asylum = (given: Partial<Asylum>): PermitData =>
    aPermit({
      kind: 'asylumRequest',
      expiresOn: day('2099-01-01'),
      asylum: { detained: false, accelerated: false, ...given },
    })
  const on = (given: Partial<Asylum>, date: CivilDate) => rightToWork({ ...adult, permit: asylum(given) }, date)
  const dates = (appliedOn: string, registeredOn?: string, formalisedOn?: string): Partial<Asylum> => ({
    appliedOn: day(appliedOn),
    registeredOn: registeredOn ? day(registeredOn) : undefined,
    formalisedOn: formalisedOn ? day(formalisedOn) : undefined,
  })

  test.each([
    [dates('2026-06-11', '2026-06-20'), '2026-08-11', 'asylum-work-old'],
    [dates('2026-06-12', '2026-06-15'), '2026-09-14', 'asylum-work-transitional'],
    [dates('2027-05-03', '2027-05-03', '2027-05-20'), '2027-08-19', 'asylum-work-new'],
    [dates('2027-04-30', '2027-04-30', '2027-05-20'), '2027-07-30', 'asylum-work-transitional'],
    [dates('2027-04-30', '2027-05-01', '2027-05-20'), '2027-08-19', 'asylum-work-new'],
  ])('%j: first working day %s', (given, first, rule) => {
    const before = addDays(day(first), -1)
    expect(on(given, before)).toMatchObject({ verdict: 'from', from: first, ruleVersion: rule })
    expect(on(given, day(first))).toMatchObject({ verdict: 'yes', from: first, reason: 'work.asylum-waited' })
  })

  test.each([
    ['formalisation not known', dates('2027-05-03', '2027-05-03'), 'work.asylum-dates-unknown'],
    ['registration not known', dates('2026-07-01'), 'work.asylum-dates-unknown'],
    ['registration not known, formalised', dates('2026-07-01', undefined, '2026-07-20'), 'work.asylum-dates-unknown'],
    ['application not known', {}, 'work.asylum-dates-unknown'],
    ['accelerated', { ...dates('2026-06-12', '2026-06-15'), accelerated: true }, 'work.asylum-accelerated'],
    ['detained', { ...dates('2026-06-12', '2026-06-15'), detained: true }, 'work.asylum-detained'],
  ])('%s: to be verified, never no', (_name, given, reason) => {
    expect(on(given, day('2027-12-31'))).toMatchObject({ verdict: 'verify', reason })
  })

  test('an expired paper without renewal is to be verified', () => {
    const permit = { ...asylum(dates('2026-01-10', '2026-01-10')), expiresOn: day('2026-07-10') }
    expect(rightToWork({ ...adult, permit }, today)).toMatchObject({ verdict: 'verify', reason: 'work.expired' })
  })

  test('the transitional rule says that it is to be confirmed, until the administrator has done so', () => {
    const permit = asylum(dates('2026-06-12', '2026-06-15'))
    expect(rightToWork({ ...adult, permit }, today).certain).toBe(false)
    const confirmed = new Set(['asylum-work-transitional'])
    expect(rightToWork({ ...adult, permit, confirmed }, today).certain).toBe(true)
  })
})

describe('every rule is dated, has a source and a day of check', () => {
  test.each(workRules)('$id from $from', rule => {
    expect(rule.source).not.toBe('')
    expect(rule.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  test('what was not verified is on the administrator’s list', () => {
    expect(openRules.map(rule => rule.id)).toEqual(
      expect.arrayContaining(['asylum-work-transitional', 'tourism-work', 'minimum-age']),
    )
  })

  test('no kind of permit makes the rule fail, and every verdict names its ground', () => {
    for (const kind of permitKinds) {
      const verdict = withPermit({ kind })
      expect(workReasons).toContain(verdict.reason)
      expect(verdict.source).not.toBe('')
      expect(verdict.ruleVersion).not.toBe('')
    }
  })
})
