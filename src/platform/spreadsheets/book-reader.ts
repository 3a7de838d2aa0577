// SPDX-License-Identifier: EUPL-1.2
// Bytes → book. Synchronous in effect and without a clock: the worker around it holds the time and the memory limit.
import { type Book, type BookNotice, type Cell, isBlank, type Sheet } from './book.ts'
import { detectDelimiter, readRecords } from './csv-reader.ts'
import { fileKind, kindInName } from './file-kind.ts'
import type { Limits } from './limits.ts'
import { refuse } from './refusals.ts'
import { decodeText } from './text-encoding.ts'

function readCsv(bytes: Uint8Array, limits: Limits): Book {
  const { text, encoding } = decodeText(bytes)
  const delimiter = detectDelimiter(text)
  const rows = readRecords(text, delimiter, limits)
  const notices: BookNotice[] = looksGarbled(text) ? ['spreadsheet.letters-damaged'] : []
  return { kind: 'csv', encoding, delimiter, sheets: [{ name: '', rows }], notices }
}

/**
 * Letters that an earlier program already broke, which nothing brings back: the sign of replacement, UTF-8 that was taken for
 * Windows-1252 (Ã followed by a sign), bytes that Windows-1252 leaves empty (a file of DOS or of an old Macintosh).
 */
const looksGarbled = (text: string): boolean =>
  /\ufffd|[\u00c3\u00c2][\u0080-\u00bf\u2018-\u2122]|[\u0080-\u009f]/.test(text)

// A text of the database takes neither the sign zero nor half of a pair; no word of a list needs them.
const UNFIT = /[\u0000\ud800-\udfff]/
const fit = (text: string): string => (UNFIT.test(text) ? text.replaceAll('\u0000', '').toWellFormed() : text)
const fitCell = (cell: Cell): Cell => (typeof cell === 'string' ? fit(cell) : cell)
const fitSheet = ({ name, rows }: Sheet): Sheet => ({ name: fit(name), rows: rows.map(row => row.map(fitCell)) })

async function readKind(bytes: Uint8Array, limits: Limits): Promise<Book> {
  switch (fileKind(bytes)) {
    case 'empty':
      return refuse('spreadsheet.empty')
    case 'old-excel':
      return refuse('spreadsheet.old-excel')
    case 'password-protected':
      return refuse('spreadsheet.password-protected')
    case 'other':
      return refuse('spreadsheet.not-a-spreadsheet')
    case 'xlsx': {
      const { readWorkbook } = await import('./xlsx-reader.ts') // a list of plain text need not wait for it
      return readWorkbook(bytes, limits)
    }
    case 'csv':
      return readCsv(bytes, limits)
  }
}

export async function readBook(filename: string, bytes: Uint8Array, limits: Limits): Promise<Book> {
  if (bytes.length > limits.uploadBytes) refuse('spreadsheet.too-large')
  if (bytes.length === 0) refuse('spreadsheet.empty')
  const book = await readKind(bytes, limits)
  const filled = book.sheets.filter(sheet => sheet.rows.some(row => row.some(cell => !isBlank(cell))))
  if (filled.length === 0) refuse('spreadsheet.empty')
  const rows = filled.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  if (rows > limits.rows) refuse('spreadsheet.too-many-rows', { limit: limits.rows })
  const named = kindInName(filename)
  const notices: BookNotice[] = [...book.notices]
  if (named && named !== book.kind) notices.push('spreadsheet.extension-differs')
  return { ...book, sheets: filled.map(fitSheet), notices }
}
