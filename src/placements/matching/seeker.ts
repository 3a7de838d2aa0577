// SPDX-License-Identifier: EUPL-1.2
// All that a ranking may know of a person. Citizenship, sex, age, religion, family, health, name and address are not here,
// so no line of the score can read them; the age stands beside it for limits that a law sets, and is no part of any score.
import type { Italian } from './vacancy.ts'
import type { Level } from './weights.ts'

export type HeldSkill = { readonly skill: string; readonly level: Level; readonly source: string }
export type Experience = { readonly isco: string; readonly months: number; readonly source: string }

export type Seeker = {
  readonly skills: readonly HeldSkill[]
  readonly italian: Italian
  /** Minutes to a municipality by the means she has said; a municipality that is missing is not known. */
  readonly reach: Readonly<Record<string, number>>
  /** When in the week she can work, as in a vacancy's pattern; undefined: not asked yet. */
  readonly available?: number
  readonly experience: readonly Experience[]
  /** Licences she holds; `asked` says whether a missing one is known to be missing. */
  readonly licences: { readonly held: readonly string[]; readonly asked: boolean }
  /** Limits she has declared as absolute; undefined: not asked. */
  readonly nights?: boolean
  /** Registry's answer on the right to work, for the kinds of contract it differs for. */
  readonly rightToWork: {
    readonly verdict: 'yes' | 'no' | 'unknown'
    readonly weeklyMinutes?: number
    readonly contracts?: readonly string[]
  }
  /** Only for limits that a law sets: compared with a vacancy's minimum age, never scored. */
  readonly age?: number
}
