// SPDX-License-Identifier: EUPL-1.2
// Puts a classification into the tables in which an import leaves a published one.
import { sql } from 'kysely'
import type { Database } from '#platform/db/scope.ts'
import type { Classification } from './matching/classification.build.ts'

/** @param version as a publisher numbers them; the newest installed is the one in use */
export async function install(db: Database, { skills, occupations }: Classification, version: string): Promise<void> {
  await db.asRole('nc_jobs', undefined, async tx => {
    for (const kind of ['skill', 'occupation-skills', 'broader-skills', 'skill-skills']) {
      await sql`insert into skills_taxonomy_file (version, language, kind, name, sha256, row_count)
        values (${version}, ${kind === 'skill' ? 'en' : ''}, ${kind}, ${kind}, ${kind.length.toString(16).padStart(64, '0')}, 1)`.execute(
        tx,
      )
    }
    const own = new Set(skills.map(each => each.uri))
    const groups = new Set(skills.flatMap(each => each.leaf ?? []).filter(uri => !own.has(uri)))
    const concepts = [
      ...skills.map(({ uri, transversal }) => ({ uri, kind: 'skill', reuse: transversal ? 'transversal' : 'sector' })),
      ...[...groups].map(uri => ({ uri, kind: 'skill-group', reuse: null })),
    ]
    const families = [...new Set(skills.flatMap(each => each.family ?? []))].filter(uri => !own.has(uri))
    await sql`insert into skills_taxonomy_concept (version, uri, kind, reuse_level, status)
      select ${version}, uri, kind, reuse, 'released' from json_to_recordset(${JSON.stringify(concepts)}::json)
        as x(uri text, kind text, reuse text)`.execute(tx)
    // A family is a skill itself, broader than its members, in the leaf of theirs; it is retired, so that no code is its own.
    await sql`insert into skills_taxonomy_concept (version, uri, kind, status)
      select ${version}, uri, 'skill', 'deprecated'
      from json_array_elements_text(${JSON.stringify(families)}::json) as x(uri)`.execute(tx)
    const leafOf = new Map(skills.map(each => [each.family, each.leaf]))
    const broader = [
      ...skills.flatMap(each => {
        const up = each.family ?? each.leaf
        return up === undefined ? [] : [[each.uri, up]]
      }),
      ...families.flatMap(uri => (leafOf.get(uri) === undefined ? [] : [[uri, leafOf.get(uri)]])),
    ]
    await sql`insert into skills_taxonomy_broader (version, uri, broader_uri, pillar)
      select ${version}, x ->> 0, x ->> 1, 'skill' from json_array_elements(${JSON.stringify(broader)}::json) as x`.execute(
      tx,
    )
    const near = skills.flatMap(each => each.neighbours.map(uri => [each.uri, uri]))
    await sql`insert into skills_taxonomy_skill_relation (version, skill_uri, related_uri, relation)
      select ${version}, x ->> 0, x ->> 1, 'optional' from json_array_elements(${JSON.stringify(near)}::json) as x
      on conflict do nothing`.execute(tx)
    const relations = occupations.flatMap(({ uri, essential, optional }) => [
      ...essential.map(skill => [uri, skill, 'essential']),
      ...optional.map(skill => [uri, skill, 'optional']),
    ])
    await sql`insert into skills_taxonomy_relation (version, occupation_uri, skill_uri, relation)
      select ${version}, x ->> 0, x ->> 1, x ->> 2 from json_array_elements(${JSON.stringify(relations)}::json) as x`.execute(
      tx,
    )
  })
}
