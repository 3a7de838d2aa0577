// SPDX-License-Identifier: EUPL-1.2
// Restores both archives into an empty, migrated database, in one transaction: all of it, or nothing.
import pg from 'pg'
import { ArchiveError, readArchive } from './archive.ts'
import { isSealed, keyName, openRow, type PersonKeys } from './sealed-row.ts'
import { type Table, tablesOf } from './tables.ts'

const BATCH = 500

export type Restored = { readonly rows: number; readonly unreadable: number }

/**
 * @throws ArchiveError when a file is damaged, of another version, or when the database is not empty
 */
export async function restoreBackup(owner: pg.ClientConfig, dataFile: string, keysFile: string): Promise<Restored> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role nc_backup')
    await mustFit(client, dataFile)
    await restorePart(client, keysFile, 'keys', new Map())
    const result = await restorePart(client, dataFile, 'data', await readPersonKeys(client))
    await moveCounters(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

async function mustFit(client: pg.Client, file: string): Promise<void> {
  const { heading } = await readArchive(file, 'data')
  const { rows } = await client.query<{ name: string }>('select name from platform_migration order by name')
  const have = rows.map(row => row.name)
  if (JSON.stringify(have) !== JSON.stringify(heading.migrations)) throw new ArchiveError('other-version')
  const networks = await client.query('select from platform_network limit 1')
  if (networks.rowCount !== 0) throw new ArchiveError('not-empty')
}

async function restorePart(
  client: pg.Client,
  file: string,
  part: 'data' | 'keys',
  keys: PersonKeys,
): Promise<Restored> {
  const tables = new Map((await tablesOf(client, part)).map(table => [table.name, table]))
  let batch: string[] = []
  let current: Table | undefined
  let [rows, unreadable] = [0, 0]
  const flush = async () => {
    if (current && batch.length > 0) await insert(client, current, batch).catch(error => asDamage(error, file))
    rows += batch.length
    batch = []
  }
  for await (const { table, line } of (await readArchive(file, part)).rows()) {
    if (table !== current?.name) {
      await flush()
      current = tables.get(table)
      if (!current) throw new ArchiveError('no-table', { table })
    }
    const row = isSealed(line) ? openRow(line, keys) : line
    if (row === undefined) unreadable++
    else batch.push(row)
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return { rows, unreadable }
}

/** A changed sign may still unpack and read as JSON: then the database is the first to say that no row was like that. */
function asDamage(error: unknown, file: string): never {
  const isValue = error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '') // data exception, broken constraint
  throw isValue ? new ArchiveError('damaged', { file }) : error
}

async function insert(client: pg.Client, table: Table, rows: readonly string[]): Promise<void> {
  const name = client.escapeIdentifier(table.name)
  const columns = table.writable.map(column => client.escapeIdentifier(column)).join(', ')
  await client.query(
    `insert into ${name} (${columns}) overriding system value
     select ${columns} from json_populate_recordset(null::${name}, $1::json)`,
    [`[${rows.join(',')}]`],
  )
}

/** The keys that the keys archive has just brought back; whoever was erased since has none. */
async function readPersonKeys(client: pg.Client): Promise<PersonKeys> {
  const { rows } = await client.query<{ keeper: string; person: string; key: Buffer }>(
    `select organisation_id::text as keeper, subject_id::text as person, service_key as key
     from ledger_person_key where service_key is not null`,
  )
  return new Map(rows.map(({ keeper, person, key }) => [keyName(keeper, person), key]))
}

const IDENTITIES = `select c.relname as table, a.attname as column, pg_get_serial_sequence(c.relname, a.attname) as sequence
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where a.attidentity <> '' and c.relnamespace = 'public'::regnamespace`

/** Counters of the database go on after the highest number that came back. */
async function moveCounters(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(IDENTITIES)
  const highest: [string, number][] = []
  for (const { table, column, sequence } of rows) {
    const [from, name] = [client.escapeIdentifier(table), client.escapeIdentifier(column)]
    const found = await client.query<{ top: string | null }>(`select max(${name}) as top from ${from}`)
    if (found.rows[0]?.top) highest.push([sequence, Number(found.rows[0].top)])
  }
  await client.query('reset role') // nc_backup sees every row, the owner owns the counters
  for (const [sequence, top] of highest) await client.query('select setval($1::regclass, $2)', [sequence, top])
}
