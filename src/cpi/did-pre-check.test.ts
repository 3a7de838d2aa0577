// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import {
  type CheckName,
  checkNames,
  checksWithin,
  countVerdicts,
  didPreCheck,
  onlyTheCentreKnows,
  type PreCheckFacts,
} from './did-pre-check.ts'

const day = (text: string) => text as CivilDate
const today = day('2026-11-21')
const ready: PreCheckFacts = {
  birth: { date: day('1998-01-01'), precision: 'day' },
  domicile: { municipality: 'Jesi', inRegion: true },
  hasResidence: true,
  missingFields: [],
  taxCode: 'final',
  rightToWork: { verdict: 'yes' },
}
const answer = (name: CheckName, facts: Partial<PreCheckFacts> | undefined = {}) => {
  const { verdict, reason } = didPreCheck({ ...ready, ...facts }, today).find(check => check.name === name) ?? {}
  return `${verdict}: ${reason}`
}
const birth = (date: string, precision: 'day' | 'month' | 'year' = 'day') => ({ birth: { date: day(date), precision } })

describe('the checks before a DID', () => {
  test('answer every name exactly once, with a source', () => {
    const checks = didPreCheck(ready, today)
    expect(checks.map(check => check.name).toSorted()).toEqual([...checkNames].toSorted())
    expect(checks.every(check => check.source.length > 0)).toBe(true)
  })

  test('at fifteen one may declare availability, a day earlier one may not', () => {
    expect(answer('age', birth('2011-11-21'))).toBe('fine: fine')
    expect(answer('age', birth('2011-11-22'))).toBe('blocks: too-young')
  })

  test('a year of birth alone is fine only when every day of it is old enough', () => {
    expect(answer('age', birth('2010-01-01', 'year'))).toBe('fine: fine')
    expect(answer('age', birth('2011-01-01', 'year'))).toBe('attention: unsure')
    expect(answer('age', birth('2011-11-01', 'month'))).toBe('attention: unsure')
    expect(answer('age', birth('2011-10-01', 'month'))).toBe('fine: fine')
    expect(didPreCheck({ hasResidence: true, missingFields: [] }, today).find(c => c.name === 'age')?.reason).toBe(
      'no-birth',
    )
  })

  test('the domicile decides the centre: without it nothing can start, elsewhere another region answers', () => {
    const { domicile: _, ...homeless } = ready
    expect(didPreCheck(homeless, today)[0]).toMatchObject({ name: 'domicile', verdict: 'blocks', reason: 'none' })
    expect(answer('domicile', { domicile: { municipality: 'Perugia', inRegion: false } })).toBe('blocks: elsewhere')
    expect(answer('domicile', { domicile: { municipality: '?', inRegion: undefined } })).toBe('attention: unsure')
  })

  test('a missing residence is a warning and never a block', () => {
    expect(answer('residence', { hasResidence: false })).toBe('attention: none')
  })

  test('a provisional tax code goes through with a warning', () => {
    expect(answer('tax-code', { taxCode: 'provisional' })).toBe('attention: provisional')
  })

  test('work that the history shows as open blocks; no open work known is not the same as none', () => {
    expect(answer('open-work', { openWork: { what: 'Officine Marchetti', from: day('2026-03-03') } })).toBe(
      'blocks: open-since',
    )
    expect(answer('open-work')).toBe('unknown: ask')
  })

  test('an earlier declaration or pact known here is shown with its date', () => {
    const known = { on: day('2026-05-04'), centre: 'CPI di Jesi' }
    expect(answer('open-did', { openDid: known })).toBe('attention: known')
    expect(answer('open-pact', { openPact: known })).toBe('attention: known')
    expect(answer('open-did')).toBe('unknown: ask')
  })

  test.each([
    ['yes', 'fine: fine'],
    ['no', 'blocks: no'],
    ['from', 'attention: from'],
    ['verify', 'attention: verify'],
  ] as const)('a right to work that says "%s" answers %s', (verdict, expected) => {
    expect(answer('right-to-work', { rightToWork: { verdict, from: today } })).toBe(expected)
  })

  test('what only the job centre can know is never fine, whatever the sender knows', () => {
    const facts: fc.Arbitrary<PreCheckFacts> = fc.record({
      hasResidence: fc.boolean(),
      missingFields: fc.constant([]),
      taxCode: fc.constantFrom('final', 'provisional'),
      rightToWork: fc.record({ verdict: fc.constantFrom('yes', 'no', 'from', 'verify') }),
    })
    const found = fc.check(
      fc.property(facts, fc.boolean(), (some, full) => {
        const checks = didPreCheck(full ? { ...ready, ...some } : some, today)
        const theirs = checks.filter(check => onlyTheCentreKnows.includes(check.name))
        return theirs.length === 4 && theirs.every(check => check.verdict === 'unknown')
      }),
    )
    expect(found.failed).toBe(false)
  })

  test('what blocks comes first, what is not known last', () => {
    const order = didPreCheck({ ...ready, hasResidence: false, rightToWork: { verdict: 'no' } }, today).map(
      c => c.verdict,
    )
    expect(order[0]).toBe('blocks')
    expect(order[1]).toBe('attention')
    expect(order.at(-1)).toBe('unknown')
    expect(countVerdicts(didPreCheck(ready, today))).toEqual({ fine: 6, attention: 0, blocks: 0, unknown: 7 })
  })

  test('before the rule existed the answer is "not known", not a guess', () => {
    const early = didPreCheck(ready, day('2014-01-01')).find(check => check.name === 'age')
    expect(early).toMatchObject({ verdict: 'unknown', reason: 'ask' })
  })

  test('a package carries no answer that would tell of a group that was not shared', () => {
    const told = didPreCheck({ ...ready, openWork: { what: 'CANARY works' }, rightToWork: { verdict: 'no' } }, today)
    const within = checksWithin(told, ['identity'])
    expect(JSON.stringify(within)).not.toContain('CANARY')
    expect(JSON.stringify(within)).not.toContain('Jesi')
    const hidden = within.filter(check => check.reason === 'not-shared').map(check => check.name)
    expect(hidden.toSorted()).toEqual(['domicile', 'open-work', 'residence', 'right-to-work'])
    expect(within.filter(check => check.reason === 'not-shared').every(check => check.verdict === 'unknown')).toBe(true)
    expect(checksWithin(told, ['identity', 'contacts', 'permit', 'work_history'])).toEqual(told)
  })

  test('the rule row that was used is named with its date', () => {
    const row = {
      name: 'minimum-age',
      value: 16,
      validFrom: day('2026-01-01'),
      territory: 'IT',
      source: 'test',
      certainty: 'verified',
    } as const
    const check = didPreCheck({ ...ready, ...birth('2011-01-01') }, today, [row]).find(c => c.name === 'age')
    expect(check).toMatchObject({ verdict: 'blocks', ruleFrom: '2026-01-01', source: 'test' })
  })
})
