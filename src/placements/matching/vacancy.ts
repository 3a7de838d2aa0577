// SPDX-License-Identifier: EUPL-1.2
// What a vacancy asks for, and what each of its skills is worth in it.
import type { CivilDate } from '#lib/civil-date.ts'
import { TWENTIETHS, type Weights } from './weights.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Modality = 'listening' | 'reading' | 'speaking' | 'writing'
export const modalities: readonly Modality[] = ['listening', 'reading', 'speaking', 'writing']

/** CEFR as a number: 0 is A0, 6 is C2. What is missing is not asked for, or not known. */
export type Italian = Readonly<Partial<Record<Modality, number>>>

/** What the law or the work itself makes a condition. */
export type Requirement = {
  readonly contract: 'employee' | 'apprentice' | 'seasonal' | 'internship' | 'domestic'
  readonly weeklyMinutes?: number
  /** Licences without which the work is not allowed: a driving licence, a register, a certificate. */
  readonly licences: readonly string[]
  readonly nights: boolean
  readonly minimumAge?: number
}

export type Vacancy = {
  readonly id: string
  /** Older ones come first among equals: they have waited longer. */
  readonly postedOn: CivilDate
  /** The occupation in the classification, and its group in ISCO-08. */
  readonly occupation?: string
  readonly isco?: string
  /** Code of the municipality; nothing finer is kept. */
  readonly municipality: string
  readonly essential: readonly string[]
  readonly optional: readonly string[]
  readonly italian: Italian
  /** When in the week: bit 4 × day (0 is Monday) + slot (morning, afternoon, evening, night). Undefined: not said. */
  readonly pattern?: number
  readonly requirement: Requirement
}

export type Share = { readonly skill: number; readonly share: number; readonly essential: boolean }

/** Shares of all skills of a vacancy together. */
export const unitsOf = (weights: Weights): number => weights.points.skills / TWENTIETHS

/**
 * Divides the points for skills among a vacancy's skills by rarity, optional ones at a discount: whole numbers that add up
 * exactly (largest remainder), so that every way of adding them gives the same score. Skills outside the vocabulary have
 * no share; a vacancy that names none has no shares.
 */
export function sharesOf(
  { essential, optional }: Pick<Vacancy, 'essential' | 'optional'>,
  vocabulary: Vocabulary,
  weights: Weights,
): readonly Share[] {
  const known = new Map<number, boolean>()
  for (const uri of optional) add(vocabulary.codeOf.get(uri), false)
  for (const uri of essential) add(vocabulary.codeOf.get(uri), true)
  function add(code: number | undefined, isEssential: boolean): void {
    if (code !== undefined) known.set(code, isEssential)
  }
  const skills = [...known].sort(([a], [b]) => a - b)
  const raw = skills.map(([code, isEssential]) => (vocabulary.idf[code] ?? 0) * (isEssential ? 1000 : weights.optional))
  const whole = raw.reduce((sum, each) => sum + each, 0)
  const units = unitsOf(weights)
  const exact = raw.map(each => (each * units) / whole)
  const shares = exact.map(Math.floor)
  let left = units - shares.reduce((sum, each) => sum + each, 0)
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (const { at } of byRemainder) {
    if (left-- <= 0) break
    shares[at] = (shares[at] ?? 0) + 1
  }
  return skills.map(([skill, isEssential], at) => ({ skill, share: shares[at] ?? 0, essential: isEssential }))
}
