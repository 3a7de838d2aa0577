// SPDX-License-Identifier: EUPL-1.2
// What the values of a column look like, for columns whose heading says nothing we know.
import type { CivilDate } from '#lib/civil-date.ts'
import { readCodiceFiscale } from '#lib/codice-fiscale.ts'
import { readProvisionalCode } from '#lib/provisional-code.ts'
import type { Cell } from '#platform/spreadsheets/book.ts'
import { isBlank, isCellDay } from '#platform/spreadsheets/book.ts'
import { readCitizenship } from './country.ts'
import type { ImportField } from './field.ts'
import { readPermitKind } from './permit-words.ts'
import { cellText } from './plain-text.ts'
import { readDate } from './read-date.ts'
import { readEmail, readPhone, readSex } from './small-values.ts'

type Test = readonly [ImportField, (cell: Cell, today: CivilDate) => boolean]

const isTaxCode = (text: string): boolean => {
  const problem = readCodiceFiscale(text).problem
  return problem === undefined || problem === 'tax-code.check' || !readProvisionalCode(text).problem
}

// The surest first: a tax code is never anything else, a citizenship may be a place.
const tests: readonly Test[] = [
  ['taxCode', cell => isTaxCode(cellText(cell))],
  ['email', cell => readEmail(cellText(cell)) !== undefined],
  ['sex', cell => cellText(cell).length <= 7 && readSex(cellText(cell)) !== undefined],
  ['birthDate', (cell, today) => isBirth(cell, today)],
  ['citizenship', cell => typeof cell === 'string' && readCitizenship(cell) !== undefined],
  ['phone', cell => readPhone(cellText(cell)) !== undefined],
  ['permitKind', cell => readPermitKind(cellText(cell)) !== undefined],
]

/** A column of dates most of which lie more than 16 years back is a column of births. */
function isBirth(cell: Cell, today: CivilDate): boolean {
  if (typeof cell === 'number' && !isCellDay(cell) && (cell < 3_654 || cell > 73_415)) return false
  const reading = readDate(cell, 'birth', today)
  return !!reading && !reading.problem && Number(today.slice(0, 4)) - Number(reading.date.slice(0, 4)) > 16
}

const ENOUGH = 0.8

/** The field that at least four fifths of the filled cells fit, when there are enough of them to tell. */
export function fieldByContent(cells: readonly (Cell | undefined)[], today: CivilDate): ImportField | undefined {
  const filled = cells.filter((cell): cell is Cell => !isBlank(cell)).slice(0, 60)
  if (filled.length < 3) return undefined
  return tests.find(([, fits]) => filled.filter(cell => fits(cell, today)).length >= filled.length * ENOUGH)?.[0]
}
