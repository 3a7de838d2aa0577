// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { closePlan, getPlan } from '#plans/index.ts'
import { createPerson, recordPermit } from '#registry/index.ts'
import { aPerson, aPermit } from '#registry/registry.build.ts'
import { aHeldMeeting, anAgreedPlan } from './portal.build.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'

let world: World
let coop: TestOrganisation
let worker: Client
let samira: PersonId

const day = (text: string) => text as CivilDate

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-20T15:00:00.000Z' })
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  worker = await world.member(coop, 'case-worker', 'Federica Moretti')
})
afterAll(() => world.close())

describe('the desk of somebody new', () => {
  test('says what to do first instead of showing empty tables', async () => {
    const { status, text } = await worker.get('/desk')
    expect(status).toBe(200)
    expect(text).toContain('Buongiorno, Federica')
    expect(text).toContain('Non segui ancora nessuno.')
    expect(text).toContain('href="/people/new"')
    expect(text).not.toContain('<table')
  })

  test('who may not register is not told to', async () => {
    const { text } = await (await world.member(coop, 'mediator')).get('/desk')
    expect(text).toContain('Quando il tuo ente registra una persona, compare qui.')
    expect(text).not.toContain('Registra la prima persona')
  })

  test.each(['en', 'fr', 'ar'])('speaks %s', async lang => {
    const { status, text } = await worker.get('/desk', { lang })
    expect(status).toBe(200)
    expect(text).toContain(`<html lang="${lang}"`)
  })
})

describe('the desk of a day', () => {
  beforeAll(async () => {
    samira = await worker.inScope(tx => createPerson(tx, aPerson()))
    await worker.inScope(tx =>
      recordPermit(tx, samira, aPermit({ expiresOn: day('2026-12-02') }), { level: 'documented', saidBy: 'person' }),
    )
  })

  test('names the permit that ends, with the days left and where to prepare the renewal', async () => {
    const { text } = await worker.get('/desk')
    expect(text).toMatch(/Il permesso di <bdi>Samira Al Nouri<\/bdi> scade tra 12 giorni/)
    expect(text).toContain(`href="/people/${samira}/permits"`)
    expect(text).toContain('is-hot')
  })

  test('folds many expired permits into one line that opens as a list, and counts them in the sentence on top', async () => {
    const other = await world.member(await world.organisation('receptionProject', 'Casa Aperta'), 'case-worker')
    for (const expiresOn of ['2026-08-03', '2026-09-06', '2026-10-08', '2026-11-01']) {
      const person = await other.inScope(tx => createPerson(tx, aPerson({ givenName: `Nata ${expiresOn}` })))
      const told = { level: 'documented', saidBy: 'person' } as const
      await other.inScope(tx => recordPermit(tx, person, aPermit({ expiresOn: day(expiresOn) }), told))
    }
    const { text } = await other.get('/desk')
    expect(text).toContain('4 permessi sono scaduti')
    expect(text).toContain('4 permessi scaduti nell’ultimo anno.')
    expect(text).not.toMatch(/Il permesso di <bdi>/)
    expect(text.match(/\/permits"/g)).toHaveLength(4)
  })

  test('lists the person with her first station and her next step', async () => {
    const { text } = await worker.get('/desk')
    expect(text).toContain('aria-label="Stazione 1 di 8: Colloquio"')
    expect(text).toContain(`href="/people/${samira}/interview"`)
    expect(text).toContain('سميرة النوري')
  })

  test('asks for the signature of hours that were given, and counts them in the week', async () => {
    const plan = await anAgreedPlan(worker.inScope, samira)
    await aHeldMeeting(worker.inScope, plan, day('2026-11-19'))
    const { text } = await worker.get('/desk')
    expect(text).toMatch(/2 h 30′ di <bdi>Samira Al Nouri<\/bdi> aspettano la firma/)
    expect(text).toContain('Ore date questa settimana: 2 ore e 30 su 2 ore e 30 in agenda')
    expect(text).toContain('2 h 30′ da firmare')
  })

  test('names people who wait for a plan for more than 20 days, and only those', async () => {
    const late = await worker.inScope(tx => createPerson(tx, aPerson({ familyName: 'Wardaki', givenName: 'Nasir' })))
    expect((await worker.get('/desk')).text).not.toContain('senza piano')
    world.setNow('2026-12-10T15:00:00.000Z')
    expect((await worker.get('/desk')).text).not.toContain('senza piano')
    world.setNow('2026-12-11T15:00:00.000Z')
    const { text } = await worker.get('/desk')
    expect(text).toContain('Una persona è senza piano da più di 20 giorni')
    expect(text).toContain(`href="/people/${late}/plan/new"`)
    const plan = await anAgreedPlan(worker.inScope, late)
    await worker.inScope(async tx => closePlan(tx, await getPlan(tx, plan), 'withdrawn'))
    expect((await worker.get('/desk')).text).not.toContain('senza piano') // who came to the end of a plan waits for none
    world.setNow('2026-11-20T15:00:00.000Z')
  })

  test('does not show a person to another organisation', async () => {
    const other = await world.member(await world.organisation('thirdSector', 'Altra'), 'case-worker')
    const { text } = await other.get('/desk')
    expect(text).not.toContain('Samira')
  })

  test('writes one access row for the whole list', async () => {
    const rows = await worker.inScope(tx =>
      tx.selectFrom('platform_access').selectAll().where('route', '=', '/desk').execute(),
    )
    const before = rows.length
    await worker.get('/desk')
    const after = await worker.inScope(tx =>
      tx.selectFrom('platform_access').selectAll().where('route', '=', '/desk').execute(),
    )
    expect(after.length).toBe(before + 1)
    expect(after.every(row => row.person_id === null)).toBe(true)
  })
})

test.each([
  ['administrator', '/admin'],
  ['coordinator', '/programmes'],
  ['auditor', '/programmes'],
] as const)('a %s starts at %s', async (role, where) => {
  const client = await world.member(coop, role)
  const { status, location } = await client.get('/desk')
  expect([status, location]).toEqual([303, where])
})

test('every link at the foot of a page leads to a page, in every language', async () => {
  const { text } = await world.nobody.get('/accessibility')
  const foot = /<footer.*<\/footer>/s.exec(text)?.[0] ?? ''
  const links = [...foot.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '')
  expect(links).toHaveLength(3)
  for (const link of links) {
    for (const lang of ['it', 'en', 'fr', 'ar']) expect((await world.nobody.get(link, { lang })).status).toBe(200)
  }
})
