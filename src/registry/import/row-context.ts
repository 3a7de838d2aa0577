// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { Cell } from '#platform/spreadsheets/book.ts'
import type { ImportField, ProblemCode, RowProblem, RowValues } from './field.ts'
import type { NameHabit } from './split-name.ts'

/** The municipalities that the texts of this file could mean, looked up beforehand: folded name or code → Belfiore code. */
export type Places = ReadonlyMap<string, string>

export type RowContext = {
  readonly today: CivilDate
  readonly places: Places
  readonly habit: NameHabit
  readonly orderPromised: boolean
}
export type RowCells = ReadonlyMap<ImportField, readonly Cell[]>
/** What stands in the file where a value is not read as written: corrected by hand, or repaired and said so. */
export type Written = Readonly<Partial<Record<ImportField, string>>>
export type ReadRow = {
  readonly values: RowValues
  readonly problems: readonly RowProblem[]
  readonly written?: Written
}

export type Draft = { -readonly [F in keyof RowValues]: RowValues[F] }
export type Report = (field: ImportField, code: ProblemCode, value?: string, suggestion?: string) => void
