// SPDX-License-Identifier: EUPL-1.2
import { writeXlsx as pack } from 'hucre/xlsx'
import type { Cell } from './book.ts'
import { isCellDay } from './book.ts'
import { neutralise } from './formula-guard.ts'

export type SheetToWrite = {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  /** Widths of the columns in characters; the first rows decide where it is not given. */
  readonly widths?: readonly number[]
  /** How many rows at the top stay in view. */
  readonly frozenRows?: number
}

const DATE_FORMAT = 'dd/mm/yyyy'

function toValue(cell: Cell): string | number | boolean | Date | null {
  if (isCellDay(cell)) return new Date(`${cell.day}T${cell.time ?? '00:00'}:00Z`)
  return typeof cell === 'string' ? neutralise(cell) : cell
}

/** Excel allows 31 characters and not these; an empty name opens as a damaged file. */
const sheetName = (name: string, i: number): string =>
  name
    .replaceAll(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31) || `Foglio ${i + 1}`

const widthOf = (rows: SheetToWrite['rows'], column: number): number =>
  Math.min(60, Math.max(9, ...rows.slice(0, 50).map(row => String(toText(row[column] ?? null)).length + 2)))

export async function writeXlsx(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const written = sheets.map((sheet, i) => {
    const columns = Math.max(0, ...sheet.rows.map(row => row.length))
    const cells = new Map<string, { style: { numFmt: string } }>()
    sheet.rows.forEach((row, r) => {
      row.forEach((cell, c) => {
        if (isCellDay(cell)) cells.set(`${r},${c}`, { style: { numFmt: DATE_FORMAT } })
      })
    })
    return {
      name: sheetName(sheet.name, i),
      rows: sheet.rows.map(row => row.map(toValue)),
      columns: Array.from({ length: columns }, (_, c) => ({ width: sheet.widths?.[c] ?? widthOf(sheet.rows, c) })),
      cells,
      ...(sheet.frozenRows ? { freezePane: { rows: sheet.frozenRows } } : {}),
    }
  })
  return Buffer.from(await pack({ sheets: written }))
}

function toText(cell: Cell): string {
  if (cell === null) return ''
  if (isCellDay(cell)) {
    const [year, month, day] = cell.day.split('-')
    return `${day}/${month}/${year}${cell.time ? ` ${cell.time}` : ''}`
  }
  return typeof cell === 'string' ? neutralise(cell) : String(cell)
}

const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** CSV as Italian Excel opens it by a double click: UTF-8 with a mark, semicolons, CRLF. */
export function writeCsv(rows: readonly (readonly Cell[])[]): Buffer {
  return Buffer.from(
    `\uFEFF${rows.map(row => `${row.map(cell => quoted(toText(cell))).join(';')}\r\n`).join('')}`,
    'utf8',
  )
}
