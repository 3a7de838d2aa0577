// SPDX-License-Identifier: EUPL-1.2
// What every table holds, as one short text each: two digests differ exactly in the tables that somebody wrote to.
import pg from 'pg'

/** Tables that a refused request may write to, and why. */
export const writtenAnyway: Readonly<Record<string, string>> = {
  platform_access: 'a form drawn again with its mistakes shows the file, and that opening is logged',
  platform_throttle: 'wrong codes and passwords are counted, or they could be tried without end',
  platform_session: 'when a session was last used is kept with it',
}

/** One connection past Row-Level Security, for looking only. */
export async function asSuperuser<T>(config: pg.ClientConfig, look: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return await look(client)
  } finally {
    await client.end()
  }
}

export async function tablesOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  return rows.map(row => row.name)
}

export type Digest = Readonly<Record<string, string>>

export async function digest(client: pg.Client, tables: readonly string[]): Promise<Digest> {
  const one = (table: string) =>
    `select '${table}' as name, count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as value from ${table} t`
  const { rows } = await client.query<{ name: string; value: string }>(tables.map(one).join(' union all '))
  return Object.fromEntries(rows.map(row => [row.name, row.value]))
}

export const changedBetween = (before: Digest, after: Digest): string[] =>
  Object.keys(after).filter(table => before[table] !== after[table])
