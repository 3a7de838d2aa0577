// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId } from '#lib/ids.ts'
import { isFree, isWithin, type Partner, proposedDay, takesPartOn } from './partner.ts'

const day = (text: string) => text as CivilDate
const partner = (from?: string, until?: string): Partner => ({
  organisation: 'a' as OrganisationId,
  kind: 'adherent',
  from: from === undefined ? undefined : day(from),
  until: until === undefined ? undefined : day(until),
})

test.each([
  ['without days, always', undefined, undefined, '2019-01-01', true],
  ['not before it joined', '2019-03-01', undefined, '2019-02-28', false],
  ['from the day it joined', '2019-03-01', undefined, '2019-03-01', true],
  ['on its last day', '2019-03-01', '2019-06-30', '2019-06-30', true],
  ['not after it left', '2019-03-01', '2019-06-30', '2019-07-01', false],
])('an organisation takes part: %s', (_, from, until, on, answer) => {
  expect(takesPartOn(partner(from, until), day(on))).toBe(answer)
})

test.each([
  ['while it takes part', partner(), false],
  ['while it is agreed for later', partner('2027-01-01'), false],
  ['on its last day', partner('2019-03-01', '2026-11-22'), false],
  ['once it left', partner('2019-03-01', '2026-11-21'), true],
])('an organisation can be named anew %s: %#', (_, known, answer) => {
  expect(isFree([known], 'a', day('2026-11-22'))).toBe(answer)
  expect(isFree([known], 'b', day('2026-11-22'))).toBe(true)
})

const period = { startsOn: day('2018-09-10'), endsOn: day('2020-12-31') }
test.each([
  ['2018-01-01', '2018-09-10', false],
  ['2019-05-05', '2019-05-05', true],
  ['2026-11-22', '2020-12-31', false],
])('on %s the day proposed is %s', (today, proposed, within) => {
  expect(proposedDay(period, day(today))).toBe(proposed)
  expect(isWithin(period, day(today))).toBe(within)
})
