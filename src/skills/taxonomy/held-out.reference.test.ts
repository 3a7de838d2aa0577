// SPDX-License-Identifier: EUPL-1.2
// The rates that README.md promises, on a sample: the published labels, one of each concept held out by a fixed seed.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { chanceFrom } from '#lib/chance.ts'
import { readRecords } from '#platform/spreadsheets/csv-reader.ts'
import { type Documents, rowsIn, type WordList } from './documents.ts'
import { holdOut, type Ranker, success, withSlip } from './held-out.build.ts'
import { indexOf } from './open-index.ts'
import { readPackageFile } from './package-folder.client.ts'
import type { ConceptKind } from './package-file.ts'
import { readRows } from './package-rows.ts'
import { rank } from './search.ts'
import { uriAt } from './search-index.ts'

const folder = path.resolve(process.env['REFERENCE_DATA'] ?? '../shared/data', 'esco')
const SEED = 20261122
/** Two hundred queries are off by some two points: the bench asks more of them. */
const SAMPLE = 200
const unbounded = { cellLength: 10 ** 9, columns: 10 ** 9, rows: 10 ** 9 }

/** A list as the database would write it. */
async function listIn(file: string, kind: ConceptKind, version: string, language: string): Promise<WordList> {
  const found = { path: path.join(folder, file), name: file, kind, version, language }
  const { concepts, texts } = readRows(kind, readRecords((await readPackageFile(found)).text, ',', unbounded))
  const codes = new Map(concepts.map(({ uri, isco_code }) => [uri, isco_code]))
  const words = texts.map(text => Object.assign(text, { isco: codes.get(text.uri) ?? null }))
  return { version, language, json: JSON.stringify(words) }
}

let italian: ReturnType<typeof holdOut>
let ranker: Ranker
beforeAll(async () => {
  if (!existsSync(folder)) throw new Error(`${folder} is missing: set REFERENCE_DATA`)
  const documents: Documents = {
    kind: 'occupation',
    language: 'it',
    own: await listIn('v1.0.8-occupations/occupations_it.csv.gz', 'occupation', '1.0.8', 'it'),
    english: await listIn('v1.1.1-en/occupations_en.csv.gz', 'occupation', '1.1.1', 'en'),
    groups: await listIn('v1.0.8-iscogroups/ISCOGroups_it.csv.gz', 'isco-group', '1.0.8', 'it'),
  }
  italian = holdOut(rowsIn(documents), SEED, SAMPLE)
  const index = indexOf(italian.entries, 'occupation', 'it')
  ranker = query => rank(index, query, 10).map(hit => uriAt(index, hit.concept))
}, 60_000)

test('an Italian label that was taken out still leads to its occupation', () => {
  const { first, five, count } = success(italian.queries, ranker)
  expect(count).toBe(SAMPLE)
  expect(first).toBeGreaterThanOrEqual(82)
  expect(five).toBeGreaterThanOrEqual(93)
})

test('and so it does with a slip of the finger and without accents', () => {
  const next = chanceFrom(SEED)
  const slipped = success(
    italian.queries.map(({ text, gold }) => ({ text: withSlip(text, next), gold })),
    ranker,
  )
  expect(slipped.five).toBeGreaterThanOrEqual(85)
  expect(slipped.nothing).toBeLessThan(2)
})
