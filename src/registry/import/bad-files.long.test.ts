// SPDX-License-Identifier: EUPL-1.2
// Whatever somebody brings: a sentence in her language that says what to do, and nothing half done.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { catalogueOf } from '#app/compose.ts'
import { type BadFile, readFiles, refusedFiles } from '#platform/spreadsheets/bad-files.build.ts'
import { type Client, type World, aWorld } from '#test/support/world.ts'
import { listPeople } from '../person.store.ts'

vi.setConfig({ testTimeout: 120_000 })

let world: World
let worker: Client
const catalogue = catalogueOf()
beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T09:00:00.000Z' })
  worker = await world.member(await world.organisation('receptionProject', 'Coop. Il Girasole'), 'case-worker')
})
afterAll(() => world.close())

const bring = (client: Client, { name, bytes }: BadFile, lang: string) =>
  client.upload(`/people/import?lang=${lang}`, name, bytes)
const said = (text: string): string =>
  text
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')

describe('files that cannot be read', () => {
  test('each is refused with its sentence, and leaves nothing behind', async () => {
    const wrong: string[] = []
    const langs = ['it', 'en', 'fr', 'ar'] as const
    for (const [i, file] of (await refusedFiles()).entries()) {
      // The words themselves are there in every language; here each language takes its turn.
      const lang = langs[i % langs.length] ?? 'it'
      const answer = await bring(worker, file, lang)
      // The beginning of the sentence, before any number in it.
      const sentence =
        catalogue
          .translator(lang)(file.code, { row: 0, column: 0, limit: 0 })
          .split(/[0-9٠]/)[0] ?? ''
      if (answer.status !== 422) wrong.push(`${file.name} ${lang}: ${answer.status}`)
      else if (sentence.length < 3 || !said(answer.text).includes(sentence))
        wrong.push(`${file.name} ${lang}: ${sentence}`)
    }
    expect(wrong).toEqual([])
    expect(await worker.inScope(tx => tx.selectFrom('registry_import').select('id').execute())).toEqual([])
  })
})

describe('files that can be read for what they are', () => {
  test('each gives its one person, and says what is odd about it', async () => {
    const wrong: string[] = []
    for (const [i, file] of (await readFiles()).entries()) {
      const client = await world.member(await world.organisation('receptionProject', `Coop. ${i}`), 'case-worker')
      const answer = await bring(client, file, 'it')
      const at = (answer.location ?? '').replace(/\/review$/, '')
      if (answer.status !== 303) {
        wrong.push(`${file.name}: ${answer.status}`)
        continue
      }
      const review = await client.get(`${at}/review`)
      const notice = file.notice && catalogueOf().translator('it')(file.notice)
      if (notice && !said(review.text).includes(notice)) wrong.push(`${file.name}: no notice`)
      if (!notice && review.text.includes('lettere rovinate')) wrong.push(`${file.name}: a notice too many`)
      await client.post(`${at}/apply`)
      const { people } = await client.inScope(tx => listPeople(tx, {}))
      const names = people.map(each => `${each.familyName} ${each.givenName}`)
      if (!names.includes("D'Angelo Niccolò")) wrong.push(`${file.name}: ${names.join(', ')}`)
    }
    expect(wrong).toEqual([])
  })

  test.each([
    ['that turns its direction', 'registro\u202Evsc.csv'],
    ['of three hundred letters', `${'x'.repeat(300)}.csv`],
    ['with signs of a program', '<script>alert(1)</script>.csv'],
  ])('a file name %s is kept as a harmless text', async (_, name) => {
    const answer = await bring(worker, { name, bytes: Buffer.from('Cognome;Nome\nDiallo;Awa\n') }, 'it')
    expect(answer.status).toBe(303)
    const review = await worker.get(answer.location ?? '')
    expect(review.status).toBe(200)
    expect(review.text.includes('<script>alert')).toBe(false)
    expect(review.text.includes('\u202E')).toBe(false)
  })
})
