// SPDX-License-Identifier: EUPL-1.2
// What other slices may use of plans.
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import type { FactId, MeasureId, MeetingId, OrganisationId, PersonId, PlanId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { type Hours, hoursOf as sums } from './hours.ts'
import type { Meeting } from './meeting.ts'
import { meetingsOfPlan } from './meeting.store.ts'
import { type Appointment, firstDayOf, type PersonWithoutPlan, type UnsignedMeeting } from './meeting-lists.ts'
import { appointmentsBetween, personsWithoutPlan, unsignedRows } from './meeting-lists.store.ts'
import type { Goal, Measure, PlanOutcome, PlanState } from './plan.ts'
import { findPlanOf } from './plan.store.ts'
import { awaiting, type MeetingLine, meetingLines } from './plan-file.ts'
import type { MeasureKind } from './plan-template.ts'
import { hourEntries } from './plan-view.ts'
import { organisationNames, signaturesIn, type UndoneMeeting, undoneMeetings } from './signature.store.ts'

export { closePlan, draftPlan, type PlanContents, writeUpPlan } from './plan.act.ts'
export { bookMeeting, type Booking, dropMeeting, holdMeeting } from './meeting.act.ts'
export { signMeeting, signPlan, undoSignatures, whatIsSigned } from './signature.act.ts'
export { getMeeting } from './meeting.store.ts'
export { agreedDays, getPlan } from './plan.store.ts'
export { type RegisterEntry, writeUpRegister } from './register.act.ts'
export { planTemplate, planTemplates } from './plan-template.ts'
export { paths } from './plans.paths.ts'
export type { Appointment, PersonWithoutPlan, UnsignedMeeting } from './meeting-lists.ts'
export type { Meeting } from './meeting.ts'
export type { Plan } from './plan.ts'
export type { SigningMethod } from './signature.ts'
export type { UndoneMeeting } from './signature.store.ts'

export type MeasureSummary = {
  id: MeasureId
  kind: MeasureKind
  /** Absent where the kind says enough: its words are `measure.kind.<kind>`. */
  title?: string
  plannedMinutes: Minutes
  signedMinutes: Minutes
  waitingMinutes: Minutes
  organisation: OrganisationId
  organisationName?: string
  /** The facts behind its signed minutes, for their seal. */
  signedFacts: readonly FactId[]
}

export type PlanSummary = {
  id: PlanId
  state: PlanState
  createdOn: CivilDate
  agreedOn?: CivilDate
  closedOn?: CivilDate
  outcome?: PlanOutcome
  /** The fact of the agreement, for its seal. */
  agreedFact?: string
  organisation: OrganisationId
  organisationName?: string
  goals: readonly Pick<Goal, 'words' | 'lang' | 'italian'>[]
  measures: readonly MeasureSummary[]
  hours: Hours
}

/** The plan in force of a person (else her last one) with the sums of its hours; nothing when there is none to be seen. */
export async function planOf(tx: Tx, person: PersonId): Promise<PlanSummary | undefined> {
  const plan = await findPlanOf(tx, person)
  if (!plan) return undefined
  const [meetings, signatures, names] = await Promise.all([
    meetingsOfPlan(tx, plan.id),
    signaturesIn(tx, plan.id),
    organisationNames(tx),
  ])
  const hours = sums(plan.measures, hourEntries(meetings, signatures))
  const signed = meetingLines({ plan, meetings, signatures, corrections: [] }).filter(line => line.state === 'signed')
  const named = (organisation: OrganisationId) => {
    const name = names.get(organisation)
    return name === undefined ? {} : { organisationName: name }
  }
  const { id, state, createdOn, agreedOn, closedOn, outcome, agreedFact, organisation, goals } = plan
  return {
    id,
    state,
    createdOn,
    ...(agreedOn ? { agreedOn } : {}),
    ...(closedOn ? { closedOn } : {}),
    ...(outcome ? { outcome } : {}),
    ...(agreedFact ? { agreedFact } : {}),
    organisation,
    ...named(organisation),
    goals: goals.map(({ words, lang, italian }) => (italian ? { words, lang, italian } : { words, lang })),
    measures: plan.measures.map((measure, at) =>
      summaryOf(measure, hours.measures[at], named(measure.organisation), signed),
    ),
    hours,
  }
}

function summaryOf(
  measure: Measure,
  row: Hours['measures'][number] | undefined,
  named: { organisationName?: string },
  signed: readonly MeetingLine[],
): MeasureSummary {
  return {
    id: measure.id,
    kind: measure.kind,
    ...(measure.title ? { title: measure.title } : {}),
    plannedMinutes: measure.ceiling,
    signedMinutes: row?.signed ?? (0 as Minutes),
    waitingMinutes: row?.waiting ?? (0 as Minutes),
    organisation: measure.organisation,
    ...named,
    signedFacts: signed.flatMap(line => (line.fact && line.measure.id === measure.id ? [line.fact] : [])),
  }
}

/** Signed, waiting, booked and planned minutes of a person's plan, in all and by measure; zeros without a plan. */
export async function hoursOf(tx: Tx, person: PersonId): Promise<Hours> {
  return (await planOf(tx, person))?.hours ?? sums([], [])
}

/** The meetings of my organisation on a day, in order of time; dropped ones are not in it. */
export const appointmentsOn = (tx: Tx, day: CivilDate): Promise<Appointment[]> => appointmentsBetween(tx, day, day)

/** The meetings of the first day after this one that has any, within so many days: what comes next. */
export async function nextAppointments(
  tx: Tx,
  after: CivilDate,
  within: number,
): Promise<{ day: CivilDate; appointments: Appointment[] } | undefined> {
  return firstDayOf(await appointmentsBetween(tx, addDays(after, 1), addDays(after, within)))
}

const SHOWN = 200

/** Meetings of my organisation that took place and miss a signature, a record or an answer; oldest first, at most 200. */
export const unsignedMeetings = async (tx: Tx): Promise<UnsignedMeeting[]> => (await unsignedRows(tx, SHOWN)).items

/** Persons of my organisation's own records with no plan in force, longest registered first. */
export const peopleWithoutPlan = (tx: Tx): Promise<PersonWithoutPlan[]> => personsWithoutPlan(tx)

export type AwaitedMeeting = {
  id: MeetingId
  meeting: Meeting
  measure: Pick<Measure, 'kind' | 'title'>
  minutes: Minutes
}

/** What the person is asked to sign on her own page: the plan while it is a draft, and the hours that wait for her name. */
export async function meetingsAwaiting(
  tx: Tx,
  person: PersonId,
): Promise<{ plan: PlanId | undefined; meetings: readonly AwaitedMeeting[] }> {
  const plan = await findPlanOf(tx, person)
  if (!plan) return { plan: undefined, meetings: [] }
  const [meetings, signatures] = await Promise.all([meetingsOfPlan(tx, plan.id), signaturesIn(tx, plan.id)])
  const under = signatures.filter(each => each.meeting === undefined && each.round === plan.round)
  const asksPlan =
    plan.state === 'draft' &&
    under.some(each => each.party === 'operator') &&
    !under.some(each => each.party !== 'operator')
  const lines = awaiting(meetingLines({ plan, meetings, signatures, corrections: [] }))
  return {
    plan: asksPlan ? plan.id : undefined,
    meetings: lines.map(({ meeting, measure }) => ({
      id: meeting.id,
      meeting,
      measure,
      minutes: ((meeting.actual?.end ?? 0) - (meeting.actual?.start ?? 0)) as Minutes,
    })),
  }
}

/** For how long her page says that hours were undone, unless they are signed again. */
const TOLD_DAYS = 60

/** Hours that she had signed and that count no more, with the reason: whoever signed is told, not only whoever undid. */
export const undoneOf = (tx: Tx, person: PersonId): Promise<UndoneMeeting[]> =>
  undoneMeetings(tx, person, addDays(scopeOf(tx).today, -TOLD_DAYS))
