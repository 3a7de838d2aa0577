// SPDX-License-Identifier: EUPL-1.2
// Forward-only migrations: hand-written SQL files in their slices, merged by name, each run once, digests checked.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { refuse } from '../config/refusals.ts'

export type Migration = { readonly name: string; readonly text: string }

const SOURCES = fileURLToPath(new URL('../..', import.meta.url))
/** Any fixed number: it keeps two processes of ours from migrating one database at the same time. */
const LOCK = 4242

/** Every migration of every slice, in the order of their names (which begin with a time). */
export function readMigrations(): readonly Migration[] {
  return globSync('**/migrations/*.sql', { cwd: SOURCES })
    .map(file => ({ name: path.basename(file, '.sql'), text: readFileSync(path.join(SOURCES, file), 'utf8') }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Runs what has not run yet, each file in its own transaction.
 * @param owner a connection of its own as nc_owner: the pool could not create a table
 * @throws when a file was changed after it ran, or when the database knows a migration that this version does not
 */
export async function migrate(owner: pg.ClientConfig, files: readonly Migration[] = readMigrations()): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      `create table if not exists platform_migration (
         name text primary key, digest text not null, at timestamptz not null default now());
       comment on table platform_migration is 'Migrations that ran, with the digest of their text'`,
    )
    const ran = await client.query<{ name: string; digest: string }>('select name, digest from platform_migration')
    const digests = new Map(ran.rows.map(row => [row.name, row.digest]))
    const known = new Set(files.map(file => file.name))
    const unknown = ran.rows.find(row => !known.has(row.name))
    if (unknown) refuse('start.database-newer', { migration: unknown.name })
    for (const file of files) await runOnce(client, file, digests.get(file.name))
  } finally {
    await client.end() // closing the connection frees the lock
  }
}

async function runOnce(client: pg.Client, { name, text }: Migration, before: string | undefined): Promise<void> {
  const digest = createHash('sha256').update(text).digest('hex')
  if (before === digest) return
  if (before !== undefined) refuse('start.migration-changed', { migration: name })
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into platform_migration (name, digest) values ($1, $2)', [name, digest])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed`, { cause: error })
  }
}
