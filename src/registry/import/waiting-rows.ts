// SPDX-License-Identifier: EUPL-1.2
// Rows that could not be imported, as a file of the same shape with the reasons beside them: correct it, import it again.
import type { Book, Cell } from '#platform/spreadsheets/book.ts'
import type { SheetToWrite } from '#platform/spreadsheets/write-spreadsheet.ts'
import type { Waiting } from './apply-plan.ts'
import type { SheetPlan } from './columns.ts'
import { type RowProblem, severityOf } from './field.ts'

type Text = (key: string, args?: Record<string, string | number>) => string

export const problemText = (t: Text, problem: RowProblem): string =>
  t(problem.code, {
    value: problem.value ?? '',
    suggestion: problem.suggestion ?? '',
    hint: problem.suggestion ? 'yes' : 'no',
  })

const reasons = ({ row, reason }: Waiting, t: Text): string => {
  if (reason === 'undecided') return t('import.waiting.undecided')
  return row.problems
    .filter(problem => severityOf(problem.code) === 'error')
    .map(problem => problemText(t, problem))
    .join(' ')
}

function rowsOf(sheet: Book['sheets'][number], plan: SheetPlan, waiting: readonly Waiting[], t: Text): Cell[][] {
  const columns = plan.columns.filter(column => column.field)
  const head: Cell[] = [...columns.map(column => column.heading), t('import.waiting.row'), t('import.waiting.reason')]
  const body = waiting.map((each): Cell[] => {
    const cells = sheet.rows[each.row.row - 1] ?? []
    return [...columns.map(column => cells[column.index] ?? null), each.row.row, reasons(each, t)]
  })
  return [head, ...body]
}

export function waitingSheets(
  book: Book,
  plans: readonly SheetPlan[],
  waiting: readonly Waiting[],
  t: Text,
): SheetToWrite[] {
  return book.sheets.flatMap((sheet, s) => {
    const mine = waiting.filter(each => each.row.sheet === sheet.name)
    const plan = plans[s]
    if (!plan || mine.length === 0) return []
    return [{ name: sheet.name, rows: rowsOf(sheet, plan, mine, t), frozenRows: 1 }]
  })
}

/** One table for CSV: the columns of all sheets that mean the same stand under one heading. */
export function waitingTable(book: Book, plans: readonly SheetPlan[], waiting: readonly Waiting[], t: Text): Cell[][] {
  const headings = new Map<string, string>()
  for (const plan of plans)
    for (const { field, heading } of plan.columns) if (field && !headings.has(field)) headings.set(field, heading)
  const fields = [...headings.keys()]
  const body = waiting.map((each): Cell[] => {
    const s = book.sheets.findIndex(sheet => sheet.name === each.row.sheet)
    const cells = book.sheets[s]?.rows[each.row.row - 1] ?? []
    const byField = new Map(
      (plans[s]?.columns ?? []).flatMap(column =>
        column.field ? [[column.field, cells[column.index] ?? null] as const] : [],
      ),
    )
    return [...fields.map(field => byField.get(field as never) ?? null), each.row.row, reasons(each, t)]
  })
  return [[...headings.values(), t('import.waiting.row'), t('import.waiting.reason')], ...body]
}
