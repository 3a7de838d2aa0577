// SPDX-License-Identifier: EUPL-1.2
// The same programme, looked at by its lead, by a partner and by whoever checks.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { integrateAll } from '#ledger/index.ts'
import { addMonths, dayInRome } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Cents } from '#lib/money.ts'
import { createPerson, getPerson } from '#registry/index.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { createProgramme, enrol } from './index.ts'

let world: World
let [coop, other]: TestOrganisation[] = []
let lead: Client
let partner: Client
let auditor: Client
let url: string
/** A head of the partner itself, and one of the other partner. */
let heads: { own: string; foreign: string }

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T09:00:00.000Z' })
  const region = await world.organisation('leadPartner', 'Regione')
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  other = await world.organisation('receptionProject', 'Coop. Altra')
  lead = await world.member(region, 'coordinator')
  auditor = await world.member(region, 'auditor')
  partner = await world.member(coop, 'coordinator')
  const today = dayInRome(world.now())
  const programme = await lead.inScope(tx =>
    createProgramme(tx, {
      name: 'Prima',
      code: 'PRIMA-1',
      fund: 'FAMI 2021–2027',
      notice: undefined,
      budget: 10_000_000 as Cents,
      startsOn: addMonths(today, -6),
      endsOn: addMonths(today, 12),
      targetHeads: 50,
      targetMinutes: (50 * 36 * 60) as Minutes,
      targetWomen: 25,
      spending: 'entries',
      unit: undefined,
      partners: [coop?.id, other?.id] as never,
    }),
  )
  url = `/programmes/${programme}`
  const someoneAt = async (at: TestOrganisation | undefined) => {
    const worker = await world.member(at as TestOrganisation, 'case-worker')
    return worker.inScope(async tx => {
      const person = await createPerson(tx, { familyName: 'Haddad', givenName: 'Amina', sex: 'F' })
      await enrol(tx, person, { programme, from: addMonths(today, -1) })
      return (await getPerson(tx, person)).handle
    })
  }
  heads = { own: await someoneAt(coop), foreign: await someoneAt(other) }
})
afterAll(() => world.close())

const FEW = 'meno di 5'

test('the lead and whoever checks read every figure and open every number', async () => {
  for (const client of [lead, auditor]) {
    expect((await client.get(url)).text).not.toContain(FEW)
    expect((await client.get(`${url}/organisations/${other?.id}`)).status).toBe(200)
    expect((await client.get(`${url}/heads/${heads.foreign}`)).status).toBe(200)
  }
})

test('a partner reads its own figures, of the others no group under five, and opens only its own', async () => {
  const { status, text } = await partner.get(url)
  expect(status).toBe(200)
  expect(text).toContain(FEW)
  expect(text).toContain('Del tuo ente vedi le cifre esatte')
  expect(text).toContain(`${url}/organisations/${coop?.id}`)
  expect(text).not.toContain(`${url}/organisations/${other?.id}`)
  expect((await partner.get(`${url}/organisations/${coop?.id}`)).status).toBe(200)
  expect((await partner.get(`${url}/heads/${heads.own}`)).status).toBe(200)
  for (const there of [`${url}/organisations/${other?.id}`, `${url}/heads/${heads.foreign}`]) {
    const refused = await partner.get(there)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('chi guida il programma')
  }
})

test('a partner takes away the workbook, which hides small groups, and not the acts one by one', async () => {
  const asOf = dayInRome(world.now())
  expect((await partner.post(`${url}/export`, { kind: 'xlsx', asOf })).status).toBe(200)
  expect((await partner.post(`${url}/export`, { kind: 'bundle', asOf })).status).toBe(403)
  await integrateAll(world.db)
  expect((await lead.post(`${url}/export`, { kind: 'bundle', asOf })).status).toBe(200)
})
