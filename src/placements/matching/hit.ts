// SPDX-License-Identifier: EUPL-1.2
// What a search answers, and the order of what was found on the shelf and beside it.
import { NO_KIND } from './best.ts'
import type { Answers } from './dictionaries.ts'
import type { Fit } from './query.ts'
import type { Demand } from './shelf.ts'

export type Hit = Fit & { readonly vacancy: string; readonly verdict: 'yes' | 'unknown' }
export type Found = { readonly posted: number; readonly kind: number; readonly hit: Hit }

/** @param total of which `use` is for use, and what the demand does not bring for skills */
export function hitOf(
  vacancy: string,
  total: number,
  use: number,
  demand: Omit<Demand, 'occupation'>,
  answers: Answers,
): Hit {
  const language = answers.language[demand.language] as number
  const mobility = answers.municipality[demand.municipality] as number
  const hours = answers.pattern[demand.pattern] as number
  const experience = answers.isco[demand.isco] as number
  const skills = total - use - language - mobility - hours - experience
  const verdict = answers.verdict(demand.requirement) === 'yes' ? 'yes' : 'unknown'
  return { vacancy, verdict, total, skills, use, language, mobility, hours, experience }
}

export const byRank = (a: Found, b: Found): number =>
  b.hit.total - a.hit.total || a.posted - b.posted || (a.hit.vacancy < b.hit.vacancy ? -1 : 1)

/** The first of each kind, so many as may be alike. */
export function fewAlike(sorted: readonly Found[], alike: number): readonly Found[] {
  const seen = new Map<number, number>()
  return sorted.filter(({ kind }) => {
    if (kind === NO_KIND) return true
    const before = seen.get(kind) ?? 0
    seen.set(kind, before + 1)
    return before < alike
  })
}
