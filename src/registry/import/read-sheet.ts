// SPDX-License-Identifier: EUPL-1.2
// All rows of a sheet. Every row of the file ends up in exactly one place: a person, or skipped with the reason.
import type { CivilDate } from '#lib/civil-date.ts'
import { readCodiceFiscale } from '#lib/codice-fiscale.ts'
import type { Cell, Sheet } from '#platform/spreadsheets/book.ts'
import { isBlank } from '#platform/spreadsheets/book.ts'
import type { Column, SheetPlan } from './columns.ts'
import type { ImportField } from './field.ts'
import { orderOfHeading } from './heading-words.ts'
import { cellText, folded } from './plain-text.ts'
import { readRow } from './read-row.ts'
import type { Places, ReadRow, RowCells, RowContext, Written } from './row-context.ts'
import { type NameHabit, noHabit, splitFullName } from './split-name.ts'

export type SkipReason = 'title' | 'heading' | 'blank' | 'total' | 'sheet-left-out'

/** A correction typed by the user: field → new text, in place of what the file says. An empty text drops the value. */
export type Corrections = Readonly<Partial<Record<ImportField, string>>>

export type SheetRow = ReadRow & {
  readonly sheet: string
  /** As the user sees it: counted from 1, titles and headings included. */
  readonly row: number
}

export type SkippedRow = { readonly sheet: string; readonly row: number; readonly reason: SkipReason }

const wanted = (plan: SheetPlan): (Column & { field: ImportField })[] =>
  plan.columns.filter((column): column is Column & { field: ImportField } => column.field !== undefined)

function cellsOf(row: readonly Cell[], columns: readonly (Column & { field: ImportField })[]): RowCells {
  const cells = new Map<ImportField, Cell[]>()
  for (const { index, field } of columns) {
    const list = cells.get(field) ?? []
    list.push(row[index] ?? null)
    cells.set(field, list)
  }
  return cells
}

const corrected = (cells: RowCells, corrections: Corrections): RowCells =>
  new Map([...cells, ...Object.entries(corrections).map(([field, text]) => [field as ImportField, [text]] as const)])

/** What the file says where a correction stands in its place. */
function writtenIn(cells: RowCells, corrections: Corrections = {}): Written {
  const fields = Object.keys(corrections) as ImportField[]
  const texts = fields.map(field => [field, cellText(cells.get(field)?.find(cell => cellText(cell) !== ''))] as const)
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}

/** A value that was repaired in reading, as the file has it. */
const repaired = ({ problems }: ReadRow): Written =>
  Object.fromEntries(
    problems.flatMap(({ code, field, value }) =>
      code === 'import.problem.leading-zero-lost' && field && value ? [[field, value] as const] : [],
    ),
  )

/** Text values that may name a municipality, to be looked up before the rows are read. */
export function placeNames(sheet: Sheet, plan: SheetPlan): Set<string> {
  const names = new Set<string>()
  for (const { index, field } of wanted(plan)) {
    if (field !== 'municipality' && field !== 'birthPlace') continue
    for (const row of sheet.rows.slice(plan.headerRow + 1)) {
      const text = cellText(row[index])
      if (!/^Z\d{3}$/i.test(text)) names.add(text)
    }
  }
  names.delete('')
  return names
}

/** What the rows with a valid tax code teach about names in one column; the heading decides the order where it says one. */
function habitIn(sheet: Sheet, plan: SheetPlan): { habit: NameHabit; orderPromised: boolean } {
  const full = plan.columns.find(column => column.field === 'fullName')
  const code = plan.columns.find(column => column.field === 'taxCode')
  const promised = full ? orderOfHeading(folded(full.heading)) : undefined
  const families = new Set<string>()
  const givens = new Set<string>()
  const counts = { 'family-first': 0, 'given-first': 0 }
  for (const row of full && code ? sheet.rows.slice(plan.headerRow + 1) : []) {
    const reading = readCodiceFiscale(cellText(row[code?.index ?? 0]))
    if (reading.problem) continue
    const split = splitFullName(cellText(row[full?.index ?? 0]), reading.parts, noHabit)
    if (!split.certain || !split.order) continue
    counts[split.order]++
    families.add(folded(split.familyName))
    givens.add(folded(split.givenName))
  }
  const usual = promised ?? (counts['given-first'] > counts['family-first'] ? 'given-first' : 'family-first')
  return { habit: { usual, families, givens }, orderPromised: promised !== undefined }
}

const nameFields: ReadonlySet<ImportField> = new Set(['familyName', 'givenName', 'fullName'])

function skipReason(row: readonly Cell[], plan: SheetPlan): SkipReason | undefined {
  if (row.every(isBlank)) return 'blank'
  const named = wanted(plan).some(column => nameFields.has(column.field) && !isBlank(row[column.index]))
  const filled = row.filter(cell => !isBlank(cell)).length
  if (named) return undefined
  const total = row.some(cell => /^(?:totale?|tot\.?|total|somma)\b/i.test(cellText(cell)))
  return total || filled <= 1 ? 'total' : undefined
}

/** Merged cells leave the name of the flat on its first row only: it holds until the next one. */
function fillDown(plan: SheetPlan): (row: readonly Cell[]) => readonly Cell[] {
  const column = plan.columns.find(found => found.field === 'lodging')
  let last: Cell = null
  return row => {
    if (!column) return row
    if (!isBlank(row[column.index])) last = row[column.index] ?? null
    return isBlank(row[column.index]) ? row.with(column.index, last) : row
  }
}

export type SheetReading = { readonly rows: readonly SheetRow[]; readonly skipped: readonly SkippedRow[] }

/** How many rows are read between two moments at which others may have their turn. */
const AT_ONCE = 200

/** Reads a sheet in steps, so that a long one can make room for others; each step gives how many rows are behind it. */
export function* sheetSteps(
  sheet: Sheet,
  plan: SheetPlan,
  context: {
    readonly today: CivilDate
    readonly places: Places
    readonly corrections: ReadonlyMap<number, Corrections>
  },
): Generator<number, SheetReading> {
  const rows: SheetRow[] = []
  const skipped: SkippedRow[] = []
  const skip = (row: number, reason: SkipReason) => skipped.push({ sheet: sheet.name, row, reason })
  if (!plan.included) {
    sheet.rows.forEach((_, i) => skip(i + 1, 'sheet-left-out'))
    return { rows, skipped }
  }
  const rowContext: RowContext = { today: context.today, places: context.places, ...habitIn(sheet, plan) }
  const columns = wanted(plan)
  const filled = fillDown(plan)
  const width = plan.columns.length
  const readOne = (cells: readonly Cell[], i: number) => {
    if (i <= plan.headerRow) return skip(i + 1, i < plan.headerRow ? 'title' : 'heading')
    const padded = cells.length < width ? [...cells, ...Array<Cell>(width - cells.length).fill(null)] : cells
    const reason = skipReason(padded, plan)
    if (reason) return skip(i + 1, reason)
    const corrections = context.corrections.get(i + 1)
    const inFile = cellsOf(filled(padded), columns)
    const read = readRow(corrections ? corrected(inFile, corrections) : inFile, rowContext)
    const written = { ...repaired(read), ...writtenIn(inFile, corrections) }
    return rows.push({ sheet: sheet.name, row: i + 1, ...read, ...(Object.keys(written).length > 0 && { written }) })
  }
  for (const [i, cells] of sheet.rows.entries()) {
    readOne(cells, i)
    if (i % AT_ONCE === AT_ONCE - 1) yield i + 1
  }
  return { rows, skipped }
}
