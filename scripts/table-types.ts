// SPDX-License-Identifier: EUPL-1.2
// Writes src/platform/db/tables.ts from a freshly migrated database: table types are never written by hand.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { migrate } from '#platform/db/migrate.ts'
import { tableTypes } from '#platform/db/table-types.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'

const server = await startThrowAway()
try {
  const owner = { host: server.socketDir, user: 'nc_owner', database: 'nc' }
  await migrate(owner)
  writeFileSync(fileURLToPath(new URL('../src/platform/db/tables.ts', import.meta.url)), await tableTypes(owner))
  console.log('src/platform/db/tables.ts is up to date')
} finally {
  await server.stop()
}
