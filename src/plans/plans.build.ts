// SPDX-License-Identifier: EUPL-1.2
// Test builders: valid defaults, so that a test states only what matters.
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import {
  type AccountId,
  type GoalId,
  type MeasureId,
  type MeetingId,
  newId,
  type OrganisationId,
  type PersonId,
  type PlanId,
} from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { Refusal } from '#lib/refusal.ts'
import type { CountableMeeting } from './hours.ts'
import type { Meeting } from './meeting.ts'
import type { Goal, Measure, Plan } from './plan.ts'
import type { SignedBy } from './signature.ts'

/** What the person objects to, as her screen keeps it. */
export { insertCorrection as anObjection } from './correction.store.ts'

export const both: SignedBy = { operator: true, person: true }
export const operatorOnly: SignedBy = { operator: true, person: false }
export const nobody: SignedBy = { operator: false, person: false }

export const aGoal = (goal: Partial<Goal> = {}): Goal => ({
  id: newId<GoalId>(),
  position: 1,
  words: 'Voglio lavorare come sarta',
  lang: 'it',
  ...goal,
})

export const aMeasure = (measure: Partial<Measure> = {}): Measure => ({
  id: newId<MeasureId>(),
  position: 1,
  kind: 'guidance',
  ceiling: (8 * 60) as Minutes,
  organisation: newId<OrganisationId>(),
  ...measure,
})

export const aPlan = (plan: Partial<Plan> = {}): Plan => ({
  id: newId<PlanId>(),
  person: newId<PersonId>(),
  organisation: newId<OrganisationId>(),
  template: '36-hours',
  state: 'draft',
  round: 1,
  createdOn: '2026-11-01' as CivilDate,
  goals: [aGoal()],
  measures: [aMeasure()],
  version: 1,
  ...plan,
})

export const aMeeting = (meeting: Partial<Meeting> = {}): Meeting => ({
  id: newId<MeetingId>(),
  person: newId<PersonId>(),
  plan: newId<PlanId>(),
  measure: newId<MeasureId>(),
  day: '2026-11-19' as CivilDate,
  booked: { start: 9 * 60, end: 11 * 60 + 30 },
  place: 'Jesi, via Roma 8',
  lang: 'it',
  operator: newId<AccountId>(),
  state: 'booked',
  round: 1,
  version: 1,
  ...meeting,
})

/** A meeting as the counting sees it: held, two hours, signed by both. */
export const anHour = (entry: Partial<CountableMeeting> & { measure: MeasureId }): CountableMeeting => ({
  id: newId<MeetingId>(),
  day: '2026-11-19' as CivilDate,
  minutes: 120 as Minutes,
  counted: entry.minutes ?? (120 as Minutes),
  held: true,
  booked: false,
  signedBy: both,
  ...entry,
})

/** How a rule answers: the code of its refusal, or that it allows. */
export function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.code
    throw refusal
  }
  return 'allowed'
}

export const noon = '2026-11-21T11:00:00.000Z' as Instant
