// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import { type CpiState, nextStep, nextSteps, type Standing, stationStates, urgency } from './journey.ts'

const today = '2026-11-21' as CivilDate
const day = (text: string) => text as CivilDate
const min = (value: number) => value as Minutes

const job = (from: string, followUpOn: string, followedUp = false) => ({
  from: day(from),
  followUpOn: day(followUpOn),
  followedUp,
})

/** Interviewed, told, with a running plan of 36 hours, half signed. */
function standing(given: Partial<Standing> = {}): Standing {
  return {
    interviewedOn: day('2026-09-08'),
    told: true,
    plan: 'running',
    signed: min(1080),
    planned: min(2160),
    waiting: min(0),
    cpi: 'none',
    ...given,
  }
}

describe('the stations', () => {
  test('of a new person: everything is still to come but the first', () => {
    const states = stationStates(
      standing({ interviewedOn: undefined, told: false, plan: undefined, signed: min(0), planned: min(0) }),
      today,
    )
    expect(Object.values(states)).toEqual(['now', 'next', 'next', 'next', 'next', 'next', 'next', 'next'])
  })

  test('in the middle: measures run while the job centre is awaited', () => {
    expect(Object.values(stationStates(standing({ cpi: 'sent' }), today))).toEqual([
      'done',
      'done',
      'done',
      'now',
      'wait',
      'next',
      'next',
      'next',
    ])
  })

  test.each<[CpiState, string]>([
    ['none', 'next'],
    ['sent', 'wait'],
    ['in-review', 'wait'],
    ['accepted', 'wait'],
    ['did', 'wait'],
    ['returned', 'now'],
    ['pact', 'done'],
  ])('a package that is %s leaves the station at %s: only the job centre makes it done', (cpi, state) => {
    expect(stationStates(standing({ cpi }), today).cpi).toBe(state)
  })

  test('all planned hours signed, or the plan closed, end the measures', () => {
    expect(stationStates(standing({ signed: min(2160) }), today).measures).toBe('done')
    expect(stationStates(standing({ plan: 'closed' }), today).measures).toBe('done')
    expect(stationStates(standing({ signed: min(2159) }), today).measures).toBe('now')
  })

  test('an internship is awaited before its first day, now while it runs, done after its last', () => {
    const of = (from: string, until: string) =>
      stationStates(standing({ internship: { from: day(from), until: day(until) } }), today).internship
    expect([of('2026-12-01', '2027-02-28'), of('2026-11-21', '2026-11-21'), of('2026-06-01', '2026-11-20')]).toEqual([
      'wait',
      'now',
      'done',
    ])
  })

  test('on its day somebody asks how the job goes, and until somebody did the station stays open', () => {
    const of = (followUpOn: string, followedUp = false) =>
      stationStates(standing({ job: job('2026-05-21', followUpOn, followedUp) }), today)['follow-up']
    expect([of('2026-11-21'), of('2026-11-22'), of('2026-11-21', true)]).toEqual(['now', 'next', 'done'])
  })
})

describe('a person received in a package, on the record of the job centre', () => {
  const received = (given: Partial<Standing> = {}) =>
    standing({ received: true, interviewedOn: undefined, told: false, plan: undefined, cpi: 'accepted', ...given })

  test('was interviewed and agreed a plan elsewhere: the ball is with the centre', () => {
    expect(Object.values(stationStates(received(), today))).toEqual([
      'done',
      'done',
      'done',
      'wait',
      'now',
      'next',
      'next',
      'next',
    ])
  })

  test('that came without plan or hours has only been interviewed', () => {
    const states = stationStates(received({ planned: min(0), signed: min(0) }), today)
    expect([states.profile, states.plan, states.measures]).toEqual(['done', 'next', 'next'])
  })

  test('with all hours given has its measures behind it', () => {
    expect(stationStates(received({ signed: min(2160) }), today).measures).toBe('done')
  })

  test.each<[Partial<Standing>, string]>([
    [{}, 'record-did'],
    [{ cpi: 'did' }, 'record-pact'],
    [{ cpi: 'pact' }, 'find-work'],
    [{ cpi: 'pact', plan: 'draft' }, 'sign-plan'],
    [{ cpi: 'pact', plan: 'running', waiting: min(60) }, 'sign-hours'],
    [{ cpi: 'pact', job: job('2026-11-02', '2027-05-02') }, 'settled'],
  ])('%j: next comes %s, never a first interview', (given, step) => {
    expect(nextStep(received(given), today)).toBe(step)
  })
})

describe('the next step', () => {
  test.each<[string, Partial<Standing>, string]>([
    ['nobody has listened to her yet', { interviewedOn: undefined, told: false, plan: undefined }, 'interview'],
    ['interviewed, but nothing of what she can do is written', { told: false }, 'profile'],
    ['no plan', { plan: undefined }, 'agree-plan'],
    ['a draft that nobody signed', { plan: 'draft' }, 'sign-plan'],
    ['hours that wait for a signature', { waiting: min(150) }, 'sign-hours'],
    ['hours still to give', {}, 'meet'],
    ['all hours given, nothing sent', { signed: min(2160) }, 'hand-over'],
    ['sent, no answer', { signed: min(2160), cpi: 'sent' }, 'await-cpi'],
    ['sent back by the job centre, while hours run', { cpi: 'returned' }, 'send-again'],
    ['a pact and no work', { signed: min(2160), cpi: 'pact' }, 'find-work'],
    ['an internship that runs', { internship: { from: day('2026-11-01') } }, 'internship'],
    ['a new job', { job: job('2026-11-02', '2027-05-02') }, 'settled'],
    ['a job of six months', { job: job('2026-05-02', '2026-11-02') }, 'follow-up'],
  ])('%s', (_, given, step) => {
    expect(nextStep(standing(given), today)).toBe(step)
  })

  test('every step has a place in the order of a desk', () => {
    expect(nextSteps.map(urgency).toSorted((a, b) => a - b)).toEqual(nextSteps.map((_, at) => at))
  })

  test('there is always exactly one, and work that is done never asks for what came before it', () => {
    const anyStanding = fc.record({
      told: fc.boolean(),
      plan: fc.constantFrom(undefined, 'draft', 'agreed', 'running', 'closed'),
      signed: fc.nat(3000).map(min),
      planned: fc.nat(3000).map(min),
      waiting: fc.nat(300).map(min),
      cpi: fc.constantFrom<CpiState[]>('none', 'sent', 'in-review', 'accepted', 'returned', 'did', 'pact'),
      received: fc.boolean(),
    })
    fc.assert(
      fc.property(anyStanding, given => {
        const at = standing(given as Partial<Standing>)
        expect(nextSteps).toContain(nextStep(at, today))
        const states = stationStates(at, today)
        const agreed = states.plan === 'done'
        expect(agreed || at.received || states.measures === 'next').toBe(true)
        expect((agreed || at.received) && nextStep(at, today) === 'agree-plan' && at.cpi !== 'none').toBe(false)
      }),
    )
  })
})
