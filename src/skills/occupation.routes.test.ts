// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#lib/ids.ts'
import type { Client } from '#test/support/world.ts'
import { sectionOf } from './draft.ts'
import { getDraft } from './draft.store.ts'
import { at, type Interviews, someInterviews } from './interviews.build.ts'
import { occupationIn } from './occupation.ts'
import { profileOf } from './profile.store.ts'
import { importTaxonomy } from './taxonomy/import.act.ts'
import { findPackageFiles } from './taxonomy/package-folder.client.ts'
import { anOccupation, aPackage } from './taxonomy/taxonomy.build.ts'

let interviews: Interviews
let worker: Client
let person: PersonId
beforeAll(async () => {
  interviews = await someInterviews()
  worker = interviews.worker
  person = await interviews.started({ personLang: 'fr' })
  await worker.post(at(person, 'experiences/new'), {
    words: 'facevo il pane di notte',
    'words-lang': 'it',
    place: 'Tunisi',
    version: '99',
  })
})
afterAll(() => interviews.world.close())

const told = async () => {
  const draft = await worker.inScope(tx => getDraft(tx, person))
  const entry = sectionOf(draft.content, 'experiences').entries[0]
  if (!entry) throw new Error('The work was not told')
  return entry
}
const here = async (query = '') => `/people/${person}/interview/experiences/${(await told()).entry}/occupation${query}`

test('on a fresh machine own words find an occupation of the starter vocabulary, and the page says why', async () => {
  const { status, text } = await worker.get(await here())
  expect(status).toBe(200)
  expect(text).toContain('panettiere/panettiera')
  expect(text).toContain('«pane» è nel nome')
  expect(text).toContain('Vocabolario di base del programma')
})

test('other words can be tried, and words that mean nothing find nothing', async () => {
  expect((await worker.get(await here('?q=portavo+i+passeggeri+con+il+taxi'))).text).toContain(
    'autista di auto e furgoni',
  )
  expect((await worker.get(await here('?q=zzzz'))).text).toContain('Nessun mestiere trovato')
  expect((await worker.get(await here(`?q=${'x'.repeat(301)}`))).status).toBe(422)
})

test('an address that is not in the classification is refused, and nothing is kept', async () => {
  const response = await worker.post(await here(), { uri: 'http://example.org/invented' })
  expect(response.status).toBe(422)
  expect(response.text).toContain('Questo mestiere non è nella classificazione installata')
  expect(occupationIn((await told()).answers)).toBeUndefined()
})

test('the choice keeps address, label, language and version, survives telling again, and can be removed', async () => {
  const { files } = findPackageFiles([aPackage().folder])
  await importTaxonomy(interviews.world.db, files)
  expect((await worker.get(await here())).text).toContain(
    'Classificazione ESCO della Commissione europea, versione 9.1.2',
  )
  const chosen = await worker.post(await here(), { uri: anOccupation('baker') })
  expect(chosen.status).toBe(303)
  const baker = {
    uri: anOccupation('baker'),
    label: 'panettiere/panettiera',
    language: 'it',
    version: '9.1.2',
    isco: '7512',
  }
  expect(occupationIn((await told()).answers)).toEqual(baker)
  const { entry } = await told()
  await worker.post(`/people/${person}/interview/experiences/${entry}`, {
    words: 'facevo il pane e i dolci',
    version: '99',
  })
  expect((await told()).answers['words']).toBe('facevo il pane e i dolci')
  expect(occupationIn((await told()).answers)).toEqual(baker)
  await worker.post(await here(), { uri: '' })
  expect(occupationIn((await told()).answers)).toBeUndefined()
  await worker.post(await here(), { uri: anOccupation('baker') })
})

test('the profile keeps it beside the words, and a correction of the work does not lose it', async () => {
  await worker.post(`/people/${person}/interview/conclude`, { confirmed: 'yes' })
  const experience = async () => (await worker.inScope(tx => profileOf(tx, person))).experiences[0]
  expect((await experience())?.occupation).toMatchObject({ uri: anOccupation('baker'), version: '9.1.2' })
  expect((await worker.get(`/people/${person}/profile`)).text).toContain('Mestiere scelto: panettiere/panettiera')
  const entry = (await experience())?.entry
  await worker.post(`/people/${person}/profile/experiences/${entry}`, {
    words: 'panettiere per dieci anni',
    level: 'declared',
  })
  expect(await experience()).toMatchObject({
    words: { text: 'panettiere per dieci anni' },
    occupation: { label: 'panettiere/panettiera' },
  })
})

test('another organisation does not find the page', async () => {
  expect((await interviews.stranger.get(`/people/${person}/interview/experiences/x/occupation`)).status).toBe(404)
})
