// SPDX-License-Identifier: EUPL-1.2
// From the first day to "how is it going", and who may not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { createPerson } from '#registry/index.ts'
import { aPermit, aPerson } from '#registry/registry.build.ts'
import { dateBoxes } from '#test/support/date-boxes.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { employersIn } from './employer.store.ts'
import { placementsOf } from './index.ts'
import { module } from './module.ts'
import { companyCode } from './placements.build.ts'

let world: World
let coop: TestOrganisation
let worker: Client
let stranger: Client

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T15:00:00.000Z' })
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  worker = await world.member(coop, 'case-worker', 'Federica Moretti')
  stranger = await world.member(await world.organisation('receptionProject', 'Altra cooperativa'), 'case-worker')
})
afterAll(() => world.close())

const newPerson = (): Promise<PersonId> => worker.inScope(tx => createPerson(tx, aPerson({ permit: aPermit() })))
const listOf = (person: PersonId) => worker.inScope(tx => placementsOf(tx, person))

const internship = {
  kind: 'internship',
  contract: 'extracurricular',
  employerName: 'Sartoria Adria',
  employerCode: companyCode,
  employerTown: 'Jesi',
  sector: 'sartoria',
  ...dateBoxes('from', '2026-02-02'),
  ...dateBoxes('until', '2026-07-31'),
  weekly: '30',
}
const record = (person: PersonId, given = {}, as = worker) =>
  as.post(`/people/${person}/placements/new`, { ...internship, ...given })

async function aRecorded(given = {}) {
  const person = await newPerson()
  await record(person, given)
  const [placement] = await listOf(person)
  if (!placement) throw new Error('nothing was recorded')
  return { person, placement, url: `/people/${person}/placements/${placement.id}` }
}

describe('recording a start', () => {
  test('keeps who, where, how long, and plans the follow-up', async () => {
    const person = await newPerson()
    expect(await record(person)).toMatchObject({ status: 303, location: `/people/${person}/placements` })
    expect(await listOf(person)).toMatchObject([
      {
        kind: 'internship',
        employerName: 'Sartoria Adria',
        municipality: 'E388',
        weeklyMinutes: 1800,
        followUpOn: '2027-01-31',
      },
    ])
  })

  test('the page answers "may she work" with its rule, and shows the limits with their source', async () => {
    const { person } = await aRecorded()
    const { text, status } = await worker.get(`/people/${person}/placements`)
    expect(status).toBe(200)
    expect(text).toContain('Può lavorare: sì.')
    expect(text).toContain('DGR Marche 2000/2024')
    expect(text).toContain('Regola da confermare')
  })

  test('a length beyond every limit is said, not refused', async () => {
    const person = await newPerson()
    expect(
      (await record(person, { ...dateBoxes('from', '2024-01-01'), ...dateBoxes('until', '2026-03-01') })).status,
    ).toBe(303)
    expect((await worker.get(`/people/${person}/placements`)).text).toContain('oltre il limite più lungo')
  })

  test('the same company is written down once', async () => {
    const [one, two] = [await newPerson(), await newPerson()]
    await record(one)
    await record(two, { employerName: 'Sartoria Adria srl' })
    const known = await worker.inScope(employersIn)
    expect(known.filter(({ taxCode }) => taxCode === companyCode)).toHaveLength(1)
    const again = await record(two, {
      employer: known[0]?.id,
      employerName: '',
      employerCode: '',
      employerTown: '',
    })
    expect(again.status).toBe(303)
  })

  test.each([
    ['no kind', { kind: undefined }, 'kind'],
    ['a contract of another kind', { contract: 'permanent' }, 'contract'],
    ['a wrong check digit', { employerCode: '01234567890' }, 'employerCode'],
    ['a town that does not exist', { employerTown: 'Atlantide' }, 'employerTown'],
    ['a town whose name several share', { employerTown: 'Castro' }, 'employerTown'],
    ['tomorrow', dateBoxes('from', '2026-11-22'), 'from'],
    ['no last day', { ...dateBoxes('until', '--') }, 'until'],
    ['more hours than a week has', { weekly: '169' }, 'weekly'],
  ])('%s is refused beside its field, and nothing typed is lost', async (_, wrong, field) => {
    const person = await newPerson()
    const answer = await record(person, wrong)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`href="#f-${field}"`)
    expect(answer.text).toContain('Sartoria Adria')
    expect(await listOf(person)).toEqual([])
  })

  test('an empty form lists what is missing', async () => {
    const answer = await worker.post(`/people/${await newPerson()}/placements/new`)
    expect(answer.status).toBe(422)
  })
})

describe('ending and asking again', () => {
  test('an end is recorded once', async () => {
    const { person, url } = await aRecorded()
    expect((await worker.get(`${url}/end`)).status).toBe(200)
    const end = { reason: 'hired', ...dateBoxes('on', '2026-07-31') }
    expect((await worker.post(`${url}/end`, end)).status).toBe(303)
    expect((await listOf(person))[0]?.ended).toEqual({ on: '2026-07-31', reason: 'hired' })
    expect((await worker.post(`${url}/end`, end)).status).toBe(409)
  })

  test.each([
    ['before the first day', { reason: 'hired', ...dateBoxes('on', '2026-02-01') }, 'on'],
    ['without a reason', dateBoxes('on', '2026-07-31'), 'reason'],
    ['without a day', { reason: 'hired' }, 'on'],
  ])('%s an end is refused', async (_, form, field) => {
    const { url } = await aRecorded()
    const answer = await worker.post(`${url}/end`, form)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`href="#f-${field}"`)
  })

  test('a follow-up is added to those before', async () => {
    const { person, url } = await aRecorded()
    expect((await worker.get(`${url}/follow-up`)).status).toBe(200)
    for (const [day, result] of [
      ['2026-08-03', 'same-job'],
      ['2026-11-20', 'training'],
    ]) {
      expect((await worker.post(`${url}/follow-up`, { result, ...dateBoxes('on', day ?? '') })).status).toBe(303)
    }
    expect((await listOf(person))[0]?.followUps).toEqual([
      { on: '2026-08-03', result: 'same-job' },
      { on: '2026-11-20', result: 'training' },
    ])
  })

  test('when its day has come the page asks for it first', async () => {
    const { person } = await aRecorded(dateBoxes('followUp', '2026-11-01'))
    expect((await worker.get(`/people/${person}/placements`)).text).toContain('È ora di chiedere come va')
  })
})

describe('who may not', () => {
  test('another organisation finds nothing, and changes nothing', async () => {
    const { person, url } = await aRecorded()
    for (const page of [
      `/people/${person}/placements`,
      `/people/${person}/placements/new`,
      `${url}/end`,
      `${url}/follow-up`,
    ]) {
      expect((await stranger.get(page)).status).toBe(404)
    }
    expect((await record(person, {}, stranger)).status).toBe(404)
    expect((await stranger.post(`${url}/end`, { reason: 'hired', ...dateBoxes('on', '2026-07-31') })).status).toBe(404)
    expect(await listOf(person)).toHaveLength(1)
    expect(await stranger.inScope(employersIn)).toEqual([])
  })

  test.each(['coordinator', 'auditor', 'administrator'] as const)('a %s reads no placements', async role => {
    const member = await world.member(coop, role)
    expect((await member.get(`/people/${await newPerson()}/placements`)).status).toBe(403)
  })

  test('a mediator reads and does not write', async () => {
    const mediator = await world.member(coop, 'mediator')
    const { person } = await aRecorded()
    expect((await mediator.get(`/people/${person}/placements`)).status).toBe(200)
    expect((await record(person, {}, mediator)).status).toBe(403)
  })
})

test('she gets everything, and can have it erased; the employer stays', async () => {
  const { person, url } = await aRecorded()
  await worker.post(`${url}/follow-up`, { result: 'same-job', ...dateBoxes('on', '2026-11-20') })
  const held = await worker.inScope(async tx => module.privacy?.exportPerson(tx, person))
  expect(JSON.stringify(held)).toContain('Sartoria Adria')
  await worker.inScope(async tx => module.privacy?.erasePerson(tx, person))
  expect(await listOf(person)).toEqual([])
  expect((await worker.inScope(employersIn)).length).toBeGreaterThan(0)
})

test('the database refuses a placement that ends before it starts', async () => {
  const { placement } = await aRecorded()
  const act = worker.inScope(tx =>
    tx
      .updateTable('placements_placement')
      .set({ until_day: '2025-01-01' as CivilDate })
      .where('id', '=', placement.id)
      .execute(),
  )
  await expect(act).rejects.toMatchObject({ constraint: 'placements_placement_period' })
})
