// SPDX-License-Identifier: EUPL-1.2
// One PostgreSQL for a test run, migrated once into a template; each test file takes a copy of its own.
import type { TestProject } from 'vitest/node'
import { migrate } from '#platform/db/migrate.ts'
import { prepareServer } from '#platform/db/embedded.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the test server is: a socket folder, or a host of one's own (TEST_POSTGRES_HOST) with its port. */
    cluster: { host: string; port: number; template: string }
  }
}

/** TEST_POSTGRES_HOST names the socket folder of a server that trusts us, to run the same suite on another version. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_POSTGRES_HOST']
  const port = Number(process.env['TEST_POSTGRES_PORT'] ?? 5432)
  const server = given ? undefined : await startThrowAway()
  const host = given ?? server?.socketDir ?? ''
  const superuser = { host, port, user: 'postgres', database: 'postgres' }
  const template = `nc_template_${process.pid}`
  await prepareServer(superuser, template)
  await migrate({ host, port, user: 'nc_owner', database: template })
  project.provide('cluster', { host, port, template })
  return async () => server?.stop()
}
