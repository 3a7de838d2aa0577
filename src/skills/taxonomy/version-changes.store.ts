// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import type { Tx } from '#platform/db/scope.ts'
import { type Change, changesBetween, type Snapshot } from './version-changes.ts'

async function snapshotOf(tx: Tx, version: string, language: string): Promise<readonly Snapshot[]> {
  const rows = await tx
    .selectFrom('skills_taxonomy_concept as c')
    .leftJoin('skills_taxonomy_text as t', join =>
      join.onRef('t.version', '=', 'c.version').onRef('t.uri', '=', 'c.uri').on('t.language', '=', language),
    )
    .select(['c.uri', 'c.kind', 'c.status', 'c.replaced_by', 'c.isco_code', 't.preferred'])
    .where('c.version', '=', version)
    .execute()
  return rows.map(({ uri, kind, status, replaced_by, isco_code, preferred }) => {
    const concept = { uri, kind, status, replacedBy: replaced_by, group: isco_code }
    return preferred === null ? concept : Object.assign(concept, { label: preferred })
  })
}

/** Something recorded under the older version, how often, and what becomes of it. */
export type Recorded = { readonly change: Change; readonly statements: number }
export type VersionReport = {
  readonly from: string
  readonly to: string
  readonly language: string
  readonly changes: readonly Change[]
  readonly recorded: readonly Recorded[]
}

/** Addresses in statements that hold a version, over all networks: numbers, nobody's. */
async function recordedUnder(tx: Tx, version: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ uri: string; n: number }>`
    select uri, count(*)::int as n from (
      select uri from skills_skill where version = ${version} and not withdrawn
      union all
      select esco_uri from skills_experience where esco_version = ${version} and not withdrawn and esco_uri is not null
    ) as recorded group by uri`.execute(tx)
  return new Map(rows.map(({ uri, n }) => [uri, n]))
}

/** Undefined when one of the versions is not installed. */
export async function versionReport(
  tx: Tx,
  from: string,
  to: string,
  language: string,
): Promise<VersionReport | undefined> {
  const [older, newer] = [await snapshotOf(tx, from, language), await snapshotOf(tx, to, language)]
  if (older.length === 0 || newer.length === 0) return undefined
  // Only kinds that both versions have: a version without its skills has not lost them.
  const kinds = new Set(older.map(one => one.kind).filter(kind => newer.some(one => one.kind === kind)))
  const within = (list: readonly Snapshot[]) => list.filter(one => kinds.has(one.kind))
  const changes = changesBetween(within(older), within(newer))
  const counted = await recordedUnder(tx, from)
  const recorded = changes.flatMap((change): Recorded[] => {
    const statements = change.what === 'added' ? undefined : counted.get(change.uri)
    return statements === undefined ? [] : [{ change, statements }]
  })
  return { from, to, language, changes, recorded: recorded.toSorted((a, b) => b.statements - a.statements) }
}
