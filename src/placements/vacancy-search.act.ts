// SPDX-License-Identifier: EUPL-1.2
// The search as the rest of the slice uses it: from memory where an index has read as far as this transaction sees, else
// from the database. The same answer either way.
import { scopeOf, servicesOf, type Tx } from '#platform/db/scope.ts'
import { acceleratorFor } from './accelerator.client.ts'
import type { Hit } from './matching/hit.ts'
import type { Query } from './matching/query.ts'
import { writtenIn } from './vacancy-feed.store.ts'
import { type Asked, searchInDatabase } from './vacancy-search.store.ts'

export type Searched = {
  readonly hits: readonly Hit[]
  readonly form: 'memory' | 'database'
  /** How far vacancies were written at least. */
  readonly written: number
}

/** @param asked how many, and of which occupation: without one the list holds few of each */
export async function searchVacancies(tx: Tx, query: Query, asked: Asked): Promise<Searched> {
  const { network, today } = scopeOf(tx)
  const written = await writtenIn(tx)
  const { seeker, vocabulary, weights } = query
  const hits = await acceleratorFor(servicesOf(tx))?.search(network, {
    ...asked,
    seeker,
    today,
    vocabulary: vocabulary.version,
    weights: weights.version,
    written,
  })
  return hits
    ? { hits, form: 'memory', written }
    : { hits: await searchInDatabase(tx, query, asked), form: 'database', written }
}
