// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { MeasureId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { type SignedBy, signedByBoth } from './signature.ts'

/** What a meeting is to the counting of hours. `id` is ordered by time of booking (UUIDv7) and breaks ties within a day. */
export type CountableMeeting = {
  id: string
  measure: MeasureId
  day: CivilDate
  minutes: Minutes
  held: boolean
  signedBy: SignedBy
}
export type CeilingOf = { id: MeasureId; ceiling: Minutes }

const sum = (values: readonly number[]): Minutes => values.reduce((total, value) => total + value, 0) as Minutes
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const inOrder = (a: CountableMeeting, b: CountableMeeting): number => compare(a.day, b.day) || compare(a.id, b.id)

export const isSigned = (meeting: CountableMeeting): boolean => meeting.held && signedByBoth(meeting.signedBy)

/** Minutes that count towards the plan: signed by both sides, never beyond the measure's ceiling. */
export function countedMinutes(measure: CeilingOf, meetings: readonly CountableMeeting[]): Minutes {
  const signed = meetings.filter(meeting => meeting.measure === measure.id && isSigned(meeting))
  return Math.min(measure.ceiling, sum(signed.map(meeting => meeting.minutes))) as Minutes
}

/**
 * How much of each signed meeting counts: in order of day, until the ceiling of its measure is reached. The meeting that
 * crosses the ceiling counts in part, the later ones not at all. `plans_hours_as_of` says the same in SQL.
 */
export function countInOrder(
  measures: readonly CeilingOf[],
  meetings: readonly CountableMeeting[],
): Map<string, Minutes> {
  const counted = new Map<string, Minutes>()
  for (const measure of measures) {
    let left: number = measure.ceiling
    for (const meeting of meetings.filter(each => each.measure === measure.id && isSigned(each)).sort(inOrder)) {
      const counts = Math.min(left, meeting.minutes)
      counted.set(meeting.id, counts as Minutes)
      left -= counts
    }
  }
  return counted
}

export type MeasureHours = {
  measure: MeasureId
  planned: Minutes
  /** Signed by both and within the ceiling. */
  signed: Minutes
  /** Held, and one signature is missing. */
  waiting: Minutes
  /** In the diary. */
  booked: Minutes
  /** Signed by both and above the ceiling: they happened, they do not count. */
  beyond: Minutes
}

export type Hours = { total: Omit<MeasureHours, 'measure'>; measures: readonly MeasureHours[] }

/** The state in which a meeting enters the sums. */
export type HourState = 'signed' | 'waiting' | 'booked' | 'none'

export type HourEntry = CountableMeeting & { booked: boolean }

export const hourState = (meeting: HourEntry): HourState =>
  meeting.booked ? 'booked' : isSigned(meeting) ? 'signed' : meeting.held ? 'waiting' : 'none'

/** The sums behind ring and table. */
export function hoursOf(measures: readonly CeilingOf[], meetings: readonly HourEntry[]): Hours {
  const rows = measures.map(measure => {
    const own = meetings.filter(meeting => meeting.measure === measure.id)
    const of = (state: HourState) => sum(own.filter(each => hourState(each) === state).map(each => each.minutes))
    const signed = countedMinutes(measure, own)
    return {
      measure: measure.id,
      planned: measure.ceiling,
      signed,
      waiting: of('waiting'),
      booked: of('booked'),
      beyond: (of('signed') - signed) as Minutes,
    }
  })
  const total = (key: 'planned' | 'signed' | 'waiting' | 'booked' | 'beyond') => sum(rows.map(row => row[key]))
  return {
    measures: rows,
    total: {
      planned: total('planned'),
      signed: total('signed'),
      waiting: total('waiting'),
      booked: total('booked'),
      beyond: total('beyond'),
    },
  }
}
