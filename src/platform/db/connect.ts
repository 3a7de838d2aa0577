// SPDX-License-Identifier: EUPL-1.2
// From the configuration to an open, migrated database: the embedded server, or any PostgreSQL 15 and newer.
import pg from 'pg'
import path from 'node:path'
import { type Config, prepareDataDir, readSecret, readSetupToken } from '../config/config.ts'
import { refuse } from '../config/refusals.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase, type Services } from './scope.ts'

export type Connected = {
  readonly db: Database
  /** For work that only the owner may do: backup, restore. Undefined when DATABASE_OWNER_URL is not given. */
  readonly owner: pg.ClientConfig | undefined
  /** Whether this process started the database server, and so ends it. */
  readonly embedded: Embedded | undefined
  close(): Promise<void>
}

export async function connect(config: Config): Promise<Connected> {
  prepareDataDir(config.dataDir)
  const services: Services = {
    secret: readSecret(config.dataDir),
    baseUrl: config.baseUrl,
    setupToken: readSetupToken(config.dataDir),
  }
  if (config.databaseUrl) return connectTo(config.databaseUrl, config.ownerDatabaseUrl, services)
  const embedded = await startEmbedded(path.join(config.dataDir, 'postgres'))
  const owner = { host: embedded.socketDir, user: 'nc_owner', database: 'nc' }
  await migrate(owner)
  const db = openDatabase({ host: embedded.socketDir, user: 'nc_login', database: 'nc' }, services)
  const close = async () => {
    await db.close()
    await embedded.stop()
  }
  return { db, owner, embedded, close }
}

async function connectTo(url: string, ownerUrl: string | undefined, services: Services): Promise<Connected> {
  const owner = ownerUrl ? { connectionString: ownerUrl } : undefined
  if (owner && !(await answers(owner))) {
    refuse('start.database-silent', { variable: 'DATABASE_OWNER_URL', user: 'nc_owner' })
  }
  if (owner) await migrate(owner)
  const db = openDatabase({ connectionString: url }, services)
  if (await db.isReady()) return { db, owner, embedded: undefined, close: () => db.close() }
  await db.close()
  return refuse('start.database-silent', { variable: 'DATABASE_URL', user: 'nc_login' })
}

async function answers(config: pg.ClientConfig): Promise<boolean> {
  try {
    const client = new pg.Client(config)
    await client.connect()
    await client.end()
    return true
  } catch {
    return false // an address that cannot be read is no better than one that nobody answers at
  }
}
