// SPDX-License-Identifier: EUPL-1.2
// Which tables a backup holds, in which archive and in which order.
import type pg from 'pg'

export type Table = {
  readonly name: string
  /** Whether rows name a person and so lie encrypted under that person's key. */
  readonly personal: boolean
  /** Columns in a fixed order, for a stable order of rows. */
  readonly key: readonly string[]
  /** Columns that the database computes itself. */
  readonly writable: readonly string[]
}

/** The per-person keys: the only content of the keys archive (ledger.md 4.8). */
export const KEY_TABLES: readonly string[] = ['ledger_person_key']

/** In no archive: signing keys have a custody of their own, sessions and throttles end with the installation. */
const LEFT_OUT: readonly string[] = [
  ...KEY_TABLES,
  'ledger_signing_key',
  'platform_migration',
  'platform_session',
  'platform_throttle',
]

const TABLES = `
  select c.relname as name, k.columns as key,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped) as personal,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' order by a.attnum) as writable,
    array(select f.confrelid::regclass::text from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
  from pg_class c
  left join lateral (select array_agg(a.attname::text order by p.place) as columns
    from pg_index i cross join unnest(i.indkey) with ordinality as p(number, place)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = p.number
    where i.indrelid = c.oid and i.indisprimary) k on true
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  order by c.relname`

type Row = { name: string; key: string[] | null; personal: boolean; writable: string[]; needs: string[] }

/** The tables of one archive, each after those it refers to. */
export async function tablesOf(client: pg.Client, part: 'data' | 'keys'): Promise<readonly Table[]> {
  const { rows } = await client.query<Row>(TABLES)
  const wanted = rows.filter(row => (part === 'keys' ? KEY_TABLES.includes(row.name) : !LEFT_OUT.includes(row.name)))
  return inOrder(wanted).map(({ name, key, personal, writable }) => ({
    name,
    key: key ?? [],
    personal: part === 'data' && personal,
    writable,
  }))
}

function inOrder(rows: readonly Row[]): readonly Row[] {
  const done = new Set<string>()
  const ordered: Row[] = []
  const visit = (row: Row): void => {
    if (done.has(row.name)) return
    done.add(row.name)
    for (const need of row.needs) {
      const other = rows.find(({ name }) => name === need)
      if (other) visit(other)
    }
    ordered.push(row)
  }
  for (const row of rows) visit(row)
  return ordered
}
