// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from 'vitest'
import { partnersOf } from './partner.store.ts'
import type { ProgrammeId } from '#lib/ids.ts'
import { dateBoxes } from '#test/support/date-boxes.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'

let world: World
let coordinator: Client
let elsewhere: Client
let auditor: Client
let adherent: TestOrganisation
let centre: TestOrganisation
let late: TestOrganisation
let programme: ProgrammeId

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T09:00:00.000Z' })
  const region = await world.organisation('leadPartner', 'Regione')
  adherent = await world.organisation('thirdSector', 'Associazione Ponti')
  centre = await world.organisation('jobCentre', 'CPI di Jesi')
  late = await world.organisation('thirdSector', 'Banco delle Lingue')
  coordinator = await world.member(region, 'coordinator')
  auditor = await world.member(region, 'auditor')
  elsewhere = await world.member(adherent, 'coordinator')
  const made = await coordinator.post('/programmes/new', {
    name: 'Prova',
    code: 'PROVA-1',
    fund: 'FAMI 2021–2027',
    budget: '100.000',
    heads: '87',
    hoursEach: '36',
    spending: 'entries',
    ...dateBoxes('startsOn', '2026-01-01'),
    ...dateBoxes('endsOn', '2026-12-31'),
  })
  programme = made.location?.split('/').at(-1) as ProgrammeId
})
afterAll(() => world.close())

const list = () => `/programmes/${programme}/partners`
const add = ({ id }: TestOrganisation, when = dateBoxes('from', '2026-03-01'), who = coordinator) =>
  who.post(list(), { organisation: id, kind: 'adherent', ...when })
const leave = (id: string, when = dateBoxes('until', '2026-06-30'), who = coordinator) =>
  who.post(`${list()}/${id}`, when)
const known = async (id: string) =>
  (await coordinator.inScope(tx => partnersOf(tx, programme))).find(each => each.organisation === id)
const acts = () =>
  coordinator.inScope(async tx => (await tx.selectFrom('ledger_entry').select('fact_id').execute()).length)

test('an organisation joins on a day, leaves on a day, and both are acts', async () => {
  const before = await acts()
  expect((await add(adherent)).status).toBe(303)
  expect(await known(adherent.id)).toMatchObject({ kind: 'adherent', from: '2026-03-01', until: undefined })
  expect((await coordinator.get(`/programmes/${programme}`)).text).toContain('1 aderente')
  expect((await add(adherent)).status).toBe(409)

  expect((await leave(adherent.id)).status).toBe(303)
  expect(await known(adherent.id)).toMatchObject({ from: '2026-03-01', until: '2026-06-30' })
  expect((await coordinator.get(list())).text).toContain('Chi è uscito')
  expect((await coordinator.get(`/programmes/${programme}`)).text).not.toContain('1 aderente')
  // As of a day on which it took part it is counted still.
  expect((await coordinator.get(`/programmes/${programme}?asOf=2026-05-01`)).text).toContain('1 aderente')
  expect((await leave(adherent.id)).status).toBe(404)
  // Refused is refused: of four requests two wrote an act.
  expect(await acts()).toBe(before + 2)
})

test('who left may come back', async () => {
  expect((await add(adherent, dateBoxes('from', '2026-09-01'))).status).toBe(303)
  expect(await known(adherent.id)).toMatchObject({ from: '2026-09-01', until: undefined })
})

test('a job centre joins as what it is', async () => {
  expect((await add(centre)).status).toBe(303)
  expect(await known(centre.id)).toMatchObject({ kind: 'job-centre' })
})

test.each([
  ['before the programme begins', dateBoxes('from', '2025-12-31'), 'fra l’inizio e la fine'],
  ['on no day', {}, 'Scrivi da quando partecipa'],
  ['on a day that does not exist', dateBoxes('from', '2026-02-31'), 'Questa data non esiste'],
])('nobody joins %s', async (_, when, words) => {
  const { status, text } = await add(late, when)
  expect(status).toBe(422)
  expect(text).toContain(words)
  expect(await known(late.id)).toBeUndefined()
})

test('nobody leaves before joining', async () => {
  expect((await leave(centre.id, dateBoxes('until', '2026-02-01'))).text).toContain('non partecipava ancora')
  expect(await known(centre.id)).toMatchObject({ until: undefined })
})

test('the lead itself cannot be released', async () => {
  const lead = (await coordinator.inScope(tx => partnersOf(tx, programme))).find(each => each.kind === 'lead')
  expect((await coordinator.get(`${list()}/${lead?.organisation}`)).status).toBe(404)
  expect((await leave(lead?.organisation ?? '')).status).toBe(409)
})

test('only the lead changes who takes part; the others read', async () => {
  const before = await coordinator.inScope(tx => partnersOf(tx, programme))
  expect((await add(late, dateBoxes('from', '2026-03-01'), elsewhere)).status).toBe(403)
  expect((await leave(centre.id, dateBoxes('until', '2026-06-30'), elsewhere)).status).toBe(403)
  for (const reader of [elsewhere, auditor]) {
    const { status, text } = await reader.get(list())
    expect(status).toBe(200)
    expect(text).toContain('CPI di Jesi')
    expect(text).not.toContain('Esce…')
  }
  const page = await elsewhere.get(`${list()}/${centre.id}`)
  expect(page.text).toContain('Solo il capofila')
  expect(page.text).not.toContain('Registra l’uscita')
  expect(await coordinator.inScope(tx => partnersOf(tx, programme))).toEqual(before)
})

test('the database refuses a change that its lead did not make, whatever the page says', async () => {
  const end = (who: Client) =>
    who.inScope(tx =>
      tx
        .updateTable('programmes_partner')
        .set({ left_on: '2026-07-01' as never })
        .where('organisation_id', '=', centre.id)
        .executeTakeFirst(),
    )
  expect((await end(elsewhere)).numUpdatedRows).toBe(0n)
  expect(await known(centre.id)).toMatchObject({ until: undefined })
  await expect(
    coordinator.inScope(tx =>
      tx.updateTable('programmes_partner').set({ kind: 'lead' }).where('organisation_id', '=', centre.id).execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' })
})
