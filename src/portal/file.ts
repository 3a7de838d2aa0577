// SPDX-License-Identifier: EUPL-1.2
// What the person's file shows on its first page.
import type { Seal } from '#ledger/index.ts'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { FactId } from '#lib/ids.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import type { PlanSummary } from '#plans/index.ts'
import type { Permit, Person, WorkVerdict } from '#registry/index.ts'
import type { Constraint, Experience, LanguageSkill } from '#skills/index.ts'
import type { Station, StationState } from '#lib/station.ts'
import type { NextStep } from './journey.ts'

export type SealOf = {
  readonly state: 'waiting' | 'sealed'
  readonly index?: number
  readonly sealedAt?: Instant
  readonly checkpointSize?: number
}

/**
 * The seal of a figure that many acts stand behind: sealed when each of them is, with the day of the last; undefined where
 * there is no act.
 */
export function sealOfAll(facts: readonly FactId[], seals: ReadonlyMap<FactId, Seal>): SealOf | undefined {
  if (facts.length === 0) return undefined
  let last: Extract<Seal, { state: 'sealed' }> | undefined
  for (const fact of facts) {
    const seal = seals.get(fact)
    if (seal?.state !== 'sealed') return { state: 'waiting' }
    if (!last || seal.index > last.index) last = seal
  }
  return last && { state: 'sealed', sealedAt: last.sealedAt as Instant }
}

/** One station with what is known of it. */
export type Stop = {
  readonly station: Station
  readonly state: StationState
  readonly on?: CivilDate | undefined
  /** Signed of planned, under the measures. */
  readonly hours?: { readonly signed: number; readonly planned: number } | undefined
  readonly by?: string | undefined
  readonly seal?: SealOf | undefined
}

export type Viewing = {
  readonly organisation: string
  readonly groups: readonly FieldGroup[]
  readonly until?: CivilDate | undefined
}

export type PersonFile = {
  readonly person: Person
  readonly name: string
  /** The viewer's organisation keeps this record; otherwise it was shared and can only be read. */
  readonly own: boolean
  /** The groups shown to the viewer's organisation. */
  readonly groups: ReadonlySet<FieldGroup>
  readonly livesIn?: string | undefined
  readonly bornIn?: string | undefined
  readonly citizenship?: string | undefined
  readonly permit?: Permit | undefined
  readonly work?: WorkVerdict | undefined
  /** What she grew up with; the levels of others are in `languages`. */
  readonly motherTongues: readonly string[]
  readonly languages: readonly LanguageSkill[]
  readonly italian?: string | undefined
  readonly experiences: readonly Experience[]
  /** Names of states by ISO 3166-1 alpha-3, in the reader's language. */
  readonly countries: ReadonlyMap<string, string>
  readonly constraints?: Constraint | undefined
  readonly plan?: PlanSummary | undefined
  /** How every act that the file shows stands in the register. */
  readonly seals: ReadonlyMap<FactId, Seal>
  readonly stops: readonly Stop[]
  readonly step?: NextStep | undefined
  readonly cpiName?: string | undefined
  /** On a job centre's own record: the minutes planned and given that came in the package. */
  readonly received?: { readonly planned: number; readonly signed: number } | undefined
  readonly nextMeeting?:
    | { readonly id: string; readonly day: CivilDate; readonly start: string; readonly place: string }
    | undefined
  readonly viewers: readonly Viewing[]
  readonly lastSeen?: { readonly organisation: string; readonly at: Instant } | undefined
  readonly openQuestions: number
}
