// SPDX-License-Identifier: EUPL-1.2
// Background work: queued in the transaction of the act, claimed under a role of its own, run in an ordinary scope.
import { sql } from 'kysely'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { type JobId, newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Role } from '../auth/roles.ts'
import { type Database, type Scope, scopeOf, send, type Tx } from '../db/scope.ts'

export type Payload = Readonly<Record<string, string | number | boolean>>
export type Running = {
  readonly id: JobId
  /**
   * Says how far the work is, for everybody to see at once and whatever becomes of the work's own transaction. May be
   * called as often as one likes: it also lets other requests in between, which long work in one process owes them.
   */
  report(step: string, done: number, total: number): Promise<void>
}
/** Does its work in one transaction. A refusal ends the job for good; any other error has it tried again. */
export type JobHandler = (tx: Tx, payload: Payload, running: Running) => Promise<void>
export type Worker = { stop(): Promise<void> /** Looks for work at once. */; wake(): void }

const POLL_MS = 1000
export const MAX_ATTEMPTS = 5
/**
 * A claimed job is its worker's for so long, and the worker renews this while it lives. Past it the worker is taken to have
 * died with its process, and the job is tried again.
 */
const LEASE = '30 seconds'
const RENEW_MS = 10_000
const REPORT_MS = 500

/** Queues work that runs after this transaction commits, in the same scope. The payload holds identifiers only. */
export function enqueue(tx: Tx, kind: string, payload: Payload = {}, runAt?: Instant): JobId {
  const scope = scopeOf(tx)
  const id = newId<JobId>()
  send(
    tx,
    tx.insertInto('platform_job').values({
      network_id: scope.network,
      id,
      kind,
      organisation_id: scope.organisation,
      account_id: scope.account ?? null,
      role: scope.role,
      payload: JSON.stringify(payload),
      ...(runAt ? { run_at: runAt } : {}),
    }),
  )
  return id
}

export type Claimed = { readonly id: JobId; readonly kind: string; readonly scope: Scope; readonly payload: Payload }

/** Takes the next due job, so that no other process takes it too; undefined when there is none. */
export async function claimJob(db: Database, now: Instant): Promise<Claimed | undefined> {
  return db.asRole('nc_jobs', undefined, async tx => {
    const row = await tx
      .updateTable('platform_job')
      .set({
        attempts: sql`attempts + 1`,
        run_at: sql`now() + ${LEASE}::interval`,
        failed_with: null,
        step: '',
        progress: 0,
        total: 0,
      })
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

type Change = Partial<Record<'step' | 'failed_with', string | null> & Record<'progress' | 'total', number>>

async function noteJob(db: Database, id: JobId, change: Change & { over?: boolean; alive?: boolean }): Promise<void> {
  const { over, alive, ...set } = change
  await db.asRole('nc_jobs', undefined, tx =>
    tx
      .updateTable('platform_job')
      .set({
        ...(set as Record<string, never>),
        ...(over ? { finished_at: sql`now()` } : {}),
        ...(alive ? { run_at: sql`now() + ${LEASE}::interval` } : {}),
      })
      .where('id', '=', id)
      .execute(),
  )
}

/** How an error ends a job: a rule that said no will say no again. Never the message, which may quote data. */
function endedBy(error: unknown): Change & { over?: boolean } {
  if (error instanceof Refusal) return { failed_with: error.code, over: true }
  return { failed_with: error instanceof Error ? error.name : 'unknown' }
}

function runningOf(db: Database, id: JobId): Running {
  let last = { step: '', at: 0 }
  return {
    id,
    report: async (step, done, total) => {
      await new Promise(resume => setImmediate(resume))
      if (step === last.step && Date.now() - last.at < REPORT_MS) return
      last = { step, at: Date.now() }
      await noteJob(db, id, { step, progress: done, total, alive: true })
    },
  }
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
    const alive = setInterval(() => noteJob(db, id, { alive: true }).catch(error => onError(kind, error)), RENEW_MS)
    try {
      if (!handler) throw new Error(`Nobody handles jobs of kind ${kind}`)
      await db.inScope(scope, tx => handler(tx, payload, runningOf(db, id)))
      await noteJob(db, id, { over: true })
    } catch (error) {
      if (!(error instanceof Refusal)) onError(kind, error)
      await noteJob(db, id, endedBy(error))
    } finally {
      clearInterval(alive)
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
