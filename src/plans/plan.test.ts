// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import {
  agree,
  close,
  ensure,
  ensureProposable,
  may,
  type PlanVerb,
  plannedMinutes,
  planStates,
  planVerbs,
  start,
} from './plan.ts'
import { planTemplate, planTemplates } from './plan-template.ts'
import { aMeasure, aPlan, both, codeOf, nobody, operatorOnly } from './plans.build.ts'

const today = '2026-11-21' as CivilDate
const none = 0 as Minutes

describe('from each state', () => {
  const allowed: Record<PlanVerb, string> = {
    change: 'draft',
    propose: 'draft',
    agree: 'draft',
    book: 'agreed running',
    hold: 'agreed running',
    sign: 'agreed running closed',
    close: 'agreed running',
  }
  const cases = Object.keys(allowed).flatMap(verb => planStates.map(state => [verb as PlanVerb, state] as const))
  test.each(cases)('%s is decided by the table when %s', (verb, state) => {
    const yes = allowed[verb].split(' ').includes(state)
    expect(may({ state }, verb)).toBe(yes)
    expect(codeOf(() => ensure(aPlan({ state }), verb))).toBe(yes ? 'allowed' : planVerbs[verb].code)
  })
})

test.each([
  ['nobody', nobody, 'draft'],
  ['the operator', operatorOnly, 'draft'],
  ['the person', { operator: false, person: true }, 'draft'],
  ['both', both, 'agreed'],
])('signed by %s, the plan is then %s%s', (_, sides, state) => {
  const plan = agree(aPlan(), sides, today)
  expect(plan.state).toBe(state)
  expect(plan.agreedOn).toBe(state === 'agreed' ? today : undefined)
})

test.each([
  ['goals', { goals: [] }],
  ['measures', { measures: [] }],
])('a plan without %s is not put before anybody to sign', (_, missing) => {
  expect(codeOf(() => ensureProposable(aPlan(missing)))).toBe('plan.nothing-planned')
})

test('the first meeting starts the plan, the second changes nothing', () => {
  const running = start(aPlan({ state: 'agreed', agreedOn: today }))
  expect(running.state).toBe('running')
  expect(start(running)).toBe(running)
})

test('a plan is not closed over hours that wait for a signature', () => {
  const plan = aPlan({ state: 'running', agreedOn: today })
  expect(codeOf(() => close(plan, 'completed', 90 as Minutes, today))).toBe('plan.hours-waiting')
  expect(close(plan, 'job', none, today)).toMatchObject({ state: 'closed', outcome: 'job', closedOn: today })
})

test('the template "36 hours" is guidance 8, skills appraisal 8, tutoring 12, job coaching 8', () => {
  const template = planTemplate('36-hours')
  expect(template?.measures).toEqual([
    { kind: 'guidance', ceiling: 480 },
    { kind: 'skills-appraisal', ceiling: 480 },
    { kind: 'tutoring', ceiling: 720 },
    { kind: 'job-coaching', ceiling: 480 },
  ])
  expect(plannedMinutes((template?.measures ?? []).map(({ ceiling }) => aMeasure({ ceiling })))).toBe(36 * 60)
})

test('every template has a name of its own', () => {
  expect(new Set(planTemplates.map(template => template.key)).size).toBe(planTemplates.length)
})
