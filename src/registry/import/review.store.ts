// SPDX-License-Identifier: EUPL-1.2
// Everything about an import, computed anew at every look: what was chosen meanwhile elsewhere is always counted in.
import type { PersonId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { Book } from '#platform/spreadsheets/book.ts'
import { type ApplyPlan, type Known, type PlannedRow, planApply } from './apply-plan.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Import } from './import.ts'
import { knownRows } from './import.store.ts'
import { type FoundMatch, findMatches } from './match.store.ts'
import { findPlaces } from './places.ts'
import { type CheckedBook, checkBook, namesOfPlaces } from './read-book.ts'
import { refuse } from './refusals.ts'
import { type Counts, countsOf, type StatedRow, statesOf } from './review.ts'

export type Review = {
  readonly book: Book
  readonly checked: CheckedBook
  readonly rows: readonly PlannedRow[]
  readonly matches: ReadonlyMap<number, readonly FoundMatch[]>
  readonly plan: ApplyPlan
  readonly states: readonly StatedRow[]
  readonly counts: Counts
}

export async function reviewOf(tx: Tx, given: Import): Promise<Review> {
  const { book } = given
  if (!book) return refuse('import.emptied', { id: given.id })
  const { today, organisation } = scopeOf(tx)
  const places = await findPlaces(namesOfPlaces(book, given.plans))
  const corrections = new Map(Object.entries(given.corrections))
  const checked = checkBook(book, given.plans, { today, places, corrections })
  const rows = checked.rows.map(
    (row): PlannedRow => Object.assign(row, { fingerprint: fingerprintOf(row.values, organisation) }),
  )
  const known = await knownRows(tx, [...new Set(rows.map(row => row.fingerprint))])
  // Rows that were imported before have their person; rows in error become nobody: no search for either.
  const searched = rows.flatMap((row, i) => (row.status === 'error' || known.has(row.fingerprint) ? [] : [i]))
  const found = await findMatches(
    tx,
    searched.flatMap(i => rows[i]?.values ?? []),
  )
  const matches = new Map<number, readonly FoundMatch[]>()
  for (const [at, list] of found) {
    const i = searched[at] ?? -1
    const asked = partnersOf(i, checked, rows, known)
    const left = list.filter(match => !asked.has(match.person))
    if (left.length > 0) matches.set(i, left)
  }
  const plan = planApply({ rows, pairs: checked.pairs, known, matches, decisions: given.decisions })
  const states = statesOf(rows, plan)
  return { book, checked, rows, matches, plan, states, counts: countsOf(states, checked, plan) }
}

/** People that rows of the same file became, with which this row is a pair: that question is asked once, as the pair. */
function partnersOf(i: number, checked: CheckedBook, rows: readonly PlannedRow[], known: Known): Set<PersonId> {
  const partners = checked.pairs.flatMap(pair =>
    pair.first === i ? [pair.second] : pair.second === i ? [pair.first] : [],
  )
  return new Set(partners.flatMap(partner => known.get(rows[partner]?.fingerprint ?? '') ?? []))
}
