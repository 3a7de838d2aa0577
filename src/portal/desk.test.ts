// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { newId, type PackageId, type PersonId } from '#lib/ids.ts'
import { EACH_ENDED, linesOf, PEOPLE_SHOWN, permitStanding, type Todo, whoIsShown } from './desk.ts'

const today = '2026-11-21' as CivilDate
const aPermit = (daysLeft: number): Todo => ({
  kind: 'permit',
  person: { id: newId<PersonId>(), name: 'Samira Al Nouri' },
  expiresOn: addDays(today, daysLeft),
  daysLeft,
})
const others: Todo = { kind: 'without-plan', people: [], count: 1 }

test('a few expired permits stand one by one', () => {
  const todos = [...Array.from({ length: EACH_ENDED }, (_, at) => aPermit(-1 - at)), aPermit(3), others]
  expect(linesOf(todos)).toEqual(todos)
})

test('many are one line where the first of them stood, and its list begins with the latest to end', () => {
  const ended = [-900, -20, -3, -40].map(aPermit)
  const soon = aPermit(3)
  const lines = linesOf([soon, ...ended, others])
  expect(lines.map(line => line.kind)).toEqual(['permit', 'permits-ended', 'without-plan'])
  const [, folded] = lines
  expect(folded?.kind === 'permits-ended' && folded.permits.map(each => each.daysLeft)).toEqual([-3, -20, -40, -900])
})

test('a permit that ends today has not ended', () => {
  const todos = Array.from({ length: EACH_ENDED + 1 }, () => aPermit(0))
  expect(linesOf(todos)).toEqual(todos)
})

test('folding loses nobody and changes no other line', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -400, max: 90 }), { maxLength: 30 }), days => {
      const todos = days.map(aPermit)
      const lines = linesOf(todos)
      const unfolded = lines.flatMap((line): Todo[] => (line.kind === 'permits-ended' ? [...line.permits] : [line]))
      expect(new Set(unfolded)).toEqual(new Set(todos))
      expect(unfolded).toHaveLength(todos.length)
      expect(lines.filter(line => line.kind === 'permit' && line.daysLeft < 0).length).toBeLessThanOrEqual(EACH_ENDED)
    }),
    { seed: 20261121, numRuns: 40 },
  )
})

test('whoever the to-do list counts as waiting for a pact is among the people shown, before who came last', () => {
  const waiting = Array.from({ length: 6 }, () => newId<PersonId>())
  const latest = Array.from({ length: PEOPLE_SHOWN }, () => newId<PersonId>())
  const pacts: Todo = { kind: 'pact', count: 6, first: newId<PackageId>(), name: 'Laila Karimi', waiting }
  expect(whoIsShown([pacts], latest)).toEqual([...waiting, ...latest.slice(0, PEOPLE_SHOWN - 6)])
})

test.each([
  [900, false, 'far'],
  [61, false, 'far'],
  [60, false, 'near'],
  [30, false, 'hot'],
  [0, false, 'hot'],
  [-1, false, 'ended'],
  [-365, false, 'ended'],
  [-366, false, 'old'],
  [-3, true, 'asked'],
])('a permit %i days from its end, renewal asked: %s, stands as %s', (days, asked, state) => {
  expect(permitStanding(addDays(today, days), asked, today).state).toBe(state)
})
