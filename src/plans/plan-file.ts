// SPDX-License-Identifier: EUPL-1.2
// What the pages about a plan show, put together from the parts that the stores read.
import type { AccountId, FactId, OrganisationId, PersonId } from '#lib/ids.ts'
import type { Correction } from './correction.ts'
import { type Hours, type HourState, hourState, hoursOf } from './hours.ts'
import type { Meeting } from './meeting.ts'
import type { Measure, Plan } from './plan.ts'
import { hourEntries, standing } from './plan-view.ts'
import { type Signature, type SignedBy, signedBy } from './signature.ts'

export type SealInfo = { state: 'waiting' | 'sealed'; index?: number; sealedAt?: string; checkpointSize?: number }

export type ShownSignature = Signature & { meeting?: Meeting['id']; round: number; fact?: FactId }

export type MeetingLine = {
  meeting: Meeting
  measure: Measure
  state: HourState | 'dropped'
  /** Minutes of it that count within the ceiling, once signed. */
  counted: number
  signatures: readonly ShownSignature[]
  sides: SignedBy
  /** The person said "no, that is not right" and nobody has answered. */
  correction?: Correction
  /** The fact that both signed, for the seal. */
  fact?: FactId
}

export type PersonName = {
  id: PersonId
  /** As on the permit. */
  name: string
  givenName: string
  nativeName?: string
  nativeLang?: string
}

export type PlanFile = {
  plan: Plan
  agreement: SignedBy
  correction?: Correction
  hours: Hours
  meetings: readonly MeetingLine[]
  organisations: ReadonlyMap<OrganisationId, string>
  operators: ReadonlyMap<AccountId, string>
  seals: ReadonlyMap<FactId, SealInfo>
}

type Parts = {
  plan: Plan
  meetings: readonly Meeting[]
  signatures: readonly ShownSignature[]
  corrections: readonly Correction[]
}

const isDropped = (meeting: Meeting): boolean => meeting.state === 'cancelled' || meeting.state === 'missed'

export function planSides(plan: Plan, signatures: readonly ShownSignature[]): SignedBy {
  return signedBy(signatures.filter(each => each.meeting === undefined && each.round === plan.round))
}

export function meetingLines({ plan, meetings, signatures, corrections }: Parts): MeetingLine[] {
  const entries = new Map(hourEntries(meetings, signatures).map(entry => [entry.id, entry]))
  return meetings.flatMap(meeting => {
    const measure = plan.measures.find(each => each.id === meeting.measure)
    const entry = entries.get(meeting.id)
    if (!measure || !entry) return []
    const under = standing(meeting, signatures)
    const hers = under.find(each => each.party !== 'operator')
    const correction = corrections.find(each => each.meeting === meeting.id)
    return {
      meeting,
      measure,
      state: isDropped(meeting) ? 'dropped' : hourState(entry),
      counted: entry.counted ?? 0,
      signatures: under,
      sides: signedBy(under),
      ...(correction ? { correction } : {}),
      ...(hers?.fact ? { fact: hers.fact } : {}),
    } satisfies MeetingLine
  })
}

export const sumsOf = ({ plan, meetings, signatures }: Parts): Hours =>
  hoursOf(plan.measures, hourEntries(meetings, signatures))

/** Meetings that wait for her name, oldest first: what the page asks for. Those she objected to wait for an answer. */
export const awaiting = (lines: readonly MeetingLine[]): MeetingLine[] =>
  lines
    .filter(line => line.state === 'waiting' && line.sides.operator && !line.correction)
    .toSorted((a, b) => (a.meeting.day < b.meeting.day ? -1 : a.meeting.day > b.meeting.day ? 1 : 0))
