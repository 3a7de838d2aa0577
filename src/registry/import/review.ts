// SPDX-License-Identifier: EUPL-1.2
// What the review page shows: every row in exactly one state, counted so that the numbers add up to the file.
import type { ApplyPlan, PlannedRow } from './apply-plan.ts'
import type { CheckedBook } from './read-book.ts'

export type RowState = 'ready' | 'attention' | 'error' | 'undecided' | 'unchanged'

export type StatedRow = { readonly row: PlannedRow; readonly state: RowState }
export type Counts = Readonly<Record<RowState | 'skipped' | 'people', number>>

export function statesOf(rows: readonly PlannedRow[], plan: ApplyPlan): StatedRow[] {
  const states = new Map<PlannedRow, RowState>()
  for (const { row, reason } of plan.waiting) states.set(row, reason)
  for (const row of plan.unchanged) states.set(row, 'unchanged')
  return rows.map(row => ({ row, state: states.get(row) ?? (row.status === 'attention' ? 'attention' : 'ready') }))
}

export function countsOf(states: readonly StatedRow[], checked: CheckedBook, plan: ApplyPlan): Counts {
  const counts = { ready: 0, attention: 0, error: 0, undecided: 0, unchanged: 0 }
  for (const { state } of states) counts[state]++
  const skipped = checked.skipped.filter(each => each.reason !== 'sheet-left-out').length
  return { ...counts, skipped, people: plan.units.length }
}
