// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import {
  checkSpan,
  drop,
  ensure,
  ensureFree,
  ensureNear,
  hold,
  isOver,
  may,
  type MeetingVerb,
  meetingStates,
  meetingVerbs,
  minutesOf,
  overlap,
  overlapping,
  spanOf,
} from './meeting.ts'
import { aMeeting, codeOf } from './plans.build.ts'

const day = '2026-11-19' as CivilDate
const evening = { day, minute: 20 * 60 }
const span = (start: number, end: number) => ({ start, end })

describe('from each state', () => {
  const allowed: Record<MeetingVerb, string> = {
    move: 'booked',
    hold: 'booked held',
    cancel: 'booked held',
    miss: 'booked held',
    sign: 'held',
    undo: 'held',
  }
  const cases = Object.keys(allowed).flatMap(verb => meetingStates.map(state => [verb as MeetingVerb, state] as const))
  test.each(cases)('%s is decided by the table when %s', (verb, state) => {
    const yes = allowed[verb].split(' ').includes(state)
    expect(may({ state }, verb)).toBe(yes)
    expect(codeOf(() => ensure({ state }, verb))).toBe(yes ? 'allowed' : meetingVerbs[verb].code)
  })
})

describe('the times of a meeting', () => {
  test.each([
    [540, 690, 'allowed'],
    [0, 1440, 'allowed'],
    [1439, 1440, 'allowed'],
    [690, 540, 'meeting.ends-before-start'],
    [540, 540, 'meeting.ends-before-start'],
    [1380, 1441, 'meeting.beyond-day'],
    [-1, 60, 'meeting.beyond-day'],
    [540.5, 600, 'meeting.beyond-day'],
    [Number.NaN, 600, 'meeting.beyond-day'],
  ])('%i to %i: %s', (start, end, code) => {
    expect(codeOf(() => checkSpan(span(start, end)))).toBe(code)
  })

  test.each([
    [span(540, 600), span(600, 660), false],
    [span(540, 601), span(600, 660), true],
    [span(540, 660), span(570, 600), true],
    [span(570, 600), span(540, 660), true],
    [span(540, 600), span(540, 600), true],
    [span(540, 600), span(660, 720), false],
  ])('%j and %j overlap: %s', (a, b, expected) => {
    expect(overlap(a, b)).toBe(expected)
    expect(overlap(b, a)).toBe(expected)
  })

  test('two spans overlap exactly when they share a minute', () => {
    const aSpan = fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
      .map(([s, l]) => span(s, s + l))
    fc.assert(
      fc.property(aSpan, aSpan, (a, b) => {
        const minutes = (s: { start: number; end: number }) =>
          Array.from({ length: minutesOf(s) }, (_, i) => s.start + i)
        expect(overlap(a, b)).toBe(minutes(a).some(minute => minutes(b).includes(minute)))
      }),
    )
  })
})

describe('nobody is at two meetings at once', () => {
  const other = aMeeting({ day, booked: span(600, 720) })
  test('an overlapping meeting is refused and named by its times', () => {
    expect(codeOf(() => ensureFree({ day, span: span(660, 780) }, [other]))).toBe('meeting.overlaps')
  })
  test.each(['cancelled', 'missed'] as const)('a %s one takes no time', state => {
    expect(codeOf(() => ensureFree({ day, span: span(660, 780) }, [{ ...other, state }]))).toBe('allowed')
  })
  test('another day is another day', () => {
    expect(codeOf(() => ensureFree({ day: addDays(day, 1), span: span(660, 780) }, [other]))).toBe('allowed')
  })
  test('a meeting does not stand in its own way when it is moved', () => {
    expect(overlapping({ id: other.id, day, span: span(660, 780) }, [other])).toEqual([])
  })
  test('a held meeting occupies the time it really took', () => {
    const held = { ...other, state: 'held' as const, actual: span(600, 630) }
    expect(spanOf(held)).toEqual(span(600, 630))
    expect(codeOf(() => ensureFree({ day, span: span(660, 780) }, [held]))).toBe('allowed')
  })
  test('whatever is booked in turn, the accepted ones never overlap', () => {
    const wish = fc.record({ start: fc.integer({ min: 0, max: 1400 }), length: fc.integer({ min: 1, max: 400 }) })
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 25 }), wishes => {
        const accepted: ReturnType<typeof aMeeting>[] = []
        for (const { start, length } of wishes) {
          const booked = span(start, start + length)
          if (codeOf(() => ensureFree({ day, span: booked }, accepted)) === 'allowed')
            accepted.push(aMeeting({ day, booked }))
        }
        for (const one of accepted) {
          expect(one.booked.end).toBeLessThanOrEqual(1440)
          expect(overlapping({ id: one.id, day, span: one.booked }, accepted)).toEqual([])
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('holding a meeting', () => {
  test('declares the actual times, which are the ones that are signed', () => {
    const held = hold(aMeeting({ day }), span(545, 690), false, evening)
    expect(held).toMatchObject({ state: 'held', actual: span(545, 690), booked: span(540, 690) })
    expect(minutesOf(spanOf(held))).toBe(145)
  })
  test.each([
    ['before its day', { day: addDays(day, -1), minute: 1439 }, 'meeting.not-yet'],
    ['before its end', { day, minute: 689 }, 'meeting.not-yet'],
    ['at its end', { day, minute: 690 }, 'allowed'],
    ['days later', { day: addDays(day, 9), minute: 0 }, 'allowed'],
  ])('%s', (_, now, code) => {
    expect(codeOf(() => hold(aMeeting({ day }), span(540, 690), false, now))).toBe(code)
  })
  test('is refused once the person has signed: the counter-entry comes first', () => {
    const held = aMeeting({ state: 'held', actual: span(540, 690) })
    expect(codeOf(() => hold(held, span(540, 660), true, evening))).toBe('meeting.signed')
    expect(codeOf(() => hold(held, span(540, 660), false, evening))).toBe('allowed')
  })
  test('a dropped meeting is not held', () => {
    expect(codeOf(() => hold(aMeeting({ state: 'missed', reason: 'malata' }), span(540, 690), false, evening))).toBe(
      'meeting.not-booked',
    )
  })
})

test('a dropped meeting keeps its reason and loses its hours', () => {
  const dropped = drop(aMeeting({ state: 'held', actual: span(540, 690) }), 'missed', 'era malata', false)
  expect(dropped).toMatchObject({ state: 'missed', reason: 'era malata' })
  expect(dropped).not.toHaveProperty('actual')
})

test('a meeting that the person signed is not dropped', () => {
  expect(codeOf(() => drop(aMeeting({ state: 'held', actual: span(1, 2) }), 'cancelled', 'x', true))).toBe(
    'meeting.signed',
  )
})

test.each([
  [366, 'allowed'],
  [367, 'meeting.too-far'],
  [-366, 'allowed'],
  [-367, 'meeting.too-far'],
])('a meeting %i days away: %s', (days, code) => {
  expect(codeOf(() => ensureNear(addDays(day, days), day))).toBe(code)
})

test('midnight ends the day: a meeting until 24:00 is over only on the next', () => {
  expect(isOver(day, 1440, { day, minute: 1439 })).toBe(false)
  expect(isOver(day, 1440, { day: addDays(day, 1), minute: 0 })).toBe(true)
})
