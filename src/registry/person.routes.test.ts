// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { newId, type PersonId } from '#lib/ids.ts'
import { grant } from '#platform/auth/grants.ts'
import { accessesOf } from '#platform/auth/access.ts'
import { aWorld, type Client, type Form, type TestOrganisation, type World } from '#test/support/world.ts'
import { noticesOf } from './notice.store.ts'
import { currentPermit } from './permit.store.ts'
import { getPerson, listPeople } from './person.store.ts'
import { createPerson } from './registration.store.ts'
import { aPermit, aPerson } from './registry.build.ts'
import { paths } from './registry.paths.ts'
import { sameHandles } from './same-person.store.ts'

let world: World
let coop: TestOrganisation
let cpi: TestOrganisation
let worker: Client
let operator: Client

const day = (iso: string) => iso as CivilDate
const idIn = (location: string | undefined) => (location?.split('/')[2] ?? '') as PersonId
const add = (given: Parameters<typeof aPerson>[0] = {}) => worker.inScope(tx => createPerson(tx, aPerson(given)))
const counts = (client: Client) =>
  client.inScope(async tx => ({
    people: (await tx.selectFrom('registry_person').select('person_id').execute()).length,
    statements: (await tx.selectFrom('registry_identity').select('id').execute()).length,
    permits: (await tx.selectFrom('registry_permit').select('id').execute()).length,
    facts: (await tx.selectFrom('ledger_entry').select('fact_id').execute()).length,
  }))

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T09:00:00.000Z' })
  coop = await world.organisation('thirdSector', 'Coop. Il Girasole')
  cpi = await world.organisation('jobCentre', 'CPI Jesi')
  worker = await world.member(coop, 'case-worker')
  operator = await world.member(cpi, 'cpi-operator')
})
afterAll(() => world.close())

describe('registering a person', () => {
  test('names, birth, permit and contacts are kept; the notice comes next', async () => {
    const sent = await worker.post('/people/new', {
      familyName: 'Sarro',
      givenName: 'Lamin',
      'birth-day': '12',
      'birth-month': '8',
      'birth-year': '2001',
      sex: 'M',
      citizenship: 'GMB',
      permitKind: 'subsidiary',
      'expiresOn-day': '14',
      'expiresOn-month': '1',
      'expiresOn-year': '2027',
      phone: '300 765 4321',
      safeContact: 'text-only',
      municipality: 'Jesi',
      level: 'documented',
    })
    expect(sent.status).toBe(303)
    const id = idIn(sent.location)
    expect(sent.location).toBe(paths.notice.to({ person: id }))
    await worker.inScope(async tx => {
      expect(await getPerson(tx, id)).toMatchObject({
        birthDate: '2001-08-12',
        phone: '3007654321',
        municipality: 'E388',
        safeContact: 'text-only',
      })
      expect(await currentPermit(tx, id)).toMatchObject({
        kind: 'subsidiary',
        expiresOn: '2027-01-14',
        level: 'documented',
      })
    })
  })

  test.each<[Form, string, string]>([
    [{ familyName: '' }, 'familyName', 'Scrivi almeno un nome.'],
    [{ familyName: 'x'.repeat(300) }, 'familyName', 'al massimo 120 caratteri'],
    [{ familyName: 'Ali 😀' }, 'familyName', 'disegni o faccine'],
    [
      { familyName: 'Ali', 'birth-day': '31', 'birth-month': '11', 'birth-year': '1998' },
      'birth',
      'Questo giorno non esiste',
    ],
    [{ familyName: 'Ali', 'birth-year': '2027' }, 'birth', 'nel futuro'],
    [{ familyName: 'Ali', taxCode: 'DLLMMD98A01Z343X' }, 'taxCode', 'L’ultima lettera del codice fiscale non torna'],
    [{ familyName: 'Ali', taxCode: 'DLLMMD98AO1Z343Y' }, 'taxCode', 'una lettera O dove va uno zero'],
    [{ familyName: 'Ali', municipality: 'Castro' }, 'municipality', 'Castro (BG)'],
    [{ familyName: 'Ali', municipality: 'Atlantide' }, 'municipality', 'Nessun Comune italiano'],
    [{ familyName: 'Ali', phone: '12' }, 'phone', 'da 6 a 15 cifre'],
    [{ familyName: 'Ali', citizenship: 'ITA', permitKind: 'family' }, 'permitKind', 'non ha bisogno del permesso'],
    [{ familyName: 'Ali', citizenship: 'nowhere' }, 'citizenship', 'Scegli uno Stato'],
    [{ familyName: 'Ali', level: 'certified' }, 'level', 'Scegli come lo sai'],
    [{ familyName: ['a', 'b'] }, 'familyName', 'non si legge'],
  ])('%j is refused at its field, and nothing is written', async (form, field, words) => {
    const before = await counts(worker)
    const sent = await worker.post('/people/new', { level: 'declared', ...form })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(`href="#f-${field}"`)
    expect(sent.text).toContain(words)
    expect(await counts(worker)).toEqual(before)
  })

  test('every problem of a form is shown at once, with what was typed', async () => {
    const sent = await worker.post('/people/new', {
      familyName: '',
      phone: '12',
      'birth-year': '98',
      municipality: 'Atlantide',
      usedName: 'Sami',
    })
    expect(sent.status).toBe(422)
    for (const field of ['familyName', 'phone', 'birth', 'municipality', 'level'])
      expect(sent.text).toContain(`href="#f-${field}"`)
    expect(sent.text).toContain('value="Sami"')
  })

  test('a possible duplicate is shown once; the case worker decides', async () => {
    const known = await add({
      familyName: 'Dianko',
      givenName: 'Yacouba',
      nativeName: undefined,
      birthDate: day('2001-12-08'),
    })
    const before = await counts(worker)
    const form = {
      familyName: 'YAKUBA',
      givenName: 'DIANCO',
      'birth-day': '12',
      'birth-month': '8',
      'birth-year': '2001',
      level: 'declared',
    }
    const asked = await worker.post('/people/new', form)
    expect(asked.status).toBe(200)
    expect(asked.text).toContain('Forse c’è già. Decidi tu')
    expect(asked.text).toContain(paths.file.to({ person: known }))
    expect(await counts(worker)).toEqual(before)
    const decided = await worker.post('/people/new', { ...form, distinct: 'on' })
    expect(decided.status).toBe(303)
  })

  test('the same person kept by another organisation is registered and tied, not copied', async () => {
    const theirs = await add({
      familyName: 'Haylu',
      givenName: 'Tesfalem',
      nativeName: undefined,
      birthDate: day('1999-09-09'),
    })
    await worker.inScope(tx =>
      grant(tx, {
        person: theirs,
        organisation: cpi.id,
        purpose: 'handover',
        groups: ['identity'],
        legalBasis: 'consent',
      }),
    )
    const form = {
      familyName: 'Haylu',
      givenName: 'Tesfalem',
      'birth-day': '9',
      'birth-month': '9',
      'birth-year': '1999',
      level: 'declared',
    }
    expect((await operator.post('/people/new', form)).text).toContain(`value="${theirs}"`)
    const pairs = await operator.inScope(sameHandles)
    const sent = await operator.post('/people/new', { ...form, linkTo: theirs })
    expect(sent.status).toBe(303)
    expect((await operator.inScope(sameHandles)).length).toBe(pairs.length + 1)
  })
})

describe('the list', () => {
  test.each([
    ['sami', 'Al Nouri'],
    ['NOURI samira', 'Al Nouri'],
    ['النوري', 'Al Nouri'],
    ['01234560611', 'Al Nouri'],
  ])('%s finds her', async (q, name) => {
    if ((await worker.inScope(tx => listPeople(tx, { search: 'samira' }))).total === 0)
      await add({ taxCode: '01234560611' })
    const found = await worker.get(`/people?q=${encodeURIComponent(q)}`)
    expect(found.text).toContain(name)
  })

  test('signs of patterns are letters like others', async () => {
    expect((await worker.inScope(tx => listPeople(tx, { search: '%' }))).total).toBe(0)
    expect((await worker.inScope(tx => listPeople(tx, { search: '_' }))).total).toBe(0)
  })

  test('a tax code is masked, the native name keeps its language', async () => {
    const page = await worker.get('/people?q=samira')
    expect(page.text).not.toContain('01234560611')
    expect(page.text).toContain('012···')
    expect(page.text).toContain('<bdi class="nc-soft" lang="ar">سميرة النوري</bdi>')
  })

  test('an empty list says what to do next, in every language', async () => {
    const fresh = await world.member(await world.organisation('thirdSector', 'Nuova'), 'case-worker')
    for (const [lang, words] of [
      ['it', 'Registra la prima persona'],
      ['en', 'Register the first person'],
      ['fr', 'Enregistrez la première personne'],
      ['ar', 'سجّل أول شخص'],
    ] as const) {
      expect((await fresh.get('/people', { lang })).text).toContain(words)
    }
    expect((await fresh.get('/people?q=nessuno')).text).toContain('Nessuna persona trovata')
  })
})

describe('identity and contacts', () => {
  test('a correction changes what holds and keeps what was said', async () => {
    const id = await add({ familyName: 'Corretta', birthPlace: 'Z240' })
    const page = await worker.get(paths.identity.to({ person: id }))
    expect(page.text).toContain('Siria')
    const sent = await worker.post(paths.identity.to({ person: id }), {
      familyName: 'Correta',
      givenName: 'Samira',
      level: 'documented',
      version: '1',
      'birth-year': '1995',
      birthMunicipality: 'Ancona',
    })
    expect(sent.status).toBe(303)
    expect(await worker.inScope(tx => getPerson(tx, id))).toMatchObject({
      familyName: 'Correta',
      birthPrecision: 'year',
      birthPlace: 'A271',
      citizenship: undefined,
    })
    const after = await worker.get(paths.identity.to({ person: id }))
    expect(after.text).toContain('Che cosa risultava prima')
    expect(after.text).toContain('Corretta')
    expect(after.text).toContain('visto sul documento')
  })

  test('an old page is a conflict, not an overwrite', async () => {
    const id = await add({ familyName: 'Vecchia' })
    const form = { familyName: 'Nuova', level: 'declared', version: '1' }
    expect((await worker.post(paths.identity.to({ person: id }), form)).status).toBe(303)
    expect((await worker.post(paths.identity.to({ person: id }), { ...form, familyName: 'Terza' })).status).toBe(409)
  })

  test('a tax code that tells another story is a warning', async () => {
    const id = await add({ familyName: 'Diallo', givenName: 'Mamadou', taxCode: 'DLLMMD98A01Z343Y', sex: 'M' })
    const page = await worker.get(paths.identity.to({ person: id }))
    expect(page.text).toContain('Il codice fiscale dice altro.')
    expect(page.text).toContain('la data di nascita')
  })

  test('contacts are corrected by name of the municipality', async () => {
    const id = await add({ familyName: 'Contatta' })
    const sent = await worker.post(paths.contacts.to({ person: id }), {
      municipality: 'Castro (LE)',
      phone: '+39 300 1112222',
      safeContact: 'whatsapp-only',
      level: 'declared',
      version: '1',
    })
    expect(sent.status).toBe(303)
    expect(await worker.inScope(tx => getPerson(tx, id))).toMatchObject({
      municipality: 'M261',
      phone: '+393001112222',
      safeContact: 'whatsapp-only',
    })
    expect((await worker.get(paths.contacts.to({ person: id }))).text).toContain('Solo WhatsApp, niente vocali')
    const refused = await worker.post(paths.contacts.to({ person: id }), {
      municipality: 'Castro',
      postcode: '6',
      level: 'declared',
      version: '2',
    })
    expect(refused.status).toBe(422)
    for (const field of ['municipality', 'postcode']) expect(refused.text).toContain(`href="#f-${field}"`)
  })

  test('two records are tied with a reason, and untied', async () => {
    const [a, b] = [
      await add({ familyName: 'Legata', givenName: 'Awa' }),
      await add({ familyName: 'Legata', givenName: 'Hawa' }),
    ]
    const url = paths.samePerson.to({ person: a })
    expect((await worker.post(url, { other: b, reason: '' })).status).toBe(422)
    expect((await worker.post(url, { other: b, reason: 'Stesso permesso, visto oggi' })).status).toBe(303)
    const page = await worker.get(paths.identity.to({ person: a }))
    expect(page.text).toContain('Stesso permesso, visto oggi')
    const undo = /action="([^"]+\/undo)"/.exec(page.text)?.[1] ?? ''
    expect((await worker.post(undo, { reason: 'errore' })).status).toBe(303)
    expect((await worker.get(paths.identity.to({ person: a }))).text).not.toContain('Stesso permesso, visto oggi')
  })

  test('two records that look alike stand side by side; two people are not offered again until somebody thinks again', async () => {
    const twin = { familyName: 'Simile', birthDate: '1995-05-03' as CivilDate, birthPrecision: 'day' } as const
    const [a, b] = [await add({ ...twin, givenName: 'Awa' }), await add({ ...twin, givenName: 'Awa' })]
    const [here, there] = [paths.identity.to({ person: a }), paths.identity.to({ person: b })]
    const offered = async (page: string) => (await worker.get(page)).text
    expect(await offered(here)).toMatch(/L’altra scheda[\s\S]*03\/05\/1995[\s\S]*No, sono due persone/)
    expect(await offered(here)).toContain(`id="f-${b}-reason"`)
    expect((await worker.post(paths.apart.to({ person: a }), { other: b, reason: '' })).status).toBe(303)
    for (const [page, other] of [
      [here, b],
      [there, a],
    ] as const) {
      expect(await offered(page)).not.toContain(`id="f-${other}-reason"`)
      expect(await offered(page)).toContain('Ripensaci')
    }
    expect((await worker.post(paths.askAgain.to({ person: b }), { other: a })).status).toBe(303)
    expect(await offered(here)).toContain(`id="f-${b}-reason"`)
    expect((await worker.post(paths.apart.to({ person: a }), { other: newId<PersonId>() })).status).toBe(404)
    expect((await worker.post(paths.apart.to({ person: a }), { other: a })).status).toBe(409)
  })
})

describe('permits', () => {
  const complete = {
    documentType: '1',
    kind: 'subsidiary',
    number: 'I01234567',
    questura: 'Ancona',
    level: 'documented',
    'expiresOn-day': '14',
    'expiresOn-month': '1',
    'expiresOn-year': '2027',
  }

  test('the answer, the alert and what is missing for a hiring are on the page', async () => {
    const id = await add({ familyName: 'Permessa', permit: aPermit({ number: undefined }) })
    const page = await worker.get(paths.permits.to({ person: id }))
    expect(page.text).toContain('Può lavorare: sì.')
    expect(page.text).toContain('Il permesso scade tra 54 giorni')
    expect(page.text).toContain('Manca il numero del documento.')
    expect(page.text).toContain('D.Lgs. 251/2007')
  })

  test('a paper is recorded', async () => {
    const id = await add({ familyName: 'Registrata' })
    expect((await worker.post(paths.permits.to({ person: id }), complete)).status).toBe(303)
    expect(await worker.inScope(tx => currentPermit(tx, id))).toMatchObject({
      questura: 'Ancona',
      expiresOn: '2027-01-14',
    })
  })

  test.each<[string, Form, string]>([
    ['a questura on a receipt', { documentType: '3' }, 'f-questura'],
    ['an expiry before 2000', { 'expiresOn-year': '1999' }, 'f-expiresOn'],
    ['a day that does not exist', { 'expiresOn-day': '31', 'expiresOn-month': '2' }, 'f-expiresOn'],
    ['issued in the future', { 'issuedOn-day': '1', 'issuedOn-month': '1', 'issuedOn-year': '2027' }, 'f-issuedOn'],
    ['no document chosen', { documentType: '' }, 'f-documentType'],
    [
      'asylum registered before it was asked',
      {
        kind: 'asylumRequest',
        'appliedOn-day': '2',
        'appliedOn-month': '7',
        'appliedOn-year': '2026',
        'registeredOn-day': '1',
        'registeredOn-month': '7',
        'registeredOn-year': '2026',
      },
      'f-registeredOn',
    ],
  ])('%s is refused at its field', async (_name, given, field) => {
    const id = await add({ familyName: 'Rifiutata' })
    const before = await counts(worker)
    const sent = await worker.post(paths.permits.to({ person: id }), { ...complete, ...given })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(`href="#${field}"`)
    expect(await counts(worker)).toEqual(before)
  })

  test('asylum dates give the first working day, marked as to be confirmed until the administrator confirms', async () => {
    const id = await add({ familyName: 'Asilo' })
    const dates = {
      kind: 'asylumRequest',
      'appliedOn-day': '12',
      'appliedOn-month': '10',
      'appliedOn-year': '2026',
      'registeredOn-day': '15',
      'registeredOn-month': '10',
      'registeredOn-year': '2026',
    }
    expect((await worker.post(paths.permits.to({ person: id }), { ...complete, ...dates })).status).toBe(303)
    const page = await worker.get(paths.permits.to({ person: id }))
    expect(page.text).toMatch(/Può lavorare: dal 14.{1,12}2027/)
    expect(page.text).toContain('Regola da confermare.')
    const administrator = await world.member(coop, 'administrator')
    expect((await administrator.get('/rules')).text).toContain('fino al 30 aprile 2027')
    expect((await administrator.post('/rules/asylum-work-transitional/confirm')).status).toBe(303)
    expect((await administrator.post('/rules/no-such-rule/confirm')).status).toBe(404)
    expect((await worker.get(paths.permits.to({ person: id }))).text).not.toContain('Regola da confermare.')
  })

  test('where people in danger live is marked', async () => {
    const id = await add({ familyName: 'Protetta', permit: aPermit({ kind: 'specialCases' }) })
    expect((await worker.get(paths.contacts.to({ person: id }))).text).toContain('Dove vive non si dice a nessuno.')
  })
})

describe('the privacy notice', () => {
  test('is shown in her language and recorded', async () => {
    const id = await add({ familyName: 'Informata' })
    const page = await worker.get(paths.notice.to({ person: id }))
    expect(page.text).toContain('من يحفظ بياناتك')
    expect(page.text).toContain('dir="rtl"')
    for (const [lang, words] of [
      ['en', 'Who keeps your data'],
      ['fr', 'Qui garde vos données'],
      ['it', 'Chi tiene i tuoi dati'],
    ] as const) {
      expect((await worker.get(`${paths.notice.to({ person: id })}?in=${lang}`)).text).toContain(words)
    }
    const sent = await worker.post(paths.notice.to({ person: id }), { lang: 'ar', manner: 'read-aloud' })
    expect(sent.location).toBe(paths.file.to({ person: id }))
    expect(await worker.inScope(tx => noticesOf(tx, id))).toMatchObject([
      { lang: 'ar', manner: 'read-aloud', givenOn: '2026-11-21', guardianName: undefined },
    ])
  })

  test('for a minor the guardian is named', async () => {
    const id = await add({ familyName: 'Minore', birthDate: day('2010-01-15') })
    const given = { lang: 'it', manner: 'on-paper' }
    const refused = await worker.post(paths.notice.to({ person: id }), given)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('href="#f-guardianName"')
    expect((await worker.post(paths.notice.to({ person: id }), { ...given, guardianName: 'Amina Touré' })).status).toBe(
      303,
    )
    expect(await worker.inScope(tx => noticesOf(tx, id))).toMatchObject([{ guardianName: 'Amina Touré' }])
  })

  test('a language that was not written and a missing manner are refused', async () => {
    const id = await add({ familyName: 'Lingua' })
    const sent = await worker.post(paths.notice.to({ person: id }), { lang: 'xx' })
    expect(sent.status).toBe(422)
  })
})

describe('who may', () => {
  const pages = ['identity', 'contacts', 'permits', 'notice'] as const

  test.each(pages)('%s: another organisation gets 404, and so does an invented person', async name => {
    const id = await add({ familyName: 'Altrui' })
    expect((await operator.get(paths[name].to({ person: id }))).status).toBe(404)
    expect((await worker.get(paths[name].to({ person: newId<PersonId>() }))).status).toBe(404)
    expect((await worker.get(`/people/not-an-id/${name}`)).status).toBe(404)
  })

  test.each<[(typeof pages)[number] | 'samePerson', Form]>([
    ['identity', { familyName: 'X', level: 'declared', version: '1' }],
    ['contacts', { phone: '3001234567', level: 'declared', version: '1' }],
    ['permits', { documentType: '2', kind: 'family', level: 'declared' }],
    ['notice', { lang: 'it', manner: 'on-paper' }],
    ['samePerson', { other: newId<PersonId>(), reason: 'x' }],
  ])('POST %s: another organisation gets 404, one that may only read 403, and nothing changes', async (name, form) => {
    const id = await add({ familyName: 'Letta' })
    const before = await counts(worker)
    expect((await operator.post(paths[name].to({ person: id }), form)).status).toBe(404)
    await worker.inScope(tx =>
      grant(tx, {
        person: id,
        organisation: cpi.id,
        purpose: 'handover',
        groups: ['identity', 'contacts', 'permit'],
        legalBasis: 'consent',
      }),
    )
    expect((await operator.post(paths[name].to({ person: id }), form)).status).toBe(403)
    expect(await counts(worker)).toEqual(before)
  })

  test.each(['administrator', 'coordinator', 'auditor'] as const)('the %s opens no file', async role => {
    const id = await add({ familyName: 'Chiusa' })
    const member = await world.member(coop, role)
    for (const url of ['/people', '/people/new', ...pages.map(name => paths[name].to({ person: id }))]) {
      expect([url, (await member.get(url)).status]).toEqual([url, 403])
    }
  })

  test('a mediator reads and does not write', async () => {
    const id = await add({ familyName: 'Mediata' })
    const mediator = await world.member(coop, 'mediator')
    expect((await mediator.get(paths.identity.to({ person: id }))).status).toBe(200)
    expect((await mediator.post(paths.notice.to({ person: id }), { lang: 'it', manner: 'on-paper' })).status).toBe(403)
  })

  test('each opening is written down, with its groups', async () => {
    const id = await add({ familyName: 'Aperta' })
    await worker.get(paths.contacts.to({ person: id }))
    const [access] = await worker.inScope(tx => accessesOf(tx, id))
    expect(access).toMatchObject({ role: 'case-worker', purpose: 'care', groups: ['identity', 'contacts'] })
  })
})
