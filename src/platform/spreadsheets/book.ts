// SPDX-License-Identifier: EUPL-1.2
// What a spreadsheet becomes once read: plain values that cross a thread and rest in a jsonb column unchanged.

/** A cell that the workbook itself calls a date. Text that looks like a date stays text: reading it is the reader's rule. */
export type CellDay = { readonly day: string; readonly time?: string }

/** Formula cells give the value that was last saved in them; nothing is ever evaluated. */
export type Cell = string | number | boolean | null | CellDay

export type Sheet = {
  readonly name: string
  /** Row 1 of the file is index 0. In CSV a row is a record, even when it spans several lines. */
  readonly rows: readonly (readonly Cell[])[]
}

export type BookKind = 'xlsx' | 'csv'
export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252'
export type Delimiter = ',' | ';' | '\t' | '|'

/** Something the user should know about the file although it was read. */
export type BookNotice =
  | 'spreadsheet.extension-differs'
  | 'spreadsheet.hidden-sheet-left-out'
  | 'spreadsheet.letters-damaged'

export type Book = {
  readonly kind: BookKind
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly sheets: readonly Sheet[]
  readonly notices: readonly BookNotice[]
}

export const isCellDay = (cell: Cell | undefined): cell is CellDay => typeof cell === 'object' && cell !== null

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
