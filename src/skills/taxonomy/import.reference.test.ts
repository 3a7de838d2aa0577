// SPDX-License-Identifier: EUPL-1.2
// The published package, counted: skills.md says how many rows each file has.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import { type ImportResult, importTaxonomy } from './import.act.ts'
import { findPackageFiles } from './package-folder.client.ts'

const folder = path.resolve(process.env['REFERENCE_DATA'] ?? '../shared/data', 'esco')
let db: TestDatabase
let result: ImportResult

beforeAll(async () => {
  if (!existsSync(folder)) throw new Error(`${folder} is missing: set REFERENCE_DATA`)
  db = await aDatabase()
  result = await importTaxonomy(db, findPackageFiles([folder]).files)
}, 180_000)
afterAll(() => db.drop())

const rows = (version: string, kind: string, language = 'en') =>
  result.files.find(file => file.version === version && file.kind === kind && file.language === language)?.rows

test('every row of the package arrives', () => {
  expect(rows('1.1.1', 'skill')).toBe(13_896)
  expect(rows('1.1.1', 'occupation')).toBe(3007)
  expect(rows('1.1.1', 'occupation-skills', '')).toBe(123_855)
  expect(rows('1.1.1', 'skill-group')).toBe(640)
  expect(rows('1.1.1', 'isco-group')).toBe(619)
  expect(rows('1.1.1', 'broader-skills', '')).toBe(20_656)
  expect(rows('1.1.1', 'broader-occupations', '')).toBe(3617)
  expect(rows('1.1.1', 'skill-skills', '')).toBe(5899)
  expect(result.files.flatMap(file => file.left)).toEqual([])
})

test('nine label sets of occupations stand side by side', () => {
  for (const language of ['de', 'en', 'es', 'fr', 'it', 'pl', 'pt', 'ro'])
    expect(rows('1.0.8', 'occupation', language)).toBe(2942)
  expect(rows('1.0', 'occupation', 'ar')).toBe(2942)
})

test('the relations are 64,946 essential and 58,909 optional, and one occupation is named in them only', async () => {
  const counts = await db.asRole('nc_jobs', undefined, tx =>
    tx
      .selectFrom('skills_taxonomy_relation')
      .select(['relation', tx.fn.countAll<number>().as('count')])
      .groupBy('relation')
      .orderBy('relation')
      .execute(),
  )
  expect(counts.map(({ relation, count }) => [relation, Number(count)])).toEqual([
    ['essential', 64_946],
    ['optional', 58_909],
  ])
  expect(result.unresolved.map(({ what, uri }) => `${what} ${uri}`)).toEqual([
    'occupation http://data.europa.eu/esco/occupation/a9e54177-a185-404d-b6e6-15663d31137e',
  ])
})

test('alternative labels are counted as the package has them', async () => {
  const texts = await db.asRole('nc_jobs', undefined, tx =>
    tx.selectFrom('skills_taxonomy_text').select(['version', 'language', 'kind', 'alternatives', 'forms']).execute(),
  )
  const labels = (version: string, kind: string, language: string) =>
    texts
      .filter(text => text.version === version && text.kind === kind && text.language === language)
      .reduce((sum, text) => sum + text.alternatives.length, 0)
  expect(labels('1.1.1', 'skill', 'en')).toBe(97_483)
  expect(labels('1.1.1', 'occupation', 'en')).toBe(32_804)
  expect(labels('1.0.8', 'occupation', 'it')).toBe(12_524)
  expect(labels('1.0.8', 'occupation', 'fr')).toBe(11_611)
  expect(labels('1.0.8', 'occupation', 'ro')).toBe(11_204)
  const split = texts.filter(text => text.language === 'it' && text.kind === 'occupation' && text.forms.length === 2)
  expect(split.length).toBeGreaterThan(1440)
})

test('importing it again reads nothing', async () => {
  const again = await importTaxonomy(db, findPackageFiles([folder]).files)
  expect(again.files.filter(file => file.state !== 'unchanged')).toEqual([])
}, 60_000)
