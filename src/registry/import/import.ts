// SPDX-License-Identifier: EUPL-1.2
// An import as it stands in the database between upload and result.
import type { Instant } from '#lib/civil-date.ts'
import type { ImportId, JobId } from '#lib/ids.ts'
import type { Book } from '#platform/spreadsheets/book.ts'
import type { Decisions } from './apply-plan.ts'
import type { SheetPlan } from './columns.ts'
import type { Corrections } from './read-sheet.ts'

export type ImportState = 'review' | 'applied' | 'undone' | 'discarded'

/** check: the rows are read and held against the register. write, undo: the register changes, wholly or not at all. */
export const works = ['check', 'write', 'undo'] as const
export type WorkKind = (typeof works)[number]
export type Work = { readonly kind: WorkKind; readonly job: JobId }

/** A register of more rows than this is read and written as background work, and says how far it is. */
export const LONG = 1_000

export const rowsIn = (book: Book): number => book.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
export const isLong = (book: Book): boolean => rowsIn(book) > LONG

/** What was uploaded is kept this long, so that rows that wait can be finished; then only the traces of what was applied. */
export const KEPT_DAYS = 30

export type Import = {
  readonly id: ImportId
  readonly fileName: string
  readonly state: ImportState
  /** Gone after the set time, and when the import is thrown away or undone. */
  readonly book?: Book
  readonly plans: readonly SheetPlan[]
  readonly corrections: Readonly<Record<string, Corrections>>
  readonly decisions: Decisions
  readonly created: number
  readonly updated: number
  /** Background work under way: until it is over nothing else is done with this import. */
  readonly work?: Work
  readonly version: number
  readonly at: Instant
  readonly appliedAt?: Instant
  readonly undoneAt?: Instant
  readonly expiresAt: Instant
}

/** An import without the cells of its register, for looks that need none. */
export type ImportHead = Pick<Import, 'id' | 'fileName' | 'state' | 'work' | 'version'>

export type ImportSummary = Pick<Import, 'id' | 'fileName' | 'state' | 'created' | 'updated' | 'at'> & {
  readonly open: boolean
  readonly work: WorkKind | undefined
  /** Nobody will try its work again. */
  readonly failed: boolean
}

/** Cells of columns that became nothing, and rows already applied, have no reason to stay. */
export function withoutUnmapped(book: Book, plans: readonly SheetPlan[]): Book {
  const sheets = book.sheets.map((sheet, s) => {
    const plan = plans[s]
    if (!plan?.included) return { ...sheet, rows: [] }
    const kept = new Set(plan.columns.filter(column => column.field).map(column => column.index))
    const rows = sheet.rows.map((row, r) =>
      r <= plan.headerRow ? row : row.map((cell, c) => (kept.has(c) ? cell : null)),
    )
    return { ...sheet, rows }
  })
  return { ...book, sheets }
}

export const expiryOf = (now: Instant): Instant =>
  new Date(Date.parse(now) + KEPT_DAYS * 86_400_000).toISOString() as Instant
