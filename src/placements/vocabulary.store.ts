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

type NodeRow = {
  uri: string
  occupations: number
  family: string | null
  leaf: string | null
  transversal: boolean
  neighbours: string[]
}

/** Concepts may have several broader ones: the first by address, so that the choice is always the same. */
async function nodesOf(tx: Tx, version: string): Promise<readonly SkillNode[]> {
  const { rows } = await sql<NodeRow>`
    with up as materialized (select distinct on (b.uri) b.uri, b.broader_uri, c.kind = 'skill' as is_skill
      from skills_taxonomy_broader b left join skills_taxonomy_concept c on c.version = b.version and c.uri = b.broader_uri
      where b.version = ${version} and b.pillar = 'skill' order by b.uri, b.broader_uri collate "C"),
    asked as materialized (select skill_uri, count(*)::int as n from skills_taxonomy_relation where version = ${version} group by 1),
    near as materialized (select skill_uri, array_agg(related_uri order by related_uri collate "C") as uris
      from skills_taxonomy_skill_relation where version = ${version} group by 1)
    select c.uri, coalesce(asked.n, 0) as occupations, coalesce(c.reuse_level = 'transversal', false) as transversal,
      case when up.is_skill then up.broader_uri end as family,
      case when up.is_skill then above.broader_uri else up.broader_uri end as leaf,
      coalesce(near.uris, '{}') as neighbours
    from skills_taxonomy_concept c
      left join up on up.uri = c.uri
      left join up above on above.uri = up.broader_uri
      left join asked on asked.skill_uri = c.uri
      left join near on near.skill_uri = c.uri
    where c.version = ${version} and c.kind = 'skill' and c.status = 'released'`.execute(tx)
  return rows.map(({ family, leaf, ...node }) =>
    Object.assign(node, family === null ? {} : { family }, leaf === null ? {} : { leaf }),
  )
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
