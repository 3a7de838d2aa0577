// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { integrate, openingFor, record } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import type { FactId, Handle, PersonId, ProgrammeId } from '#lib/ids.ts'
import { newId } from '#lib/ids.ts'
import { addOrganisation } from '#network/index.ts'
import { runDueJobs } from '#platform/jobs/jobs.ts'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { createPerson, getPerson, linkSamePerson, recordPermit } from '#registry/index.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { programmesOf, refreshStations } from './index.ts'
import { module } from './module.ts'

let world: World
let coordinator: Client
let worker: Client
let stranger: Client
let coop: TestOrganisation

const NOW = '2026-11-21T09:00:00.000Z'

beforeAll(async () => {
  world = await aWorld({ now: NOW })
  const founder = await world.organisation('leadPartner', 'Fondazione')
  const admin = await world.member(founder, 'administrator')
  const added = async (kind: 'leadPartner' | 'thirdSector', name: string): Promise<TestOrganisation> => ({
    id: await admin.inScope(tx => addOrganisation(tx, { kind, name })),
    name,
    kind,
  })
  const region = await added('leadPartner', 'Regione')
  coop = await added('thirdSector', 'Coop. Il Girasole')
  coordinator = await world.member(region, 'coordinator')
  worker = await world.member(coop, 'case-worker')
  stranger = await world.member(await added('thirdSector', 'Coop. Altra'), 'case-worker')
})
afterAll(() => world.close())

let codes = 0
const form = (change: Record<string, string | string[]> = {}) => ({
  name: 'Programma di prova',
  code: `PROVA-${++codes}`,
  fund: 'FAMI 2021–2027',
  budget: '86.593,29',
  heads: '87',
  hoursEach: '36',
  women: '55',
  spending: 'entries',
  'startsOn-day': '1',
  'startsOn-month': '1',
  'startsOn-year': '2026',
  'endsOn-day': '31',
  'endsOn-month': '12',
  'endsOn-year': '2026',
  ...change,
})

async function aProgramme(change: Record<string, string | string[]> = {}): Promise<ProgrammeId> {
  const made = await coordinator.post('/programmes/new', form(change))
  expect(made.status).toBe(303)
  return made.location?.split('/').at(-1) as ProgrammeId
}

const aPerson = (sex: 'F' | 'M' = 'F', name = 'CANARYname') =>
  worker.inScope(tx =>
    createPerson(tx, {
      familyName: name,
      givenName: 'Samira',
      birthDate: '1998-01-01' as CivilDate,
      sex,
      citizenship: 'NGA',
      municipality: 'E388',
    }),
  )

const enrolForm = (programme: ProgrammeId, change: Record<string, string> = {}) => ({
  programme,
  'from-day': '10',
  'from-month': '2',
  'from-year': '2026',
  ...change,
})

async function enrolled(programme: ProgrammeId, person?: PersonId): Promise<PersonId> {
  const her = person ?? (await aPerson())
  expect((await worker.post(`/people/${her}/enrol`, enrolForm(programme))).status).toBe(303)
  return her
}

/** An hour as plans leaves it once both have signed. */
async function aSignedHour(person: PersonId, day: string, minutes = 120): Promise<FactId> {
  return worker.inScope(async tx => {
    const { handle } = await getPerson(tx, person)
    const fields = { measureKind: 'guidance', minutes, day, method: 'pin', strength: 'shared-device' }
    const fact = await record(tx, 'hours.signed', {
      person,
      handle,
      at: day as CivilDate,
      account: 'accounting',
      fields,
    })
    const opening = await openingFor(tx, fact.id, Object.keys(fields))
    await tx
      .insertInto('plans_hour')
      .values({
        network_id: world.network,
        id: newId(),
        organisation_id: coop.id,
        handle,
        meeting_id: newId(),
        round: 1,
        measure_kind: 'guidance',
        day: day as CivilDate,
        minutes,
        lasted_minutes: minutes,
        signed_on: day as CivilDate,
        person_method: 'pin',
        person_strength: 'shared-device',
        fact_id: fact.id,
        opening: JSON.stringify(opening),
      })
      .execute()
    return fact.id
  })
}

test('where there is no programme yet, who may not create one is not told to', async () => {
  const auditor = await world.member(coop, 'auditor')
  expect((await auditor.get('/programmes')).text).toContain('Quando un coordinatore ne crea uno, lo apri da qui.')
  expect((await coordinator.get('/programmes')).text).toContain('Crealo con il suo obiettivo')
})

describe('creating a programme', () => {
  test('shows it in the list with its target, and a second one with the same code is refused', async () => {
    const id = await aProgramme({ code: 'UNICO', name: 'MIGRANT.NET' })
    const list = await coordinator.get('/programmes')
    expect(list.text).toContain('MIGRANT.NET')
    expect(list.text).toContain(`/programmes/${id}`)
    const again = await coordinator.post('/programmes/new', form({ code: 'UNICO', name: 'Un altro' }))
    expect(again.status).toBe(422)
    expect(again.text).toContain('href="#f-code"')
    expect(again.text).toContain('value="Un altro"')
  })

  test('says beside the form what will be counted and how a target reads', async () => {
    const { text } = await coordinator.get('/programmes/new')
    expect(text).toContain('Solo quelle firmate dalle due parti')
    expect(text).toContain('La tacca segna dove dovremmo essere: 30 persone. Ne mancano 6.')
    expect(text).toContain('Con 36 ore a persona l’obiettivo è di 2.160 h.')
  })

  test('asks again with every error at once', async () => {
    const again = await coordinator.post(
      '/programmes/new',
      form({ name: '', heads: '0', budget: 'molti', women: '150', 'endsOn-year': '2025', spending: 'per-head' }),
    )
    expect(again.status).toBe(422)
    for (const text of [
      'Scrivi il nome del programma',
      'Scrivi un numero intero, almeno 1',
      'Scrivi un importo in euro, per esempio 865.932,90',
      'Scrivi una percentuale',
    ]) {
      expect(again.text).toContain(text)
    }
  })

  test('is not for a case worker, who does not see the figures of the network either', async () => {
    const id = await aProgramme()
    expect((await worker.post('/programmes/new', form())).status).toBe(403)
    expect((await worker.get(`/programmes/${id}`)).status).toBe(403)
  })
})

test('an administrator creates programmes and is shown no number of people', async () => {
  const id = await aProgramme({ name: 'Senza numeri' })
  await enrolled(id)
  const admin = await world.member(coop, 'administrator')
  const { text } = await admin.get('/programmes')
  expect(text).toContain('Senza numeri')
  expect(text).not.toMatch(/\d+ di 87/)
  expect(text).toContain('obiettivo 87')
  expect((await admin.get(`/programmes/${id}`)).status).toBe(403)
})

describe('enrolling', () => {
  test('writes a pseudonymous row: the coordinator counts a head and never meets the name', async () => {
    const programme = await aProgramme()
    const person = await enrolled(programme)
    const { handle } = await worker.inScope(tx => getPerson(tx, person))
    expect(await worker.inScope(tx => programmesOf(tx, handle))).toHaveLength(1)
    for (const page of [
      `/programmes/${programme}`,
      `/programmes/${programme}/organisations/${coop.id}`,
      `/programmes/${programme}/heads/${handle}`,
    ]) {
      const { status, text } = await coordinator.get(page)
      expect(status).toBe(200)
      expect(text).not.toContain('CANARYname')
      expect(text).not.toContain('Samira')
    }
    const stored = await worker.inScope(tx =>
      tx.selectFrom('programmes_enrolment').selectAll().where('handle', '=', handle).executeTakeFirstOrThrow(),
    )
    expect(stored).toMatchObject({ sex: 'F', age_band: '18-60', citizenship: 'NGA', province: 'AN' })
    expect(JSON.stringify(stored)).not.toContain('CANARYname')
  })

  test('of somebody whose permit hides where she is stores no place, neither in the row nor in the act', async () => {
    const programme = await aProgramme()
    const person = await aPerson()
    await worker.inScope(tx =>
      recordPermit(
        tx,
        person,
        { documentType: 1, kind: 'specialCases', number: 'I7654321', questura: 'AN' },
        { level: 'documented', saidBy: 'document' },
      ),
    )
    await enrolled(programme, person)
    const stored = await worker.inScope(async tx => {
      const { handle } = await getPerson(tx, person)
      return tx.selectFrom('programmes_enrolment').selectAll().where('handle', '=', handle).executeTakeFirstOrThrow()
    })
    expect(stored).toMatchObject({ municipality: null, province: null, citizenship: 'NGA' })
    expect(Object.keys((stored.opening as { event: { fields: object } }).event.fields)).not.toContain('province')
  })

  test('before a paper hides where she is: her place is forgotten, and her act stays proved', async () => {
    const programme = await aProgramme()
    const [her, other] = [await enrolled(programme), await enrolled(programme)]
    const stored = (person: PersonId) =>
      worker.inScope(async tx => {
        const { handle } = await getPerson(tx, person)
        return tx.selectFrom('programmes_enrolment').selectAll().where('handle', '=', handle).executeTakeFirstOrThrow()
      })
    const before = await stored(her)
    expect(before.province).not.toBeNull()
    const paper = { documentType: 1, kind: 'specialCases', number: 'I7654322', questura: 'AN' } as const
    await worker.inScope(tx => recordPermit(tx, her, paper, { level: 'documented', saidBy: 'document' }))
    const failed: unknown[] = []
    await runDueJobs(world.db, new Map(Object.entries(module.jobs ?? {})), (_kind, error) => failed.push(error))
    expect(failed).toEqual([])
    const after = await stored(her)
    expect(after).toMatchObject({
      municipality: null,
      province: null,
      sex: before.sex,
      citizenship: before.citizenship,
    })
    expect(Object.keys((after.opening as { fields: object }).fields)).not.toContain('province')
    expect(JSON.stringify(after)).not.toContain(JSON.stringify(before.province))
    expect((await stored(other)).province).toBe(before.province)
    await integrate(world.db, world.network)
    const asOf = '2026-11-21'
    const { status, text } = await coordinator.post(`/programmes/${programme}/export`, { kind: 'bundle', asOf })
    expect(status).toBe(200)
    const bundle = JSON.parse(text) as { report: { figures: Record<string, number> } }
    expect(bundle.report.figures).toMatchObject({ heads: 2 })
  })

  test.each([
    ['another place', { province: 'XX' }],
    ['another opening', { opening: '{}' }],
  ])('the database lets nobody write %s into an enrolment', async (_, change) => {
    const person = await enrolled(await aProgramme())
    const { handle } = await worker.inScope(tx => getPerson(tx, person))
    await expect(
      worker.inScope(tx => tx.updateTable('programmes_enrolment').set(change).where('handle', '=', handle).execute()),
    ).rejects.toMatchObject({ constraint: 'programmes_enrolment_only_forgets' })
  })

  test('twice, outside the period or of another organisation’s person is refused', async () => {
    const programme = await aProgramme()
    const person = await enrolled(programme)
    expect((await worker.post(`/people/${person}/enrol`, enrolForm(programme))).status).toBe(409)
    const other = await aPerson()
    const early = await worker.post(`/people/${other}/enrol`, enrolForm(programme, { 'from-year': '2025' }))
    expect(early.status).toBe(422)
    expect(early.text).toContain('La data è fuori dal periodo del programma')
    expect(early.text).toMatch(/name="from-year"[^>]* value="2025"/)
    expect((await stranger.get(`/people/${person}/enrol`)).status).toBe(404)
    expect((await stranger.post(`/people/${person}/enrol`, enrolForm(programme))).status).toBe(404)
  })

  test('ends with a reason, once, and not before it began', async () => {
    const programme = await aProgramme()
    const person = await enrolled(programme)
    const { handle } = await worker.inScope(tx => getPerson(tx, person))
    const [first] = await worker.inScope(tx => programmesOf(tx, handle))
    const url = `/people/${person}/enrol/${first?.enrolment.id}/end`
    const until = (month: string) => ({ 'until-day': '1', 'until-month': month, 'until-year': '2026', reason: 'job' })
    expect((await worker.post(url, until('1'))).status).toBe(422)
    expect((await worker.post(url, until('9'))).status).toBe(303)
    expect((await worker.post(url, until('9'))).status).toBe(409)
    expect((await worker.get(`/people/${person}/enrol`)).text).toContain('Ha trovato lavoro')
  })
})

describe('the figures', () => {
  test('count the hour signed today, and as of yesterday they do not', async () => {
    const programme = await aProgramme()
    const person = await enrolled(programme)
    await aSignedHour(person, '2026-11-21', 150)
    expect((await coordinator.get(`/programmes/${programme}`)).text).toContain('2 h 30′')
    expect((await coordinator.get(`/programmes/${programme}?asOf=2026-11-20`)).text).not.toContain('2 h 30′')
    expect((await coordinator.get(`/programmes/${programme}?asOf=2026-01-15`)).text).toContain(
      'Nessuna persona iscritta a questa data',
    )
  })

  test('as of a day that does not exist are today’s, and the page says so; nothing is exported for such a day', async () => {
    const programme = await aProgramme()
    for (const asOf of ['2026-13-45', '2026-02-30', 'ieri']) {
      const { status, text } = await coordinator.get(`/programmes/${programme}?asOf=${asOf}`)
      expect([asOf, status]).toEqual([asOf, 200])
      expect(text).toContain('Situazione al 21 novembre 2026')
      expect(text).toContain('Questa data non esiste')
      const file = await coordinator.post(`/programmes/${programme}/export`, { kind: 'xlsx', asOf })
      expect([asOf, file.status]).toEqual([asOf, 422])
    }
  })

  test('lead from a number to the coded head and to her signed meeting', async () => {
    const programme = await aProgramme()
    const person = await enrolled(programme)
    await aSignedHour(person, '2026-11-20')
    const { handle } = await worker.inScope(tx => getPerson(tx, person))
    const organisation = await coordinator.get(`/programmes/${programme}/organisations/${coop.id}`)
    expect(organisation.text).toContain(`/programmes/${programme}/heads/${handle}`)
    expect(organisation.text).toContain('Meno di cinque persone')
    const head = await coordinator.get(`/programmes/${programme}/heads/${handle}`)
    expect(head.text).toContain('20/11/2026')
    expect(head.text).toMatch(/nc-seal/)
  })

  test('count two linked records of one person once', async () => {
    const programme = await aProgramme({ name: 'Doppie' })
    const [a, b] = [await enrolled(programme), await enrolled(programme)]
    const count = async () =>
      /class="nc-big nc-num">(\d+)</.exec((await coordinator.get(`/programmes/${programme}`)).text)?.[1]
    expect(await count()).toBe('2')
    await worker.inScope(tx => linkSamePerson(tx, a, b, 'same documents'))
    expect(await count()).toBe('1')
  })

  test('list hours outside the participation instead of counting them', async () => {
    const programme = await aProgramme()
    await aSignedHour(await enrolled(programme), '2026-02-01')
    expect((await coordinator.get(`/programmes/${programme}`)).text).toContain('Un incontro è fuori dalle date')
    expect((await coordinator.get(`/programmes/${programme}/defects/outside`)).text).toContain('01/02/2026')
    expect((await coordinator.get(`/programmes/${programme}/defects/nonsense`)).status).toBe(404)
  })

  test('add entered money, corrections with their sign, and refuse it on standard costs', async () => {
    const programme = await aProgramme()
    const spend = (cents: string) => ({ 'on-day': '1', 'on-month': '6', 'on-year': '2026', cents, line: 'staff' })
    expect((await coordinator.post(`/programmes/${programme}/spend`, spend('1.250,00'))).status).toBe(303)
    expect((await coordinator.post(`/programmes/${programme}/spend`, spend('-250,00'))).status).toBe(303)
    expect((await coordinator.post(`/programmes/${programme}/spend`, spend('tanto'))).status).toBe(422)
    for (const [year, said] of [
      ['2030', 'La data è nel futuro'],
      ['2001', 'prima dell’inizio del programma'],
    ] as const) {
      const refused = await coordinator.post(`/programmes/${programme}/spend`, { ...spend('10'), 'on-year': year })
      expect(refused.status).toBe(422)
      expect(refused.text).toContain(said)
      expect(refused.text).toMatch(new RegExp(`name="on-year"[^>]* value="${year}"`))
    }
    const { text } = await coordinator.get(`/programmes/${programme}`)
    expect(text).toMatch(/1\.000,00/)
    expect(text).toMatch(/Spese registrate dal tuo ente.*Personale.*1\.250,00/s)
    const standard = await aProgramme({ spending: 'per-head', unit: '995,33' })
    expect((await coordinator.post(`/programmes/${standard}/spend`, spend('10'))).status).toBe(409)
    await enrolled(standard)
    expect((await coordinator.get(`/programmes/${standard}`)).text).toContain('995,33')
  })

  test('show the stations that enrolled people reached', async () => {
    const programme = await aProgramme({ name: 'Percorsi' })
    await aSignedHour(await enrolled(programme), '2026-03-01')
    await worker.inScope(refreshStations)
    const { text } = await coordinator.get(`/programmes/${programme}`)
    expect(text).toContain('Il percorso di una persona')
    const rows = await worker.inScope(tx =>
      tx
        .selectFrom('programmes_station')
        .select('station')
        .where('reached_on', '=', '2026-03-01' as CivilDate)
        .execute(),
    )
    expect(rows.map(row => row.station)).toContain('measures')
  })
})

describe('what leaves', () => {
  test('the workbook hides cells under five people and carries no name', async () => {
    const programme = await aProgramme()
    await enrolled(programme)
    const file = await coordinator.post(`/programmes/${programme}/export`, { kind: 'xlsx', asOf: '2026-11-21' })
    expect(file.status).toBe(200)
    const reading = await readSpreadsheet('report.xlsx', file.bytes)
    if (!('book' in reading)) throw new Error(reading.code)
    const text = JSON.stringify(reading.book)
    expect(text).toContain('meno di 5')
    expect(text).not.toContain('CANARYname')
    const heads = reading.book.sheets[0]?.rows.find(row => row[0] === 'Persone')
    expect(heads?.[1]).toBe('meno di 5')
  })

  test('the bundle carries enrolments and hours with the figures they give', async () => {
    const programme = await aProgramme()
    const person = await enrolled(programme)
    await aSignedHour(person, '2026-11-20', 90)
    await integrate(world.db, world.network)
    const file = await coordinator.post(`/programmes/${programme}/export`, { kind: 'bundle', asOf: '2026-11-21' })
    expect(file.status).toBe(200)
    const bundle = JSON.parse(file.text) as { report: { figures: Record<string, number> } }
    expect(bundle.report.figures).toMatchObject({ heads: 1, women: 1, men: 0, minutes: 90, meetings: 1 })
    expect(file.text).not.toContain('CANARYname')
  })

  test('each export is a recorded fact', async () => {
    const programme = await aProgramme()
    const facts = () =>
      coordinator.inScope(async tx => (await tx.selectFrom('ledger_entry').select('fact_id').execute()).length)
    const before = await facts()
    await coordinator.post(`/programmes/${programme}/export`, { kind: 'xlsx', asOf: '2026-11-21' })
    expect(await facts()).toBe(before + 1)
    expect((await worker.post(`/programmes/${programme}/export`, { kind: 'xlsx', asOf: '2026-11-21' })).status).toBe(
      403,
    )
  })
})

test('a pseudonymous row of another organisation stays unread without the purpose of reporting', async () => {
  const programme = await aProgramme()
  const person = await enrolled(programme)
  const { handle } = await worker.inScope(tx => getPerson(tx, person))
  const rows = (client: Client, of: Handle) =>
    client.inScope(tx => tx.selectFrom('programmes_enrolment').select('id').where('handle', '=', of).execute())
  expect(await rows(worker, handle)).toHaveLength(1)
  expect(await rows(stranger, handle)).toHaveLength(0)
  expect(await rows(coordinator, handle)).toHaveLength(0)
})
