// SPDX-License-Identifier: EUPL-1.2
import { type CivilDate, timeInRome } from '#lib/civil-date.ts'
import { type MeetingId, newId, type PersonId } from '#lib/ids.ts'
import { record } from '#ledger/index.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { settleCorrections } from './correction.store.ts'
import {
  checkSpan,
  type Dropped,
  drop,
  ensureFree,
  ensureNear,
  hold,
  isNear,
  isOver,
  type Meeting,
  type Moment,
  minutesOf,
  overlapping,
  spanOf,
  type TimeSpan,
} from './meeting.ts'
import { getMeeting, insertMeeting, meetingsOfDay, saveMeeting } from './meeting.store.ts'
import { ensure as ensurePlan, type Plan, start } from './plan.ts'
import { lockPlan, savePlan } from './plan.store.ts'
import { refuse } from './refusals.ts'
import type { PlansRefusal } from './refusals.ts'
import { REDECLARED, signedBy, strengthOf } from './signature.ts'
import { measureOf } from './signature.act.ts'
import { insertReversal, insertSignature, signaturesUnder } from './signature.store.ts'

export type Booking = Pick<Meeting, 'measure' | 'day' | 'place' | 'lang' | 'operator'> & { span: TimeSpan }

/** The wall clock of Europe/Rome at this moment of the transaction. */
export function momentOf(tx: Tx): Moment {
  const { now, today } = scopeOf(tx)
  const [hours = 0, minutes = 0] = timeInRome(now).split(':').map(Number)
  return { day: today, minute: hours * 60 + minutes }
}

export type TimeProblem = { field: 'start' | 'end' | 'day'; code: PlansRefusal }

/** What is wrong with the times of a meeting, beside the field it belongs to; the same rules refuse in the act itself. */
export async function timeProblem(
  tx: Tx,
  wanted: { id?: MeetingId; person: PersonId; day: CivilDate; span: TimeSpan; over?: boolean },
): Promise<TimeProblem | undefined> {
  const { day, span } = wanted
  checkSpan(span)
  if (!isNear(day, scopeOf(tx).today)) return { field: 'day', code: 'meeting.too-far' }
  if (wanted.over && !isOver(day, span.end, momentOf(tx))) return { field: 'end', code: 'meeting.not-yet' }
  const clash = overlapping(wanted, await meetingsOfDay(tx, wanted.person, day))
  return clash.length > 0 ? { field: 'start', code: 'meeting.overlaps' } : undefined
}

/** Puts a meeting into the diary. It is an intention: the act that counts, and is recorded, is holding it. */
export async function bookMeeting(tx: Tx, plan: Plan, booking: Booking): Promise<MeetingId> {
  ensurePlan(plan, 'book')
  if (!plan.measures.some(measure => measure.id === booking.measure)) refuse('meeting.measure-unknown')
  ensureNear(booking.day, scopeOf(tx).today)
  await lockPlan(tx, plan.id)
  ensureFree({ day: booking.day, span: booking.span }, await meetingsOfDay(tx, plan.person, booking.day))
  const id = newId<MeetingId>()
  insertMeeting(tx, {
    id,
    person: plan.person,
    plan: plan.id,
    measure: booking.measure,
    day: booking.day,
    booked: booking.span,
    place: booking.place,
    lang: booking.lang,
    operator: booking.operator,
    state: 'booked',
    round: 1,
    version: 1,
  })
  return id
}

/**
 * The operator declares the actual times and signs them with her account, in one act. Held again before the person has
 * signed, her first declaration ends by a counter-entry and the new one opens the next round. Times that cannot be are
 * answered, for the form; everything else is refused.
 */
export async function declareTimes(tx: Tx, meeting: Meeting, actual: TimeSpan): Promise<TimeProblem | undefined> {
  const plan = await lockPlan(tx, meeting.plan)
  // A counter-entry after the plan was closed leaves hours to be declared again, so the permission to sign is the measure.
  ensurePlan(plan, meeting.state === 'held' ? 'sign' : 'hold')
  const sides = signedBy(await signaturesUnder(tx, meeting))
  if (sides.person) refuse('meeting.signed')
  const problem = await timeProblem(tx, { ...meeting, span: actual, over: true })
  if (problem) return problem
  const held = hold(meeting, actual, sides.person, momentOf(tx))
  const measure = measureOf(plan, meeting)
  const round = sides.operator ? meeting.round + 1 : meeting.round
  const fact = await record(tx, 'meeting.held', {
    person: meeting.person,
    account: 'accounting',
    fields: { measureKind: measure.kind, day: meeting.day, minutes: minutesOf(actual), start: actual.start, round },
  })
  if (sides.operator) await insertReversal(tx, meeting, REDECLARED, fact.id)
  const next = { ...held, round, operator: scopeOf(tx).account ?? meeting.operator }
  await saveMeeting(tx, next)
  insertSignature(
    tx,
    { meeting: next },
    { party: 'operator', method: 'account', strength: strengthOf.account, fact: fact.id },
  )
  await settleCorrections(tx, { plan: plan.id, meeting: meeting.id }, 'changed')
  if (plan.state === 'agreed') await savePlan(tx, start(plan))
  return undefined
}

/** The same where times that cannot be are refused as well; answers the meeting as it now stands. */
export async function holdMeeting(tx: Tx, meeting: Meeting, actual: TimeSpan): Promise<Meeting> {
  const problem = await declareTimes(tx, meeting, actual)
  return problem ? refuse(problem.code) : getMeeting(tx, meeting.id)
}

/** Cancelled beforehand, or nobody came. The reason stays here: it can say things that belong in no ledger. */
export async function dropMeeting(tx: Tx, meeting: Meeting, as: Dropped, reason: string): Promise<void> {
  const sides = signedBy(await signaturesUnder(tx, meeting))
  const dropped = drop(meeting, as, reason, sides.person)
  const fact = await record(tx, 'meeting.cancelled', {
    person: meeting.person,
    fields: { day: meeting.day, minutes: minutesOf(spanOf(meeting)), as },
  })
  if (sides.operator) await insertReversal(tx, meeting, reason, fact.id)
  await saveMeeting(tx, { ...dropped, round: sides.operator ? meeting.round + 1 : meeting.round })
  await settleCorrections(tx, { plan: meeting.plan, meeting: meeting.id }, 'dropped')
}
