// SPDX-License-Identifier: EUPL-1.2
// Everything about an import. A short register is computed anew at every look, so that what was chosen meanwhile elsewhere is
// always counted in; what was found out about a long one is kept between looks, and found out anew before anything is written.
import type { ImportId, PersonId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { Book } from '#platform/spreadsheets/book.ts'
import { type ApplyPlan, type Known, type PlannedRow, planApply } from './apply-plan.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Import, isLong, rowsIn } from './import.ts'
import { knownRows } from './import.store.ts'
import { type FoundMatch, findMatches } from './match.store.ts'
import { findPlaces } from './places.ts'
import { findPreview } from './preview.store.ts'
import { bookSteps, type CheckedBook, namesOfPlaces } from './read-book.ts'
import { refuse } from './refusals.ts'
import { type Counts, countsOf, type StatedRow, statesOf } from './review.ts'
import { withPauses } from './steps.ts'

export type Review = {
  readonly book: Book
  readonly checked: CheckedBook
  readonly rows: readonly PlannedRow[]
  readonly matches: ReadonlyMap<number, readonly FoundMatch[]>
  readonly plan: ApplyPlan
  readonly states: readonly StatedRow[]
  readonly counts: Counts
}

/** What takes long: the rows as they were read, which of them were here before, and whom the others may be. */
export type Findings = {
  readonly checked: CheckedBook
  readonly rows: readonly PlannedRow[]
  readonly known: Known
  readonly matches: ReadonlyMap<number, readonly FoundMatch[]>
}

export type ImportStep = 'read' | 'search' | 'write' | 'undo'
/** Told from time to time how far the work is. */
export type Report = (step: ImportStep, done: number, total: number) => Promise<void>
export const noReport: Report = () => Promise.resolve()

const bookOf = (given: Import): Book => given.book ?? refuse('import.emptied', { id: given.id })

/** Searched at a time: few questions to the database, and a sign of life between them. */
const AT_ONCE = 1_000

export async function findingsOf(tx: Tx, given: Import, report: Report = noReport): Promise<Findings> {
  const book = bookOf(given)
  const { today, organisation } = scopeOf(tx)
  const total = rowsIn(book)
  const places = await findPlaces(namesOfPlaces(book, given.plans))
  const corrections = new Map(Object.entries(given.corrections))
  const steps = bookSteps(book, given.plans, { today, places, corrections })
  const checked = await withPauses(steps, done => report('read', done, total))
  const rows: PlannedRow[] = []
  for (const row of checked.rows) {
    if (rows.length % AT_ONCE === 0) await report('read', total, total)
    rows.push(Object.assign(row, { fingerprint: fingerprintOf(row.values, organisation) }))
  }
  const known = await knownRows(tx, [...new Set(rows.map(row => row.fingerprint))])
  // Rows that were imported before have their person; rows in error become nobody: no search for either.
  const searched = rows.flatMap((row, i) => (row.status === 'error' || known.has(row.fingerprint) ? [] : [i]))
  const partners = partnersIn(checked, rows, known)
  const matches = new Map<number, readonly FoundMatch[]>()
  for (let at = 0; at < searched.length; at += AT_ONCE) {
    await report('search', at, searched.length)
    const some = searched.slice(at, at + AT_ONCE)
    const found = await findMatches(
      tx,
      some.flatMap(i => rows[i]?.values ?? []),
    )
    for (const [n, list] of found) {
      const i = some[n] ?? -1
      const left = list.filter(match => !partners.get(i)?.has(match.person))
      if (left.length > 0) matches.set(i, left)
    }
  }
  return { checked, rows, known, matches }
}

/** What follows from the findings and from what was decided about them. */
export function reviewFrom(given: Import, { checked, rows, known, matches }: Findings): Review {
  const plan = planApply({ rows, pairs: checked.pairs, known, matches, decisions: given.decisions })
  const states = statesOf(rows, plan)
  return { book: bookOf(given), checked, rows, matches, plan, states, counts: countsOf(states, checked, plan) }
}

export async function reviewOf(tx: Tx, given: Import, report: Report = noReport): Promise<Review> {
  return reviewFrom(given, await findingsOf(tx, given, report))
}

/** For a look: a long register is shown as it was found when it was last checked. */
export async function lookAt(tx: Tx, given: Import): Promise<Review> {
  const kept = isLong(bookOf(given)) ? await findPreview(tx, given.id as ImportId) : undefined
  return kept ? reviewFrom(given, kept) : reviewOf(tx, given)
}

/** People that rows of the same file became, with which a row is a pair: that question is asked once, as the pair. */
function partnersIn(checked: CheckedBook, rows: readonly PlannedRow[], known: Known): Map<number, Set<PersonId>> {
  const partners = new Map<number, Set<PersonId>>()
  const add = (i: number, partner: number) => {
    const person = known.get(rows[partner]?.fingerprint ?? '')
    if (person) partners.set(i, (partners.get(i) ?? new Set()).add(person))
  }
  for (const { first, second } of checked.pairs) {
    add(first, second)
    add(second, first)
  }
  return partners
}
