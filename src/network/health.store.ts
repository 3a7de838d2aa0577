// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import { type Database, servicesOf, type Tx } from '#platform/db/scope.ts'

/** How the installation is, without a word about anybody. */
export type Health = {
  readonly databaseVersion: string
  readonly databaseMegabytes: number
  readonly address: string
  readonly encrypted: boolean
  readonly jobsWaiting: number
  readonly jobsFailed: number
  readonly hoursUp: number
}

type Facts = { readonly version: string; readonly bytes: number }

/** Reads version and size of the database in the administrator's own transaction. */
export async function healthOf(tx: Tx, jobs: JobCounts): Promise<Health> {
  const { rows } = await sql<Facts>`select current_setting('server_version') as version,
    pg_database_size(current_database())::float8 as bytes`.execute(tx)
  const { baseUrl } = servicesOf(tx)
  return {
    databaseVersion: (rows[0]?.version ?? '').split(' ')[0] ?? '',
    databaseMegabytes: Math.ceil((rows[0]?.bytes ?? 0) / 1_048_576),
    address: baseUrl,
    encrypted: baseUrl.startsWith('https:'),
    jobsWaiting: jobs.waiting,
    jobsFailed: jobs.failed,
    hoursUp: Math.floor(process.uptime() / 3600),
  }
}

export type JobCounts = { readonly waiting: number; readonly failed: number }

/** Background work of one network that waits or has failed. Under nc_jobs, which sees all organisations' queues. */
export function jobCounts(db: Database, network: Parameters<Database['asRole']>[1]): Promise<JobCounts> {
  return db.asRole('nc_jobs', network, async tx => {
    const row = await tx
      .selectFrom('platform_job')
      .select(eb => [
        eb.fn.countAll<number>().filterWhere('failed_with', 'is', null).as('waiting'),
        eb.fn.count<number>('failed_with').as('failed'),
      ])
      .where('network_id', '=', network ?? ('' as never))
      .where('finished_at', 'is', null)
      .executeTakeFirstOrThrow()
    return { waiting: Number(row.waiting), failed: Number(row.failed) }
  })
}
