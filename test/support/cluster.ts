// SPDX-License-Identifier: EUPL-1.2
// One PostgreSQL for a test run, migrated once into a template; each test file takes a copy of its own.
import { readFileSync, statfsSync } from 'node:fs'
import os from 'node:os'
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

const GIB = 2 ** 30
const MEMORY = '/dev/shm'

/**
 * Memory where there is plenty of it: each test file copies a database of some 1,500 files, which takes up to seconds on
 * a disk that others write to. Whoever names a TMPDIR means it.
 */
function roomiest(): string {
  if (process.env['TMPDIR'] || process.platform !== 'linux' || process.availableMemory() < 6 * GIB) return os.tmpdir()
  try {
    // The server's programs are copied beside its data where it cannot read ours: there they must be allowed to run.
    const mayRun = !/ \/dev\/shm \S+ \S*\bnoexec\b/.test(readFileSync('/proc/mounts', 'utf8'))
    const { bavail, bsize } = statfsSync(MEMORY)
    return mayRun && bavail * bsize > 4 * GIB ? MEMORY : os.tmpdir()
  } catch {
    return os.tmpdir()
  }
}

/** TEST_POSTGRES_HOST names the socket folder of a server that trusts us, to run the same suite on another version. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_POSTGRES_HOST']
  const port = Number(process.env['TEST_POSTGRES_PORT'] ?? 5432)
  const server = given ? undefined : await startThrowAway(false, roomiest())
  const host = given ?? server?.socketDir ?? ''
  const superuser = { host, port, user: 'postgres', database: 'postgres' }
  const template = `nc_template_${process.pid}`
  await prepareServer(superuser, template)
  await migrate({ host, port, user: 'nc_owner', database: template })
  project.provide('cluster', { host, port, template })
  return async () => server?.stop()
}
