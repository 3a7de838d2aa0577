// SPDX-License-Identifier: EUPL-1.2
// Where the headings stand, and what each column becomes. Everything found here is shown and can be changed by hand.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Cell, Sheet } from '#platform/spreadsheets/book.ts'
import { isBlank } from '#platform/spreadsheets/book.ts'
import { fieldByContent } from './cell-evidence.ts'
import type { ImportField } from './field.ts'
import { headingField, type NotYet, notYetTaken, sessionWords } from './heading-words.ts'
import { cellText, folded } from './plain-text.ts'

/** recognised by its heading, guessed from what it holds, to be chosen by hand, or not wanted by anybody. */
export type ColumnFinding = 'heading' | 'content' | 'repeated' | 'unknown' | 'chosen'

export type Column = {
  readonly index: number
  readonly heading: string
  readonly field?: ImportField
  readonly finding: ColumnFinding
  /** We know what it is, and do not take it. */
  readonly notYet?: NotYet
  /** Up to three different values, to recognise the column by. None for remarks. */
  readonly examples: readonly string[]
}

export type SheetPlan = {
  readonly name: string
  /** Index of the row of headings; titles above it are skipped. */
  readonly headerRow: number
  readonly columns: readonly Column[]
  /** Only sheets of people are read. */
  readonly included: boolean
  readonly reason?: 'hours' | 'no-names'
}

const LOOK_AT = 20

/** The row among the first twenty that holds the most known headings, else the first with two filled cells. */
export function findHeaderRow(sheet: Sheet): number {
  let best = { row: -1, known: 0 }
  sheet.rows.slice(0, LOOK_AT).forEach((row, i) => {
    const known = new Set(row.map(cell => (typeof cell === 'string' ? headingField.get(folded(cell)) : undefined)))
    known.delete(undefined)
    if (known.size > best.known) best = { row: i, known: known.size }
  })
  if (best.known >= 2) return best.row
  const first = sheet.rows.findIndex(row => row.filter(cell => !isBlank(cell)).length >= 2)
  return Math.max(0, first)
}

function examplesOf(cells: readonly (Cell | undefined)[]): string[] {
  const seen = new Set<string>()
  for (const cell of cells) {
    const text = cellText(cell)
    if (text) seen.add(text.length > 40 ? `${text.slice(0, 39)}…` : text)
    if (seen.size === 3) break
  }
  return [...seen]
}

function recognise(sheet: Sheet, headerRow: number, today: CivilDate): Column[] {
  const headings = sheet.rows[headerRow] ?? []
  const body = sheet.rows.slice(headerRow + 1)
  const width = Math.max(headings.length, ...body.slice(0, 200).map(row => row.length))
  const times = new Map<string, number>()
  for (const heading of headings) times.set(folded(cellText(heading)), (times.get(folded(cellText(heading))) ?? 0) + 1)
  return Array.from({ length: width }, (_, index) => {
    const heading = cellText(headings[index])
    const cells = body.map(row => row[index])
    // Two columns of the same name may mean two things: nobody but the user can say which.
    if (heading && (times.get(folded(heading)) ?? 0) > 1) {
      return { index, heading, finding: 'repeated', examples: examplesOf(cells) }
    }
    const named = headingField.get(folded(heading))
    if (named) return { index, heading, field: named, finding: 'heading', examples: examplesOf(cells) }
    const notYet = notYetTaken.get(folded(heading))
    const examples = examplesOf(cells)
    // A number of the list may still be a code that we know; what else we understand is never guessed to be something else.
    if (notYet && notYet !== 'number') return { index, heading, finding: 'unknown', notYet, examples }
    const guessed = fieldByContent(cells, today)
    const found = guessed ? ({ field: guessed, finding: 'content' } as const) : ({ finding: 'unknown' } as const)
    return { index, heading, ...found, ...(notYet && !guessed && { notYet }), examples }
  })
}

const MANY: ReadonlySet<ImportField> = new Set(['municipality', 'notes'])

/** Each field once: the heading wins over the content, the first column over the later ones. */
function settle(columns: readonly Column[]): Column[] {
  const taken = new Set<ImportField>(columns.flatMap(c => (c.finding === 'heading' && c.field ? [c.field] : [])))
  const used = new Set<ImportField>()
  return columns.map(column => {
    const { field, ...rest } = column
    if (!field) return column
    const free =
      column.finding === 'heading' ? !used.has(field) || MANY.has(field) : !taken.has(field) && !used.has(field)
    used.add(field)
    return free ? column : { ...rest, finding: column.finding === 'heading' ? 'repeated' : 'unknown' }
  })
}

function hidden(columns: readonly Column[]): Column[] {
  return columns.map(column => (column.field === 'notes' ? { ...column, examples: [] } : column))
}

export function planSheet(sheet: Sheet, today: CivilDate): SheetPlan {
  const headerRow = findHeaderRow(sheet)
  const columns = hidden(settle(recognise(sheet, headerRow, today)))
  const sessions = columns.filter(column => sessionWords.has(folded(column.heading))).length
  const plan = { name: sheet.name, headerRow, columns }
  if (sessions >= 2) return { ...plan, included: false, reason: 'hours' }
  if (!hasNames(columns)) return { ...plan, included: false, reason: 'no-names' }
  return { ...plan, included: true }
}

export const hasNames = (columns: readonly Column[]): boolean =>
  columns.some(column => column.field === 'familyName' || column.field === 'givenName' || column.field === 'fullName')

/** The plan with what the user chose. A column keeps its finding where the choice is what we had found. */
export function withChoices(
  plan: SheetPlan,
  choices: ReadonlyMap<number, ImportField | undefined>,
  included: boolean,
): SheetPlan {
  const columns = plan.columns.map((column): Column => {
    if (!choices.has(column.index)) return column
    const chosen = choices.get(column.index)
    if (chosen === column.field) return column
    const { field: _, ...rest } = column
    return chosen ? { ...rest, field: chosen, finding: 'chosen' } : { ...rest, finding: 'chosen' }
  })
  const { reason: _, ...rest } = plan
  if (!hasNames(columns)) return { ...rest, columns: hidden(columns), included: false, reason: 'no-names' }
  return { ...rest, columns: hidden(columns), included }
}
