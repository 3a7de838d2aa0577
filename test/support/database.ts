// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '#platform/db/scope.ts'

export type TestDatabase = Database & {
  readonly name: string
  readonly superuser: pg.ClientConfig
  readonly owner: pg.ClientConfig
  /** Ends the connections and removes the copy. */
  drop(): Promise<void>
}

/** A fresh copy of the migrated database, empty, for one test file. */
export async function aDatabase(): Promise<TestDatabase> {
  const { host, port, template } = inject('cluster')
  const superuser = { host, port, user: 'postgres', database: 'postgres' }
  const name = `nc_test_${randomBytes(6).toString('hex')}`
  // Copying files is a third of the work of writing every page of a few hundred tables into the log.
  await asSuperuser(superuser, `create database ${name} template ${template} owner nc_owner strategy file_copy`)
  const services = {
    secret: randomBytes(32),
    baseUrl: 'http://localhost',
    setupToken: 'aaaaa-bbbbb-ccccc-ddddd',
    // Some 200 real hashes took a tenth of the whole round.
    passwordCost: { memory: 64, passes: 1, parallelism: 1 },
  }
  const db = openDatabase({ host, port, user: 'nc_login', database: name, max: 6 }, services)
  const drop = async () => {
    await db.close()
    await asSuperuser(superuser, `drop database ${name} with (force)`)
  }
  return {
    ...db,
    name,
    superuser: { ...superuser, database: name },
    owner: { host, port, user: 'nc_owner', database: name },
    drop,
  }
}

async function asSuperuser(config: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
