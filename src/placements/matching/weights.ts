// SPDX-License-Identifier: EUPL-1.2
// The weights of the score are data with a version: a change is a new file, never an edit, and every ranking says which
// version it was made with. Points are thousandths (100,000 is a full score), evidence is twentieths, shares are per mille.
import first from './weights-2026-11-22.json' with { type: 'json' }
import second from './weights-2026-11-22-2.json' with { type: 'json' }
import third from './weights-2026-11-23.json' with { type: 'json' }

/** How well a skill is proved; the levels of the profile. */
export type Level = 'declared' | 'documented' | 'observed' | 'validated' | 'certified'

export type Part = 'skills' | 'use' | 'language' | 'mobility' | 'hours' | 'experience'

export type Weights = {
  readonly version: string
  /** Thousandths of a point for a part that is wholly there; 100,000 together. */
  readonly points: Readonly<Record<Part, number>>
  /** Twentieths of a skill's share that a proof of this level is worth. */
  readonly evidence: Readonly<Record<Level, number>>
  /** What an optional skill weighs beside an essential one of the same rarity, per mille. */
  readonly optional: number
  /** So many certified skills of usual rarity, used by one vacancy, bring all the points for use. */
  readonly use: number
  /** What a held skill is worth for one near to it, per mille of its evidence. */
  readonly near: Readonly<Record<'family' | 'leaf' | 'transversal' | 'neighbour', number>>
  /** Minutes of travel up to which nothing is lost, and from which nothing is left. */
  readonly minutes: { readonly near: number; readonly far: number }
  /** Months of experience after which about two thirds of its points are there. */
  readonly months: number
  /** How much of an experience counts for an occupation with as many leading digits of ISCO-08 in common, per mille. */
  readonly isco: Readonly<Record<'4' | '3' | '2', number>>
  /** So many vacancies of one occupation stand in one list, the best; all of them are in the list of that occupation. */
  readonly alike: number
}

export const TWENTIETHS = 20

/** The weights in force. */
export const currentWeights: Weights = third

/**
 * Every version that rankings were made with, so that an old one can be made again. Use had no points in the first; before
 * the third a list could be of one occupation.
 */
export const everyWeights: readonly Weights[] = [
  { ...first, points: { ...first.points, use: 0 }, use: 1, alike: Infinity },
  { ...second, alike: Infinity },
  third,
]
