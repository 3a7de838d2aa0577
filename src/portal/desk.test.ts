// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { newId, type PersonId } from '#lib/ids.ts'
import { EACH_ENDED, linesOf, type Todo } from './desk.ts'

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
