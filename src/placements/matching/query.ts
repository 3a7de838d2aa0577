// SPDX-License-Identifier: EUPL-1.2
// A person turned into small tables, once for each search. The three forms of the search (plain, index, SQL) only add up
// what these tables say, in whole numbers: that is why they agree to the last digit.
import { conditionsOf, verdictOf, type Answer } from './condition.ts'
import {
  experienceOf,
  experiencePoints,
  experienceTable,
  hoursPoints,
  languagePoints,
  mobilityPoints,
} from './parts.ts'
import type { Seeker } from './seeker.ts'
import type { Italian, Requirement, Share, Vacancy } from './vacancy.ts'
import { type Level, TWENTIETHS, type Weights } from './weights.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Query = {
  readonly seeker: Seeker
  readonly weights: Weights
  readonly vocabulary: Vocabulary
  /** Twentieths of its share that a skill brings by itself, or because she holds its neighbour. */
  readonly skills: ReadonlyMap<number, number>
  /** Twentieths for any skill of a family or a leaf in which she holds one. */
  readonly families: ReadonlyMap<number, number>
  readonly leaves: ReadonlyMap<number, number>
  /** Thousandths of a point that using a skill she holds herself brings, wherever it is asked for. */
  readonly uses: ReadonlyMap<number, number>
  language(need: Italian): number
  mobility(municipality: string): number
  hours(pattern: number | undefined): number
  /** What her experience is worth for occupations that begin with these digits of ISCO-08. */
  readonly beginnings: ReadonlyMap<string, number>
  experience(isco: string | undefined): number
  verdict(needed: Requirement): Answer
}

/** Twentieths that evidence of one level brings: for the skill itself, and for what is near it. */
type Worth = Readonly<Record<'own' | keyof Weights['near'], number>>
const worths = new WeakMap<Weights, Readonly<Record<Level, Worth>>>()

/** The same for every search with these weights, so it is rounded once. */
function worthsOf(weights: Weights): Readonly<Record<Level, Worth>> {
  const known = worths.get(weights)
  if (known) return known
  const { near, evidence } = weights
  const worth = (own: number): Worth => {
    const part = (perMille: number) => Math.round((own * perMille) / 1000)
    return {
      own,
      neighbour: part(near.neighbour),
      family: part(near.family),
      leaf: part(near.leaf),
      transversal: part(near.transversal),
    }
  }
  const made = Object.fromEntries(Object.entries(evidence).map(([level, own]) => [level, worth(own)]))
  worths.set(weights, made as Record<Level, Worth>)
  return made as Record<Level, Worth>
}

const raise = (table: Map<number, number>, key: number, value: number) => {
  if (value > (table.get(key) ?? 0)) table.set(key, value)
}

export function queryOf(seeker: Seeker, vocabulary: Vocabulary, weights: Weights): Query {
  const skills = new Map<number, number>()
  const families = new Map<number, number>()
  const leaves = new Map<number, number>()
  const uses = new Map<number, number>()
  const byLevel = worthsOf(weights)
  for (const { skill, level } of seeker.skills) {
    const code = vocabulary.codeOf.get(skill)
    if (code === undefined) continue
    const worth = byLevel[level]
    raise(skills, code, worth.own)
    raise(uses, code, useOf(code, worth.own, vocabulary, weights))
    const neighbours = vocabulary.neighbours.get(code)
    if (neighbours) for (const near of neighbours) raise(skills, near, worth.neighbour)
    const family = vocabulary.family[code] ?? -1
    if (family >= 0) raise(families, family, worth.family)
    const leaf = vocabulary.leaf[code] ?? -1
    if (leaf >= 0) raise(leaves, leaf, vocabulary.transversalLeaf[leaf] === 1 ? worth.transversal : worth.leaf)
  }
  const experience = experienceTable(experienceOf(seeker), weights)
  return {
    seeker,
    weights,
    vocabulary,
    skills,
    families,
    leaves,
    uses,
    language: need => languagePoints(seeker.italian, need, weights),
    mobility: municipality => mobilityPoints(seeker.reach[municipality], weights),
    beginnings: experience,
    hours: pattern => hoursPoints(seeker.available, pattern, weights),
    experience: isco => experiencePoints(experience, isco),
    verdict: needed => verdictOf(conditionsOf(seeker, needed)),
  }
}

/** What using a skill brings, by its rarity and how well it is proved. */
export const useOf = (skill: number, evidence: number, { idf, usual }: Vocabulary, { points, use }: Weights): number =>
  Math.min(points.use, Math.round((points.use * (idf[skill] as number) * evidence) / (use * usual * TWENTIETHS)))

/** How much of what she can do herself a vacancy would use: some ten skills are all that counts. */
export function usePoints({ uses, weights }: Query, shares: readonly Pick<Share, 'skill'>[]): number {
  const sum = shares.reduce((used, { skill }) => used + (uses.get(skill) ?? 0), 0)
  return Math.min(sum, weights.points.use)
}

/** Twentieths of its share that a skill of a vacancy is worth to this person: 0 to 20, the best of what speaks for it. */
export const coverOf = (query: Query, skill: number): number =>
  Math.max(
    query.skills.get(skill) ?? 0,
    query.families.get(query.vocabulary.family[skill] ?? -1) ?? 0,
    query.leaves.get(query.vocabulary.leaf[skill] ?? -1) ?? 0,
  )

/** The same for every skill of the vocabulary, and the codes of those that bring anything. */
export type Covers = { readonly by: Uint8Array; readonly codes: readonly number[] }

export function coversOf({ vocabulary, skills, families, leaves }: Query): Covers {
  const by = new Uint8Array(vocabulary.uris.length)
  const codes: number[] = []
  const raise = (skill: number, cover: number) => {
    const before = by[skill] as number
    if (before === 0 && cover > 0) codes.push(skill)
    if (cover > before) by[skill] = cover
  }
  for (const [leaf, cover] of leaves) for (const skill of vocabulary.leafMembers[leaf] ?? []) raise(skill, cover)
  for (const [family, cover] of families) {
    for (const skill of vocabulary.familyMembers[family] ?? []) raise(skill, cover)
  }
  for (const [skill, cover] of skills) raise(skill, cover)
  return { by, codes }
}

export type Fit = {
  readonly total: number
  readonly skills: number
  readonly use: number
  readonly language: number
  readonly mobility: number
  readonly hours: number
  readonly experience: number
}

/** The plain form of the score: what the index and the database must agree with. */
export function fitOf(query: Query, vacancy: Vacancy, shares: readonly Share[]): Fit {
  const skills = shares.reduce((sum, { skill, share }) => sum + share * coverOf(query, skill), 0)
  const parts = {
    skills,
    use: usePoints(query, shares),
    language: query.language(vacancy.italian),
    mobility: query.mobility(vacancy.municipality),
    hours: query.hours(vacancy.pattern),
    experience: query.experience(vacancy.isco),
  }
  return { ...parts, total: Object.values(parts).reduce((sum, each) => sum + each, 0) }
}
