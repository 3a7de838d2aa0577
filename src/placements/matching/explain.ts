// SPDX-License-Identifier: EUPL-1.2
// Why a vacancy stands where it stands, in parts that add up to its points, and what would lift it: the same for the
// person, the operator and whoever checks a ranking years later (AI Act art. 13 and 86, GDPR art. 13-15).
import { type Condition, conditionsOf } from './condition.ts'
import { coverOf, type Fit, fitOf, type Query } from './query.ts'
import type { HeldSkill, Seeker } from './seeker.ts'
import { type Modality, modalities, type Share, type Vacancy } from './vacancy.ts'
import { TWENTIETHS } from './weights.ts'

/** Why a skill counts: she holds it, or one near to it; or it is missing. */
export type Reason = 'held' | 'neighbour' | 'family' | 'leaf' | 'missing'

export type SkillLine = {
  readonly skill: string
  readonly essential: boolean
  /** What it brings and what it could, in thousandths of a point. */
  readonly points: number
  readonly of: number
  readonly reason: Reason
  /** What speaks for it: the skill she holds and the statement it comes from. */
  readonly from?: Pick<HeldSkill, 'skill' | 'source' | 'level'>
}

export type Gap =
  | { readonly kind: 'skill'; readonly skill: string; readonly gain: number }
  | { readonly kind: 'language'; readonly modality: Modality; readonly to: number; readonly gain: number }
  | { readonly kind: 'mobility' | 'hours'; readonly gain: number; readonly known: boolean }
  | { readonly kind: 'licence'; readonly licence: string; readonly gain: 0 }

export type Explanation = {
  readonly fit: Fit
  readonly weights: string
  readonly conditions: readonly Condition[]
  readonly skills: readonly SkillLine[]
  readonly gaps: readonly Gap[]
}

export function explain(query: Query, seeker: Seeker, vacancy: Vacancy, shares: readonly Share[]): Explanation {
  const fit = fitOf(query, vacancy, shares)
  const skills = shares.map(share => skillLine(query, seeker, share))
  const conditions = conditionsOf(seeker, vacancy.requirement)
  return { fit, weights: query.weights.version, conditions, skills, gaps: gapsOf(query, seeker, vacancy, skills, fit) }
}

function skillLine(query: Query, seeker: Seeker, { skill, share, essential }: Share): SkillLine {
  const { vocabulary } = query
  const cover = coverOf(query, skill)
  const line = { skill: vocabulary.uris[skill] as string, essential, points: share * cover, of: share * TWENTIETHS }
  if (cover === 0) return { ...line, reason: 'missing' }
  const reason = reasonOf(query, seeker, skill, cover)
  const from = seeker.skills
    .filter(held => speaksFor(query, held, skill, reason))
    .sort((a, b) => query.weights.evidence[b.level] - query.weights.evidence[a.level])[0]
  return { ...line, reason, ...(from ? { from: { skill: from.skill, source: from.source, level: from.level } } : {}) }
}

/** The strongest of the reasons that give this cover; having it oneself comes before having its like. */
function reasonOf(query: Query, seeker: Seeker, skill: number, cover: number): Reason {
  const { vocabulary, weights } = query
  const own = seeker.skills.filter(held => vocabulary.codeOf.get(held.skill) === skill)
  if (own.some(held => weights.evidence[held.level] === cover)) return 'held'
  if (query.skills.get(skill) === cover) return 'neighbour'
  return query.families.get(vocabulary.family[skill] ?? -1) === cover ? 'family' : 'leaf'
}

function speaksFor({ vocabulary }: Query, held: HeldSkill, skill: number, reason: Reason): boolean {
  const code = vocabulary.codeOf.get(held.skill)
  if (code === undefined) return false
  if (reason === 'held') return code === skill
  if (reason === 'neighbour') return vocabulary.neighbours.get(code)?.includes(skill) ?? false
  const groups = reason === 'family' ? vocabulary.family : vocabulary.leaf
  return groups[code] === groups[skill]
}

/** What is missing, the most rewarding first. */
function gapsOf(query: Query, seeker: Seeker, vacancy: Vacancy, lines: readonly SkillLine[], fit: Fit): readonly Gap[] {
  const { points } = query.weights
  const gaps: Gap[] = lines
    .filter(line => line.reason !== 'held')
    .map(line => ({ kind: 'skill', skill: line.skill, gain: line.of - line.points }))
  for (const modality of modalities) {
    const need = vacancy.italian[modality]
    const have = seeker.italian[modality]
    if (need === undefined || (have !== undefined && have >= need)) continue
    gaps.push({ kind: 'language', modality, to: need, gain: points.language - fit.language })
  }
  if (fit.mobility < points.mobility) {
    const known = seeker.reach[vacancy.municipality] !== undefined
    gaps.push({ kind: 'mobility', gain: points.mobility - fit.mobility, known })
  }
  if (fit.hours < points.hours) {
    const known = seeker.available !== undefined && vacancy.pattern !== undefined
    gaps.push({ kind: 'hours', gain: points.hours - fit.hours, known })
  }
  for (const licence of vacancy.requirement.licences) {
    if (!seeker.licences.held.includes(licence)) gaps.push({ kind: 'licence', licence, gain: 0 })
  }
  return gaps.sort((a, b) => b.gain - a.gain)
}

/** Something that can be learnt: a skill of the vacancy, or the Italian it asks for. */
export type Addition = { readonly skill: string } | { readonly italian: Vacancy['italian'] }
/** In the order of what they bring, and the points with all of them. */
export type Additions = { readonly steps: readonly Addition[]; readonly total: number }

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
  const covers = shares.map(({ skill }) => coverOf(query, skill))
  const brings = shares.map(({ skill }) => Uint8Array.from(shares, asked => learnt(query, skill, asked.skill)))
  const steps: Addition[] = []
  let { total } = fit
  let spoken = query.weights.points.language - fit.language
  while (total < threshold) {
    const best = mostRewarding(shares, covers, brings)
    if (spoken === 0 && best.gain === 0) return undefined
    if (spoken >= best.gain) {
      steps.push({ italian: vacancy.italian })
      total += spoken
      spoken = 0
      continue
    }
    steps.push({ skill: query.vocabulary.uris[(shares[best.at] as Share).skill] as string })
    for (const [at, cover] of covers.entries()) covers[at] = Math.max(cover, brings[best.at]?.[at] ?? 0)
    total += best.gain
  }
  return { steps, total }
}

/** The skill that lifts the vacancy most once it is learnt, since it also speaks for those near to it. */
function mostRewarding(
  shares: readonly Share[],
  covers: readonly number[],
  brings: readonly Uint8Array[],
): { readonly at: number; readonly gain: number } {
  let best = { at: -1, gain: 0 }
  for (const [candidate, by] of brings.entries()) {
    if (covers[candidate] === TWENTIETHS) continue
    let gain = 0
    for (let at = 0; at < by.length; at++) {
      const more = (by[at] as number) - (covers[at] as number)
      if (more > 0) gain += (shares[at] as Share).share * more
    }
    if (gain > best.gain) best = { at: candidate, gain }
  }
  return best
}

/** Twentieths that a certified skill brings for another. */
function learnt({ vocabulary, weights }: Query, has: number, asked: number): number {
  if (has === asked) return TWENTIETHS
  const part = (perMille: number) => Math.round((TWENTIETHS * perMille) / 1000)
  const same = (groups: Int32Array) => (groups[has] ?? -1) >= 0 && groups[has] === groups[asked]
  const general = vocabulary.transversalLeaf[vocabulary.leaf[has] ?? -1] === 1
  return Math.max(
    vocabulary.neighbours.get(has)?.includes(asked) ? part(weights.near.neighbour) : 0,
    same(vocabulary.family) ? part(weights.near.family) : 0,
    same(vocabulary.leaf) ? part(general ? weights.near.transversal : weights.near.leaf) : 0,
  )
}
