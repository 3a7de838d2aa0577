// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import { isSame, methodOf, signedBy, signedByBoth, signingMethods, signingParty, strengthOf } from './signature.ts'

const today = '2026-11-21' as CivilDate

describe('who signs', () => {
  test.each([
    ['born 18 years ago today', '2008-11-21', 'person'],
    ['18 tomorrow', '2008-11-22', 'guardian'],
    ['a child', '2015-01-01', 'guardian'],
    ['an adult', '1995-05-03', 'person'],
    ['born on 29 February, 18 in a year without one, on the 28th', '2008-02-29', 'person'],
  ])('%s (%s): the %s', (_, birth, party) => {
    expect(signingParty(birth as CivilDate, today)).toBe(party)
  })
  test('a date of birth that is not known makes nobody a child', () => {
    expect(signingParty(undefined, today)).toBe('person')
  })
})

test.each([
  [[], false, false],
  [['operator'], true, false],
  [['person'], false, true],
  [['guardian'], false, true],
  [['operator', 'person'], true, true],
  [['operator', 'guardian'], true, true],
] as const)('signed by %j: operator %s, person %s', (parties, operator, person) => {
  const sides = signedBy(parties.map(party => ({ party })))
  expect(sides).toEqual({ operator, person })
  expect(signedByBoth(sides)).toBe(operator && person)
})

test('a code alone, or a PIN alone on somebody else’s screen, is the weaker signature', () => {
  const weak = signingMethods.filter(method => strengthOf[method] === 'one')
  expect(weak).toEqual(['pin-screen-turned', 'qr', 'code'])
})

test.each([
  ['own-page', true, 'own-page-and-pin'],
  ['qr', true, 'qr-and-pin'],
  ['code', true, 'code-and-pin'],
  ['qr', false, 'qr'],
  ['code', false, 'code'],
  ['own-page', false, undefined],
] as const)('she came by %s, with a PIN: %s: the method is %s', (way, withPin, method) => {
  expect(methodOf(way, withPin)).toBe(method)
})

test('what is signed is what was shown: any change shows it again', () => {
  const shown = { day: today, start: 540, end: 690, minutes: 150 as Minutes }
  expect(isSame(shown, { ...shown })).toBe(true)
  expect(isSame(shown, { ...shown, end: 700 })).toBe(false)
  expect(isSame(shown, { ...shown, start: 530 })).toBe(false)
  expect(isSame(shown, { ...shown, minutes: 151 as Minutes })).toBe(false)
  expect(isSame(shown, { ...shown, day: '2026-11-20' as CivilDate })).toBe(false)
})
