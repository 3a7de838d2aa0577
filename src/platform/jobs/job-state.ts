// SPDX-License-Identifier: EUPL-1.2
// How a piece of background work stands, told to whoever waits for it.
import { sql } from 'kysely'
import type { JobId } from '#lib/ids.ts'
import type { Tx } from '../db/scope.ts'
import { MAX_ATTEMPTS } from './jobs.ts'

export type JobState =
  | { readonly kind: 'queued' | 'done' }
  | {
      /** running: somebody is at it. stopped: its program ended, and it begins anew by itself. again: it failed, and is tried again. */
      readonly kind: 'running' | 'stopped' | 'again'
      readonly step: string
      readonly done: number
      readonly total: number
      readonly attempt: number
    }
  /** Nobody will try again. `code` is the refusal that ended it, when it was one. */
  | { readonly kind: 'failed'; readonly code: string | undefined }

/** The state of a job of my organisation; undefined when there is no such job. */
export async function jobState(tx: Tx, id: JobId): Promise<JobState | undefined> {
  const row = await tx
    .selectFrom('platform_job')
    .select(['attempts', 'finished_at', 'failed_with', 'step', 'progress', 'total'])
    .select(sql<boolean>`run_at <= now()`.as('due'))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  if (row.finished_at) {
    return row.failed_with === null ? { kind: 'done' } : { kind: 'failed', code: row.failed_with }
  }
  if (row.attempts >= MAX_ATTEMPTS && (row.due || row.failed_with !== null)) return { kind: 'failed', code: undefined }
  if (row.attempts === 0) return { kind: 'queued' }
  const kind = row.failed_with === null ? (row.due ? 'stopped' : 'running') : 'again'
  return { kind, step: row.step, done: row.progress, total: row.total, attempt: row.attempts }
}
