// SPDX-License-Identifier: EUPL-1.2
// One row of cells → values and problems. A value that cannot be read is left out and said; nothing is guessed silently.
import type { CivilDate } from '#lib/civil-date.ts'
import {
  birthDateOf,
  type CodiceFiscaleParts,
  checkLetter,
  compareWithHolder,
  readCodiceFiscale,
} from '#lib/codice-fiscale.ts'
import { readProvisionalCode, restoreLeadingZeros } from '#lib/provisional-code.ts'
import type { Cell } from '#platform/spreadsheets/book.ts'
import { readCitizenship, readStateOfBirth } from './country.ts'
import type { ImportField, ProblemCode, RowProblem } from './field.ts'
import type { Draft, Places, ReadRow, Report, RowCells, RowContext } from './row-context.ts'
import { readNames } from './read-names.ts'
import { readPermitKind } from './permit-words.ts'
import { cellLines, cellText, folded } from './plain-text.ts'
import { type DatePurpose, readDate } from './read-date.ts'
import { looksLikeFormula, readEmail, readPhone, readSex } from './small-values.ts'

const first = (cells: RowCells, field: ImportField): Cell =>
  cells.get(field)?.find(cell => cellText(cell) !== '') ?? null
const italian = (date: CivilDate): string => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`

/** STP and ENI codes look like tax codes of other letters; they are no key and hint at irregular stay (domain 2.2). */
function readTaxCode(cell: Cell, values: Draft, report: Report): CodiceFiscaleParts | undefined {
  const text = cellText(cell).replace(/[\s./-]/g, '')
  if (!text) return undefined
  if (/^\d+$/.test(text)) {
    readProvisional(text, values, report)
    return undefined
  }
  const reading = readCodiceFiscale(text)
  if (!reading.problem) {
    values.taxCode = reading.code
    values.taxCodeKind = 'final'
    return reading.parts
  }
  if (reading.problem === 'tax-code.letter-o-for-zero') {
    report('taxCode', 'import.problem.tax-code-letter-o', reading.code, reading.suggestion)
  } else if (reading.problem === 'tax-code.check') {
    const body = reading.code.slice(0, 15)
    report('taxCode', 'import.problem.tax-code-check', reading.code, body + checkLetter(body))
  } else {
    report('taxCode', 'import.problem.tax-code-shape', reading.code)
  }
  return undefined
}

function readProvisional(digits: string, values: Draft, report: Report): void {
  const restored = digits.length < 11 ? restoreLeadingZeros(digits) : undefined
  if (restored) report('taxCode', 'import.problem.leading-zero-lost', digits, restored)
  const reading = readProvisionalCode(restored ?? digits)
  if (reading.problem) {
    report(
      'taxCode',
      reading.problem === 'provisional-code.check'
        ? 'import.problem.provisional-code-check'
        : 'import.problem.tax-code-shape',
      digits,
    )
    return
  }
  values.taxCode = reading.code
  values.taxCodeKind = 'provisional'
}

const birthProblem = {
  unreadable: 'import.problem.birth-unreadable',
  'no-such-day': 'import.problem.birth-no-such-day',
  'in-future': 'import.problem.birth-in-future',
  'too-old': 'import.problem.birth-too-old',
} as const

function readBirth(cell: Cell, context: RowContext, values: Draft, report: Report): void {
  const reading = readDate(cell, 'birth', context.today)
  values.birthPrecision = 'unknown'
  if (!reading) return report('birthDate', 'import.problem.birth-missing')
  if (reading.problem) return report('birthDate', birthProblem[reading.problem], cellText(cell), reading.suggestion)
  values.birthDate = reading.date
  values.birthPrecision = reading.precision
  if (reading.precision === 'month') report('birthDate', 'import.problem.birth-month-only', cellText(cell))
  if (reading.precision === 'year') report('birthDate', 'import.problem.birth-year-only', cellText(cell))
}

/** The code was computed from what the Agenzia knew: where the row disagrees, somebody should look (never a block). */
function compareCode(parts: CodiceFiscaleParts, context: RowContext, values: Draft, report: Report): void {
  const holder = {
    familyName: values.familyName ?? '',
    givenName: values.givenName ?? '',
    birthDate: values.birthDate,
    sex: values.sex,
  }
  const found = compareWithHolder(parts, holder)
  const coded = birthDateOf(parts, context.today)
  const sameMonth = coded?.slice(0, 7) === values.birthDate?.slice(0, 7)
  const exact = values.birthPrecision === 'day' || !sameMonth
  if (found.includes('birth-date') && values.birthDate && exact && values.birthPrecision !== 'year') {
    report('birthDate', 'import.problem.birth-differs-from-code', italian(values.birthDate), coded && italian(coded))
  }
  if (found.includes('sex')) report('sex', 'import.problem.sex-differs-from-code', values.sex, parts.sex)
  values.sex ??= parts.sex
  values.birthPlace ??= parts.place
}

type Simple = readonly [ImportField, ProblemCode, (text: string, context: RowContext) => string | undefined]

/** Secondary fields: what cannot be read is said and left out, the row is imported all the same. */
const simple: readonly Simple[] = [
  ['sex', 'import.problem.sex-unreadable', text => readSex(text)],
  ['citizenship', 'import.problem.citizenship-unknown', text => readCitizenship(text)],
  ['birthPlace', 'import.problem.birth-place-unknown', (text, { places }) => readBirthPlace(text, places)],
  ['permitKind', 'import.problem.permit-unknown', text => readPermitKind(text)],
  ['phone', 'import.problem.phone-unreadable', text => readPhone(text)],
  ['email', 'import.problem.email-unreadable', text => readEmail(text)],
  ['municipality', 'import.problem.municipality-unknown', (text, { places }) => places.get(folded(text))],
  ['address', 'import.problem.formula-kept-as-text', text => text.slice(0, 300)],
  ['lodging', 'import.problem.formula-kept-as-text', text => text.slice(0, 300)],
  ['exitReason', 'import.problem.formula-kept-as-text', text => text.slice(0, 300)],
  ['permitNumber', 'import.problem.formula-kept-as-text', text => text.toUpperCase().slice(0, 40)],
]

/** A Belfiore code of a state or of a municipality, or the name of either. */
const readBirthPlace = (text: string, places: Places): string | undefined =>
  places.get(folded(text)) ?? readStateOfBirth(text)

function readSimple(cells: RowCells, context: RowContext, values: Draft, report: Report): void {
  for (const [field, code, read] of simple) {
    const texts = (cells.get(field) ?? []).map(cellText).filter(text => text !== '')
    if (texts.length === 0) continue
    const found = texts.map(text => read(text, context)).find(value => value !== undefined)
    if (found === undefined) report(field, code, texts[0])
    else Object.assign(values, { [field]: found })
  }
}

const dates: readonly (readonly ['permitExpiry' | 'entryDate' | 'exitDate', DatePurpose])[] = [
  ['permitExpiry', 'expiry'],
  ['entryDate', 'past'],
  ['exitDate', 'past'],
]

// What stands in the place of an expiry and is no date: no expiry, or a renewal under way.
const NO_EXPIRY = /^(?:illimitat|permanent|indeterminat|senza scadenza|in rinnovo|rinnovo|in attesa|[-–—/.]+$)/i

function readDates(cells: RowCells, context: RowContext, values: Draft, report: Report): void {
  for (const [field, purpose] of dates) {
    const cell = first(cells, field)
    if (field === 'permitExpiry' && NO_EXPIRY.test(cellText(cell))) continue
    const reading = readDate(cell, purpose, context.today)
    if (!reading) continue
    if (reading.problem || reading.precision !== 'day') report(field, 'import.problem.date-unreadable', cellText(cell))
    else values[field] = reading.date
  }
}

function reportFormulas(cells: RowCells, report: Report): void {
  for (const [field, list] of cells) {
    const found = list.find(cell => typeof cell === 'string' && looksLikeFormula(cell))
    if (found === undefined) continue
    // Remarks are restricted: that there is a formula may be said, what it says may not.
    if (field === 'notes') report(field, 'import.problem.formula-kept-as-text')
    else report(field, 'import.problem.formula-kept-as-text', cellText(found))
  }
}

export function readRow(cells: RowCells, context: RowContext): ReadRow {
  const values: Draft = {}
  const problems: RowProblem[] = []
  const report: Report = (field, code, value, suggestion) => {
    problems.push({ field, code, ...(value ? { value } : {}), ...(suggestion ? { suggestion } : {}) })
  }
  const parts = readTaxCode(first(cells, 'taxCode'), values, report)
  Object.assign(values, readNames(cells, context, parts, report))
  readBirth(first(cells, 'birthDate'), context, values, report)
  readSimple(cells, context, values, report)
  readDates(cells, context, values, report)
  if (parts) compareCode(parts, context, values, report)
  reportFormulas(cells, report)
  const remarks = (cells.get('notes') ?? []).map(cellLines).filter(text => text !== '')
  if (remarks.length > 0) values.notes = remarks.join('\n')
  return { values, problems }
}
