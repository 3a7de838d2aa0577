// SPDX-License-Identifier: EUPL-1.2
import type { Cell } from '#platform/spreadsheets/book.ts'
import { isCellDay } from '#platform/spreadsheets/book.ts'
import { withoutGuard } from '#platform/spreadsheets/formula-guard.ts'

// Marks that turn the direction of a line or hide letters: a name that carries them reads differently from what it is.
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** A cell as text on one line: composed letters, no invisible marks, single blanks. */
export function cellText(cell: Cell | undefined): string {
  return cellLines(cell).replace(/\s+/g, ' ').trim()
}

/** A cell as text with its line breaks, for remarks. */
export function cellLines(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (isCellDay(cell)) return `${cell.day.slice(8)}/${cell.day.slice(5, 7)}/${cell.day.slice(0, 4)}`
  if (typeof cell === 'boolean') return cell ? 'sì' : 'no'
  return withoutGuard(String(cell)).normalize('NFC').replaceAll(INVISIBLE, '').trim()
}

/** Lower case, no accents, only letters and digits with single blanks: what headings and words are compared by. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
