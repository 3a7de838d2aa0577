// SPDX-License-Identifier: EUPL-1.2
import type { CountableMeeting } from './hours.ts'
import { type Meeting, minutesOf, spanOf } from './meeting.ts'
import { type Signature, signedBy } from './signature.ts'

type UnderMeeting = Pick<Signature, 'party' | 'counted'> & { meeting?: Meeting['id']; round: number }

/** The signatures that stand under a meeting: those of its present round. Earlier rounds ended by a counter-entry. */
export const standing = <S extends UnderMeeting>(
  meeting: Pick<Meeting, 'id' | 'round'>,
  signatures: readonly S[],
): S[] => signatures.filter(signature => signature.meeting === meeting.id && signature.round === meeting.round)

/** Meetings as the counting of hours sees them. */
export function hourEntries(meetings: readonly Meeting[], signatures: readonly UnderMeeting[]): CountableMeeting[] {
  return meetings.map(meeting => {
    const under = standing(meeting, signatures)
    const counted = under.find(signature => signature.counted !== undefined)?.counted
    return {
      id: meeting.id,
      measure: meeting.measure,
      day: meeting.day,
      minutes: minutesOf(spanOf(meeting)),
      ...(counted === undefined ? {} : { counted }),
      held: meeting.state === 'held',
      booked: meeting.state === 'booked',
      signedBy: signedBy(under),
    }
  })
}
