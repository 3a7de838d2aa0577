// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { type ImportId, newId, type PersonId, type StatementId } from '#lib/ids.ts'
import { scopeOf } from '#platform/db/scope.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { aPerson } from './registry.build.ts'
import { getPerson } from './person.store.ts'
import { paths } from './registry.paths.ts'
import { createPerson } from './registration.store.ts'
import { statementsOf } from './statement.store.ts'

let world: World
let coop: TestOrganisation
let worker: Client
let id: PersonId

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-22T09:00:00.000Z' })
  coop = await world.organisation('thirdSector', 'Coop. Il Girasole')
  worker = await world.member(coop, 'case-worker')
  id = await worker.inScope(tx => createPerson(tx, aPerson({})))
})
afterAll(() => world.close())

const at = () => paths.restricted.to({ person: id })
const version = () => worker.inScope(async tx => String((await getPerson(tx, id)).version))

test('family, health and protection are written as statements, each in its own group, with who said them', async () => {
  const sent = await worker.post(at(), {
    version: await version(),
    level: 'documented',
    guardianName: 'Amina Touré',
    minorChildren: '2',
    healthNeed: 'non può alzare pesi',
    stpCode: 'stp 0110011234567',
  })
  expect([sent.status, sent.location]).toEqual([303, at()])
  const said = await worker.inScope(async tx => ({
    family: await statementsOf(tx, id, 'family'),
    health: await statementsOf(tx, id, 'health'),
    protection: await statementsOf(tx, id, 'protection'),
  }))
  expect(said.family.map(each => [each.field, each.value, each.level])).toEqual(
    expect.arrayContaining([
      ['guardianName', 'Amina Touré', 'documented'],
      ['minorChildren', '2', 'documented'],
    ]),
  )
  expect(said.health).toMatchObject([{ field: 'healthNeed', value: 'non può alzare pesi', level: 'documented' }])
  expect(said.protection).toMatchObject([{ field: 'stpCode', value: 'STP0110011234567' }])
  const { text } = await worker.get(at())
  for (const shown of ['Amina Touré', 'non può alzare pesi', 'STP0110011234567']) expect(text).toContain(shown)
})

test('a value that its field cannot hold is said at the field, and nothing is written', async () => {
  const before = await worker.inScope(tx => statementsOf(tx, id, 'protection'))
  const refused = await worker.post(at(), { version: await version(), level: 'declared', stpCode: 'ENI1' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('href="#f-stpCode"')
  expect(await worker.inScope(tx => statementsOf(tx, id, 'protection'))).toEqual(before)
})

test('stays and remarks of an imported register stand on the page', async () => {
  await worker.inScope(async tx => {
    const { network, organisation, now } = scopeOf(tx)
    const common = { network_id: network, person_id: id, organisation_id: organisation, written_at: now }
    const imported = newId<ImportId>()
    await tx
      .insertInto('registry_stay')
      .values({ ...common, id: newId<StatementId>(), import_id: imported, entered_on: '2025-03-01' as CivilDate })
      .execute()
    await tx
      .insertInto('registry_remark')
      .values({ ...common, id: newId<StatementId>(), import_id: imported, remark: 'preferisce venire al mattino' })
      .execute()
  })
  const { text } = await worker.get(at())
  expect(text).toContain('preferisce venire al mattino')
  expect(text).toContain('01/03/2025')
})

test.each(['mediator', 'cpi-operator', 'coordinator', 'administrator'] as const)(
  'a %s neither opens the page nor finds a link to it',
  async role => {
    const other = await world.member(coop, role)
    expect((await other.get(at())).status).toBe(403)
    expect((await other.get(paths.identity.to({ person: id }))).text).not.toContain('/restricted"')
  },
)

test('a case worker of another organisation does not find it', async () => {
  const elsewhere = await world.member(await world.organisation('thirdSector', 'Coop. Altrove'), 'case-worker')
  expect((await elsewhere.get(at())).status).toBe(404)
})
