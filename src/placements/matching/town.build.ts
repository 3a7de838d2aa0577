// SPDX-License-Identifier: EUPL-1.2
// A region to measure with: vacancies over a classification, an index of them, and people who look for work.
import type { CivilDate } from '#lib/civil-date.ts'
import { type Classification, vocabularyIn } from './classification.build.ts'
import { chance, inventSeeker, inventVacancies } from './invented-vacancies.ts'
import { type Entry, MatchingIndex } from './matching-index.ts'
import type { Seeker } from './seeker.ts'
import { sharesOf, type Vacancy } from './vacancy.ts'
import type { Vocabulary } from './vocabulary.ts'
import { currentWeights as weights } from './weights.ts'

export const SEED = 20261122
export const TODAY = '2026-11-22' as CivilDate

export type Town = {
  readonly classification: Classification
  readonly vocabulary: Vocabulary
  readonly world: {
    readonly seed: number
    readonly occupations: Classification['occupations']
    readonly municipalities: readonly string[]
  }
  readonly entries: readonly Entry[]
  readonly index: MatchingIndex
}

const inOrder = (a: Vacancy, b: Vacancy): number =>
  a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : a.id < b.id ? -1 : 1

export function aTown(classification: Classification, count: number): Town {
  const vocabulary = vocabularyIn(classification)
  const municipalities = Array.from({ length: 225 }, (_, at) => `M${at}`) // as many as the Marche have
  const world = { seed: SEED, occupations: classification.occupations, municipalities }
  const entries = [...inventVacancies(world, count)]
    .sort(inOrder)
    .map(vacancy => ({ vacancy, shares: sharesOf(vacancy, vocabulary, weights) }))
  const index = new MatchingIndex(vocabulary, weights)
  for (const entry of entries) index.add(entry)
  return { classification, vocabulary, world, entries, index: index.seal() }
}

export function seekersIn({ world }: Pick<Town, 'world'>, count: number, seed = SEED + 1): readonly Seeker[] {
  const next = chance(seed)
  return Array.from({ length: count }, () => inventSeeker(world, next))
}
