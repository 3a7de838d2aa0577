// SPDX-License-Identifier: EUPL-1.2
// The memory of a process is an accelerator: whatever it holds, the answers are those that the tables give today.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import { rowsIn } from './documents.ts'
import { entryOf } from './entries.ts'
import { importTaxonomy } from './import.act.ts'
import { IndexShelf } from './index-shelf.client.ts'
import { indexOf } from './open-index.ts'
import { findPackageFiles } from './package-folder.client.ts'
import { type Search, searchIn, searchTaxonomy, warmSearch } from './search.act.ts'
import type { SearchIndex } from './search-index.ts'
import { anOccupation, aPackage, manyEntries, occupationsCsv, type Package } from './taxonomy.build.ts'
import { documentsFor } from './taxonomy.store.ts'

let db: TestDatabase
let given: Package
const [here, there] = [new IndexShelf(), new IndexShelf()]
beforeAll(async () => {
  db = await aDatabase()
  given = aPackage()
  await take()
})
afterAll(async () => {
  here.clear()
  there.clear()
  await db.drop()
})

const take = () => importTaxonomy(db, findPackageFiles([given.folder]).files)
const read = <T>(work: Parameters<typeof db.asRole<T>>[2]) => db.asRole('nc_jobs', undefined, work)
const found = (search: Search, shelf: IndexShelf) => read(tx => searchTaxonomy(tx, search, shelf))

/** From the tables to an index in one go, in this thread. */
const indexNow = (kind: Search['kind'], language: string): Promise<SearchIndex> =>
  read(async tx => indexOf(rowsIn(await documentsFor(tx, kind, language)).map(entryOf), kind, language))

const word = fc.constantFrom(
  'pane',
  'fornaio',
  'pulizie',
  'camere',
  'truck',
  'cucire',
  'abiti',
  'camion',
  'dough',
  'api',
)
const searches = fc.record({
  query: fc
    .array(fc.oneof(word, fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 4 })
    .map(words => words.join(' ')),
  languages: fc.constantFrom(['it'], ['en'], ['it', 'en'], ['ro']),
  kind: fc.constantFrom('occupation' as const, 'skill' as const),
  limit: fc.integer({ min: 1, max: 8 }),
})

test('two processes with indexes in memory give the answers of the tables', async () => {
  const tables = new Map<string, SearchIndex>()
  for (const kind of ['occupation', 'skill'] as const)
    for (const language of ['it', 'en', 'ro']) tables.set(`${kind} ${language}`, await indexNow(kind, language))
  await fc.assert(
    fc.asyncProperty(searches, async search => {
      const truth = searchIn(
        search.languages.flatMap(language => tables.get(`${search.kind} ${language}`) ?? []),
        search,
      )
      expect(await found(search, here)).toEqual(truth)
      expect(await found(search, there)).toEqual(truth)
    }),
    { numRuns: 25 },
  )
})

test('as soon as other files are installed every process answers from them, and what was thrown away comes back', async () => {
  const search: Search = { query: 'pistore', languages: ['it'], kind: 'occupation', limit: 3 }
  expect((await found(search, here))[0]?.label).not.toBe('pistore')
  given.write('next - v9.2/occupations_it.csv', occupationsCsv([{ name: 'baker', isco: '7512', label: 'pistore' }]))
  await take()
  for (const shelf of [here, there])
    expect((await found(search, shelf))[0]).toMatchObject({
      uri: anOccupation('baker'),
      label: 'pistore',
      version: '9.2',
    })
  here.clear()
  expect(await found(search, here)).toEqual(searchIn([await indexNow('occupation', 'it')], search))
})

test('a classification so large that it is looked at twice gives one answer in two processes, too', async () => {
  const many = manyEntries(1100)
  const rows = many.map(({ uri, labels: [label = '', also = ''], about }) => ({
    name: uri.slice(2),
    isco: '7512',
    label,
    also,
    about,
  }))
  given.write('next - v9.3/occupations_it.csv', occupationsCsv(rows))
  await take()
  const truth = await indexNow('occupation', 'it')
  expect(truth.senses).toBeDefined()
  const words = fc.constantFrom(...many.flatMap(({ labels, about }) => [...labels, about].join(' ').split(' ')))
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 4 }), async some => {
      const search: Search = { query: some.join(' '), languages: ['it'], kind: 'occupation', limit: 8 }
      const answer = searchIn([truth], search)
      expect(await found(search, here)).toEqual(answer)
      expect(await found(search, there)).toEqual(answer)
    }),
    { numRuns: 15 },
  )
})

test('warming makes what people will ask for, and makes anew what is out of date', async () => {
  const shelf = new IndexShelf()
  await warmSearch(db, shelf)
  expect(shelf.outdated('another stamp').map(({ kind, language }) => `${kind} ${language}`)).toEqual([
    'occupation it',
    'occupation en',
    'occupation fr',
    'occupation ar',
  ])
  shelf.clear()
})

test('a failure while words are read is not kept for who asks next', async () => {
  const shelf = new IndexShelf()
  const wanted = { kind: 'occupation', language: 'it', stamp: 'x' } as const
  await expect(shelf.open(wanted, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  const documents = await read(tx => documentsFor(tx, 'occupation', 'it'))
  expect((await shelf.open(wanted, () => Promise.resolve(documents))).language).toBe('it')
  shelf.clear()
})
