// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PackageId, PersonId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Todo } from './desk.ts'
import { summaryOf } from './desk-summary.ts'

const day = '2026-11-20' as CivilDate
const person = { id: 'p' as PersonId, name: 'Samira' }
const permit = (daysLeft: number): Todo => ({ kind: 'permit', person, expiresOn: day, daysLeft })
const first = 'k' as PackageId

test.each<[string, Todo[], Record<string, number>]>([
  ['of nothing says nothing', [], {}],
  [
    'tells permits that ended from those that end',
    [permit(-1), permit(0), permit(9)],
    { 'permits-ended': 1, permits: 2 },
  ],
  [
    'counts what a line speaks of, not the lines',
    [
      { kind: 'inbox', count: 3, oldest: day },
      { kind: 'did', count: 2, first, name: 'A', waiting: [] },
      { kind: 'pact', count: 6, first, name: 'B', waiting: [] },
      { kind: 'without-plan', people: [person], count: 4 },
      { kind: 'record', person, href: '/', days: [day, day] },
    ],
    { record: 2, inbox: 3, did: 2, pact: 6, 'without-plan': 4 },
  ],
  [
    'calls a request only what waits for an answer of ours',
    [
      { kind: 'question', person, askedOn: day, answerBy: day },
      { kind: 'dispute', person, href: '/', days: [day] },
      { kind: 'answered', person, by: 'CPI', on: day },
      { kind: 'returned', person, by: 'CPI', on: day },
      { kind: 'signature', person, href: '/', days: [day, day], minutes: 60 as Minutes },
    ],
    { signatures: 1, others: 2, replies: 2 },
  ],
])('the sentence above the desk %s', (_what, todos, expected) => {
  expect(Object.fromEntries(summaryOf(todos).map(({ kind, count }) => [kind, count]))).toEqual(expected)
})
