// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { MeasureId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { type SignedBy, signedByBoth } from './signature.ts'

/**
 * What a meeting is to the counting of hours. How many of its minutes count is fixed by the second signature and stands in
 * the fact: so a report is a plain sum, and whoever holds the facts can add it up without knowing any ceiling.
 */
export type CountableMeeting = {
  id: string
  measure: MeasureId
  day: CivilDate
  minutes: Minutes
  /** Present once both have signed. */
  counted?: Minutes
  held: boolean
  booked: boolean
  signedBy: SignedBy
}
export type CeilingOf = { id: MeasureId; ceiling: Minutes }

const sum = (values: readonly number[]): Minutes => values.reduce((total, value) => total + value, 0) as Minutes
const ofMeasure = (measure: CeilingOf, meetings: readonly CountableMeeting[]) =>
  meetings.filter(meeting => meeting.measure === measure.id)

export const isSigned = (meeting: CountableMeeting): boolean => meeting.held && signedByBoth(meeting.signedBy)

/** Minutes that count towards the plan: signed by both sides, never beyond the measure's ceiling. */
export function countedMinutes(measure: CeilingOf, meetings: readonly CountableMeeting[]): Minutes {
  return sum(ofMeasure(measure, meetings).map(meeting => (isSigned(meeting) ? (meeting.counted ?? 0) : 0)))
}

/** How many of the minutes now being signed count: what the ceiling has left, in the order of signing. */
export function countable(measure: CeilingOf, minutes: Minutes, alreadyCounted: Minutes): Minutes {
  return Math.max(0, Math.min(minutes, measure.ceiling - alreadyCounted)) as Minutes
}

export type HourSums = {
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
export type MeasureHours = HourSums & { measure: MeasureId }
export type Hours = { total: HourSums; measures: readonly MeasureHours[] }

/** The state in which a meeting enters the sums. */
export type HourState = 'signed' | 'waiting' | 'booked' | 'none'

export const hourState = (meeting: CountableMeeting): HourState =>
  meeting.booked ? 'booked' : isSigned(meeting) ? 'signed' : meeting.held ? 'waiting' : 'none'

/** The sums behind ring and table. */
export function hoursOf(measures: readonly CeilingOf[], meetings: readonly CountableMeeting[]): Hours {
  const rows = measures.map(measure => {
    const own = ofMeasure(measure, meetings)
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
  const total = (key: keyof HourSums) => sum(rows.map(row => row[key]))
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
