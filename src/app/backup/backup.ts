// SPDX-License-Identifier: EUPL-1.2
// Writes the two archives out of one snapshot. Rows travel as JSON made by the database itself, so that every type comes
// back as it went, on any PostgreSQL.
import pg from 'pg'
import { type Manifest, type Writer, FORMAT, writeArchive } from './archive.ts'
import { type Keeper, sealRow } from './sealed-row.ts'
import { type Table, tablesOf } from './tables.ts'

const BATCH = 2000

export type Written = { readonly data: Manifest; readonly keys: Manifest }
type Progress = (table: string, rows: number) => void

/**
 * @param owner the owner's connection: for this one purpose it takes on nc_backup, which sees every row
 * @param file the data archive; the keys archive is `${file}.keys`
 */
export async function writeBackup(
  owner: pg.ClientConfig,
  file: string,
  progress: Progress = () => {},
): Promise<Written> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query('set local role nc_backup')
    const at = new Date().toISOString()
    const { rows } = await client.query<{ name: string }>('select name from platform_migration order by name')
    const heading = { format: FORMAT, at, migrations: rows.map(row => row.name) }
    const keepers = await readKeepers(client)
    const keys = await writePart(
      client,
      await writeArchive(`${file}.keys`, { ...heading, part: 'keys' }),
      'keys',
      undefined,
      progress,
    )
    const data = await writePart(
      client,
      await writeArchive(file, { ...heading, part: 'data' }),
      'data',
      keepers,
      progress,
    )
    await client.query('commit')
    return { data, keys }
  } finally {
    await client.end()
  }
}

type Keepers = ReadonlyMap<string, Keeper>

async function writePart(
  client: pg.Client,
  writer: Writer,
  part: 'data' | 'keys',
  keepers: Keepers | undefined,
  progress: Progress,
): Promise<Manifest> {
  for (const table of await tablesOf(client, part)) {
    await writer.table(table.name)
    let count = 0
    for await (const { row, person } of readRows(client, table)) {
      const key = person ? keepers?.get(person) : undefined
      if (person && !key) continue // erased in this moment's snapshot: nothing of her may be kept
      await writer.row(person && key ? sealRow(person, key, row) : row)
      count++
    }
    progress(table.name, count)
  }
  return writer.close()
}

async function* readRows(client: pg.Client, table: Table): AsyncGenerator<{ row: string; person: string | null }> {
  const name = client.escapeIdentifier(table.name)
  const order = table.key.map(column => `t.${client.escapeIdentifier(column)}`).join(', ')
  const emptied = Object.entries(table.emptied).map(([column, value]) => `'${column}', '${value}'::jsonb`)
  const row = emptied.length > 0 ? `(to_jsonb(t) || jsonb_build_object(${emptied.join(', ')}))` : 'row_to_json(t)'
  const select = `select ${row}::text as row, ${table.person ?? 'null'} as person from ${name} t ${order && `order by ${order}`}`
  await client.query(`declare backup_rows no scroll cursor for ${select}`)
  for (;;) {
    const { rows } = await client.query<{ row: string; person: string | null }>(`fetch ${BATCH} from backup_rows`)
    if (rows.length === 0) break
    yield* rows
  }
  await client.query('close backup_rows')
}

/** Whose key seals the rows of a person: the organisation that keeps the record. */
const KEEPERS = `select p.person_id::text as person, k.organisation_id::text as keeper, k.service_key as key
  from registry_person p
  join ledger_person_key k on k.network_id = p.network_id and k.subject_id = p.person_id and k.organisation_id = p.organisation_id
  where k.service_key is not null`

async function readKeepers(client: pg.Client): Promise<Keepers> {
  const { rows } = await client.query<{ person: string } & Keeper>(KEEPERS)
  return new Map(rows.map(({ person, keeper, key }) => [person, { keeper, key }]))
}
