// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import { importTaxonomy } from './import.act.ts'
import { installedFiles } from './import.store.ts'
import { findPackageFiles } from './package-folder.client.ts'
import { aFolder, anOccupation, aPackage, occupationsCsv } from './taxonomy.build.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await aDatabase()
})
afterAll(() => db.drop())
beforeEach(() =>
  db.asRole('nc_jobs', undefined, async tx => {
    for (const table of ['file', 'concept', 'text', 'relation'] as const)
      await tx.deleteFrom(`skills_taxonomy_${table}`).execute()
  }),
)

const take = (folder: string, version?: string) => importTaxonomy(db, findPackageFiles([folder], version).files)
const tables = ['concept', 'text', 'relation', 'broader', 'skill_relation'] as const
/** Everything that is stored, whatever the order: equal digests mean equal content. */
const content = () =>
  db.asRole('nc_jobs', undefined, async tx => {
    const lines: string[] = []
    for (const table of tables) {
      const rows = await tx.selectFrom(`skills_taxonomy_${table}`).selectAll().execute()
      lines.push(...rows.map(row => `${table} ${JSON.stringify(row)}`))
    }
    return { rows: lines.length, digest: createHash('sha256').update(lines.toSorted().join('\n')).digest('hex') }
  })
const textsOf = (uri: string, language: string) =>
  db.asRole('nc_jobs', undefined, tx =>
    tx.selectFrom('skills_taxonomy_text').selectAll().where('uri', '=', uri).where('language', '=', language).execute(),
  )

test('reads a package, packed or not, and says what it had no use for', async () => {
  const { folder } = aPackage()
  const { files, others } = findPackageFiles([folder])
  expect(others.map(path => path.split('/').at(-1))).toEqual(['conceptSchemes_en.csv'])
  const { files: done, unresolved } = await importTaxonomy(db, files)
  expect(done.map(({ kind, language, rows, state }) => `${kind} ${language} ${rows} ${state}`)).toEqual([
    'skill en 5 imported',
    'occupation en 5 imported',
    'occupation it 5 imported',
    'occupation-skills  8 imported',
  ])
  expect(unresolved).toEqual([{ version: '9.1.2', what: 'occupation', uri: anOccupation('unheard-of'), relations: 1 }])
})

test('importing again changes nothing', async () => {
  const { folder } = aPackage()
  await take(folder)
  const before = await content()
  const again = await take(folder)
  expect(again.files.every(file => file.state === 'unchanged')).toBe(true)
  expect(await content()).toEqual(before)
  expect(before.rows).toBeGreaterThan(20)
})

test('keeps both gender forms, and a deprecated concept with what replaces it', async () => {
  await take(aPackage().folder)
  expect((await textsOf(anOccupation('baker'), 'it'))[0]).toMatchObject({
    preferred: 'panettiere/panettiera',
    forms: ['panettiere', 'panettiera'],
    alternatives: ['fornaio', 'fornaia', 'addetto al forno, turno di notte'],
  })
  const [old] = await db.asRole('nc_jobs', undefined, tx =>
    tx.selectFrom('skills_taxonomy_concept').selectAll().where('uri', '=', anOccupation('old-cleaner')).execute(),
  )
  expect(old).toMatchObject({ status: 'deprecated', replaced_by: anOccupation('cleaner') })
})

test('a changed file takes the place of the old one; other versions stay beside it', async () => {
  const { folder, write } = aPackage()
  await take(folder)
  write('next - v9.2/occupations_it.csv', occupationsCsv([{ name: 'baker', isco: '7512', label: 'fornaio' }]))
  await take(folder)
  write(
    'dataset - v9.1.2 - it - csv/occupations_it.csv',
    occupationsCsv([{ name: 'baker', isco: '7512', label: 'pistore' }]),
  )
  const { files } = await take(folder)
  expect(files.filter(file => file.state === 'imported').map(file => file.version)).toEqual(['9.1.2'])
  expect(
    (await textsOf(anOccupation('baker'), 'it')).map(text => `${text.version} ${text.preferred}`).toSorted(),
  ).toEqual(['9.1.2 pistore', '9.2 fornaio'])
  expect(await textsOf(anOccupation('old-cleaner'), 'it')).toEqual([])
})

test('a file that is not what its name says leaves what is installed alone', async () => {
  const { folder, write } = aPackage()
  await take(folder)
  const before = await content()
  write('dataset - v9.1.2 - it - csv/occupations_it.csv', 'not,a\r\npackage,at all\r\n')
  const { files } = await take(folder)
  expect(files.find(file => file.language === 'it')).toMatchObject({ state: 'unreadable', rows: 0 })
  expect(await content()).toEqual(before)
})

test('the checksum of each input is kept', async () => {
  const { folder, write } = aFolder()
  const text = occupationsCsv([{ name: 'baker', isco: '7512', label: 'fornaio' }])
  write('v9/occupations_it.csv', text)
  await take(folder, '9')
  const [file] = await db.asRole('nc_jobs', undefined, installedFiles)
  expect(file).toMatchObject({
    version: '9',
    language: 'it',
    row_count: 1,
    sha256: createHash('sha256').update(text).digest('hex'),
  })
})

test('members read the classification and cannot write it', async () => {
  await take(aPackage().folder)
  const { rows } = await db.pool.query(
    `select table_name, privilege_type, grantee from information_schema.role_table_grants
     where table_name like 'skills_taxonomy_%' and grantee in ('nc_app', 'nc_person') and privilege_type <> 'SELECT'`,
  )
  expect(rows).toEqual([])
})
