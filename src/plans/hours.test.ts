// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MeasureId, newId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { type CountableMeeting, countable, countedMinutes, hourState, hoursOf, isSigned } from './hours.ts'
import { aMeasure, anHour, both, nobody, operatorOnly } from './plans.build.ts'

const measure = aMeasure({ ceiling: 480 as Minutes })
const of = (entry: Partial<CountableMeeting> = {}) => anHour({ measure: measure.id, ...entry })
const signed = (minutes: number, counted = minutes) => of({ minutes: minutes as Minutes, counted: counted as Minutes })

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
})

describe('at the moment of the second signature', () => {
  test.each([
    ['nothing signed before', [], 120, 120],
    ['room for a part', [signed(400)], 120, 80],
    ['no room', [signed(480)], 120, 0],
    ['a ceiling already met in part by a longer meeting', [signed(600, 480)], 30, 0],
    ['unsigned hours take no room', [of({ minutes: 480 as Minutes, signedBy: operatorOnly })], 120, 120],
    ['another measure takes no room', [anHour({ measure: newId<MeasureId>(), minutes: 480 as Minutes })], 120, 120],
  ] as const)('%s: of %j %i minutes count %i', (_, before, minutes, expected) => {
    expect(countable(measure, minutes as Minutes, countedMinutes(measure, before))).toBe(expected)
  })
})

test('ring and table keep signed, waiting, booked and beyond apart', () => {
  const hours = hoursOf(
    [measure],
    [
      signed(450),
      signed(90, 30),
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

describe('whatever is held, signed and undone, in whatever order', () => {
  const measures = [measure, aMeasure({ ceiling: 90 as Minutes })]
  type Step = { at: number; minutes: number; measure: number; verb: 'sign' | 'hold' | 'undo' }
  const steps = fc.array(
    fc.record({
      at: fc.nat(12),
      minutes: fc.integer({ min: 1, max: 600 }),
      measure: fc.nat(1),
      verb: fc.constantFrom('sign' as const, 'sign' as const, 'hold' as const, 'undo' as const),
    }),
    { maxLength: 40 },
  )

  /** The acts of the product, on a list in memory. */
  function play(list: readonly Step[], check: (meetings: CountableMeeting[]) => void): CountableMeeting[] {
    const meetings: CountableMeeting[] = []
    for (const { at, minutes, measure: which, verb } of list) {
      const meeting = meetings[at]
      const own = measures[meeting ? measures.findIndex(each => each.id === meeting.measure) : which]
      if (!own) continue
      if (verb === 'hold')
        meetings.push(anHour({ measure: own.id, minutes: minutes as Minutes, signedBy: operatorOnly }))
      if (verb === 'sign' && meeting && !isSigned(meeting)) {
        meetings[at] = {
          ...meeting,
          signedBy: both,
          counted: countable(own, meeting.minutes, countedMinutes(own, meetings)),
        }
      }
      if (verb === 'undo' && meeting && isSigned(meeting)) {
        const { counted: _, ...rest } = meeting
        meetings[at] = { ...rest, signedBy: nobody }
      }
      check(meetings)
    }
    return meetings
  }
  const property = (check: (meetings: CountableMeeting[], list: readonly Step[]) => void) =>
    fc.assert(
      fc.property(steps, list => {
        play(list, meetings => check(meetings, list))
      }),
      { numRuns: 300 },
    )

  test('the ceiling is never passed', () =>
    property(meetings => {
      for (const each of measures) expect(countedMinutes(each, meetings)).toBeLessThanOrEqual(each.ceiling)
    }))

  test('no meeting counts more than it lasted, or less than nothing', () =>
    property(meetings => {
      for (const { counted, minutes } of meetings)
        expect(counted === undefined || (counted >= 0 && counted <= minutes)).toBe(true)
    }))

  test('without counter-entries the measure is filled: all that was signed, up to the ceiling', () =>
    property((meetings, list) => {
      if (list.some(step => step.verb === 'undo')) return
      for (const each of measures) {
        const all = meetings.filter(meeting => meeting.measure === each.id && isSigned(meeting))
        const lasted = all.reduce((sum, meeting) => sum + meeting.minutes, 0)
        expect(countedMinutes(each, meetings)).toBe(Math.min(each.ceiling, lasted))
      }
    }))

  test('when everything is undone, nothing counts', () => {
    fc.assert(
      fc.property(steps, list => {
        const undone = play(list, () => {}).map(({ id, measure: of, minutes }) =>
          anHour({ id, measure: of, minutes, signedBy: nobody }),
        )
        expect(hoursOf(measures, undone).total.signed).toBe(0)
      }),
    )
  })

  test('every minute held is signed, beyond or waiting: none is lost', () =>
    property(meetings => {
      const { total } = hoursOf(measures, meetings)
      const held = meetings.filter(each => hourState(each) !== 'none').reduce((sum, each) => sum + each.minutes, 0)
      expect(total.signed + total.beyond + total.waiting + total.booked).toBe(held)
    }))
})
