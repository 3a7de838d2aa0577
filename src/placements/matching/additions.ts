// SPDX-License-Identifier: EUPL-1.2
// What would lift a vacancy: skills of it that can be learnt, and the Italian it asks for.
import { coverOf, fitOf, type Query, useOf } from './query.ts'
import type { Share, Vacancy } from './vacancy.ts'
import { TWENTIETHS } from './weights.ts'

/** Something that can be learnt: a skill of the vacancy, or the Italian it asks for. */
export type Addition = { readonly skill: string } | { readonly italian: Vacancy['italian'] }
/** In the order of what they bring, and the points with all of them. */
export type Additions = { readonly steps: readonly Addition[]; readonly total: number }

/** What a certified skill brings for the skills of a vacancy: places in it, and twentieths. Only what it is near to. */
type Brings = readonly { readonly at: number; readonly cover: number }[]
/** What each skill would bring for being used, beyond what it brings now, and how much there is left to bring. */
type Uses = { readonly more: readonly number[]; readonly left: number }

/**
 * The smallest set of additions that lifts a vacancy to `threshold`: certified skills, and the Italian it asks for. Greedy:
 * the most rewarding next, counted anew each time, since one skill learnt also speaks for those near to it. Gains only
 * shrink as more is added, so greedy is at most one part in three worse than the best set (Nemhauser, Wolsey and Fisher,
 * 1978), and exact where skills are not near to one another.
 * @returns undefined when nothing that can be learnt is enough; no additions when it is there already
 */
export function additionsFor(
  query: Query,
  vacancy: Vacancy,
  shares: readonly Share[],
  threshold: number,
): Additions | undefined {
  const fit = fitOf(query, vacancy, shares)
  const { points } = query.weights
  // All skills and the Italian it asks for: when that is not enough, no search is.
  if (fit.total - fit.skills - fit.use - fit.language + most(shares) + points.use + points.language < threshold)
    return undefined
  const covers = Uint8Array.from(shares, ({ skill }) => coverOf(query, skill))
  const brings = bringsOf(query, shares)
  const more = moreUse(query, shares)
  let left = points.use - fit.use
  const steps: Addition[] = []
  let { total } = fit
  let spoken = points.language - fit.language
  while (total < threshold) {
    const best = mostRewarding(shares, covers, brings, { more, left })
    if (spoken === 0 && best.gain === 0) return undefined
    if (spoken >= best.gain) {
      steps.push({ italian: vacancy.italian })
      total += spoken
      spoken = 0
      continue
    }
    steps.push({ skill: query.vocabulary.uris[(shares[best.at] as Share).skill] as string })
    for (const { at, cover } of brings[best.at] as Brings) covers[at] = Math.max(covers[at] as number, cover)
    left -= Math.min(left, more[best.at] as number)
    total += best.gain
  }
  return { steps, total }
}

const moreUse = ({ uses, vocabulary, weights }: Query, shares: readonly Share[]): readonly number[] =>
  shares.map(({ skill }) => useOf(skill, TWENTIETHS, vocabulary, weights) - (uses.get(skill) ?? 0))

const most = (shares: readonly Share[]): number => shares.reduce((sum, { share }) => sum + share * TWENTIETHS, 0)

/** The skill that lifts the vacancy most once it is learnt, since it also speaks for those near to it. */
function mostRewarding(
  shares: readonly Share[],
  covers: Uint8Array,
  brings: readonly Brings[],
  { more, left }: Uses,
): { readonly at: number; readonly gain: number } {
  let best = { at: -1, gain: 0 }
  for (const [candidate, near] of brings.entries()) {
    if (covers[candidate] === TWENTIETHS) continue
    let gain = Math.min(left, more[candidate] as number)
    for (const { at, cover } of near) {
      const more = cover - (covers[at] as number)
      if (more > 0) gain += (shares[at] as Share).share * more
    }
    if (gain > best.gain) best = { at: candidate, gain }
  }
  return best
}

/** For each skill of a vacancy what learning it brings: most pairs are not near, so only those that are stand in a list. */
function bringsOf({ vocabulary, weights: { near } }: Query, shares: readonly Share[]): readonly Brings[] {
  const part = (perMille: number) => Math.round((TWENTIETHS * perMille) / 1000)
  const { family, leaf, transversalLeaf, neighbours } = vocabulary
  const places = new Map(shares.map(({ skill }, at) => [skill, at]))
  const byFamily = Map.groupBy(shares.keys(), at => family[(shares[at] as Share).skill] as number)
  const byLeaf = Map.groupBy(shares.keys(), at => leaf[(shares[at] as Share).skill] as number)
  return shares.map(({ skill }, own) => {
    const found = new Map<number, number>()
    const raise = (at: number, cover: number) => found.set(at, Math.max(found.get(at) ?? 0, cover))
    const [kin, group] = [family[skill] as number, leaf[skill] as number]
    const ofGroup = part(transversalLeaf[group] === 1 ? near.transversal : near.leaf)
    if (group >= 0) for (const at of byLeaf.get(group) ?? []) raise(at, ofGroup)
    if (kin >= 0) for (const at of byFamily.get(kin) ?? []) raise(at, part(near.family))
    for (const built of neighbours.get(skill) ?? []) {
      const at = places.get(built)
      if (at !== undefined) raise(at, part(near.neighbour))
    }
    found.set(own, TWENTIETHS)
    return [...found].map(([at, cover]) => ({ at, cover }))
  })
}
