// SPDX-License-Identifier: EUPL-1.2
// Candidates are found by keys in the database, under the same policies as everything else: nobody is told of a person
// she may not see. They are scored here, in TypeScript.
import { sql } from 'kysely'
import type { PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { type Comparison, compare } from './duplicate.ts'
import { type Candidate, probeKeys } from './match-key.ts'
import type { PersonCard } from './person.ts'
import { cardsOf } from './person.store.ts'

export type Duplicate = Comparison & { readonly person: PersonCard }

export type DuplicateQuery = {
  /** The record itself, when it exists already. */
  readonly except?: PersonId
  /** Also those that are barely alike. */
  readonly withUnlikely?: boolean
}

/** A key that more people than this share tells nothing. */
const COMMONEST = 200
const SHOWN = 10

/** People who may be the candidate, the likeliest first. */
export async function findDuplicates(tx: Tx, candidate: Candidate, query: DuplicateQuery = {}): Promise<Duplicate[]> {
  const [found = []] = await findDuplicatesOf(tx, [candidate], query)
  return found
}

/** The same for many candidates with two questions to the database in all, for imports. */
export async function findDuplicatesOf(
  tx: Tx,
  candidates: readonly Candidate[],
  query: DuplicateQuery = {},
): Promise<Duplicate[][]> {
  const probes = candidates.map(candidate => probeKeys(candidate))
  const holders = await holdersOf(tx, [...new Set(probes.flat())])
  const ids = new Set([...holders.values()].flat())
  const cards = new Map((await cardsOf(tx, [...ids])).map(card => [card.id, card]))
  return candidates.map((candidate, i) => {
    const near = new Set((probes[i] ?? []).flatMap(key => holders.get(key) ?? []))
    const found: Duplicate[] = []
    for (const id of near) {
      const person = cards.get(id)
      if (!person || id === query.except) continue
      const comparison = compare(candidate, person)
      if (comparison.grade !== 'unlikely' || query.withUnlikely) found.push({ ...comparison, person })
    }
    return found.sort((a, b) => b.score - a.score).slice(0, SHOWN)
  })
}

async function holdersOf(tx: Tx, keys: readonly string[]): Promise<Map<string, PersonId[]>> {
  if (keys.length === 0) return new Map()
  const rows = await tx
    .selectFrom('registry_match_key')
    .select(['key', 'person_id'])
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute()
  const holders = Map.groupBy(rows, row => row.key)
  const kept = new Map<string, PersonId[]>()
  for (const [key, held] of holders) {
    if (held.length <= COMMONEST)
      kept.set(
        key,
        held.map(row => row.person_id as PersonId),
      )
  }
  return kept
}
