// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { Cell } from '#platform/spreadsheets/book.ts'
import { planSheet, withChoices } from './columns.ts'
import type { RowValues } from './field.ts'
import { checkBook } from './read-book.ts'

const today = '2026-11-21' as CivilDate
const places = new Map([['ancona', 'A271']])

function check(rows: readonly (readonly Cell[])[], corrections: Record<string, object> = {}) {
  const sheet = { name: 'A', rows }
  const plan = planSheet(sheet, today)
  const checked = checkBook({ kind: 'csv', sheets: [sheet], notices: [] }, [plan], {
    today,
    places,
    corrections: new Map(Object.entries(corrections)),
  })
  return { plan, ...checked }
}
const valuesOf = (rows: readonly (readonly Cell[])[]): RowValues => check(rows).rows[0]?.values ?? {}

describe('headings', () => {
  test('titles above the headings and blank rows are skipped, each with its reason', () => {
    const { plan, skipped, rows } = check([
      ['Coop. Il Girasole'],
      ['Elenco al 30/09'],
      ['Cognome', 'Nome', 'Nato il'],
      [],
      ['Diallo', 'Awa', '1/2/1999'],
      ['Totale', '', '1'],
    ])
    expect(plan.headerRow).toBe(2)
    expect(rows.map(row => row.row)).toEqual([5, 6])
    expect(skipped.map(each => [each.row, each.reason])).toEqual([
      [1, 'title'],
      [2, 'title'],
      [3, 'heading'],
      [4, 'blank'],
    ])
  })

  test('a total row below the list belongs to nobody', () => {
    const { skipped } = check([
      ['Cognome', 'Nome', 'N.'],
      ['Diallo', 'Awa', 1],
      ['', '', 'Totale: 1'],
    ])
    expect(skipped.at(-1)).toMatchObject({ row: 3, reason: 'total' })
  })

  test('two columns of one name stay apart and are chosen by hand', () => {
    const { plan } = check([
      ['Cognome', 'Nome', 'Data', 'Data', 'Nome'],
      ['Prova', 'Due', '01/02/1990', '03/04/2021', 'Tre'],
    ])
    expect(plan.columns.map(column => [column.heading, column.field, column.finding])).toEqual([
      ['Cognome', 'familyName', 'heading'],
      ['Nome', undefined, 'repeated'],
      ['Data', undefined, 'repeated'],
      ['Data', undefined, 'repeated'],
      ['Nome', undefined, 'repeated'],
    ])
  })

  test('a column without a known heading is recognised by what it holds', () => {
    const { plan } = check([
      ['Cognome', 'Nome', 'x', 'y'],
      ...['06276410955', '06268220594', '17558700286'].map((code, i) => ['A', 'B', code, `1/2/198${i}`]),
    ])
    expect(plan.columns.slice(2).map(column => column.field)).toEqual(['taxCode', 'birthDate'])
  })

  test('remarks are never shown as examples', () => {
    const { plan } = check([
      ['Cognome', 'Nome', 'Note'],
      ['Diallo', 'Awa', 'segreto'],
    ])
    expect(JSON.stringify(plan)).not.toContain('segreto')
    const chosen = withChoices(
      planSheet(
        {
          name: 'A',
          rows: [
            ['Cognome', 'Boh'],
            ['Diallo', 'segreto'],
          ],
        },
        today,
      ),
      new Map([[1, 'notes' as const]]),
      true,
    )
    expect(JSON.stringify(chosen)).not.toContain('segreto')
  })

  test('a register of hours is left out', () => {
    expect(
      check([
        ['Data', 'Dalle', 'Alle', 'Ore', 'Cognome', 'Nome'],
        ['1/1/2020', '9', '11', 2, 'Diallo', 'Awa'],
      ]).plan,
    ).toMatchObject({ included: false, reason: 'hours' })
  })
})

describe('rows', () => {
  test('the name of the flat holds until the next one', () => {
    const { rows } = check([
      ['Struttura', 'Cognome', 'Nome'],
      ['Appartamento 1', 'A', 'B'],
      ['', 'C', 'D'],
      ['Appartamento 2', 'E', 'F'],
      ['', 'G', 'H'],
    ])
    expect(rows.map(row => row.values.lodging)).toEqual([
      'Appartamento 1',
      'Appartamento 1',
      'Appartamento 2',
      'Appartamento 2',
    ])
  })

  test('a code stored as a number gets its zeros back, and says so', () => {
    const { rows } = check([
      ['Cognome', 'C.F.'],
      ['Obaseki', 3254441086],
    ])
    expect(rows[0]).toMatchObject({
      values: { taxCode: '03254441086', taxCodeKind: 'provisional' },
      status: 'attention',
      problems: [{ code: 'import.problem.birth-missing' }, { code: 'import.problem.leading-zero-lost' }].reverse(),
    })
  })

  test('a letter O for a zero is offered its repair and waits', () => {
    const { rows } = check([
      ['Cognome', 'Nome', 'C.F.'],
      ['Hoxha', 'Bujar', 'HXHBJR66B15Z1O0B'],
    ])
    expect(rows[0]?.problems[0]).toMatchObject({
      code: 'import.problem.tax-code-letter-o',
      suggestion: 'HXHBJR66B15Z100B',
    })
    expect(rows[0]?.status).toBe('error')
  })

  test('a correction stands in place of the cell; an emptied one drops the value', () => {
    const sheet: Cell[][] = [
      ['Cognome', 'Nome', 'Nato il'],
      ['Diallo', 'Awa', 'boh'],
    ]
    expect(check(sheet).rows[0]?.status).toBe('error')
    expect(check(sheet, { 'A:2': { birthDate: '1/2/1999' } }).rows[0]).toMatchObject({
      values: { birthDate: '1999-02-01' },
      status: 'ok',
    })
    expect(check(sheet, { 'A:2': { birthDate: '' } }).rows[0]).toMatchObject({
      values: { birthPrecision: 'unknown' },
      status: 'attention',
    })
  })

  test('what secondary cells cannot say is left out and said, the person is imported all the same', () => {
    const { rows } = check([
      ['Cognome', 'Nome', 'Nato il', 'Sesso', 'Cittadinanza', 'Telefono', 'Comune', 'Permesso'],
      ['Diallo', 'Awa', '1/2/1999', '?', 'marziana', 'boh', 'Atlantide', 'boh'],
    ])
    expect(rows[0]?.status).toBe('attention')
    expect(rows[0]?.problems).toHaveLength(5)
    expect(Object.keys(rows[0]?.values ?? {}).sort()).toEqual([
      'birthDate',
      'birthPrecision',
      'familyName',
      'givenName',
    ])
  })

  test('formulas in remarks are text, are said, and are not quoted', () => {
    const { rows } = check([
      ['Cognome', 'Nome', 'Nato il', 'Note'],
      ['Diallo', 'Awa', '1/2/1999', '=1+1'],
    ])
    expect(rows[0]?.values.notes).toBe('=1+1')
    expect(rows[0]?.problems).toEqual([{ field: 'notes', code: 'import.problem.formula-kept-as-text' }])
  })

  test('a place is read from its code or its name', () => {
    expect(
      valuesOf([
        ['Cognome', 'Comune'],
        ['Diallo', 'ANCONA'],
      ]).municipality,
    ).toBe('A271')
  })

  test('one name alone is the surname', () => {
    for (const blank of ['-', 'X', '//', ''])
      expect(
        valuesOf([
          ['Cognome', 'Nome', 'Nato il'],
          ['Zahra', blank, '1/1/1982'],
        ]),
      ).toMatchObject({ familyName: 'Zahra', givenName: '' })
  })
})
