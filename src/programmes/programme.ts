// SPDX-License-Identifier: EUPL-1.2
import { ageOn, type CivilDate, daysBetween } from '#lib/civil-date.ts'
import type { EnrolmentId, FactId, Handle, OrganisationId, ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Cents } from '#lib/money.ts'

/** `entries`: money is what was entered. Standard costs per head or hour only where the fund's rules allow them. */
export const spendings = ['entries', 'per-head', 'per-hour'] as const
export type Spending = (typeof spendings)[number]
export const partnerKinds = ['lead', 'partner', 'job-centre', 'adherent'] as const
export type PartnerKind = (typeof partnerKinds)[number]
export const costLines = [
  'staff',
  'travel',
  'equipment',
  'consumables',
  'subcontracting',
  'participants',
  'auditor',
  'indirect',
  'other',
] as const
export type CostLine = (typeof costLines)[number]
export const endReasons = ['completed', 'job', 'moved', 'withdrawn', 'mistake'] as const
export type EndReason = (typeof endReasons)[number]

export type Programme = {
  readonly id: ProgrammeId
  readonly organisation: OrganisationId
  readonly code: string
  readonly name: string
  readonly fund: string
  readonly notice?: string | undefined
  readonly startsOn: CivilDate
  readonly endsOn: CivilDate
  readonly budget: Cents
  readonly targetHeads: number
  readonly targetMinutes: Minutes
  /** Women in a thousand participants; absent when the programme has no such target. */
  readonly targetWomen?: number | undefined
  readonly spending: Spending
  readonly unit?: Cents | undefined
  /** Rises with each correction. */
  readonly version: number
  readonly correctedOn?: CivilDate | undefined
  readonly fact: FactId
}

type Reader = { readonly role: string; readonly organisation: OrganisationId }

/** Whether this is the coordinator of the organisation that leads it. */
export const leads = ({ role, organisation }: Reader, programme: Programme): boolean =>
  role === 'coordinator' && programme.organisation === organisation

export type Sex = 'F' | 'M' | 'X' | 'unknown'
export const ageBands = ['under-18', '18-60', 'over-60', 'unknown'] as const
export type AgeBand = (typeof ageBands)[number]

export type Enrolment = {
  readonly id: EnrolmentId
  readonly programme: ProgrammeId
  readonly organisation: OrganisationId
  readonly handle: Handle
  readonly sex: Sex
  readonly ageBand: AgeBand
  readonly citizenship?: string | undefined
  readonly municipality?: string | undefined
  readonly province?: string | undefined
  /** Expiry of the permit as it was known on the day of enrolment. */
  readonly permitUntil?: CivilDate | undefined
  readonly from: CivilDate
  readonly until?: CivilDate | undefined
  readonly endReason?: EndReason | undefined
  readonly fact: FactId
}

/**
 * Reg. (EU) 2021/1147 annex VIII breaks figures down by three ages. The act does not say on which day: the rule of this
 * product, stated in every export, is the day of first participation, since a person may turn 18 or 61 on the way.
 */
export function ageBandOn(birth: CivilDate | undefined, precision: string, day: CivilDate): AgeBand {
  if (!birth || precision === 'unknown') return 'unknown'
  const latest = precision === 'day' ? birth : (`${birth.slice(0, 4)}-12-31` as CivilDate)
  const earliest = precision === 'day' ? birth : (`${birth.slice(0, 4)}-01-01` as CivilDate)
  const bands = [latest, earliest].map(each => bandOf(ageOn(each, day)))
  return bands[0] === bands[1] ? (bands[0] ?? 'unknown') : 'unknown'
}

const bandOf = (years: number): AgeBand => (years < 18 ? 'under-18' : years <= 60 ? '18-60' : 'over-60')

/** Where we should be on a day, 0 to 1, in proportion to the days that have passed. */
export function shareOfTime(programme: Pick<Programme, 'startsOn' | 'endsOn'>, asOf: CivilDate): number {
  const whole = daysBetween(programme.startsOn, programme.endsOn) + 1
  const passed = daysBetween(programme.startsOn, asOf) + 1
  return Math.min(1, Math.max(0, passed / whole))
}

export type Pace = { readonly expected: number; readonly difference: number; readonly state: 'above' | 'below' | 'on' }

/** "73 below pace. Today 775 were needed." */
export function paceOf(reached: number, target: number, share: number): Pace {
  const expected = Math.round(target * share)
  const difference = reached - expected
  return {
    expected,
    difference: Math.abs(difference),
    state: difference > 0 ? 'above' : difference < 0 ? 'below' : 'on',
  }
}

/** Cents for each head, rounded half up: 865,932.90 for 870 is 995.33. */
export const perHead = (total: number, heads: number): Cents | undefined =>
  heads > 0 ? (Math.floor((2 * total + heads) / (2 * heads)) as Cents) : undefined

/** How many of the heads still to come must be women to close at the target; undefined without a target. */
export function womenNeeded(
  women: number,
  heads: number,
  programme: Pick<Programme, 'targetHeads' | 'targetWomen'>,
): { missing: number; left: number } | undefined {
  if (programme.targetWomen === undefined) return undefined
  const missing = Math.ceil((programme.targetHeads * programme.targetWomen) / 1000) - women
  return { missing: Math.max(0, missing), left: Math.max(0, programme.targetHeads - heads) }
}
