// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProgrammeId } from '#lib/ids.ts'
import { dateBoxes } from '#test/support/date-boxes.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { getProgramme } from './programme.store.ts'

let world: World
let coordinator: Client
let elsewhere: Client
let other: TestOrganisation

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T09:00:00.000Z' })
  const region = await world.organisation('leadPartner', 'Regione')
  other = await world.organisation('thirdSector', 'Associazione Ponti')
  coordinator = await world.member(region, 'coordinator')
  elsewhere = await world.member(other, 'coordinator')
})
afterAll(() => world.close())

const described = {
  name: 'Programa di prova',
  fund: 'FAMI 2021–2027',
  notice: '',
  budget: '865.932,90',
  heads: '87',
  hoursEach: '36',
  women: '52,5',
  spending: 'entries',
  ...dateBoxes('startsOn', '2026-01-01'),
  ...dateBoxes('endsOn', '2026-12-31'),
}

let codes = 0
async function made(change: Record<string, string> = {}): Promise<ProgrammeId> {
  const answer = await coordinator.post('/programmes/new', { ...described, code: `P-${++codes}`, ...change })
  expect(answer.status).toBe(303)
  return answer.location?.split('/').at(-1) as ProgrammeId
}

const correct = (id: ProgrammeId, change: Record<string, string> = {}, who = coordinator) =>
  who.post(`/programmes/${id}/correct`, { ...described, version: '1', ...change })
const known = (id: ProgrammeId) => coordinator.inScope(tx => getProgramme(tx, id))
const acts = () =>
  coordinator.inScope(async tx => (await tx.selectFrom('ledger_entry').select('fact_id').execute()).length)

test('the form stands as the programme does, and given back unchanged in value it is taken', async () => {
  const id = await made()
  const { text } = await coordinator.get(`/programmes/${id}/correct`)
  for (const value of ['Programa di prova', '865.932,90', '87', '36', '52,5', 'FAMI 2021–2027'])
    expect(text).toContain(`value="${value}"`)
  expect(text).toContain('P-1')
  const before = await known(id)
  expect((await correct(id)).status).toBe(303)
  expect(await known(id)).toEqual({ ...before, version: 2, correctedOn: '2026-11-21' })
})

test('a correction is an act, changes the figures and is said on the page', async () => {
  const id = await made()
  const before = await acts()
  const change = { name: 'Programma di prova', heads: '120', women: '', ...dateBoxes('endsOn', '2027-06-30') }
  expect((await correct(id, change)).location).toBe(`/programmes/${id}`)
  expect(await acts()).toBe(before + 1)
  expect(await known(id)).toMatchObject({
    name: 'Programma di prova',
    targetHeads: 120,
    targetMinutes: 120 * 36 * 60,
    targetWomen: undefined,
    endsOn: '2027-06-30',
    spending: 'entries',
  })
  const { text } = await coordinator.get(`/programmes/${id}`)
  expect(text).toContain('Programma di prova')
  expect(text).toContain('120')
  expect(text).toContain('Corretto il 21 novembre 2026.')
  expect(text).toContain(`/programmes/${id}/correct`)
})

test('what was corrected by somebody else meanwhile is not written over', async () => {
  const id = await made()
  expect((await correct(id, { name: 'Il primo' })).status).toBe(303)
  const before = await acts()
  expect((await correct(id, { name: 'Il secondo' })).status).toBe(409)
  expect((await known(id)).name).toBe('Il primo')
  expect(await acts()).toBe(before)
})

test('only its lead corrects it: the form, the route and the database say so', async () => {
  const id = await made()
  const { text } = await elsewhere.get(`/programmes/${id}/correct`)
  expect(text).toContain('Solo il capofila corregge il programma')
  expect(text).not.toContain('name="heads"')
  expect((await correct(id, { name: 'Nostro' }, elsewhere)).status).toBe(403)
  expect((await elsewhere.get(`/programmes/${id}`)).text).not.toContain('Correggi il programma')
  const rename = (who: Client) =>
    who.inScope(tx => tx.updateTable('programmes_programme').set({ name: 'Nostro' }).where('id', '=', id).execute())
  expect(await rename(elsewhere)).toMatchObject([{ numUpdatedRows: 0n }])
  const region = (await known(id)).organisation
  const worker = await world.member({ id: region, name: 'Regione', kind: 'leadPartner' }, 'case-worker')
  expect(await rename(worker)).toMatchObject([{ numUpdatedRows: 0n }])
  await expect(
    coordinator.inScope(tx => tx.updateTable('programmes_programme').set({ code: 'ALTRO' }).execute()),
  ).rejects.toThrow(/permission denied/)
  expect((await known(id)).name).toBe('Programa di prova')
})

test('a period is not shortened past what was done in it', async () => {
  const id = await made()
  const joined = { organisation: other.id, kind: 'adherent', ...dateBoxes('from', '2026-03-01') }
  expect((await coordinator.post(`/programmes/${id}/partners`, joined)).status).toBe(303)
  const late = await correct(id, { ...dateBoxes('startsOn', '2026-03-02'), name: 'Appena scritto' })
  expect(late.status).toBe(422)
  expect(late.text).toContain('prima di questo giorno')
  expect(late.text).toContain('value="Appena scritto"')
  const short = await correct(id, dateBoxes('endsOn', '2026-02-28'))
  expect(short.text).toContain('dopo questo giorno')
  expect(await known(id)).toMatchObject({ version: 1, startsOn: '2026-01-01', endsOn: '2026-12-31' })
  expect(
    (await correct(id, { ...dateBoxes('startsOn', '2026-03-01'), ...dateBoxes('endsOn', '2026-03-01') })).status,
  ).toBe(303)
})

test('how money is counted stays; a standard cost can be put right, and must be there', async () => {
  const id = await made({ spending: 'per-head', unit: '99,50' })
  expect((await correct(id)).status).toBe(409)
  const costed = { spending: 'per-head' }
  const without = await correct(id, costed)
  expect(without.status).toBe(422)
  expect(without.text).toContain('href="#f-unit"')
  expect((await correct(id, { ...costed, unit: '995,33' })).status).toBe(303)
  expect(await known(id)).toMatchObject({ spending: 'per-head', unit: 99_533 })
})

test('every error is said at once, and nothing typed is lost', async () => {
  const id = await made()
  const wrong = await correct(id, { name: '', heads: 'molte', ...dateBoxes('endsOn', '2026-02-31') })
  expect(wrong.status).toBe(422)
  for (const field of ['f-name', 'f-heads', 'f-endsOn']) expect(wrong.text).toContain(`href="#${field}`)
  expect(wrong.text).toContain('value="molte"')
})
