// SPDX-License-Identifier: EUPL-1.2
// What a page, a workbook and a bundle say of a programme: counts, and nothing that leads to a head.
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Cents } from '#lib/money.ts'
import type { Stop } from './flow.ts'
import type { Indicator } from './indicators.ts'
import type { Partner } from './partner.ts'
import type { AgeBand, Programme, Sex } from './programme.ts'

/** Heads that are alike in sex, age and in what they had signed hours of (`measuredRows`, in their order). */
export type HeadGroup = {
  readonly sex: Sex
  readonly ageBand: AgeBand
  readonly having: readonly boolean[]
  readonly heads: number
}

export const headCount = (groups: readonly Pick<HeadGroup, 'heads'>[]): number =>
  groups.reduce((sum, group) => sum + group.heads, 0)

export function bySex(groups: readonly Pick<HeadGroup, 'sex' | 'heads'>[]): Readonly<Record<Sex, number>> {
  const counts: Record<Sex, number> = { F: 0, M: 0, X: 0, unknown: 0 }
  for (const { sex, heads } of groups) counts[sex] += heads
  return counts
}

export type Line<Key extends string> = {
  readonly key: Key
  readonly heads: number
  readonly women: number
  readonly minutes: Minutes
}

/** The largest first. */
export const inOrder = <L extends Line<string>>(lines: readonly L[]): readonly L[] =>
  lines.toSorted((a, b) => b.heads - a.heads || (a.key < b.key ? -1 : 1))

export type OrganisationLine = Line<OrganisationId> & { readonly name: string; readonly spend: Cents }

/** In the order in which they are listed. */
export const defectNames = ['permit', 'outside', 'overlaps', 'two-funds'] as const
export type DefectName = (typeof defectNames)[number]
/** How many people and hours a defect is about; `cases` are hours, too, or days of somebody that are too long. */
export type Defect = {
  readonly people: number
  readonly hours: number
  readonly minutes: Minutes
  readonly cases: number
}

/** A figure is sealed when every act behind it is; then the last sealing day stands beside it. */
export type SealSummary = { readonly state: 'waiting' | 'sealed'; readonly sealedAt?: string }

export type Figures = {
  readonly programme: Programme
  readonly asOf: CivilDate
  readonly share: number
  readonly headCount: number
  readonly sex: Readonly<Record<Sex, number>>
  readonly minutes: Minutes
  /** Signed meetings behind the minutes. */
  readonly meetings: number
  /** Enrolments in all: heads are fewer where a person takes part under two records. */
  readonly participations: number
  readonly spend: Cents
  readonly flow: readonly Stop[]
  readonly organisations: readonly OrganisationLine[]
  readonly provinces: readonly Line<string>[]
  readonly indicators: readonly Indicator[]
  /** Those that there are. */
  readonly defects: Readonly<Partial<Record<DefectName, Defect>>>
  readonly partners: readonly Partner[]
  /** Where the acts of enrolling stand in the register, and those of the hours; none without acts. */
  readonly seal: SealSummary | undefined
  readonly hoursSeal: SealSummary | undefined
}
