// SPDX-License-Identifier: EUPL-1.2
import { addDays, type CivilDate, compareDates } from '#lib/civil-date.ts'
import type { AccountId, MeasureId, MeetingId, PersonId, PlanId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { type PlansRefusal, refuse } from './refusals.ts'

/** Minutes since local midnight in Europe/Rome, 0 to 1440: a meeting belongs to the day on the wall, not to an instant. */
export type MinuteOfDay = number
const MINUTES_OF_A_DAY = 1440

export type TimeSpan = { start: MinuteOfDay; end: MinuteOfDay }
export type Moment = { day: CivilDate; minute: MinuteOfDay }

export const meetingStates = ['booked', 'held', 'cancelled', 'missed'] as const
export type MeetingState = (typeof meetingStates)[number]

export type Meeting = {
  id: MeetingId
  person: PersonId
  plan: PlanId
  measure: MeasureId
  day: CivilDate
  booked: TimeSpan
  /** The times that the operator declares on holding it; they, and not the booked ones, are signed. */
  actual?: TimeSpan
  place: string
  /** The language the meeting is held in (BCP 47). */
  lang: string
  operator: AccountId
  state: MeetingState
  reason?: string
  /** Signatures belong to a round. A counter-entry ends the round, so what was signed stays and counts no more. */
  round: number
  version: number
}

export type MeetingVerb = 'move' | 'hold' | 'cancel' | 'miss' | 'sign' | 'undo'

export const meetingVerbs: Record<MeetingVerb, { from: readonly MeetingState[]; code: PlansRefusal }> = {
  move: { from: ['booked'], code: 'meeting.not-booked' },
  // Held again after a counter-entry, with the right times.
  hold: { from: ['booked', 'held'], code: 'meeting.not-booked' },
  cancel: { from: ['booked', 'held'], code: 'meeting.not-booked' },
  miss: { from: ['booked', 'held'], code: 'meeting.not-booked' },
  sign: { from: ['held'], code: 'meeting.not-held' },
  undo: { from: ['held'], code: 'meeting.not-held' },
}

export const may = (meeting: Pick<Meeting, 'state'>, verb: MeetingVerb): boolean =>
  meetingVerbs[verb].from.includes(meeting.state)

export function ensure(meeting: Pick<Meeting, 'state'>, verb: MeetingVerb): void {
  const rule = meetingVerbs[verb]
  if (!rule.from.includes(meeting.state)) refuse(rule.code, { state: meeting.state })
}

export const spanOf = (meeting: Pick<Meeting, 'booked' | 'actual'>): TimeSpan => meeting.actual ?? meeting.booked
export const minutesOf = (span: TimeSpan): Minutes => (span.end - span.start) as Minutes

/** A meeting lies within one civil day: a night shift is two meetings, so that every minute has one date. */
export function checkSpan(span: TimeSpan): void {
  const inDay = (minute: number) => Number.isInteger(minute) && minute >= 0 && minute <= MINUTES_OF_A_DAY
  if (!inDay(span.start) || !inDay(span.end)) refuse('meeting.beyond-day')
  if (span.end <= span.start) refuse('meeting.ends-before-start')
}

/** One meeting may begin at the minute in which another ends. */
export const overlap = (a: TimeSpan, b: TimeSpan): boolean => a.start < b.end && b.start < a.end

type Occupied = Pick<Meeting, 'id' | 'day' | 'booked' | 'actual' | 'state'>
const occupies = (meeting: Occupied): boolean => meeting.state === 'booked' || meeting.state === 'held'

/** Nobody can be at two meetings at once; cancelled and missed ones take no time. */
export const overlapping = <M extends Occupied>(
  wanted: { id?: MeetingId; day: CivilDate; span: TimeSpan },
  others: readonly M[],
): M[] =>
  others.filter(
    other =>
      other.id !== wanted.id && other.day === wanted.day && occupies(other) && overlap(spanOf(other), wanted.span),
  )

export function ensureFree(
  wanted: { id?: MeetingId; day: CivilDate; span: TimeSpan },
  others: readonly Occupied[],
): void {
  checkSpan(wanted.span)
  const [first] = overlapping(wanted, others)
  if (first) refuse('meeting.overlaps')
}

/** Guards against a slip in the year: nothing is booked or recorded more than a year away. */
export const isNear = (day: CivilDate, today: CivilDate): boolean =>
  compareDates(day, addDays(today, 366)) <= 0 && compareDates(day, addDays(today, -366)) >= 0

export function ensureNear(day: CivilDate, today: CivilDate): void {
  if (!isNear(day, today)) refuse('meeting.too-far')
}

export const isOver = (day: CivilDate, end: MinuteOfDay, now: Moment): boolean => {
  const order = compareDates(day, now.day)
  return order < 0 || (order === 0 && end <= now.minute)
}

/** Records that it took place. Hours are declared when they are over, never in advance. */
export function hold(meeting: Meeting, actual: TimeSpan, signedByPerson: boolean, now: Moment): Meeting {
  ensure(meeting, 'hold')
  if (signedByPerson) refuse('meeting.signed')
  checkSpan(actual)
  if (!isOver(meeting.day, actual.end, now)) refuse('meeting.not-yet')
  const { reason: _, ...rest } = meeting
  return { ...rest, state: 'held', actual }
}

export type Dropped = 'cancelled' | 'missed'

/** A meeting whose hours she has signed is not dropped: the signatures are undone first, by a counter-entry. */
export function drop(meeting: Meeting, as: Dropped, reason: string, signedByPerson: boolean): Meeting {
  ensure(meeting, as === 'cancelled' ? 'cancel' : 'miss')
  if (signedByPerson) refuse('meeting.signed')
  const { actual: _, ...rest } = meeting
  return { ...rest, state: as, reason }
}
