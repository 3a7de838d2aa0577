// SPDX-License-Identifier: EUPL-1.2
// Bytes → book. Synchronous in effect and without a clock: the worker around it holds the time and the memory limit.
import { type Book, type BookNotice, isBlank } from './book.ts'
import { detectDelimiter, readRecords } from './csv-reader.ts'
import { fileKind, kindInName } from './file-kind.ts'
import type { Limits } from './limits.ts'
import { refuse } from './refusals.ts'
import { decodeText } from './text-encoding.ts'
import { readWorkbook } from './xlsx-reader.ts'

function readCsv(bytes: Uint8Array, limits: Limits): Book {
  const { text, encoding } = decodeText(bytes)
  const delimiter = detectDelimiter(text)
  const rows = readRecords(text, delimiter, limits)
  return { kind: 'csv', encoding, delimiter, sheets: [{ name: '', rows }], notices: [] }
}

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
    case 'xlsx':
      return readWorkbook(bytes, limits)
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
  const named = kindInName(filename)
  const notices: BookNotice[] = [...book.notices]
  if (named && named !== book.kind) notices.push('spreadsheet.extension-differs')
  return { ...book, sheets: filled, notices }
}
