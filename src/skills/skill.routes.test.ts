// SPDX-License-Identifier: EUPL-1.2
// From a work told in own words to what she can do, each answer a statement.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#lib/ids.ts'
import type { Client } from '#test/support/world.ts'
import { at, type Interviews, someInterviews } from './interviews.build.ts'
import type { KnownSkill } from './profile.ts'
import { profileOf } from './profile.store.ts'
import { importTaxonomy } from './taxonomy/import.act.ts'
import { findPackageFiles } from './taxonomy/package-folder.client.ts'
import { aFolder, anOccupation, aPackage, aSkill, skillsCsv } from './taxonomy/taxonomy.build.ts'
import { versionReport } from './taxonomy/version-changes.store.ts'

let interviews: Interviews
let worker: Client
let person: PersonId
let entry: string
beforeAll(async () => {
  interviews = await someInterviews()
  worker = interviews.worker
  person = await interviews.started({ personLang: 'fr' })
  const told = { words: 'facevo il pane di notte', 'words-lang': 'it', place: 'Tunisi', version: '99' }
  await worker.post(at(person, 'experiences/new'), told)
  await worker.post(at(person, 'conclude'), { confirmed: 'yes' })
  entry = (await worker.inScope(tx => profileOf(tx, person))).experiences[0]?.entry ?? ''
})
afterAll(() => interviews.world.close())

const here = (rest = '') => `/people/${person}/profile/experiences/${entry}/${rest}`
const skills = async (): Promise<readonly KnownSkill[]> =>
  (await worker.inScope(tx => profileOf(tx, person))).skills ?? []
/** By the label, as the profile lists what was said at once. */
const told = async () => (await skills()).map(({ uri, answer }) => [uri.split(/[/#]/).at(-1), answer])

test('a work without an occupation first asks which it was, by the words that were said', async () => {
  const { status, text } = await worker.get(here('skills'))
  expect(status).toBe(200)
  expect(text).toContain('panettiere/panettiera')
  expect(text).toContain('«pane» è nel nome')
  expect((await worker.post(here('occupation'), { uri: 'http://example.org/invented' })).status).toBe(422)
})

test('the plain tasks come first, in the language of who asks and of who answers', async () => {
  const { files } = findPackageFiles([aPackage().folder])
  await importTaxonomy(interviews.world.db, files)
  const chosen = await worker.post(here('occupation'), { uri: anOccupation('baker') })
  expect([chosen.status, chosen.location]).toEqual([303, here('skills')])
  const { text } = await worker.get(here('skills'))
  expect(text).toContain('Quali di questi compiti ha fatto?')
  expect(text).toContain('lang="fr"')
  expect(text).toContain('Gruppo 1 di 2')
})

test('skills follow, essential ones first and among them the rarest', async () => {
  const { text } = await worker.get(here('skills?turn=1'))
  const places = ['knead dough', 'keep the workplace tidy', 'mind ovens'].map(label => text.indexOf(label))
  expect(places.every(place => place > 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(text).toContain('non sono tradotti nel pacchetto installato')
})

test('each answer is a statement with its provenance, and what was left open is none', async () => {
  const sent = { 'skill-0': 'alone', 'skill-1': 'no', saidBy: 'interpreter' }
  expect((await worker.post(here('skills?turn=1'), sent)).location).toBe(`/people/${person}/profile`)
  expect(await told()).toEqual([
    ['tidy', 'no'],
    ['knead', 'alone'],
  ])
  expect((await skills()).find(({ uri }) => uri === aSkill('knead'))).toMatchObject({
    work: entry,
    uri: aSkill('knead'),
    label: 'knead dough',
    language: 'en',
    version: '9.1.2',
    essential: true,
    provenance: { level: 'declared', saidBy: 'interpreter' },
  })
})

test('answering again adds a statement only where the answer is another', async () => {
  const rows = () =>
    worker.inScope(tx =>
      tx.selectFrom('skills_skill').select(['uri', 'answer']).where('person_id', '=', person).execute(),
    )
  const before = (await rows()).length
  await worker.post(here('skills?turn=1'), { 'skill-0': 'alone', 'skill-1': 'helped' })
  expect(await rows()).toHaveLength(before + 1)
  expect(new Map((await told()) as [string, string][])).toEqual(
    new Map([
      ['knead', 'alone'],
      ['tidy', 'helped'],
    ]),
  )
})

test('nothing answered is said, and answers that do not exist are none', async () => {
  const answer = await worker.post(here('skills?turn=1'), { 'skill-0': 'perfectly', 'skill-9': 'alone' })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('Scegli almeno una risposta')
})

test('the profile shows what she can do beside the work, and who says it', async () => {
  const { text } = await worker.get(`/people/${person}/profile`)
  expect(text).toContain('knead dough')
  expect(text).toContain('con aiuto')
  expect(text).toContain('Chiedi che cosa sa fare')
})

test('choosing the occupation keeps the words and the provenance of the work', async () => {
  const work = (await worker.inScope(tx => profileOf(tx, person))).experiences[0]
  expect(work).toMatchObject({ words: { text: 'facevo il pane di notte' }, occupation: { uri: anOccupation('baker') } })
  expect(work?.provenance.saidBy).toBe('person')
})

test('before a newer version is used, a report counts what becomes of what was recorded, without naming anybody', async () => {
  const newer = aFolder()
  const kept = [{ name: 'knead', label: 'knead dough and pasta' }]
  newer.write('dataset - v9.2 - en - csv/skills_en.csv', skillsCsv(kept))
  await importTaxonomy(interviews.world.db, findPackageFiles([newer.folder]).files)
  const report = await interviews.world.db.asRole('nc_jobs', undefined, tx => versionReport(tx, '9.1.2', '9.2', 'en'))
  expect(
    report?.recorded.map(({ change, statements }) => [change.label, change.what, change.to?.label, statements]),
  ).toEqual([
    ['keep the workplace tidy', 'vanished', undefined, 2],
    ['knead dough', 'renamed', 'knead dough and pasta', 1],
  ])
  const anybody = interviews.world.db.asRole('nc_jobs', undefined, tx =>
    tx.selectFrom('skills_skill').select('person_id').execute(),
  )
  await expect(anybody).rejects.toMatchObject({ code: '42501' })
})

test('another organisation does not find the page', async () => {
  expect((await interviews.stranger.get(here('skills'))).status).toBe(404)
})
