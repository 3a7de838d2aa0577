// SPDX-License-Identifier: EUPL-1.2
// Vacancies and seekers made up from a classification, for tests, benches and trial regions. The same seed gives the same.
import type { CivilDate } from '#lib/civil-date.ts'
import { addDays } from '#lib/civil-date.ts'
import type { Seeker } from './seeker.ts'
import type { Requirement, Vacancy } from './vacancy.ts'

export type OccupationNode = {
  readonly uri: string
  readonly isco: string
  readonly essential: readonly string[]
  readonly optional: readonly string[]
}

/** Numbers from 0 up to below 1 that only look like chance (Steele and Vigna's splitmix32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}

const some = <T>(from: readonly T[], next: () => number): T => from[Math.floor(next() * from.length)] as T

function uuid(next: () => number): string {
  const part = () =>
    Math.floor(next() * 0x1_0000)
      .toString(16)
      .padStart(4, '0')
  return `${part()}${part()}-${part()}-7${part().slice(1)}-8${part().slice(1)}-${part()}${part()}${part()}`
}

const slots = (days: readonly number[], ...inDay: readonly number[]): number =>
  days.reduce((mask, day) => inDay.reduce((sum, slot) => sum | (1 << (4 * day + slot)), mask), 0)
const WEEK = [0, 1, 2, 3, 4]
const PATTERNS: readonly (number | undefined)[] = [
  slots(WEEK, 0, 1),
  slots(WEEK, 0),
  slots(WEEK, 1),
  slots([...WEEK, 5], 0),
  slots([3, 4, 5, 6], 1, 2),
  slots([0, 1, 2, 3, 4, 5], 2),
  slots([0, 2, 4], 0, 1),
  slots([5, 6], 0, 1, 2),
  slots(WEEK, 3),
  undefined,
]
const NIGHTS = slots([0, 1, 2, 3, 4, 5, 6], 3)

/** What work of this kind usually asks of somebody's Italian, by the first digit of ISCO-08. */
const SPOKEN: Readonly<Record<string, number>> = {
  '1': 4,
  '2': 4,
  '3': 3,
  '4': 3,
  '5': 2,
  '6': 1,
  '7': 1,
  '8': 1,
  '9': 1,
}

function licencesFor(isco: string): readonly string[] {
  if (isco.startsWith('8332')) return ['driving-C', 'driving-CQC']
  if (isco.startsWith('832')) return ['driving-B']
  if (isco.startsWith('222') || isco.startsWith('322')) return ['register-nursing']
  if (isco.startsWith('532')) return ['oss']
  return isco.startsWith('512') || isco.startsWith('941') ? ['haccp'] : []
}

export type World = {
  readonly seed: number
  readonly occupations: readonly OccupationNode[]
  readonly municipalities: readonly string[]
}

/** Vacancies in the order in which they were posted. Common occupations are common here too (Zipf). */
export function* inventVacancies({ seed, occupations, municipalities }: World, count: number): Generator<Vacancy> {
  const next = chance(seed)
  const useful = occupations.filter(each => each.essential.length + each.optional.length >= 5)
  const order = useful.map(each => ({ each, key: next() })).sort((a, b) => a.key - b.key)
  for (let made = 0; made < count; made++) {
    const rank = Math.min(order.length - 1, Math.floor(order.length ** next()) - 1 + Math.floor(next() * 40))
    const occupation = (order[rank] as (typeof order)[number]).each
    yield vacancyOf(
      occupation,
      addDays('2026-01-01' as CivilDate, Math.floor((made * 300) / count)),
      municipalities,
      next,
    )
  }
}

function vacancyOf(
  { uri, isco, essential, optional }: OccupationNode,
  postedOn: CivilDate,
  municipalities: readonly string[],
  next: () => number,
): Vacancy {
  const pattern = some(PATTERNS, next)
  const spoken = SPOKEN[isco[0] ?? ''] ?? 2
  const writes = next() < 0.4
  const nights = pattern !== undefined && (pattern & NIGHTS) !== 0
  const requirement: Requirement = {
    contract: next() < 0.8 ? 'employee' : some(['apprentice', 'seasonal', 'internship'], next),
    weeklyMinutes: some([1200, 1440, 1800, 2400], next),
    licences: licencesFor(isco),
    nights,
    ...(isco.startsWith('54') ? { minimumAge: 18 } : {}),
  }
  return {
    id: uuid(next),
    postedOn,
    occupation: uri,
    isco,
    municipality: some(municipalities, next),
    essential: essential.slice(0, 40).filter(() => next() < 0.85),
    optional: optional.slice(0, 60).filter(() => next() < 0.2),
    italian: { listening: spoken, speaking: spoken, ...(writes ? { reading: Math.max(1, spoken - 1) } : {}) },
    ...(pattern === undefined ? {} : { pattern }),
    requirement,
  }
}

/** A person with a trade or two, what she has learnt in them, and a week with its limits. */
export function inventSeeker({ occupations, municipalities }: Omit<World, 'seed'>, next: () => number): Seeker {
  const trades = Array.from({ length: next() < 0.6 ? 1 : 2 }, () => some(occupations, next))
  const levels = ['declared', 'declared', 'documented', 'observed', 'validated'] as const
  const own = trades.flatMap(each => [
    ...each.essential.filter(() => next() < 0.7),
    ...each.optional.filter(() => next() < 0.25),
  ])
  const home = Math.floor(next() * municipalities.length)
  const reach = municipalities.map(
    (each, at) => [each, 10 + Math.round(Math.abs(at - home) * (2 + next() * 4))] as const,
  )
  const spoken = Math.floor(next() * 5)
  return {
    skills: [...new Set(own)].slice(0, 60).map(skill => ({ skill, level: some(levels, next), source: 'invented' })),
    italian: {
      listening: spoken,
      speaking: spoken,
      reading: Math.max(0, spoken - 1),
      writing: Math.max(0, spoken - 1),
    },
    reach: Object.fromEntries(reach.filter(() => next() < 0.9)),
    ...(next() < 0.8 ? { available: slots(WEEK, 0, 1) | (next() < 0.3 ? slots([5, 6], 0, 1) : 0) } : {}),
    experience: trades.map(({ isco }) => ({ isco, months: Math.ceil(next() * 80), source: 'invented' })),
    licences: { held: next() < 0.4 ? ['driving-B'] : [], asked: next() < 0.7 },
    ...(next() < 0.6 ? { nights: next() < 0.5 } : {}),
    rightToWork: { verdict: next() < 0.9 ? 'yes' : 'unknown' },
    age: 18 + Math.floor(next() * 40),
  }
}
