// SPDX-License-Identifier: EUPL-1.2
// Rows of lists over many people: what the desk and the page of hours show.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Meeting } from './meeting.ts'
import type { Measure } from './plan.ts'
import type { PersonName } from './plan-file.ts'

export type Appointment = { meeting: Meeting; measure: Pick<Measure, 'kind' | 'title'>; person: PersonName }

/** What a meeting needs next: its times recorded, her signature, an answer to her objection. */
export type Need = 'record' | 'signature' | 'correction'
export type UnsignedMeeting = Appointment & { need: Need; minutes: Minutes }

/** An objection comes first: asking again for a signature she refused would be pressing her. */
export function needOf(meeting: { state: Meeting['state']; operatorSigned: boolean; disputed: boolean }): Need {
  if (meeting.disputed) return 'correction'
  return meeting.state === 'held' && meeting.operatorSigned ? 'signature' : 'record'
}

export type PersonWithoutPlan = { person: PersonName; since: CivilDate; hasDraft: boolean }

/** The meetings of the first day that has any, in their order: what a desk shows on a day without. */
export function firstDayOf(
  coming: readonly Appointment[],
): { day: CivilDate; appointments: Appointment[] } | undefined {
  const day = coming
    .map(each => each.meeting.day)
    .toSorted()
    .at(0)
  return day && { day, appointments: coming.filter(each => each.meeting.day === day) }
}
