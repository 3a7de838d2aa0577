// SPDX-License-Identifier: EUPL-1.2
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { readConfig } from '#platform/config/config.ts'
import { migrate, readMigrations } from '#platform/db/migrate.ts'
import { aDatabase } from '#test/support/database.ts'
import { startInstallation } from './installation.ts'

test('a port that another program uses is told, and the database is closed again', async () => {
  const db = await aDatabase()
  const other = createServer()
  await new Promise<void>(ready => other.listen(0, '127.0.0.1', ready))
  const { port } = other.address() as AddressInfo
  let closed = 0
  const connected = { db, owner: undefined, embedded: undefined, close: async () => void closed++ }
  const config = readConfig({ PORT: String(port), LOG_LEVEL: 'silent' })
  await expect(startInstallation(config, Promise.resolve(connected))).rejects.toMatchObject({
    code: 'start.port-busy',
    params: { port },
  })
  expect(closed).toBe(1)
  await new Promise(done => other.close(done))
  await db.drop()
})

test('data of a newer version, and steps that were changed, are left alone', async () => {
  const db = await aDatabase()
  await expect(migrate(db.owner, [])).rejects.toMatchObject({ code: 'start.database-newer' })
  const changed = readMigrations().map(({ name, text }) => ({ name, text: `${text}\n` }))
  await expect(migrate(db.owner, changed)).rejects.toMatchObject({ code: 'start.migration-changed' })
  await db.drop()
})
