// SPDX-License-Identifier: EUPL-1.2
// Reads the installed classification: the rows that the search looks into, one concept, and the skills of an occupation.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/scope.ts'
import type { Documents, SearchKind, WordList } from './documents.ts'
import { type Installed, installedFiles } from './import.store.ts'
import { type ConceptKind, newestFirst } from './package-file.ts'
import type { RelatedSkill } from './occupation-skills.ts'

/** The newest installed version that has this kind of file in this language. */
export const newestOf = (installed: readonly Installed[], kind: string, language: string): string | undefined =>
  installed
    .filter(file => file.kind === kind && file.language === language)
    .map(file => file.version)
    .toSorted(newestFirst)[0]

type Place = { readonly language: string; readonly kind: ConceptKind }

/**
 * The words of one kind in one language, of the newest version that has them, as one JSON document. Deprecated concepts
 * keep their rows and their labels; a search offers what replaces them instead.
 */
async function listOf(
  tx: Tx,
  installed: readonly Installed[],
  { kind, language }: Place,
): Promise<WordList | undefined> {
  const version = newestOf(installed, kind, language)
  if (!version) return undefined
  const { rows } = await sql<{ json: string | null }>`
    select json_agg(json_build_object('uri', t.uri, 'isco', c.isco_code, 'preferred', t.preferred, 'forms', t.forms,
      'alternatives', t.alternatives, 'hidden', t.hidden, 'description', t.description))::text as json
    from skills_taxonomy_text t join skills_taxonomy_concept c on c.version = t.version and c.uri = t.uri
    where t.version = ${version} and t.language = ${language} and t.kind = ${kind} and c.status = 'released'`.execute(
    tx,
  )
  return { version, language, json: rows[0]?.json ?? '[]' }
}

/** All that an index of a kind in a language is made from. */
export async function documentsFor(tx: Tx, kind: SearchKind, language: string): Promise<Documents> {
  const installed = await installedFiles(tx)
  const list = (of: ConceptKind, tongue: string) => listOf(tx, installed, { kind: of, language: tongue })
  return {
    kind,
    language,
    own: await list(kind, language),
    english: language === 'en' ? undefined : await list(kind, 'en'),
    groups: kind === 'occupation' ? await list('isco-group', language) : undefined,
  }
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
