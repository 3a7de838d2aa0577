// SPDX-License-Identifier: EUPL-1.2
// The steps of an import. Each checks that the import is still where the step makes sense.
import { digestOf } from '#platform/auth/tokens.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { applyPlan } from './apply.store.ts'
import type { Choices } from './choices.ts'
import { type Import, isLong, withoutUnmapped } from './import.ts'
import { saveImport } from './import.store.ts'
import { keepPreview } from './preview.store.ts'
import { refuse } from './refusals.ts'
import { findingsOf, noReport, type Report, reviewOf } from './review.store.ts'
import { appliedPeople, builtUpon, takeBack } from './undo.store.ts'

export function mustBeOpen(given: Import): void {
  if (given.state === 'undone' || given.state === 'discarded') refuse('import.closed', { id: given.id })
  if (!given.book) refuse('import.emptied', { id: given.id })
}

/** While background work is under way, only the work itself goes on with an import. */
export function mustBeIdle(given: Import): void {
  if (given.work) refuse('import.busy', { id: given.id })
}

export type Done = {
  readonly created: number
  readonly updated: number
  readonly waiting: number
  readonly unchanged: number
  /** SHA-256 of the sorted ids of everybody concerned: one fact stands for all, instead of one for every row. */
  readonly people: string
}

/** Reads a long register and keeps what was found for the looks to come. */
export async function previewImport(tx: Tx, given: Import, report: Report = noReport): Promise<void> {
  mustBeOpen(given)
  keepPreview(tx, given.id, await findingsOf(tx, given, report))
  await saveImport(tx, given, { work: null })
}

/** Applies every row that is ready; nothing when none is. What waits stays, what is done with is forgotten. */
export async function applyImport(
  tx: Tx,
  given: Import,
  choices: Choices,
  report: Report = noReport,
): Promise<Done | undefined> {
  mustBeOpen(given)
  const chosen = { ...given, ...choices }
  const { plan, book } = await reviewOf(tx, chosen, report)
  if (plan.units.length === 0) {
    await saveImport(tx, given, { ...choices, work: null })
    return undefined
  }
  const { created, updated } = await applyPlan(tx, given, plan, report)
  const left = plan.waiting.length > 0 ? withoutUnmapped(book, choices.plans) : null
  await saveImport(tx, given, {
    ...choices,
    state: 'applied',
    appliedAt: scopeOf(tx).now,
    created: given.created + created.length,
    updated: given.updated + updated.length,
    book: left,
    work: null,
  })
  // What waits is looked at next, and a long register is not read again for a look.
  if (left && isLong(left)) keepPreview(tx, given.id, await findingsOf(tx, { ...chosen, book: left }, report))
  const people = digestOf([...created, ...updated].toSorted().join(' ')).toString('hex')
  const counts = { waiting: plan.waiting.length, unchanged: plan.unchanged.length }
  return { created: created.length, updated: updated.length, ...counts, people }
}

/** Takes everything back, or refuses when something was built on any of the people. Returns how many people it was. */
export async function undoImport(tx: Tx, given: Import, report: Report = noReport): Promise<number> {
  if (given.state !== 'applied') refuse('import.closed', { id: given.id })
  const applied = await appliedPeople(tx, given.id)
  if ((await builtUpon(tx, given.id, applied)).size > 0) refuse('import.built-upon', { id: given.id })
  await takeBack(tx, given.id, applied, report)
  await saveImport(tx, given, {
    state: 'undone',
    undoneAt: scopeOf(tx).now,
    book: null,
    corrections: {},
    decisions: {},
    work: null,
  })
  return new Set(applied.map(each => each.person)).size
}

export async function discardImport(tx: Tx, given: Import): Promise<void> {
  if (given.state !== 'review') refuse('import.closed', { id: given.id })
  await saveImport(tx, given, { state: 'discarded', book: null, corrections: {}, decisions: {}, work: null })
}
