// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inventedClassification, vocabularyIn } from './classification.build.ts'
import { type Addition, additionsFor } from './additions.ts'
import { Explainer } from './explain.ts'
import { chance, inventSeeker, inventVacancies } from './invented-vacancies.ts'
import { fitOf, queryOf } from './query.ts'
import type { Seeker } from './seeker.ts'
import { sharesOf } from './vacancy.ts'
import { currentWeights as weights } from './weights.ts'

const classification = inventedClassification(4, 900, 200)
const vocabulary = vocabularyIn(classification)
const world = { seed: 8, occupations: classification.occupations, municipalities: ['I608', 'A271', 'E388'] }
const vacancies = [...inventVacancies(world, 200)].map(vacancy => ({
  vacancy,
  shares: sharesOf(vacancy, vocabulary, weights),
}))
const anyCase = fc.tuple(fc.integer({ min: 1, max: 1e9 }), fc.nat(vacancies.length - 1))
const told = ([seed, at]: readonly [number, number]) => {
  const seeker = inventSeeker(world, chance(seed))
  return { seeker, query: queryOf(seeker, vocabulary, weights), ...(vacancies[at] as (typeof vacancies)[number]) }
}

describe('an explanation', () => {
  test('adds up to the points of the vacancy, line by line', () => {
    fc.assert(
      fc.property(anyCase, given => {
        const { query, vacancy, shares } = told(given)
        const { fit, skills } = new Explainer(query).explain(vacancy, shares)
        expect(fit).toEqual(fitOf(query, vacancy, shares))
        expect(skills.reduce((sum, line) => sum + line.points, 0)).toBe(fit.skills)
        const used = skills.reduce((sum, line) => sum + line.use, 0)
        expect(Math.min(used, weights.points.use)).toBe(fit.use)
        expect(fit.skills + fit.use + fit.language + fit.mobility + fit.hours + fit.experience).toBe(fit.total)
      }),
    )
  })

  test('names what she said for every skill that counts, and says missing of every other', () => {
    fc.assert(
      fc.property(anyCase, given => {
        const { query, vacancy, shares } = told(given)
        const { skills } = new Explainer(query).explain(vacancy, shares)
        expect(skills.filter(line => (line.from === undefined) !== (line.reason === 'missing'))).toEqual([])
        expect(skills.filter(line => line.reason === 'held' && line.from?.skill !== line.skill)).toEqual([])
      }),
    )
  })
})

describe('what would lift a vacancy', () => {
  const learning = (seeker: Seeker, steps: readonly Addition[]): Seeker => ({
    ...seeker,
    skills: [
      ...seeker.skills,
      ...steps.flatMap(step =>
        'skill' in step ? [{ skill: step.skill, level: 'certified' as const, source: 'course' }] : [],
      ),
    ],
    italian: Object.assign({}, seeker.italian, ...steps.map(step => ('italian' in step ? step.italian : {}))),
  })

  test('is enough, is counted right, and is not enough without the last of it', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 20_000, max: 90_000 }), (given, threshold) => {
        const { seeker, query, vacancy, shares } = told(given)
        const additions = additionsFor(query, vacancy, shares, threshold)
        fc.pre(additions !== undefined && additions.steps.length > 0)
        const total = (steps: readonly Addition[]) =>
          fitOf(queryOf(learning(seeker, steps), vocabulary, weights), vacancy, shares).total
        const steps = additions?.steps ?? []
        expect(total(steps)).toBe(additions?.total)
        expect(total(steps)).toBeGreaterThanOrEqual(threshold)
        expect(total(steps.slice(0, -1))).toBeLessThan(threshold)
      }),
    )
  })

  test('is nothing when it is there already, and undefined when learning is not enough', () => {
    const { query, vacancy, shares } = told([5, 3])
    expect(additionsFor(query, vacancy, shares, 0)?.steps).toEqual([])
    expect(additionsFor(query, vacancy, shares, 100_001)).toBeUndefined()
  })
})
