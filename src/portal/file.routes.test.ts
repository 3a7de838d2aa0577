// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { MeetingId, PersonId } from '#lib/ids.ts'
import { shareWith } from '#network/index.ts'
import { accessesOf } from '#platform/auth/access.ts'
import { createPerson } from '#registry/index.ts'
import { aPermit, aPerson } from '#registry/registry.build.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { aHeldMeeting, anAgreedPlan, anOrganisation, aToldInterview, signs } from './portal.build.ts'
import { questionsOf } from './question.store.ts'

let world: World
let coop: TestOrganisation
let centre: TestOrganisation
let worker: Client
let operator: Client
let samira: PersonId
let her: Client
let meeting: MeetingId

const file = () => `/people/${samira}`

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-20T15:00:00.000Z' })
  coop = await anOrganisation(world, 'receptionProject', 'Coop. Il Girasole')
  centre = await anOrganisation(world, 'jobCentre', 'CPI di Jesi')
  worker = await world.member(coop, 'case-worker', 'Federica Moretti')
  operator = await world.member(centre, 'cpi-operator', 'Paolo Severini')
  samira = await worker.inScope(tx => createPerson(tx, aPerson({ permit: aPermit() })))
  her = world.person(coop, samira)
})
afterAll(() => world.close())

describe('the file of somebody just registered', () => {
  test('shows who she is, in her own script, whether she may work and why', async () => {
    const { status, text } = await worker.get(file())
    expect(status).toBe(200)
    for (const shown of ['Samira Al Nouri', 'سميرة النوري', '3 maggio 1995', 'Siria', 'Jesi'])
      expect(text).toContain(shown)
    expect(text).toContain('Può lavorare: sì.')
    expect(text).toContain('Il permesso scade il 14 gennaio 2027, tra 55 giorni.')
  })

  test('has eight stations, the first of them now, and one next step', async () => {
    const { text } = await worker.get(file())
    const path = /<ol class="nc-path is-wide">(.*?)<\/ol>/s.exec(text)?.[1] ?? ''
    expect(path.match(/<li /g)).toHaveLength(8)
    expect(path.match(/is-now/g)).toHaveLength(1)
    expect(path).toMatch(/^<li class="is-now"/)
    expect(text).toContain(`href="/people/${samira}/interview"`)
  })

  test('can be read in every language', async () => {
    for (const lang of ['en', 'fr', 'ar']) {
      const { status, text } = await worker.get(file(), { lang })
      expect([status, text.includes(`<html lang="${lang}"`)]).toEqual([200, true])
    }
  })

  test('is not there for an organisation with which nothing was shared', async () => {
    expect((await operator.get(file())).status).toBe(404)
    expect((await operator.get(`${file()}/seen`)).status).toBe(404)
  })
})

describe('after the interview, the plan and an hour', () => {
  beforeAll(async () => {
    await aToldInterview(worker, samira)
    const plan = await anAgreedPlan(worker.inScope, samira)
    meeting = await aHeldMeeting(worker.inScope, plan, '2026-11-19' as CivilDate)
  })

  test('the stations carry their days and the plan its seal, never called countersigned', async () => {
    const { text } = await worker.get(file())
    const path = /<ol class="nc-path is-wide">(.*?)<\/ol>/s.exec(text)?.[1] ?? ''
    expect(path.match(/class="is-done"/g)).toHaveLength(3)
    expect(path).toContain('8 settembre')
    expect(text).toMatch(/nc-seal is-(waiting|sealed)/)
    expect(text).not.toContain('is-countersigned')
  })

  test('what she did is shown with who says so, what limits her without the reason', async () => {
    const { text } = await worker.get(file())
    expect(text).toContain('Cucivo abiti da sposa')
    expect(text).toMatch(/<b>dichiarato<\/b>/)
    expect(text).toContain('Orario dalle 8:30 alle 15:30.')
  })

  test('hours that wait for her are not counted; signed they are', async () => {
    const before = await worker.get(file())
    expect(before.text).toContain('Altre 2 h 30′ aspettano una firma.')
    expect(before.text).toContain('aria-label="0 ore su 8 ore"')
    expect((await her.get('/my')).text).toContain('Firma 2 ore e 30')
    await signs(worker.inScope, meeting)
    const after = await worker.get(file())
    expect(after.text).toContain('aria-label="2 ore e 30 su 8 ore"')
    // One seal for the measure and one for the total, and none before there was an act.
    expect(before.text).not.toContain('Ore firmate: ')
    expect(after.text.match(/aria-label="[^"]*Ore firmate: (Orientamento|Totale)/g)).toHaveLength(2)
    expect((await her.get('/my')).text).toContain('Non devi fare niente')
  })
})

describe('a file shared in part', () => {
  beforeAll(async () => {
    await worker.inScope(tx =>
      shareWith(tx, {
        person: samira,
        organisation: centre.id,
        groups: ['identity', 'schooling_languages'],
        purpose: 'care',
        legalBasis: 'public-task',
        until: '2027-05-20' as CivilDate,
      }),
    )
  })

  test('shows the other organisation what was shared, says it is a shared file, and offers no act', async () => {
    const { status, text } = await operator.get(file())
    expect(status).toBe(200)
    expect(text).toContain('Samira Al Nouri')
    expect(text).toContain('Fascicolo condiviso con noi')
    for (const hidden of ['Può lavorare', 'Cucivo abiti', 'Orario dalle', 'Ore e misure', '+39300', 'Chi può vedere']) {
      expect(text).not.toContain(hidden)
    }
  })

  test('says nothing of stations that were not shared, and the log says only what could be seen', async () => {
    const { text } = await operator.get(file())
    expect(text).not.toContain('nc-path')
    const [latest] = await operator.inScope(tx => accessesOf(tx, samira))
    expect(latest?.groups.toSorted()).toEqual(['identity', 'schooling_languages'])
  })

  test('tells the keeper who may see, and until when', async () => {
    const { text } = await worker.get(file())
    expect(text).toContain('CPI di Jesi')
    expect(text).toContain('identità e scuola e lingue')
    expect(text).toContain('20/05/2027')
  })
})

describe('who has looked', () => {
  test('each opening is one row that she can read herself, without names of operators', async () => {
    world.setNow('2026-11-20T15:05:00.000Z')
    const before = await worker.inScope(tx => accessesOf(tx, samira))
    await operator.get(file())
    const after = await worker.inScope(tx => accessesOf(tx, samira))
    expect(after.length).toBe(before.length + 1)
    expect(after[0]?.organisationName).toBe('CPI di Jesi')
    const { text } = await her.get('/my/seen')
    expect(text).toContain('CPI di Jesi')
    expect(text).not.toContain('Severini')
  })

  test('she asks who it was; the keeper finds the question on the desk and in the file, and answers once', async () => {
    const [looked] = await worker.inScope(tx => accessesOf(tx, samira))
    const asked = await her.post('/my/seen', { access: looked?.id, words: 'Non conosco questo ufficio' })
    expect(asked).toMatchObject({ status: 303, location: '/my/seen?sent=1' })
    expect((await her.get('/my/seen?sent=1')).text).toContain('Domanda mandata.')
    expect((await worker.get('/desk')).text).toContain('non riconosce chi ha guardato')
    const seen = await worker.get(`${file()}/seen`)
    expect(seen.text).toContain('Non conosco questo ufficio')
    const [question] = await worker.inScope(tx => questionsOf(tx, samira))
    const answerTo = `${file()}/seen/${question?.id}`
    const empty = await worker.post(answerTo, { kind: 'explained', words: ' ' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('Scrivi una risposta, anche breve')
    const given = { kind: 'explained', words: 'Era il centro per l’impiego, per il tuo patto.' }
    expect((await worker.post(answerTo, given)).location).toBe(`${file()}/seen`)
    expect((await worker.post(answerTo, given)).status).toBe(409)
    expect((await her.get('/my/seen')).text).toContain('Era il centro per l’impiego')
    expect((await worker.get('/desk')).text).not.toContain('non riconosce chi ha guardato')
  })

  test('she can ask only about what is in her list', async () => {
    for (const nothing of [{}, { access: '', words: ' \t' }]) {
      const empty = await her.post('/my/seen', nothing)
      expect(empty.status).toBe(422)
      expect(empty.text).toContain('Scegli chi ha guardato, o scrivi che cosa vuoi sapere')
    }
    const wrong = await her.post('/my/seen', { access: '01890000-0000-7000-8000-000000000000' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Questa lettura non è nell’elenco')
  })

  test('another organisation can neither read nor answer her question', async () => {
    const [question] = await worker.inScope(tx => questionsOf(tx, samira))
    expect(await operator.inScope(tx => questionsOf(tx, samira))).toEqual([])
    const answer = await operator.post(`${file()}/seen/${question?.id}`, { kind: 'explained', words: 'x' })
    expect(answer.status).toBe(404)
  })
})

describe('her own page', () => {
  test.each(['it', 'en', 'fr', 'ar'])('in %s: hers alone, without script, lighter than 40 kB', async lang => {
    const { status, text } = await her.get('/my', { lang })
    expect(status).toBe(200)
    expect(text).not.toContain('<script')
    expect(text).toContain('href="/my/leave"')
    expect(Buffer.byteLength(text)).toBeLessThan(40_000)
  })

  test('speaks in the first person, with all eight steps', async () => {
    const { text } = await her.get('/my')
    expect(text).toContain('Ciao Samira')
    expect(text).toContain('Ho raccontato la mia storia')
    expect(text.match(/<li class="is-(done|now|wait|next)"/g)).toHaveLength(8)
    expect(text).toContain('+39 0731 000000')
  })

  test('tells apart hours that wait for her, hours to be looked at again, and hours still to do', async () => {
    await worker.post(`/people/${samira}/meetings/${meeting}/undo`, { reason: 'Siamo finite alle 11' })
    const { text } = await her.get('/my')
    expect(text).toContain('Le ore del 19 novembre non contano più.')
    expect(text).toContain('<q dir="auto">Siamo finite alle 11</q>')
    expect(text).toContain('firmi di nuovo')
    expect(text).toContain('Da rivedere con chi ti segue: 2 ore e 30.')
    expect(text).toContain('Ancora da fare: 5 ore e 30.')
    expect(text).not.toContain('Aspettano la tua firma')

    await worker.post(`/people/${samira}/meetings/${meeting}/hold`, { start: '9:00', end: '11:00' })
    const asked = (await her.get('/my')).text
    expect(asked).toContain('Aspettano la tua firma: 2 ore.')
    expect(asked).toContain('Ancora da fare: 6 ore.')
    expect(asked).not.toContain('firmi di nuovo')

    await signs(worker.inScope, meeting)
    const signed = (await her.get('/my')).text
    expect(signed).not.toContain('non contano più')
    expect(signed).toContain('Ogni ora ha la tua firma.')
  })

  test('is closed to staff, and staff pages to her', async () => {
    expect((await worker.get('/my')).status).toBe(403)
    expect((await her.get('/desk')).status).toBe(403)
    expect((await her.get(file())).status).toBe(403)
  })
})
