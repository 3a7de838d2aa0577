// SPDX-License-Identifier: EUPL-1.2
// Writes one file of a package in one transaction. A file that was read before is replaced whole, never mixed.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/scope.ts'
import { isConceptKind, type PackageFile } from './package-file.ts'
import type { Rows } from './package-rows.ts'

// One JSON document per statement: no limit on parameters, and a list in a cell stays a list.
const BATCH = 5000

const CONCEPT = sql`uri text, kind text, code text, isco_code text, skill_type text, reuse_level text, status text, replaced_by text`
const TEXT = sql`uri text, kind text, preferred text, forms text[], alternatives text[], hidden text[], description text, definition text, scope_note text`
const RELATION = sql`occupation_uri text, skill_uri text, relation text, skill_type text`

const given = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::json`

async function inBatches<Row extends object>(
  rows: readonly Row[],
  write: (batch: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) await write(rows.slice(at, at + BATCH))
}

/** The checksum this file had when it was read last. */
export async function importedDigest(tx: Tx, { version, language, kind }: PackageFile): Promise<string | undefined> {
  const row = await tx
    .selectFrom('skills_taxonomy_file')
    .select('sha256')
    .where('version', '=', version)
    .where('language', '=', language)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row?.sha256
}

async function forget(tx: Tx, { version, language, kind }: PackageFile): Promise<void> {
  if (isConceptKind(kind)) {
    await sql`delete from skills_taxonomy_text where version = ${version} and language = ${language} and kind = ${kind}`.execute(
      tx,
    )
  } else if (kind === 'occupation-skills') {
    await sql`delete from skills_taxonomy_relation where version = ${version}`.execute(tx)
  } else if (kind === 'skill-skills') {
    await sql`delete from skills_taxonomy_skill_relation where version = ${version}`.execute(tx)
  } else {
    const pillar = kind === 'broader-occupations' ? 'occupation' : 'skill'
    await sql`delete from skills_taxonomy_broader where version = ${version} and pillar = ${pillar}`.execute(tx)
  }
}

async function writeConcepts(tx: Tx, { version, language }: PackageFile, rows: Rows): Promise<void> {
  await inBatches(rows.concepts, batch =>
    sql`insert into skills_taxonomy_concept as c (version, uri, kind, code, isco_code, skill_type, reuse_level, status, replaced_by)
      select ${version}, x.* from json_to_recordset(${given(batch)}) as x(${CONCEPT})
      on conflict (version, uri) do update set code = coalesce(excluded.code, c.code),
        isco_code = coalesce(excluded.isco_code, c.isco_code), skill_type = coalesce(excluded.skill_type, c.skill_type),
        reuse_level = coalesce(excluded.reuse_level, c.reuse_level), status = excluded.status,
        replaced_by = coalesce(excluded.replaced_by, c.replaced_by)
      where (c.code, c.isco_code, c.skill_type, c.reuse_level, c.status, c.replaced_by) is distinct from
        (coalesce(excluded.code, c.code), coalesce(excluded.isco_code, c.isco_code), coalesce(excluded.skill_type, c.skill_type),
         coalesce(excluded.reuse_level, c.reuse_level), excluded.status, coalesce(excluded.replaced_by, c.replaced_by))`.execute(
      tx,
    ),
  )
  await inBatches(rows.texts, batch =>
    sql`insert into skills_taxonomy_text
      select ${version}, ${language}, x.* from json_to_recordset(${given(batch)}) as x(${TEXT})`.execute(tx),
  )
}

/** A concept that no language of its version describes any longer; other versions keep theirs. */
async function dropOrphans(tx: Tx, { version, kind }: PackageFile): Promise<void> {
  await sql`delete from skills_taxonomy_concept c where version = ${version} and kind = ${kind}
    and not exists (select from skills_taxonomy_text t where t.version = c.version and t.uri = c.uri)`.execute(tx)
}

/** Replaces what this file said before by what it says now, and remembers its checksum. */
export async function replaceFile(
  tx: Tx,
  file: PackageFile,
  source: { readonly name: string; readonly sha256: string; readonly rows: Rows },
): Promise<void> {
  const { rows } = source
  const { version } = file
  const before = await importedDigest(tx, file)
  if (before !== undefined) await forget(tx, file)
  await writeConcepts(tx, file, rows)
  if (before !== undefined && isConceptKind(file.kind)) await dropOrphans(tx, file)
  await inBatches(rows.relations, batch =>
    sql`insert into skills_taxonomy_relation
      select ${version}, x.* from json_to_recordset(${given(batch)}) as x(${RELATION})`.execute(tx),
  )
  await inBatches(rows.broader, batch =>
    sql`insert into skills_taxonomy_broader
      select ${version}, x.* from json_to_recordset(${given(batch)}) as x(uri text, broader_uri text, pillar text)`.execute(
      tx,
    ),
  )
  await inBatches(rows.skillRelations, batch =>
    sql`insert into skills_taxonomy_skill_relation
      select ${version}, x.* from json_to_recordset(${given(batch)}) as x(skill_uri text, related_uri text, relation text)`.execute(
      tx,
    ),
  )
  const count = rows.texts.length + rows.relations.length + rows.broader.length + rows.skillRelations.length
  await sql`insert into skills_taxonomy_file (version, language, kind, name, sha256, row_count)
    values (${version}, ${file.language}, ${file.kind}, ${source.name}, ${source.sha256}, ${count})
    on conflict (version, language, kind) do update set name = excluded.name, sha256 = excluded.sha256,
      row_count = excluded.row_count, imported_at = now()`.execute(tx)
}

export type Unresolved = {
  readonly version: string
  readonly what: 'occupation' | 'skill'
  readonly uri: string
  readonly relations: number
}

/** Occupations and skills that relations name and no file of the same version describes. */
export async function unresolvedIn(tx: Tx, version: string): Promise<readonly Unresolved[]> {
  const { rows } = await sql<Unresolved>`
    select r.version, 'occupation' as what, r.occupation_uri as uri, count(*)::int as relations
    from skills_taxonomy_relation r
    where r.version = ${version} and not exists (select from skills_taxonomy_concept c where c.version = r.version and c.uri = r.occupation_uri)
    group by r.version, r.occupation_uri
    union all
    select r.version, 'skill', r.skill_uri, count(*)::int
    from skills_taxonomy_relation r
    where r.version = ${version} and not exists (select from skills_taxonomy_concept c where c.version = r.version and c.uri = r.skill_uri)
    group by r.version, r.skill_uri
    order by 2, 3`.execute(tx)
  return rows
}

export type Installed = {
  readonly version: string
  readonly language: string
  readonly kind: string
  readonly row_count: number
  readonly sha256: string
}

/** What is installed, in a fixed order. */
export async function installedFiles(tx: Tx): Promise<readonly Installed[]> {
  return tx
    .selectFrom('skills_taxonomy_file')
    .select(['version', 'language', 'kind', 'row_count', 'sha256'])
    .orderBy('version')
    .orderBy('language')
    .orderBy('kind')
    .execute()
}

/** Says in one word what is installed: an index in memory with another stamp is out of date. Empty when nothing is. */
export async function installedStamp(tx: Tx): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select coalesce(md5(string_agg(version || ' ' || language || ' ' || kind || ' ' || sha256, ',' order by version, language, kind)), '') as stamp
    from skills_taxonomy_file`.execute(tx)
  return rows[0]?.stamp ?? ''
}
