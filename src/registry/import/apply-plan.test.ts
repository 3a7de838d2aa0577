// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { type Decisions, mergedValues, planApply, type PlannedRow, type PlanInput } from './apply-plan.ts'
import type { RowValues } from './field.ts'
import { pairSteps, samePerson } from './same-person.ts'
import { atOnce } from './steps.ts'

const awa: RowValues = {
  familyName: 'Diallo',
  givenName: 'Awa',
  birthDate: '1999-02-01' as CivilDate,
  birthPrecision: 'day',
  sex: 'F',
  citizenship: 'SEN',
}
const person = 'a0000000-0000-7000-8000-000000000001' as PersonId

const aRow = (row: number, values: RowValues = awa, status: PlannedRow['status'] = 'ok'): PlannedRow => ({
  sheet: '',
  row,
  values,
  problems: [],
  status,
  fingerprint: `print ${row}`,
})

const plan = (rows: readonly PlannedRow[], given: Partial<PlanInput> = {}) =>
  planApply({
    rows,
    pairs: atOnce(pairSteps(rows.map(row => row.values))),
    known: new Map(),
    matches: new Map(),
    decisions: {},
    ...given,
  })

describe('the same person in one file', () => {
  test.each([
    [
      'the same final code',
      { taxCode: 'DLLWAA99B41Z343T', taxCodeKind: 'final' },
      { taxCode: 'DLLWAA99B41Z343T', taxCodeKind: 'final' },
      'certain',
    ],
    [
      'two final codes',
      { taxCode: 'DLLWAA99B41Z343T', taxCodeKind: 'final' },
      { taxCode: 'DLLWAA99B41Z34PP', taxCodeKind: 'final' },
      undefined,
    ],
    [
      'two provisional codes',
      { taxCode: '06276410955', taxCodeKind: 'provisional' },
      { taxCode: '06268220594', taxCodeKind: 'provisional' },
      undefined,
    ],
    [
      'a provisional and a final code',
      { taxCode: '06276410955', taxCodeKind: 'provisional' },
      { taxCode: 'DLLWAA99B41Z343T', taxCodeKind: 'final' },
      'likely',
    ],
    ['another citizenship', {}, { citizenship: 'GIN' }, undefined],
    ['another sex', {}, { sex: 'M' }, undefined],
    ['another spelling', {}, { familyName: 'Dialo', givenName: 'Hawa' }, 'likely'],
    ['another name', {}, { givenName: 'Kadiatou' }, undefined],
    ['the same row twice', {}, {}, 'certain'],
  ] as const)('%s', (_, left, right, expected) => {
    expect(samePerson({ ...awa, ...left }, { ...awa, ...right })).toBe(expected)
  })

  test('looks the same from both sides', () => {
    const values = fc.record({
      familyName: fc.constantFrom('Diallo', 'Jallow', 'Bah'),
      givenName: fc.constantFrom('Awa', 'Hawa'),
      birthDate: fc.constantFrom('1999-01-01', '1999-02-01'),
      phone: fc.constantFrom('+391', undefined),
    })
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(samePerson(a as RowValues, b as RowValues)).toBe(samePerson(b as RowValues, a as RowValues))
      }),
    )
  })
})

describe('what an import would do', () => {
  test('rows in error wait, the others become people', () => {
    const { units, waiting } = plan([aRow(1), aRow(2, { familyName: 'Bah' }, 'error')])
    expect(units.map(unit => [unit.values.familyName, unit.target.kind])).toEqual([['Diallo', 'new']])
    expect(waiting).toMatchObject([{ row: { row: 2 }, reason: 'error' }])
  })

  test('a row imported before is unchanged', () => {
    const { units, unchanged } = plan([aRow(1)], { known: new Map([['print 1', person]]) })
    expect([units.length, unchanged.length]).toEqual([0, 1])
  })

  test('a certain pair becomes one person, of both rows', () => {
    const rows = [aRow(1), aRow(2)]
    expect(plan(rows).units.map(unit => unit.rows.length)).toEqual([2])
  })

  test.each([
    ['later', 1, 1],
    ['same', 1, 0],
    ['two', 2, 0],
  ] as const)('a likely pair decided as %s', (decision, people, waiting) => {
    const rows = [aRow(1), aRow(2, { ...awa, givenName: 'Hawa' })]
    const result = plan(rows, { decisions: { ':1|:2': decision } satisfies Decisions })
    expect([result.units.length, result.waiting.length]).toEqual([people, waiting])
  })

  test.each([
    [false, true, {}, undefined],
    [true, true, {}, { kind: 'update', person }],
    [true, false, {}, { kind: 'new', linkTo: person }],
    [false, true, { [`:1|${person}`]: 'same' }, { kind: 'update', person }],
    [true, true, { [`:1|${person}`]: 'two' }, { kind: 'new' }],
  ] as const)('somebody of the register (certain %s, own %s) with %j', (certain, own, decisions, target) => {
    const { units, waiting } = plan([aRow(1)], { matches: new Map([[0, [{ person, own, certain }]]]), decisions })
    expect(units.map(unit => unit.target)).toEqual(target ? [target] : [])
    expect(waiting).toHaveLength(target ? 0 : 1)
  })

  test('two rows that are one known person are written once', () => {
    const matches = new Map([0, 1].map(i => [i, [{ person, own: true, certain: true }]]))
    const rows = [aRow(1), aRow(2, { familyName: 'Altro', birthDate: '1970-01-01' as CivilDate })]
    expect(plan(rows, { matches }).units).toHaveLength(1)
  })

  test('every row is in exactly one place, whatever was decided', () => {
    const row = fc.record({ name: fc.constantFrom('Awa', 'Hawa', 'Musa'), bad: fc.boolean(), known: fc.boolean() })
    const decision = fc.constantFrom('same', 'two', 'later', undefined)
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), decision, (given, choice) => {
        const rows = given.map(({ name, bad }, i) => aRow(i, { ...awa, givenName: name }, bad ? 'error' : 'ok'))
        const known = new Map(given.flatMap(({ known: was }, i) => (was ? [[`print ${i}`, person] as const] : [])))
        const decisions = Object.fromEntries(
          rows.flatMap(a => rows.map(b => [`:${a.row}|:${b.row}`, choice])),
        ) as Decisions
        const result = plan(rows, { known, decisions: choice ? decisions : {} })
        const places = [
          ...result.units.flatMap(unit => unit.rows),
          ...result.waiting.map(each => each.row),
          ...result.unchanged,
        ]
        expect(places.map(each => each.row).sort()).toEqual(rows.map(each => each.row).sort())
      }),
    )
  })
})

test('rows of one person fill each other, and the final code follows the provisional one', () => {
  const { values, earlierCode } = mergedValues([
    {
      familyName: 'Diallo',
      taxCode: '06276410955',
      taxCodeKind: 'provisional',
      birthPrecision: 'unknown',
      notes: 'uno',
    },
    {
      familyName: 'Jallow',
      givenName: 'Awa',
      taxCode: 'DLLWAA99B41Z343T',
      taxCodeKind: 'final',
      birthDate: '1999-02-01' as CivilDate,
      birthPrecision: 'day',
      notes: 'due',
    },
  ])
  expect(values).toEqual({
    familyName: 'Diallo',
    givenName: 'Awa',
    taxCode: 'DLLWAA99B41Z343T',
    taxCodeKind: 'final',
    birthDate: '1999-02-01',
    birthPrecision: 'day',
    notes: 'uno\ndue',
  })
  expect(earlierCode).toBe('06276410955')
})
