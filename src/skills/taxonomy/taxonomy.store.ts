// SPDX-License-Identifier: EUPL-1.2
// Reads the installed classification: the rows that the search looks into, one concept, and the skills of an occupation.
import type { Tx } from '#platform/db/scope.ts'
import type { TaxonomyRow } from './entries.ts'
import type { Installed } from './import.store.ts'
import { type ConceptKind, newestFirst } from './package-file.ts'
import type { RelatedSkill } from './occupation-skills.ts'
import { groupWords } from './starter.ts'

/** The newest installed version that has this kind of file in this language. */
export const newestOf = (installed: readonly Installed[], kind: string, language: string): string | undefined =>
  installed
    .filter(file => file.kind === kind && file.language === language)
    .map(file => file.version)
    .toSorted(newestFirst)[0]

type Place = { readonly version: string; readonly language: string; readonly kind: ConceptKind }

async function textsOf(tx: Tx, { version, language, kind }: Place) {
  return tx
    .selectFrom('skills_taxonomy_text as t')
    .innerJoin('skills_taxonomy_concept as c', join =>
      join.onRef('c.version', '=', 't.version').onRef('c.uri', '=', 't.uri'),
    )
    .select([
      't.uri',
      'c.isco_code',
      'c.status',
      't.preferred',
      't.forms',
      't.alternatives',
      't.hidden',
      't.description',
    ])
    .where('t.version', '=', version)
    .where('t.language', '=', language)
    .where('t.kind', '=', kind)
    .execute()
}
type TextRow = Awaited<ReturnType<typeof textsOf>>[number]

/** Deprecated concepts keep their row and their label; a search offers what replaces them instead. */
const isCurrent = (row: TextRow): boolean => row.status === 'released'

async function groupNames(
  tx: Tx,
  installed: readonly Installed[],
  language: string,
): Promise<ReadonlyMap<string, string>> {
  const version = newestOf(installed, 'isco-group', language)
  const rows = version ? await textsOf(tx, { version, language, kind: 'isco-group' }) : []
  return new Map(rows.map(row => [row.isco_code ?? '', row.preferred]))
}

/**
 * Every current concept of a kind in one language. What no package translates is there in English; labels of English
 * stand beside those of another language, since people use them ("brand manager").
 */
export async function rowsFor(
  tx: Tx,
  installed: readonly Installed[],
  kind: 'occupation' | 'skill',
  language: string,
): Promise<readonly TaxonomyRow[]> {
  const [version, english] = [newestOf(installed, kind, language), newestOf(installed, kind, 'en')]
  const names = kind === 'occupation' ? await groupNames(tx, installed, language) : new Map<string, string>()
  const own = version ? (await textsOf(tx, { version, language, kind })).filter(isCurrent) : []
  const other =
    english && language !== 'en'
      ? (await textsOf(tx, { version: english, language: 'en', kind })).filter(isCurrent)
      : []
  const loans = new Map(other.map(row => [row.uri, [...row.forms, ...row.alternatives]]))
  const toRow = (row: TextRow, from: { readonly version: string; readonly language: string }): TaxonomyRow => ({
    uri: row.uri,
    ...from,
    isco: row.isco_code,
    preferred: row.preferred,
    forms: row.forms,
    alternatives: row.alternatives,
    hidden: row.hidden,
    about: row.description,
    near: row.isco_code ? [names.get(row.isco_code) ?? '', ...groupWords(language, row.isco_code)] : [],
    loans: from.language === language ? (loans.get(row.uri) ?? []) : [],
  })
  const known = new Set(own.map(row => row.uri))
  return [
    ...own.map(row => toRow(row, { version: version ?? '', language })),
    ...other.filter(row => !known.has(row.uri)).map(row => toRow(row, { version: english ?? '', language: 'en' })),
  ]
}

export type ConceptWords = {
  readonly uri: string
  readonly version: string
  readonly language: string
  readonly label: string
  readonly forms: readonly string[]
  readonly isco: string | null
  readonly status: string
  readonly replacedBy: string | null
}

/** A concept in the first of the languages in which some installed version names it, newest version first. */
export async function findConcept(
  tx: Tx,
  uri: string,
  languages: readonly string[],
): Promise<ConceptWords | undefined> {
  const rows = await tx
    .selectFrom('skills_taxonomy_concept as c')
    .innerJoin('skills_taxonomy_text as t', join =>
      join.onRef('c.version', '=', 't.version').onRef('c.uri', '=', 't.uri'),
    )
    .select(['c.uri', 'c.version', 't.language', 't.preferred', 't.forms', 'c.isco_code', 'c.status', 'c.replaced_by'])
    .where('c.uri', '=', uri)
    .execute()
  const place = (language: string) => (languages.includes(language) ? languages.indexOf(language) : languages.length)
  const [first] = rows.toSorted((a, b) => place(a.language) - place(b.language) || newestFirst(a.version, b.version))
  if (!first) return undefined
  const { version, language, preferred, forms, isco_code, status, replaced_by } = first
  return { uri, version, language, label: preferred, forms, isco: isco_code, status, replacedBy: replaced_by }
}

/** The skills of an occupation with the number of occupations that ask for each. */
export async function skillsOf(
  tx: Tx,
  installed: readonly Installed[],
  occupation: string,
  languages: readonly string[],
): Promise<{ readonly skills: readonly RelatedSkill[]; readonly occupations: number }> {
  const version = newestOf(installed, 'occupation-skills', '')
  if (!version) return { skills: [], occupations: 0 }
  const rows = await tx
    .selectFrom('skills_taxonomy_relation as r')
    .innerJoin('skills_taxonomy_concept as c', join =>
      join.onRef('c.version', '=', 'r.version').onRef('c.uri', '=', 'r.skill_uri'),
    )
    .select(['r.skill_uri', 'r.relation', 'c.skill_type', 'c.reuse_level'])
    .where('r.version', '=', version)
    .where('r.occupation_uri', '=', occupation)
    .execute()
  const total = await tx
    .selectFrom('skills_taxonomy_relation')
    .select(eb => eb.fn.count<number>('occupation_uri').distinct().as('n'))
    .where('version', '=', version)
    .executeTakeFirst()
  const uris = rows.map(row => row.skill_uri)
  const askedBy = await frequencies(tx, version, uris)
  const names = await labelsOf(tx, uris, languages)
  const skills = rows.flatMap((row): RelatedSkill[] => {
    const name = names.get(row.skill_uri)
    if (!name) return []
    return [
      {
        uri: row.skill_uri,
        ...name,
        essential: row.relation === 'essential',
        type: row.skill_type,
        reuse: row.reuse_level,
        askedBy: askedBy.get(row.skill_uri) ?? 1,
      },
    ]
  })
  return { skills, occupations: Number(total?.n ?? 0) }
}

async function frequencies(tx: Tx, version: string, skills: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (skills.length === 0) return new Map()
  const rows = await tx
    .selectFrom('skills_taxonomy_relation')
    .select(eb => ['skill_uri', eb.fn.countAll<number>().as('n')])
    .where('version', '=', version)
    .where('skill_uri', 'in', [...skills])
    .groupBy('skill_uri')
    .execute()
  return new Map(rows.map(row => [row.skill_uri, Number(row.n)]))
}

async function labelsOf(tx: Tx, uris: readonly string[], languages: readonly string[]) {
  const found = new Map<string, { readonly label: string; readonly language: string }>()
  if (uris.length === 0) return found
  const rows = await tx
    .selectFrom('skills_taxonomy_text')
    .select(['uri', 'language', 'version', 'preferred'])
    .where('uri', 'in', [...uris])
    .where('language', 'in', [...languages])
    .execute()
  const inOrder = rows.toSorted(
    (a, b) => languages.indexOf(a.language) - languages.indexOf(b.language) || newestFirst(a.version, b.version),
  )
  for (const row of inOrder)
    if (!found.has(row.uri)) found.set(row.uri, { label: row.preferred, language: row.language })
  return found
}
