// SPDX-License-Identifier: EUPL-1.2
// What one organisation learns of another's people: a masked card, and only so often. Models are versions.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { adoptModel, findAcrossNetwork, findDuplicates } from './duplicate.store.ts'
import { startingModel } from './linkage/index.ts'
import { aCandidate, aPerson } from './registry.build.ts'
import { createPerson } from './registration.store.ts'

let world: World
let worker: Client
let otherWorker: Client
const known = { familyName: 'Ouedraogo', givenName: 'Yacouba', birthDate: '2001-12-08' as CivilDate }
const asked = aCandidate({ ...known, familyName: 'WEDRAOGO', givenName: 'YAKUBA' })

beforeAll(async () => {
  world = await aWorld()
  worker = await world.member(await world.organisation('receptionProject', 'Coop. Il Girasole'), 'case-worker')
  otherWorker = await world.member(await world.organisation('receptionProject', 'Coop. La Quercia'), 'case-worker')
  await worker.inScope(tx => createPerson(tx, aPerson({ ...known, nativeName: undefined, nativeLang: undefined })))
})
afterAll(() => world.close())

test('another organisation gets a letter, a year and what agreed, and no name', async () => {
  expect(await otherWorker.inScope(tx => findDuplicates(tx, asked))).toEqual([])
  const cards = await otherWorker.inScope(tx => findAcrossNetwork(tx, asked))
  expect(cards).toEqual([{ firstLetter: 'O', birthYear: 2001, agreed: ['birth', 'name'] }])
  expect(await worker.inScope(tx => findAcrossNetwork(tx, asked))).toEqual([])
})

test('a name alone or a birth date alone tells nothing', async () => {
  const { familyName, givenName } = known
  const onlyName = aCandidate({ familyName, givenName, birthDate: undefined, birthPrecision: 'unknown' })
  const onlyBirth = aCandidate({ familyName: 'Rossi', givenName: 'Maria', birthDate: known.birthDate })
  for (const each of [onlyName, onlyBirth])
    expect(await otherWorker.inScope(tx => findAcrossNetwork(tx, each))).toEqual([])
})

test('another network learns nothing', async () => {
  const other = await world.otherNetwork()
  const stranger = await world.memberOf(other.network, other.organisation, 'case-worker')
  expect(await stranger.inScope(tx => findAcrossNetwork(tx, asked))).toEqual([])
})

test('too many questions in an hour are refused', async () => {
  const many = otherWorker.inScope(async tx => {
    for (let at = 0; at < 61; at++) await findAcrossNetwork(tx, asked)
  })
  await expect(many).rejects.toMatchObject({ code: 'duplicate.too-many-probes' })
})

test('an adopted model weighs from then on', async () => {
  const [found] = await worker.inScope(tx => findDuplicates(tx, asked))
  const cautious = { ...startingModel, matchesPerRecord: startingModel.matchesPerRecord / 8 }
  const admin = worker
  expect(await admin.inScope(tx => adoptModel(tx, cautious, 'a test'))).toBe(1)
  const [after] = await worker.inScope(tx => findDuplicates(tx, asked))
  expect((found?.score ?? 0) - (after?.score ?? 0)).toBeCloseTo(3, 6)
})
