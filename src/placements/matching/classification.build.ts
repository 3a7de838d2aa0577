// SPDX-License-Identifier: EUPL-1.2
// A classification to measure with: the published one where its files are at hand, else one of the same shape made up.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readRecords } from '#platform/spreadsheets/csv-reader.ts'
import { chance, type OccupationNode } from './invented-vacancies.ts'
import { type SkillNode, vocabularyOf } from './vocabulary.ts'

export type Classification = {
  readonly version: string
  readonly skills: readonly SkillNode[]
  readonly occupations: readonly OccupationNode[]
}

export const vocabularyIn = ({ version, skills, occupations }: Classification) =>
  vocabularyOf(version, skills, occupations.length)

type Row = Readonly<Record<string, string>>

function rowsOf(folder: string, name: string): readonly Row[] {
  const text = gunzipSync(readFileSync(path.join(folder, name))).toString('utf8')
  const [head = [], ...body] = readRecords(text, ',', { cellLength: Infinity, columns: 100, rows: Infinity })
  return body.map(cells => Object.fromEntries(head.map((key, at) => [key.trim(), cells[at] ?? ''])))
}

/** ESCO 1.1.1 from its files, or undefined where they are not. */
export function publishedClassification(data: string): Classification | undefined {
  const folder = path.join(data, 'esco')
  if (!existsSync(path.join(folder, 'v1.1.1-relations'))) return undefined
  const relations = rowsOf(folder, 'v1.1.1-relations/occupationSkillRelations.csv.gz')
  const broader = rowsOf(folder, 'v1.1.1-relations/broaderRelationsSkillPillar.csv.gz')
  const related = rowsOf(folder, 'v1.1.1-relations/skillSkillRelations.csv.gz')
  const isco = new Map(
    rowsOf(folder, 'v1.1.1-en/occupations_en.csv.gz').map(row => [row['conceptUri'] ?? '', row['iscoGroup'] ?? '']),
  )
  const occupations = new Map<string, { essential: string[]; optional: string[] }>()
  const asked = new Map<string, number>()
  for (const row of relations) {
    const { occupationUri = '', relationType, skillUri = '' } = row
    const known = occupations.get(occupationUri) ?? { essential: [], optional: [] }
    occupations.set(occupationUri, known)
    known[relationType === 'essential' ? 'essential' : 'optional'].push(skillUri)
    asked.set(skillUri, (asked.get(skillUri) ?? 0) + 1)
  }
  const up = firstBy(broader, 'conceptUri')
  const neighbours = Map.groupBy(related, row => row['originalSkillUri'] ?? '')
  const skills = rowsOf(folder, 'v1.1.1-en/skills_en.csv.gz').map((row): SkillNode => {
    const uri = row['conceptUri'] ?? ''
    const above = up.get(uri)
    const isSkill = above?.['broaderType'] === 'KnowledgeSkillCompetence'
    const leaf = isSkill ? up.get(above?.['broaderUri'] ?? '')?.['broaderUri'] : above?.['broaderUri']
    const node: SkillNode = {
      uri,
      occupations: asked.get(uri) ?? 0,
      transversal: row['reuseLevel'] === 'transversal',
      neighbours: (neighbours.get(uri) ?? []).map(each => each['relatedSkillUri'] ?? ''),
    }
    const family = isSkill ? above?.['broaderUri'] : undefined
    return Object.assign(node, family ? { family } : {}, leaf ? { leaf } : {})
  })
  const nodes = [...occupations].flatMap(([uri, both]) => {
    const code = isco.get(uri)
    return code ? [{ uri, isco: code, ...both }] : []
  })
  return { version: '1.1.1', skills, occupations: nodes }
}

/** Concepts may have several broader ones: the first by address, so that the choice is always the same. */
function firstBy(rows: readonly Row[], key: string): Map<string, Row> {
  const found = new Map<string, Row>()
  for (const row of [...rows].sort((a, b) => ((a['broaderUri'] ?? '') < (b['broaderUri'] ?? '') ? -1 : 1))) {
    const name = row[key] ?? ''
    if (!found.has(name)) found.set(name, row)
  }
  return found
}

/** A made-up one: the sizes of ESCO, occupations drawing on their own corner and on what everybody needs. */
export function inventedClassification(seed: number, skills = 13_900, occupations = 3000): Classification {
  const next = chance(seed)
  const uri = (kind: string, at: number) => `invented:${kind}/${at}`
  const asked = new Int32Array(skills)
  const nodes = Array.from({ length: occupations }, (_, at): OccupationNode => {
    const corner = Math.floor(next() * skills)
    const pick = (count: number) => [
      ...new Set(
        Array.from({ length: count }, () => {
          const skill =
            next() < 0.25 ? Math.floor(skills * next() ** 6) : (corner + Math.floor(next() ** 2 * 60)) % skills
          asked[skill] = (asked[skill] ?? 0) + 1
          return uri('skill', skill)
        }),
      ),
    ]
    const essential = pick(10 + Math.floor(next() * 20))
    const optional = pick(10 + Math.floor(next() * 20)).filter(each => !essential.includes(each))
    return { uri: uri('occupation', at), isco: String(1000 + (corner % 8600)).padStart(4, '0'), essential, optional }
  })
  return {
    version: `invented-${seed}`,
    occupations: nodes,
    skills: Array.from({ length: skills }, (_, at) => ({
      uri: uri('skill', at),
      occupations: asked[at] ?? 0,
      family: uri('family', Math.floor(at / 5)),
      leaf: uri('leaf', Math.floor(at / 30)),
      transversal: at < 90,
      neighbours: next() < 0.3 ? [uri('skill', Math.floor(next() * skills))] : [],
    })),
  }
}
