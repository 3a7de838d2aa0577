// SPDX-License-Identifier: EUPL-1.2
// Why a vacancy stands where it stands, in parts that add up to its points, and what would lift it: the same for the
// person, the operator and whoever checks a ranking years later (AI Act art. 13 and 86, GDPR art. 13-15).
import { type Condition, conditionsOf } from './condition.ts'
import { type Additions, additionsFor } from './additions.ts'
import { coverOf, type Fit, fitOf, type Query, useOf } from './query.ts'
import type { HeldSkill } from './seeker.ts'
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
  /** What using it brings; all skills of a vacancy together bring no more than there are points for use. */
  readonly use: number
  readonly reason: Reason
  /** What speaks for it: the skill she holds and the statement it comes from. */
  readonly from?: Pick<HeldSkill, 'skill' | 'source' | 'level'>
}

export type Gap =
  | { readonly kind: 'skill'; readonly skill: string; readonly gain: number }
  | { readonly kind: 'language'; readonly modality: Modality; readonly to: number; readonly gain: number }
  | { readonly kind: 'mobility' | 'hours'; readonly gain: number; readonly known: boolean }
  | { readonly kind: 'licence'; readonly licence: string; readonly gain: 0 }

export type Explained = {
  readonly fit: Fit
  readonly weights: string
  readonly conditions: readonly Condition[]
  readonly skills: readonly SkillLine[]
  readonly gaps: readonly Gap[]
}

type Spoken = Map<number, HeldSkill>

/** Explains vacancies to one person: what she holds is put in order once, for all of them. */
export class Explainer {
  private readonly query: Query
  /** What speaks best for a skill: she holds it, it is built upon, one of its family, one of its leaf. */
  private readonly own: Spoken = new Map()
  private readonly near: Spoken = new Map()
  private readonly families: Spoken = new Map()
  private readonly leaves: Spoken = new Map()

  constructor(query: Query) {
    this.query = query
    const { vocabulary, seeker } = query
    for (const held of seeker.skills) {
      const code = vocabulary.codeOf.get(held.skill)
      if (code === undefined) continue
      this.hear(this.own, code, held)
      for (const asked of vocabulary.neighbours.get(code) ?? []) this.hear(this.near, asked, held)
      this.hear(this.families, vocabulary.family[code] as number, held)
      this.hear(this.leaves, vocabulary.leaf[code] as number, held)
    }
  }

  explain(vacancy: Vacancy, shares: readonly Share[]): Explained {
    const { query } = this
    const fit = fitOf(query, vacancy, shares)
    const skills = shares.map(share => this.lineOf(share))
    const conditions = conditionsOf(query.seeker, vacancy.requirement)
    return { fit, weights: query.weights.version, conditions, skills, gaps: gapsOf(query, vacancy, skills, fit) }
  }

  additionsFor(vacancy: Vacancy, shares: readonly Share[], threshold: number): Additions | undefined {
    return additionsFor(this.query, vacancy, shares, threshold)
  }

  /** The best proved speaks; among equals what was said first. */
  private hear(spoken: Spoken, about: number, held: HeldSkill): void {
    const { evidence } = this.query.weights
    const before = about < 0 ? held : spoken.get(about)
    if (before === undefined || evidence[held.level] > evidence[before.level]) spoken.set(about, held)
  }

  private lineOf({ skill, share, essential }: Share): SkillLine {
    const { vocabulary } = this.query
    const cover = coverOf(this.query, skill)
    const line = {
      skill: vocabulary.uris[skill] as string,
      essential,
      points: share * cover,
      of: share * TWENTIETHS,
      use: this.query.uses.get(skill) ?? 0,
    }
    if (cover === 0) return { ...line, reason: 'missing' }
    const [reason, from] = this.reasonFor(skill, cover)
    return { ...line, reason, ...(from ? { from: { skill: from.skill, source: from.source, level: from.level } } : {}) }
  }

  /** The strongest of the reasons that give this cover; having it oneself comes before having its like. */
  private reasonFor(skill: number, cover: number): readonly [Reason, HeldSkill | undefined] {
    const { vocabulary, weights, skills, families } = this.query
    const own = this.own.get(skill)
    if (own && weights.evidence[own.level] === cover) return ['held', own]
    if (skills.get(skill) === cover) return ['neighbour', this.near.get(skill)]
    const family = vocabulary.family[skill] as number
    if (families.get(family) === cover) return ['family', this.families.get(family)]
    return ['leaf', this.leaves.get(vocabulary.leaf[skill] as number)]
  }
}

/** What is missing, the most rewarding first. */
function gapsOf(
  { weights, vocabulary, seeker }: Query,
  vacancy: Vacancy,
  lines: readonly SkillLine[],
  fit: Fit,
): readonly Gap[] {
  const { points } = weights
  const used = (skill: string) =>
    Math.min(points.use - fit.use, useOf(vocabulary.codeOf.get(skill) as number, TWENTIETHS, vocabulary, weights))
  const gaps: Gap[] = lines
    .filter(line => line.reason !== 'held')
    .map(line => ({ kind: 'skill', skill: line.skill, gain: line.of - line.points + used(line.skill) }))
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
