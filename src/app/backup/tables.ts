// SPDX-License-Identifier: EUPL-1.2
// Which tables a backup holds, in which archive and in which order.
import type pg from 'pg'

export type Table = {
  readonly name: string
  /** SQL for the person whose row `t` is and under whose key it lies encrypted; undefined for rows about nobody. */
  readonly person: string | undefined
  /** What stands in the archive in place of a column. */
  readonly emptied: Readonly<Record<string, string>>
  /** Columns in a fixed order, for a stable order of rows. */
  readonly key: readonly string[]
  /** Columns that the database computes itself. */
  readonly writable: readonly string[]
}

/** The per-person keys: the only content of the keys archive (ledger.md 4.8). */
export const KEY_TABLES: readonly string[] = ['ledger_person_key']

/** In no archive: signing keys have a custody of their own, sessions and throttles end with the installation. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...KEY_TABLES,
  'ledger_signing_key',
  'platform_migration',
  'platform_session',
  'platform_throttle',
])

/**
 * A package belongs to the record that the job centre made of it, before that to the record it was sent from. Everything
 * that hangs on it goes and comes back with it.
 */
const packageOwner = (id: string): string => `coalesce(
  (select r.receiver_person from cpi_review r where r.network_id = t.network_id and r.package_id = ${id}),
  (select p.sender_person from cpi_package p where p.network_id = t.network_id and p.id = ${id}))::text`

const PACKAGE_PARTS = ['package_field', 'package_check', 'review', 'decision', 'taken', 'did', 'pact', 'outbox']

/** Whose rows they are, in tables without a column for the person. */
const OWNERS: Readonly<Record<string, string>> = {
  cpi_package: packageOwner('t.id'),
  ...Object.fromEntries(PACKAGE_PARTS.map(part => [`cpi_${part}`, packageOwner('t.package_id')])),
}

/** An uploaded register names many people and lives thirty days: it is read in again after a restore, not kept. */
const EMPTIED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  registry_import: { book: 'null', plans: '[]', corrections: '{}', decisions: '{}', file_name: '""' },
}

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
  const wanted = rows.filter(row => (part === 'keys' ? KEY_TABLES.includes(row.name) : !LEFT_OUT.has(row.name)))
  return inOrder(wanted).map(({ name, key, personal, writable }) => ({
    name,
    key: key ?? [],
    person: part === 'data' ? (OWNERS[name] ?? (personal ? 't.person_id::text' : undefined)) : undefined,
    emptied: EMPTIED[name] ?? {},
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
