// SPDX-License-Identifier: EUPL-1.2
// An internship, a work grant or a job that a person started, how it ended and what became of it.
import { addMonths, type CivilDate } from '#lib/civil-date.ts'
import type { EmployerId, FactId, OrganisationId, PersonId, PlacementId } from '#lib/ids.ts'
import { type Minutes, parseDuration } from '#lib/minutes.ts'

export const placementKinds = ['internship', 'workGrant', 'job'] as const
export type PlacementKind = (typeof placementKinds)[number]

/** The legal forms of each kind; the first is the usual one. */
export const contracts = {
  internship: ['extracurricular', 'inclusion', 'curricular'],
  workGrant: ['municipal', 'project'],
  job: ['fixedTerm', 'permanent', 'apprenticeship', 'seasonal', 'agency', 'domestic', 'onCall'],
} as const satisfies Record<PlacementKind, readonly string[]>
export type Contract = (typeof contracts)[PlacementKind][number]
export const allContracts: readonly Contract[] = placementKinds.flatMap<Contract>(kind => contracts[kind])

export const isContractOf = (kind: PlacementKind, contract: string): boolean =>
  contracts[kind].some(known => known === contract)

export const endReasons = ['completed', 'hired', 'person-left', 'employer-ended', 'other'] as const
export type EndReason = (typeof endReasons)[number]

export const followUpResults = ['same-job', 'other-job', 'training', 'no-work', 'not-reached'] as const
export type FollowUpResult = (typeof followUpResults)[number]

export type FollowUp = { readonly on: CivilDate; readonly result: FollowUpResult }

export type Placement = {
  readonly id: PlacementId
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly kind: PlacementKind
  readonly employer: EmployerId
  /** As it was called then: whoever reads the outcome need not see our list of employers. */
  readonly employerName: string
  readonly municipality: string
  readonly contract: Contract
  readonly from: CivilDate
  /** The last day agreed; open-ended when absent. */
  readonly until?: CivilDate
  readonly weeklyMinutes?: Minutes
  readonly followUpOn: CivilDate
  readonly ended?: { readonly on: CivilDate; readonly reason: EndReason }
  readonly followUps: readonly FollowUp[]
  readonly startedFact: FactId
  readonly version: number
}

export type PlacementState = 'running' | 'ending' | 'ended'

/** An agreed last day that has passed does not end a placement by itself: somebody says how it went. */
export function stateOf(placement: Pick<Placement, 'until' | 'ended'>, today: CivilDate): PlacementState {
  if (placement.ended) return 'ended'
  return placement.until && placement.until < today ? 'ending' : 'running'
}

/** Six months: when the path asks again how she is doing, from the start of a job or the end of a passage. */
const FOLLOW_UP_MONTHS = 6
export function followUpDay(kind: PlacementKind, from: CivilDate, until: CivilDate | undefined): CivilDate {
  return addMonths(kind === 'job' ? from : (until ?? from), FOLLOW_UP_MONTHS)
}

/** Whether it is time to ask and nobody has yet. */
export const isFollowUpDue = (placement: Pick<Placement, 'followUpOn' | 'followUps'>, today: CivilDate): boolean =>
  placement.followUpOn <= today && !placement.followUps.some(({ on }) => on >= placement.followUpOn)

export type Problem = { readonly field: string; readonly code: string }
export type Dates = { readonly kind: PlacementKind; readonly from: CivilDate; readonly until?: CivilDate | undefined }

/** A start is recorded when it happened; an internship and a grant have a last day, a job need not. */
export function startProblems({ kind, from, until }: Dates, today: CivilDate): Problem[] {
  return [
    ...(from > today ? [{ field: 'from', code: 'placement.from.future' }] : []),
    ...(until && until < from ? [{ field: 'until', code: 'placement.until.before-from' }] : []),
    ...(kind !== 'job' && !until ? [{ field: 'until', code: 'placement.until.required' }] : []),
  ]
}

export function endProblems(placement: Pick<Placement, 'from'>, on: CivilDate, today: CivilDate): Problem[] {
  if (on < placement.from) return [{ field: 'on', code: 'placement.end.before-from' }]
  return on > today ? [{ field: 'on', code: 'placement.end.future' }] : []
}

const WEEK = 168 * 60

/** Hours of a week as people write them. A bare number is hours here: nobody works thirty minutes a week. */
export function readWeekly(text: string): Minutes | undefined {
  const bare = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*$/.exec(text)
  const minutes = bare ? Math.round(Number(`${bare[1]}.${bare[2] ?? 0}`) * 60) : parseDuration(text)
  return minutes !== undefined && minutes > 0 && minutes <= WEEK ? (minutes as Minutes) : undefined
}
