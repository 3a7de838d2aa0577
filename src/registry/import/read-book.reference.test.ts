// SPDX-License-Identifier: EUPL-1.2
// The invented registers with their truth: what one file alone can show must be reported, and nothing else called wrong.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CivilDate, parseCivilDate } from '#lib/civil-date.ts'
import { readBook } from '#platform/spreadsheets/book-reader.ts'
import { readRecords } from '#platform/spreadsheets/csv-reader.ts'
import { limits } from '#platform/spreadsheets/limits.ts'
import { planSheet } from './columns.ts'
import type { ProblemCode } from './field.ts'
import { findPlaces } from './places.ts'
import { type CheckedBook, checkBook, namesOfPlaces, rowKey } from './read-book.ts'

const folder = path.join(process.env['REFERENCE_DATA'] ?? '../shared/data', 'registers')
const today = parseCivilDate('2026-11-21') as CivilDate

type Truth = Readonly<Record<string, string>>
function truthOf(name: string): Truth[] {
  const [head = [], ...rows] = readRecords(
    readFileSync(path.join(folder, name), 'utf8').replace('\uFEFF', ''),
    ',',
    limits,
  )
  return rows.map(row => Object.fromEntries(head.map((column, i) => [column, row[i] ?? ''])))
}

const errors = truthOf('truth-errors.csv')
const people = new Map(truthOf('truth-people.csv').map(person => [person['person_id'] ?? '', person]))
const links = truthOf('truth-links.csv')

const files = ['sai-cooperativa.xlsx', 'cpi-export.csv', 'servizio-sociale.csv', 'fami-registro-ore.xlsx'] as const
const books = new Map<string, CheckedBook>()

async function check(file: string): Promise<CheckedBook> {
  const book = await readBook(file, readFileSync(path.join(folder, file)), limits)
  const plans = book.sheets.map(sheet => planSheet(sheet, today))
  const places = await findPlaces(namesOfPlaces(book, plans))
  return checkBook(book, plans, { today, places, corrections: new Map() })
}
const never = (): never => {
  throw new Error('unreachable')
}

beforeAll(async () => {
  for (const file of files) books.set(file, await check(file))
}, 60_000)

const bookOf = (file: string): CheckedBook => books.get(file) ?? never()
const planted = (file: string, kind: string) => errors.filter(each => each['file'] === file && each['kind'] === kind)
const keyOf = (truth: Truth) => rowKey(truth['sheet'] ?? '', Number(truth['row']))
/** Rows of people only: the sessions of the hours register are another import's business. */
const isPerson = (truth: Truth) => truth['sheet'] !== 'Registro'

const reported = (file: string, code: ProblemCode): Set<string> =>
  new Set(
    bookOf(file)
      .rows.filter(row => row.problems.some(problem => problem.code === code))
      .map(row => rowKey(row.sheet, row.row)),
  )

const always: readonly (readonly [kind: string, code: ProblemCode])[] = [
  ['tax_code_bad_check_character', 'import.problem.tax-code-check'],
  ['tax_code_letter_O_for_zero', 'import.problem.tax-code-letter-o'],
  ['code_leading_zero_lost', 'import.problem.leading-zero-lost'],
  ['birth_month_and_year_only', 'import.problem.birth-month-only'],
  ['formula_cell', 'import.problem.formula-kept-as-text'],
]

describe.each(files)('%s', file => {
  test.each(always)('every %s is reported, and nowhere else', (kind, code) => {
    const rows = planted(file, kind).filter(isPerson).map(keyOf)
    expect([...reported(file, code)].sort()).toEqual([...new Set(rows)].sort())
  })

  test('no row is called an error that has none', () => {
    const wrong = new Set(errors.filter(each => each['file'] === file).map(keyOf))
    const called = bookOf(file).rows.filter(row => row.status === 'error')
    expect(called.filter(row => !wrong.has(rowKey(row.sheet, row.row)))).toEqual([])
  })

  test('a birth said to differ from the tax code really does', () => {
    const kinds = new Set(['birth_year_off_by_one', 'birth_day_month_swapped', 'birth_defaulted_to_1_january'])
    const rows = new Set(errors.filter(each => each['file'] === file && kinds.has(each['kind'] ?? '')).map(keyOf))
    for (const key of reported(file, 'import.problem.birth-differs-from-code')) expect(rows).toContain(key)
  })

  test('every row of the file is a person or skipped with a reason', () => {
    const { rows, skipped } = bookOf(file)
    const seen = new Set([...rows, ...skipped].map(row => rowKey(row.sheet, row.row)))
    expect(seen.size).toBe(rows.length + skipped.length)
    const missing = links.filter(
      link => link['file'] === file && isPerson(link) && !rows.some(row => rowKey(row.sheet, row.row) === keyOf(link)),
    )
    expect(missing).toEqual([])
  })

  test('values are read as the truth has them, where the file has no planted error', () => {
    const wrong = new Set(
      errors.filter(each => each['file'] === file && each['kind'] !== 'leading_plus_phone').map(keyOf),
    )
    const differences: string[] = []
    for (const link of links.filter(each => each['file'] === file && isPerson(each) && !wrong.has(keyOf(each)))) {
      const values = bookOf(file).rows.find(row => rowKey(row.sheet, row.row) === keyOf(link))?.values
      const truth = people.get(link['person_id'] ?? '')
      if (!values || !truth) continue
      const code = values.taxCodeKind === 'provisional' ? truth['provisional_code'] : truth['codice_fiscale']
      const pairs: [string, string | undefined, string | undefined][] = [
        ['birth', values.birthDate, truth['birth_date']],
        ['sex', values.sex, truth['sex']],
        ['citizenship', values.citizenship, truth['citizenship_iso3']],
        ['code', values.taxCode, code],
        ['permit', values.permitKind, truth['permit_type']],
        ['expiry', values.permitExpiry, truth['permit_expiry']],
        ['number', values.permitNumber, truth['permit_number']],
        ['phone', values.phone?.replace('+39', ''), truth['phone']],
        ['municipality', values.municipality, truth['municipality_belfiore']],
        ['birthplace', values.birthPlace, truth['birth_place_code']],
      ]
      for (const [name, read, right] of pairs)
        if (read !== undefined && read !== right) differences.push(`${keyOf(link)} ${name} ${read} ≠ ${right}`)
    }
    expect(differences).toEqual([])
  })
})

const personIn = (file: string, i: number): string => {
  const row = bookOf(file).rows[i]
  return (
    links.find(link => link['file'] === file && row && keyOf(link) === rowKey(row.sheet, row.row))?.['person_id'] ?? ''
  )
}

describe.each(files)('people listed twice in %s', file => {
  test('are found, all of them, and nobody else', () => {
    const { rows, pairs } = bookOf(file)
    for (const pair of pairs) expect(personIn(file, pair.first)).toBe(personIn(file, pair.second))
    const listed = Map.groupBy(
      rows.map((_, i) => personIn(file, i)),
      person => person,
    )
    const twice = [...listed].filter(([, all]) => all.length > 1).map(([person]) => person)
    const found = new Set(pairs.map(pair => personIn(file, pair.first)))
    expect(twice.filter(person => !found.has(person))).toEqual([])
  })
})

test('phones with a plus survive', () => {
  const rows = new Map(bookOf('servizio-sociale.csv').rows.map(row => [row.row, row.values.phone]))
  const plus = planted('servizio-sociale.csv', 'leading_plus_phone')
  expect(plus).toHaveLength(206)
  for (const truth of plus)
    expect(rows.get(Number(truth['row']))).toBe((truth['detail'] ?? '').replaceAll(/[^+\d]/g, ''))
})

test('sensitive remarks are kept as remarks and nowhere else', () => {
  const rows = bookOf('servizio-sociale.csv').rows
  for (const truth of planted('servizio-sociale.csv', 'sensitive_note')) {
    const row = rows.find(each => each.row === Number(truth['row']))
    expect(row?.values.notes).toBeTruthy()
    expect(JSON.stringify(row?.problems)).not.toContain(row?.values.notes)
  }
})
