// SPDX-License-Identifier: EUPL-1.2
// The parts of the score beside skills, each in thousandths of a point. What is not known is worth half: it neither lifts
// nor sinks a person or a vacancy, and stands in the explanation as something to ask.
import { type Italian, modalities } from './vacancy.ts'
import type { Experience, Seeker } from './seeker.ts'
import type { Weights } from './weights.ts'

/** Half a part goes with each level of Italian that is missing, counted at the weakest modality asked for. */
export function languagePoints(have: Italian, need: Italian, { points }: Weights): number {
  let halves = 2
  for (const modality of modalities) {
    const asked = need[modality]
    if (asked === undefined) continue
    const held = have[modality]
    halves = Math.min(halves, held === undefined ? 1 : Math.max(0, held - asked + 2))
  }
  return (points.language * halves) / 2
}

/** Falls smoothly between near and far (Hermite's 3t² - 2t³), so that no minute is a cliff. */
export function mobilityPoints(minutes: number | undefined, { points, minutes: { near, far } }: Weights): number {
  if (minutes === undefined) return points.mobility / 2
  const t = Math.min(1, Math.max(0, (far - minutes) / (far - near)))
  return Math.round(points.mobility * t * t * (3 - 2 * t))
}

const tables = new WeakMap<Weights, Uint16Array>()

/** The same by whole minute, looked up: a search asks for hundreds of municipalities. */
export function mobilityTable(weights: Weights): Uint16Array {
  const known = tables.get(weights)
  if (known) return known
  const made = Uint16Array.from({ length: weights.minutes.far + 1 }, (_, minutes) => mobilityPoints(minutes, weights))
  tables.set(weights, made)
  return made
}

/** The share of the vacancy's slots in which she can work. */
export function hoursPoints(available: number | undefined, pattern: number | undefined, { points }: Weights): number {
  if (available === undefined || pattern === undefined || pattern === 0) return points.hours / 2
  return Math.floor((points.hours * bits(available & pattern)) / bits(pattern))
}

function bits(mask: number): number {
  let count = 0
  for (let rest = mask >>> 0; rest !== 0; rest &= rest - 1) count++
  return count
}

/** What her experiences are worth by leading digits of ISCO-08: for an occupation, the greatest of those that it begins with. */
export function experienceTable(held: readonly Experience[], weights: Weights): ReadonlyMap<string, number> {
  const table = new Map<string, number>()
  for (const { isco, months } of held) {
    const whole = weights.points.experience * (1 - Math.exp(-months / weights.months))
    for (const digits of ['4', '3', '2'] as const) {
      const start = isco.slice(0, Number(digits))
      const value = Math.round((whole * weights.isco[digits]) / 1000)
      if (start.length === Number(digits)) table.set(start, Math.max(table.get(start) ?? 0, value))
    }
  }
  return table
}

/** Months saturate, and occupations are kin by the digits they have in common. */
export const experiencePoints = (table: ReadonlyMap<string, number>, isco: string | undefined): number =>
  isco === undefined
    ? 0
    : Math.max(table.get(isco.slice(0, 4)) ?? 0, table.get(isco.slice(0, 3)) ?? 0, table.get(isco.slice(0, 2)) ?? 0)

/** Months in all, by occupation: two spells in the same one add up. */
export function experienceOf(seeker: Seeker): readonly Experience[] {
  const months = new Map<string, Experience>()
  for (const each of seeker.experience) {
    const before = months.get(each.isco)
    months.set(each.isco, before ? { ...before, months: before.months + each.months } : each)
  }
  return [...months.values()]
}
