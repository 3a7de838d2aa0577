// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { type Appointment, firstDayOf, needOf } from './meeting-lists.ts'

/** "23@9:00" is a meeting on the 23rd at nine. */
const appointments = (words: string): Appointment[] =>
  words
    .split(' ')
    .filter(Boolean)
    .map(word => {
      const [day = '', at = ''] = word.split('@')
      return { meeting: { id: at, day: `2026-11-${day}` } } as unknown as Appointment
    })

test.each([
  ['nothing is booked', '', undefined, ''],
  ['one day has meetings', '23@9 23@11', '2026-11-23', '9 11'],
  ['several days have some: the first, whole and in its order', '23@9 23@14 24@8 27@8', '2026-11-23', '9 14'],
  ['the days in between are empty', '27@8', '2026-11-27', '8'],
  ['they come in no order of days', '27@8 23@9 24@8 23@14', '2026-11-23', '9 14'],
])('what comes next when %s', (_, booked, day, times) => {
  const next = firstDayOf(appointments(booked))
  expect(next?.day).toBe(day)
  expect(next?.appointments.map(each => each.meeting.id).join(' ') ?? '').toBe(times)
})

test.each([
  ['a meeting that is over and has no times', 'planned', false, false, 'record'],
  ['one recorded and signed by the operator', 'held', true, false, 'signature'],
  ['one recorded and not signed by the operator', 'held', false, false, 'record'],
  ['one she objected to, whatever else is missing', 'held', true, true, 'correction'],
] as const)('%s needs %#', (_, state, operatorSigned, disputed, need) => {
  expect(needOf({ state: state as never, operatorSigned, disputed })).toBe(need)
})
