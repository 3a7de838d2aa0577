// SPDX-License-Identifier: EUPL-1.2
// Regular work of every web process: shares in step with the classification, and an index in memory where it pays.
import type { Database } from '#platform/db/scope.ts'
import { startAccelerator } from './accelerator.client.ts'
import { shareAnew } from './share-anew.store.ts'
import { networksAbove } from './vacancy-feed.store.ts'

/** Below this the database answers within a few milliseconds, and a thread would only take memory. */
const WORTH_AN_INDEX = 3000

export async function keepIndexes(db: Database): Promise<void> {
  await shareAnew(db)
  const networks = await networksAbove(db, WORTH_AN_INDEX)
  if (networks.length === 0) return
  const accelerator = startAccelerator(db)
  for (const network of networks) await accelerator.prepare(network)
}
