// SPDX-License-Identifier: EUPL-1.2
import { type CellValue, readXlsx } from 'hucre/xlsx'
import type { Book, BookNotice, Cell, Sheet } from './book.ts'
import type { Limits } from './limits.ts'
import { refuse } from './refusals.ts'
import { guardZip } from './zip-guard.ts'

function toCell(value: CellValue | undefined): Cell {
  if (value === undefined || value === null) return null
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null
    const iso = value.toISOString()
    const time = iso.slice(11, 16)
    return time === '00:00' ? { day: iso.slice(0, 10) } : { day: iso.slice(0, 10), time }
  }
  return value
}

function toRow(row: readonly CellValue[], rowNumber: number, limits: Limits): Cell[] {
  const cells = row.map(toCell)
  while (cells.length > 0 && (cells.at(-1) === null || cells.at(-1) === '')) cells.pop()
  if (cells.length > limits.columns) refuse('spreadsheet.too-many-columns', { limit: limits.columns })
  cells.forEach((cell, i) => {
    if (typeof cell === 'string' && cell.length > limits.cellLength) {
      refuse('spreadsheet.cell-too-long', { row: rowNumber, column: i + 1 })
    }
  })
  return cells
}

function toSheet(name: string, rows: readonly (readonly CellValue[])[], limits: Limits): Sheet {
  const read: Cell[][] = []
  rows.forEach((row, i) => {
    read.push(toRow(row, i + 1, limits))
  })
  while (read.length > 0 && read.at(-1)?.length === 0) read.pop()
  if (read.length > limits.rows) refuse('spreadsheet.too-many-rows', { limit: limits.rows })
  return { name, rows: read }
}

/** The visible sheets of a workbook. Whatever the library cannot open is a damaged workbook to the user. */
export async function readWorkbook(bytes: Uint8Array, limits: Limits): Promise<Book> {
  guardZip(bytes, limits.unpackedBytes)
  let hidden = false
  const workbook = await readXlsx(bytes, {
    sheets: info => {
      const shown = !info.hidden && !info.veryHidden
      hidden ||= !shown
      return shown
    },
  }).catch(() => refuse('spreadsheet.damaged'))
  if (workbook.sheets.length > limits.sheets) refuse('spreadsheet.too-many-sheets', { limit: limits.sheets })
  const notices: BookNotice[] = hidden ? ['spreadsheet.hidden-sheet-left-out'] : []
  return { kind: 'xlsx', sheets: workbook.sheets.map(sheet => toSheet(sheet.name, sheet.rows, limits)), notices }
}
