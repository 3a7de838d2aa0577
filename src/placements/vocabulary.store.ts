// SPDX-License-Identifier: EUPL-1.2
// The skills of the installed classification as the score knows them: how rare each is, and which are near to one another.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/scope.ts'
import { type SkillNode, type Vocabulary, vocabularyOf } from './matching/vocabulary.ts'

type Installed = { readonly version: string; readonly stamp: string }

/** The newest version whose relations are installed; the stamp changes with any file that the vocabulary is made from. */
async function installed(tx: Tx): Promise<Installed | undefined> {
  const { rows } = await sql<Installed>`
    select f.version, substr(encode(sha256(string_agg(f.kind || f.sha256, ',' order by f.kind, f.language)::bytea), 'hex'), 1, 12) as stamp
    from skills_taxonomy_file f
    where f.kind in ('skill', 'occupation-skills', 'broader-skills', 'skill-skills')
      and exists (select from skills_taxonomy_file r where r.version = f.version and r.kind = 'occupation-skills')
    group by f.version order by string_to_array(f.version, '.')::int[] desc limit 1`.execute(tx)
  return rows[0]
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Joined here and not by the database: right after an import it knows nothing of how many rows there are, and a plan for
 * ten of them takes minutes for fourteen thousand.
 */
async function nodesOf(tx: Tx, version: string): Promise<readonly SkillNode[]> {
  const [concepts, broader, relations, related] = await Promise.all([
    tx
      .selectFrom('skills_taxonomy_concept')
      .select(['uri', 'reuse_level', 'status'])
      .where('version', '=', version)
      .where('kind', '=', 'skill')
      .execute(),
    tx
      .selectFrom('skills_taxonomy_broader')
      .select(['uri', 'broader_uri'])
      .where('version', '=', version)
      .where('pillar', '=', 'skill')
      .execute(),
    tx
      .selectFrom('skills_taxonomy_relation')
      .select(eb => ['skill_uri', eb.fn.countAll<number>().as('n')])
      .where('version', '=', version)
      .groupBy('skill_uri')
      .execute(),
    tx
      .selectFrom('skills_taxonomy_skill_relation')
      .select(['skill_uri', 'related_uri'])
      .where('version', '=', version)
      .execute(),
  ])
  const isSkill = new Set(concepts.map(each => each.uri))
  // Concepts may have several broader ones: the first by address, so that the choice is always the same.
  const up = new Map<string, string>()
  for (const { uri, broader_uri } of broader.toSorted((a, b) => byCodePoint(b.broader_uri, a.broader_uri)))
    up.set(uri, broader_uri)
  const asked = new Map(relations.map(row => [row.skill_uri, Number(row.n)]))
  const near = Map.groupBy(
    related.toSorted((a, b) => byCodePoint(a.related_uri, b.related_uri)),
    row => row.skill_uri,
  )
  return concepts
    .filter(each => each.status === 'released')
    .map(({ uri, reuse_level }): SkillNode => {
      const above = up.get(uri)
      const family = above !== undefined && isSkill.has(above) ? above : undefined
      const leaf = family === undefined ? above : up.get(family)
      const node: SkillNode = {
        uri,
        occupations: asked.get(uri) ?? 0,
        transversal: reuse_level === 'transversal',
        neighbours: (near.get(uri) ?? []).map(row => row.related_uri),
      }
      return Object.assign(node, family === undefined ? {} : { family }, leaf === undefined ? {} : { leaf })
    })
}

async function build(tx: Tx, { version, stamp }: Installed): Promise<Vocabulary> {
  const occupations = await tx
    .selectFrom('skills_taxonomy_relation')
    .select(eb => eb.fn.count<number>('occupation_uri').distinct().as('n'))
    .where('version', '=', version)
    .executeTakeFirst()
  return vocabularyOf(`${version}-${stamp}`, await nodesOf(tx, version), Number(occupations?.n ?? 0))
}

/** Without a classification no skill is known; the other parts of the score still are. */
const NOTHING = vocabularyOf('none', [], 0)

let kept: { readonly name: string; readonly vocabulary: Promise<Vocabulary> } | undefined

/** The vocabulary of what is installed now. Kept in memory until something else is installed. */
export async function vocabularyFrom(tx: Tx): Promise<Vocabulary> {
  const found = await installed(tx)
  if (!found) return NOTHING
  const name = `${found.version}-${found.stamp}`
  if (kept?.name === name) return kept.vocabulary
  const vocabulary = build(tx, found)
  const own = { name, vocabulary }
  kept = own
  // A transaction that failed must not leave its failure behind for the next one.
  vocabulary.catch(() => {
    if (kept === own) kept = undefined
  })
  return vocabulary
}

/** The skills that occupations of the classification cannot do without. */
export async function essentialSkillsOf(
  tx: Tx,
  occupations: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = occupations.length === 0 ? undefined : await installed(tx)
  if (!found) return new Map()
  const rows = await tx
    .selectFrom('skills_taxonomy_relation')
    .select(['occupation_uri', 'skill_uri'])
    .where('version', '=', found.version)
    .where('relation', '=', 'essential')
    .where('occupation_uri', '=', sql<string>`any (${[...new Set(occupations)]}::text[])`)
    .orderBy('skill_uri')
    .execute()
  const skills = Map.groupBy(rows, row => row.occupation_uri)
  return new Map([...skills].map(([occupation, of]) => [occupation, of.map(row => row.skill_uri)]))
}
