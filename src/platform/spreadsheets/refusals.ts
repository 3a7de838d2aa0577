// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'spreadsheet.empty': 'invalid',
  'spreadsheet.too-large': 'invalid',
  'spreadsheet.unpacked-too-large': 'invalid',
  'spreadsheet.damaged': 'invalid',
  'spreadsheet.unclosed-quote': 'invalid',
  'spreadsheet.not-a-spreadsheet': 'invalid',
  'spreadsheet.old-excel': 'invalid',
  'spreadsheet.open-document': 'invalid',
  'spreadsheet.binary-excel': 'invalid',
  'spreadsheet.password-protected': 'invalid',
  'spreadsheet.too-many-columns': 'invalid',
  'spreadsheet.too-many-rows': 'invalid',
  'spreadsheet.too-many-sheets': 'invalid',
  'spreadsheet.cell-too-long': 'invalid',
  'spreadsheet.too-slow': 'invalid',
} as const

export type SpreadsheetCode = keyof typeof table
export const refuse: Refuse<SpreadsheetCode> = refuser(table)
