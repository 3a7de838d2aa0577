// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { type MeasureId, type MeetingId, newId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import {
  type CountableMeeting,
  countedMinutes,
  countInOrder,
  type HourEntry,
  hourState,
  hoursOf,
  isSigned,
} from './hours.ts'
import { aMeasure, anHour, both, nobody, operatorOnly } from './plans.build.ts'

const measure = aMeasure({ ceiling: 480 as Minutes })
const of = (entry: Partial<HourEntry> = {}) => anHour({ measure: measure.id, ...entry })

describe('an hour counts', () => {
  test.each([
    ['signed by both', both, 120],
    ['signed by the operator alone', operatorOnly, 0],
    ['signed by the person alone', { operator: false, person: true }, 0],
    ['signed by nobody', nobody, 0],
  ])('when %s: %j → %i minutes', (_, signedBy, counted) => {
    expect(countedMinutes(measure, [of({ signedBy })])).toBe(counted)
  })

  test('only when the meeting was held, whatever is signed', () => {
    expect(countedMinutes(measure, [of({ held: false })])).toBe(0)
  })

  test('only in its own measure', () => {
    expect(countedMinutes(measure, [of({ measure: newId<MeasureId>() })])).toBe(0)
  })

  test('up to the ceiling of the measure and not a minute beyond', () => {
    expect(countedMinutes(measure, [of({ minutes: 300 as Minutes }), of({ minutes: 300 as Minutes })])).toBe(480)
  })
})

test('the meeting that crosses the ceiling counts in part, the later ones not at all', () => {
  const first = of({ day: '2026-11-02' as CivilDate, minutes: 400 as Minutes })
  const second = of({ day: '2026-11-03' as CivilDate, minutes: 200 as Minutes })
  const third = of({ day: '2026-11-04' as CivilDate, minutes: 60 as Minutes })
  const counted = countInOrder([measure], [third, first, second])
  expect([first, second, third].map(each => counted.get(each.id))).toEqual([400, 80, 0])
})

test('two meetings of one day are counted in the order in which they were booked', () => {
  const [early, late] = [newId<MeetingId>(1), newId<MeetingId>(2)]
  const counted = countInOrder(
    [measure],
    [of({ id: late, minutes: 400 as Minutes }), of({ id: early, minutes: 400 as Minutes })],
  )
  expect([counted.get(early), counted.get(late)]).toEqual([400, 80])
})

test('ring and table keep signed, waiting, booked and beyond apart', () => {
  const hours = hoursOf(
    [measure],
    [
      of({ minutes: 450 as Minutes }),
      of({ minutes: 90 as Minutes }),
      of({ minutes: 60 as Minutes, signedBy: operatorOnly }),
      of({ minutes: 45 as Minutes, held: false, booked: true, signedBy: nobody }),
      of({ minutes: 30 as Minutes, held: false, signedBy: nobody }),
    ],
  )
  expect(hours.total).toEqual({ planned: 480, signed: 480, waiting: 60, booked: 45, beyond: 60 })
  expect(hours.measures).toEqual([{ measure: measure.id, ...hours.total }])
})

test('a plan without measures has no hours', () => {
  expect(hoursOf([], []).total).toEqual({ planned: 0, signed: 0, waiting: 0, booked: 0, beyond: 0 })
})

describe('whatever the meetings are', () => {
  const measures = [measure, aMeasure({ ceiling: 90 as Minutes })]
  const meetings = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      measure: fc.constantFrom(...measures.map(each => each.id)),
      day: fc.integer({ min: 0, max: 40 }).map(days => addDays('2026-10-01' as CivilDate, days)),
      minutes: fc.integer({ min: 1, max: 600 }).map(value => value as Minutes),
      held: fc.boolean(),
      booked: fc.constant(false),
      signedBy: fc.record({ operator: fc.boolean(), person: fc.boolean() }),
    }),
    { selector: each => each.id, maxLength: 30 },
  )
  const total = (list: readonly CountableMeeting[]) =>
    measures.reduce((sum, each) => sum + countedMinutes(each, list), 0)
  const property = (check: (list: HourEntry[]) => void) => fc.assert(fc.property(meetings, check), { numRuns: 300 })

  test('what each meeting counts adds up to what the measure counts', () =>
    property(list => {
      const counted = countInOrder(measures, list)
      expect([...counted.values()].reduce((sum, value) => sum + value, 0)).toBe(total(list))
    }))

  test('no meeting counts more than it lasted, or less than nothing, and only signed ones are there', () =>
    property(list => {
      const counted = countInOrder(measures, list)
      for (const meeting of list) {
        const value = counted.get(meeting.id)
        if (!isSigned(meeting)) expect(value).toBeUndefined()
        else expect(value !== undefined && value >= 0 && value <= meeting.minutes).toBe(true)
      }
    }))

  test('the ceiling is never passed', () =>
    property(list => {
      for (const each of measures) expect(countedMinutes(each, list)).toBeLessThanOrEqual(each.ceiling)
    }))

  test('the order in which they are listed does not matter', () =>
    property(list => {
      const backwards = [...list].reverse()
      expect(new Map([...countInOrder(measures, backwards)].sort())).toEqual(
        new Map([...countInOrder(measures, list)].sort()),
      )
    }))

  test('one more signed meeting never takes minutes away, a counter-entry never adds any', () =>
    property(list => {
      const [one, ...rest] = list
      if (one) expect(total(list)).toBeGreaterThanOrEqual(total(rest))
      if (one) expect(total([{ ...one, signedBy: nobody }, ...rest])).toBe(total(rest))
    }))

  test('every minute held is signed, beyond or waiting: none is lost', () =>
    property(list => {
      const { total: sums } = hoursOf(measures, list)
      const held = list.filter(each => hourState(each) !== 'none').reduce((sum, each) => sum + each.minutes, 0)
      expect(sums.signed + sums.beyond + sums.waiting + sums.booked).toBe(held)
    }))
})
