// SPDX-License-Identifier: EUPL-1.2
// What one organisation learns of another's people: a masked card, and only so often. Models are versions.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import {
  adoptModel,
  findAcrossNetwork,
  findDuplicates,
  findDuplicatesOf,
  nearestBySearch,
  nearestInMemory,
} from './duplicate.store.ts'
import { type LinkageRecord, startingModel } from './linkage/index.ts'
import { aSyntheticRegister } from './linkage/synthetic-setup.build.ts'
import { matchKeyOf, probeOf } from './match-key.ts'
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
  // Whatever else is known of the newcomer: a birth date agrees by itself.
  const otherwise = aCandidate({ ...asked, sex: 'F', citizenship: 'BFA' })
  expect(await otherWorker.inScope(tx => findAcrossNetwork(tx, otherwise))).toEqual(cards)
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

test('an organisation has so many questions in an hour and no more', async () => {
  const last = await otherWorker.inScope(async tx => {
    let answer: Awaited<ReturnType<typeof findAcrossNetwork>> = []
    for (let at = 0; at < 61; at++) answer = await findAcrossNetwork(tx, asked)
    return answer
  })
  expect(last).toBe('too-many')
})

test('the search in SQL, the keys in memory and a plain look at every key find the same people', async () => {
  const coop = await world.organisation('receptionProject', 'Coop. Le Vele')
  const keeper = await world.member(coop, 'case-worker')
  const { records, known, strangers } = aSyntheticRegister(24, 12, 31)
  const again = known.map(each => each.record)
  const stored = [...records, ...again].map(newPersonFrom)
  const ids = await keeper.inScope(async tx => {
    const made: PersonId[] = []
    for (const person of stored) made.push(await createPerson(tx, aPerson(person)))
    return made
  })
  const candidates = [...again, ...strangers].map(record => aCandidate({ ...empty, ...newPersonFrom(record) }))
  await keeper.inScope(async tx => {
    const search = await nearestBySearch(tx, candidates)
    expect(await nearestInMemory(tx, candidates)).toEqual(search)
    const keys = stored.map(person => new Set(matchKeyOf(aCandidate({ ...empty, ...person })).keys))
    for (const [i, candidate] of candidates.entries()) {
      const probes = probeOf(candidate)
      const plain = ids
        .map((id, row) => ({ id, rank: probes.reduce((sum, p) => sum + (keys[row]?.has(p.key) ? p.weight : 0), 0) }))
        .filter(({ rank }) => rank > 0)
        .sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))
      expect(search[i]).toEqual(plain.map(({ id }) => id))
    }
    // One by one the database is asked, many at once are looked up in memory.
    const each: Awaited<ReturnType<typeof findDuplicates>>[] = []
    for (const candidate of candidates) each.push(await findDuplicates(tx, candidate))
    expect(await findDuplicatesOf(tx, candidates)).toEqual(each)
    expect(each.filter(found => found.length > 0).length).toBeGreaterThanOrEqual(11)
  })
})

test('who shares a birth date, sex and citizenship with twenty others and nothing else is weighed when none of those is likely', async () => {
  const keeper = await world.member(await world.organisation('receptionProject', 'Coop. Il Porto'), 'case-worker')
  const born = {
    birthDate: '1991-07-23' as CivilDate,
    birthPrecision: 'day' as const,
    sex: 'F' as const,
    citizenship: 'UKR',
    taxCode: undefined,
    taxCodeKind: undefined,
  }
  const others = aSyntheticRegister(22, 1, 8).records.map(record => Object.assign(newPersonFrom(record), born))
  // A slip in the first letter of both names: no key of hers but the date is that of the question.
  const hers = {
    ...empty,
    ...born,
    familyName: 'Tovalenko',
    givenName: 'Pamara',
  }
  await keeper.inScope(async tx => {
    for (const person of others) await createPerson(tx, aPerson(person))
    const her = await createPerson(tx, aPerson(hers))
    const question = aCandidate({ ...hers, familyName: 'Kovalenko', givenName: 'Tamara' })
    const [near = []] = await nearestBySearch(tx, [question])
    expect(near.indexOf(her)).toBeGreaterThanOrEqual(20)
    const [first] = await findDuplicates(tx, question)
    expect(first?.person.id).toBe(her)
  })
})

const empty = { nativeName: undefined, nativeLang: undefined, usedName: undefined, birthDate: undefined }

function newPersonFrom({ given, family, birth, sex, citizenship, taxCode }: LinkageRecord) {
  return {
    ...empty,
    familyName: family ?? '',
    givenName: given ?? '',
    birthDate: birth as CivilDate | undefined,
    birthPrecision: birth ? ('day' as const) : ('unknown' as const),
    sex: sex as 'F' | 'M' | undefined,
    citizenship: citizenship === 'XKX' ? undefined : citizenship,
    taxCode,
    taxCodeKind: taxCode ? (/^\d/.test(taxCode) ? ('provisional' as const) : ('final' as const)) : undefined,
  }
}

test('an adopted model weighs from then on', async () => {
  const [found] = await worker.inScope(tx => findDuplicates(tx, asked))
  const cautious = { ...startingModel, matchesPerRecord: startingModel.matchesPerRecord / 8 }
  const admin = worker
  expect(await admin.inScope(tx => adoptModel(tx, cautious, 'a test'))).toBe(1)
  const [after] = await worker.inScope(tx => findDuplicates(tx, asked))
  expect((found?.score ?? 0) - (after?.score ?? 0)).toBeCloseTo(3, 6)
})
