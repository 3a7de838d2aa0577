// SPDX-License-Identifier: EUPL-1.2
// The demo region being made in this process: at most once, in the background, with its progress for whoever waits.
import type { Database } from '#platform/db/scope.ts'
import type { Progress } from './region.ts'
import { type Prepared, prepareDemo } from './prepare.ts'

export type Making = Progress & { readonly state: 'making' | 'failed' }

const makings = new WeakMap<Database, Making>()

/** Undefined when nothing is being made here: not yet, or no longer because it is there. */
export const makingOf = (db: Database): Making | undefined => makings.get(db)

/** Begins to make the region unless that is already happening. The promise is for tests; a page does not wait for it. */
export async function startMaking(
  db: Database,
  failed: (error: unknown) => void,
  people?: number,
): Promise<Prepared | undefined> {
  if (makings.get(db)?.state === 'making') return undefined
  makings.set(db, { state: 'making', stage: 'people', done: 0, of: people ?? 870 })
  try {
    const prepared = await prepareDemo(db, progress => makings.set(db, { state: 'making', ...progress }), people)
    makings.delete(db)
    return prepared
  } catch (error) {
    makings.set(db, { state: 'failed', stage: 'people', done: 0, of: 0 })
    failed(error)
    return undefined
  }
}
