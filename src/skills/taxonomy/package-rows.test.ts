// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRecords } from '#platform/spreadsheets/csv-reader.ts'
import { anyCharacter } from '#test/support/any-text.ts'
import { newestFirst, packageFile } from './package-file.ts'
import { readRows } from './package-rows.ts'
import { csv, occupationsCsv } from './taxonomy.build.ts'

const loose = {
  cellLength: Number.POSITIVE_INFINITY,
  columns: Number.POSITIVE_INFINITY,
  rows: Number.POSITIVE_INFINITY,
}
const read = (text: string) => readRows('occupation', readRecords(text, ',', loose))

describe('a file of a package', () => {
  test.each([
    ['ESCO dataset - v1.2.0 - classification - it - csv/occupations_it.csv', 'occupation', 'it', '1.2.0'],
    ['v1.0.8-occupations/occupations_ro.csv.gz', 'occupation', 'ro', '1.0.8'],
    ['esco/1.1/ISCOGroups_fr.csv', 'isco-group', 'fr', '1.1'],
    ['v1.2/broaderRelationsSkillPillar_en.csv', 'broader-skills', '', '1.2'],
    ['v1.2/occupationSkillRelations.csv', 'occupation-skills', '', '1.2'],
  ])('%s', (path, kind, language, version) => {
    expect(packageFile(path)).toEqual({ kind, language, version })
  })

  test.each(['v1.2/conceptSchemes_en.csv', 'v1.2/notes.txt', 'esco/occupations_it.csv', 'v1.2/occupations.csv'])(
    '%s is none that can be read',
    path => {
      expect(packageFile(path)).toBeUndefined()
    },
  )

  test('a version that is said wins over the folder', () => {
    expect(packageFile('v1.1/skills_it.csv', '1.2.1')?.version).toBe('1.2.1')
  })

  test('versions are compared number by number', () => {
    expect(['1.9', '1.10', '1.1.1', '1.1', '1.0.8'].toSorted(newestFirst)).toEqual([
      '1.10',
      '1.9',
      '1.1.1',
      '1.1',
      '1.0.8',
    ])
  })
})

describe('rows', () => {
  test('labels that stand below each other in one cell are several', () => {
    const { texts } = read(
      occupationsCsv([
        { name: 'x', isco: '7512', label: 'fornaio/fornaia', also: 'panettiere\r\npasticciere, di notte\n' },
      ]),
    )
    expect(texts[0]).toMatchObject({
      forms: ['fornaio', 'fornaia'],
      alternatives: ['panettiere', 'pasticciere, di notte'],
    })
  })

  test('blanks are blanks, and what makes no row is told with its line', () => {
    const heading = ['conceptUri', 'preferredLabel', 'iscoGroup', 'status']
    const rows = read(
      csv([heading, ['u:1', 'uno', '', ''], ['', 'due', '1', ''], ['u:3', '', '1', ''], ['u:1', 'again', '', '']]),
    )
    expect(rows.concepts).toMatchObject([{ uri: 'u:1', isco_code: null, status: 'released' }])
    expect(rows.left).toEqual([
      { line: 3, why: 'no-uri' },
      { line: 4, why: 'no-label' },
      { line: 5, why: 'twice' },
    ])
  })

  test('the unit group is read from a code or from its URI', () => {
    const rows = read(
      csv([
        ['conceptUri', 'preferredLabel', 'iscoGroup'],
        ['u:1', 'a', 'http://data.europa.eu/esco/isco/C0110'],
        ['u:2', 'b', '7512'],
      ]),
    )
    expect(rows.concepts.map(concept => concept.isco_code)).toEqual(['0110', '7512'])
  })

  test('any text in a cell comes back as it went', () => {
    const cell = fc.string({ unit: anyCharacter, maxLength: 30 }).map(text => `x${text.replaceAll('\0', '')}x`)
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), descriptions => {
        const { texts } = read(
          occupationsCsv(descriptions.map((about, at) => ({ name: `n${at}`, isco: '1', label: 'l', about }))),
        )
        expect(texts.map(text => text.description)).toEqual(descriptions.map(about => about.trim()))
      }),
      { numRuns: 40 },
    )
  })
})
