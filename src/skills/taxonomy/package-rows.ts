// SPDX-License-Identifier: EUPL-1.2
// From the records of one file to concepts, words and relations. A blank is a blank, never an error; a row without what
// makes it one (URI, label) is reported and left out, and the rest goes on.
import { genderForms } from './gender-forms.ts'
import type { ConceptKind, FileKind } from './package-file.ts'

export type Concept = {
  readonly uri: string
  readonly kind: ConceptKind
  readonly code: string | null
  readonly isco_code: string | null
  readonly skill_type: string | null
  readonly reuse_level: string | null
  readonly status: string
  readonly replaced_by: string | null
}
export type ConceptText = {
  readonly uri: string
  readonly kind: ConceptKind
  readonly preferred: string
  readonly forms: readonly string[]
  readonly alternatives: readonly string[]
  readonly hidden: readonly string[]
  readonly description: string | null
  readonly definition: string | null
  readonly scope_note: string | null
}
export type Relation = {
  readonly occupation_uri: string
  readonly skill_uri: string
  readonly relation: 'essential' | 'optional'
  readonly skill_type: string | null
}
export type Broader = { readonly uri: string; readonly broader_uri: string; readonly pillar: 'occupation' | 'skill' }
export type SkillRelation = { readonly skill_uri: string; readonly related_uri: string; readonly relation: string }

export type Left = { readonly line: number; readonly why: 'no-uri' | 'no-label' | 'twice' | 'no-relation' }
export type Rows = {
  readonly concepts: readonly Concept[]
  readonly texts: readonly ConceptText[]
  readonly relations: readonly Relation[]
  readonly broader: readonly Broader[]
  readonly skillRelations: readonly SkillRelation[]
  /** Records that could not be used, by their number in the file (the heading is 1). */
  readonly left: readonly Left[]
}

type Cell = (...names: readonly string[]) => string | null

/** Labels stand one below the other in one cell; packages before 1.1 separate some by a bar. */
export const linesOf = (cell: string | null): readonly string[] =>
  (cell ?? '')
    .split(/[\r\n|]+/)
    .map(line => line.trim())
    .filter(line => line !== '')

const isco = (code: string | null): string | null => /^[0-9]{1,4}/.exec(code ?? '')?.[0] ?? null
const codeInUri = (uri: string): string | null => /\/isco\/C([0-9]{1,4})$/.exec(uri)?.[1] ?? null

function concept(kind: ConceptKind, uri: string, cell: Cell): Concept {
  const code = cell('code')
  return {
    uri,
    kind,
    code,
    isco_code:
      kind === 'occupation'
        ? (isco(codeInUri(cell('iscoGroup') ?? '')) ?? isco(cell('iscoGroup')))
        : kind === 'isco-group'
          ? (isco(code) ?? codeInUri(uri))
          : null,
    skill_type: cell('skillType'),
    reuse_level: cell('reuseLevel'),
    status: cell('status') ?? 'released',
    replaced_by: cell('replacedBy', 'isReplacedBy', 'replacedByUri', 'replacementUri'),
  }
}

const text = (kind: ConceptKind, uri: string, preferred: string, cell: Cell): ConceptText => ({
  uri,
  kind,
  preferred,
  forms: genderForms(preferred),
  alternatives: linesOf(cell('altLabels')),
  hidden: linesOf(cell('hiddenLabels')),
  description: cell('description'),
  definition: cell('definition'),
  scope_note: cell('scopeNote'),
})

type Taken = { -readonly [Key in keyof Rows]: Rows[Key][number][] }
type Reader = (taken: Taken, cell: Cell) => Left['why'] | undefined

const conceptReader =
  (kind: ConceptKind): Reader =>
  (taken, cell) => {
    const uri = cell('conceptUri', 'uri')
    const preferred = cell('preferredLabel')
    if (!uri) return 'no-uri'
    if (!preferred) return 'no-label'
    taken.concepts.push(concept(kind, uri, cell))
    taken.texts.push(text(kind, uri, preferred, cell))
    return undefined
  }

const broaderReader =
  (pillar: Broader['pillar']): Reader =>
  (taken, cell) => {
    const [uri, broader] = [cell('conceptUri'), cell('broaderUri')]
    if (!uri || !broader) return 'no-uri'
    taken.broader.push({ uri, broader_uri: broader, pillar })
    return undefined
  }

const readers: Readonly<Record<FileKind, Reader>> = {
  occupation: conceptReader('occupation'),
  skill: conceptReader('skill'),
  'skill-group': conceptReader('skill-group'),
  'isco-group': conceptReader('isco-group'),
  'broader-occupations': broaderReader('occupation'),
  'broader-skills': broaderReader('skill'),
  'occupation-skills': (taken, cell) => {
    const [occupation, skill, relation] = [cell('occupationUri'), cell('skillUri'), cell('relationType')]
    if (!occupation || !skill) return 'no-uri'
    if (relation !== 'essential' && relation !== 'optional') return 'no-relation'
    taken.relations.push({ occupation_uri: occupation, skill_uri: skill, relation, skill_type: cell('skillType') })
    return undefined
  },
  'skill-skills': (taken, cell) => {
    const [skill, related] = [cell('originalSkillUri'), cell('relatedSkillUri')]
    if (!skill || !related) return 'no-uri'
    taken.skillRelations.push({ skill_uri: skill, related_uri: related, relation: cell('relationType') ?? '' })
    return undefined
  },
}

const keyOf = (kind: FileKind, taken: Taken): string => {
  if (kind === 'occupation-skills') {
    const last = taken.relations.at(-1)
    return `${last?.occupation_uri} ${last?.skill_uri}`
  }
  if (kind === 'skill-skills') {
    const last = taken.skillRelations.at(-1)
    return `${last?.skill_uri} ${last?.related_uri}`
  }
  if (kind === 'broader-occupations' || kind === 'broader-skills') {
    const last = taken.broader.at(-1)
    return `${last?.uri} ${last?.broader_uri}`
  }
  return taken.texts.at(-1)?.uri ?? ''
}

function dropLast(kind: FileKind, taken: Taken): void {
  if (kind === 'occupation-skills') taken.relations.pop()
  else if (kind === 'skill-skills') taken.skillRelations.pop()
  else if (kind === 'broader-occupations' || kind === 'broader-skills') taken.broader.pop()
  else {
    taken.concepts.pop()
    taken.texts.pop()
  }
}

/** @param records of the CSV, the heading first; columns go by their names, whatever their order and case */
export function readRows(kind: FileKind, records: readonly (readonly string[])[]): Rows {
  const taken: Taken = { concepts: [], texts: [], relations: [], broader: [], skillRelations: [], left: [] }
  const places = new Map(
    records[0]?.map((name, at) => [
      name
        .replace(/^\uFEFF/, '')
        .trim()
        .toLowerCase(),
      at,
    ]),
  )
  const seen = new Set<string>()
  for (let at = 1; at < records.length; at++) {
    const record = records[at] ?? []
    if (record.length === 1 && record[0]?.trim() === '') continue
    const cell: Cell = (...names) => {
      for (const name of names) {
        const value = record[places.get(name.toLowerCase()) ?? -1]?.trim()
        if (value) return value
      }
      return null
    }
    const why = readers[kind](taken, cell)
    if (why) {
      taken.left.push({ line: at + 1, why })
      continue
    }
    const key = keyOf(kind, taken)
    if (seen.has(key)) {
      dropLast(kind, taken)
      taken.left.push({ line: at + 1, why: 'twice' })
    }
    seen.add(key)
  }
  return taken
}
