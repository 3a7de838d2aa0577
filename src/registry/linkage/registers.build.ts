// SPDX-License-Identifier: EUPL-1.2
// The four invented registers with their truth, as records: read by the import's own reader, row by row.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type CivilDate, parseCivilDate } from '#lib/civil-date.ts'
import { readBook } from '#platform/spreadsheets/book-reader.ts'
import { readRecords } from '#platform/spreadsheets/csv-reader.ts'
import { limits } from '#platform/spreadsheets/limits.ts'
import { planSheet } from '../import/columns.ts'
import type { RowValues } from '../import/field.ts'
import { findPlaces } from '../import/places.ts'
import { checkBook, namesOfPlaces, rowKey } from '../import/read-book.ts'
import { referenceFolder, type TruthSet } from './linkage-sets.build.ts'
import type { LinkageRecord } from './record.ts'

const folder = path.join(referenceFolder, '..', 'registers')
const today = parseCivilDate('2026-11-21') as CivilDate
const files = ['sai-cooperativa.xlsx', 'cpi-export.csv', 'servizio-sociale.csv', 'fami-registro-ore.xlsx'] as const

const LENGTH: Readonly<Record<string, number>> = { day: 10, month: 7, year: 4 }

const recordOf = (values: RowValues): LinkageRecord => ({
  given: values.givenName,
  family: values.familyName,
  birth: values.birthDate?.slice(0, LENGTH[values.birthPrecision ?? 'day']),
  sex: values.sex,
  citizenship: values.citizenship,
  birthPlace: values.birthPlace,
  taxCode: values.taxCode,
  phone: values.phone,
  email: values.email,
  city: values.municipality,
  numbers: { permit: values.permitNumber },
})

/** Every row about a person in the four registers, and whose it is. */
export async function fourRegisters(): Promise<TruthSet> {
  const text = readFileSync(path.join(folder, 'truth-links.csv'), 'utf8').replace('\uFEFF', '')
  const truth = new Map(
    readRecords(text, ',', limits).map(([file = '', sheet = '', row = '', person = '']) => [
      `${file} ${rowKey(sheet, Number(row))}`,
      person,
    ]),
  )
  const found: { record: LinkageRecord; person: string }[] = []
  for (const file of files) {
    const book = await readBook(file, readFileSync(path.join(folder, file)), limits)
    const plans = book.sheets.map(sheet => planSheet(sheet, today))
    const places = await findPlaces(namesOfPlaces(book, plans))
    const { rows } = checkBook(book, plans, { today, places, corrections: new Map() })
    for (const { sheet, row, values } of rows) {
      const person = truth.get(`${file} ${rowKey(sheet, row)}`)
      if (person) found.push({ record: recordOf(values), person })
    }
  }
  return { records: found.map(each => each.record), truth: found.map(each => each.person) }
}
