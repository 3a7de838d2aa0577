// SPDX-License-Identifier: EUPL-1.2
// Background work: queued in the transaction of the act, claimed under a role of its own, run in an ordinary scope.
import { sql } from 'kysely'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { type JobId, newId } from '#lib/ids.ts'
import type { Role } from '../auth/roles.ts'
import { type Database, type Scope, scopeOf, type Tx } from '../db/scope.ts'

export type Payload = Readonly<Record<string, string | number | boolean>>
export type JobHandler = (tx: Tx, payload: Payload) => Promise<void>
export type Worker = { stop(): Promise<void> /** Looks for work at once. */; wake(): void }

const POLL_MS = 1000
const MAX_ATTEMPTS = 5
/** A claimed job that is not finished by then is taken to have died with its process, and is tried again. */
const LEASE = '2 minutes'

/** Queues work that runs after this transaction commits, in the same scope. The payload holds identifiers only. */
export async function enqueue(tx: Tx, kind: string, payload: Payload = {}, runAt?: Instant): Promise<JobId> {
  const scope = scopeOf(tx)
  const id = newId<JobId>()
  await tx
    .insertInto('platform_job')
    .values({
      network_id: scope.network,
      id,
      kind,
      organisation_id: scope.organisation,
      account_id: scope.account ?? null,
      role: scope.role,
      payload: JSON.stringify(payload),
      ...(runAt ? { run_at: runAt } : {}),
    })
    .execute()
  return id
}

export type Claimed = { readonly id: JobId; readonly kind: string; readonly scope: Scope; readonly payload: Payload }

/** Takes the next due job, so that no other process takes it too; undefined when there is none. */
export async function claimJob(db: Database, now: Instant): Promise<Claimed | undefined> {
  return db.asRole('nc_jobs', undefined, async tx => {
    const row = await tx
      .updateTable('platform_job')
      .set({ attempts: sql`attempts + 1`, run_at: sql`now() + ${LEASE}::interval` })
      .where('id', '=', eb =>
        eb
          .selectFrom('platform_job')
          .select('id')
          .where('finished_at', 'is', null)
          .where('attempts', '<', MAX_ATTEMPTS)
          .where('run_at', '<=', sql<Instant>`now()`)
          .orderBy('run_at')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst()
    if (!row) return undefined
    const scope: Scope = {
      network: row.network_id,
      organisation: row.organisation_id,
      ...(row.account_id ? { account: row.account_id } : {}),
      role: row.role as Role,
      purpose: 'administration',
      today: dayInRome(now),
      now,
    }
    return { id: row.id as JobId, kind: row.kind, scope, payload: row.payload as Payload }
  })
}

async function finishJob(db: Database, id: JobId, failedWith: string | null): Promise<void> {
  await db.asRole('nc_jobs', undefined, tx =>
    tx
      .updateTable('platform_job')
      .set(failedWith === null ? { finished_at: sql`now()`, failed_with: null } : { failed_with: failedWith })
      .where('id', '=', id)
      .execute(),
  )
}

/** Runs due jobs one after the other until none is left. Returns how many ran. */
export async function runDueJobs(
  db: Database,
  handlers: ReadonlyMap<string, JobHandler>,
  onError: (kind: string, error: unknown) => void,
  now: () => Instant = () => new Date().toISOString() as Instant,
): Promise<number> {
  let ran = 0
  for (let job = await claimJob(db, now()); job; job = await claimJob(db, now())) {
    const { id, kind, scope, payload } = job
    const handler = handlers.get(kind)
    try {
      if (!handler) throw new Error(`Nobody handles jobs of kind ${kind}`)
      await db.inScope(scope, tx => handler(tx, payload))
      await finishJob(db, id, null)
    } catch (error) {
      onError(kind, error)
      await finishJob(db, id, error instanceof Error ? error.name : 'unknown') // never the message: it may quote data
    }
    ran++
  }
  return ran
}

/** Polls for work until stopped; a stop waits for the job under way. */
export function startWorker(
  db: Database,
  handlers: ReadonlyMap<string, JobHandler>,
  onError: (kind: string, error: unknown) => void,
): Worker {
  let stopped = false
  let wake = () => {}
  const loop = async () => {
    while (!stopped) {
      await runDueJobs(db, handlers, onError).catch(error => onError('claim', error))
      if (stopped) return
      await new Promise<void>(resume => {
        const timer = setTimeout(resume, POLL_MS)
        wake = () => {
          clearTimeout(timer)
          resume()
        }
      })
    }
  }
  const running = loop()
  return {
    wake: () => wake(),
    stop: async () => {
      stopped = true
      wake()
      await running
    },
  }
}
