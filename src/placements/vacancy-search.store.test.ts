// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { Accelerator, type IndexState, startAccelerator } from './accelerator.client.ts'
import { install } from './installed-classification.build.ts'
import { inventedClassification, vocabularyIn } from './matching/classification.build.ts'
import { chance, inventSeeker, inventVacancies } from './matching/invented-vacancies.ts'
import { type Entry, MatchingIndex } from './matching/matching-index.ts'
import { dayOf, demandsIn, NEVER } from './matching/packed-vacancy.ts'
import { highOf, SHARE_MASK } from './matching/posting.ts'
import { queryOf } from './matching/query.ts'
import { sharesOf } from './matching/vacancy.ts'
import type { Vocabulary } from './matching/vocabulary.ts'
import { currentWeights as weights } from './matching/weights.ts'
import { changeVacancy, closeVacancy, postVacancy } from './vacancy.act.ts'
import { readAll } from './vacancy-feed.store.ts'
import { getVacancy } from './vacancy.store.ts'
import { searchVacancies } from './vacancy-search.act.ts'
import { searchInDatabase } from './vacancy-search.store.ts'
import { vocabularyFrom } from './vocabulary.store.ts'

/** A busy machine may take its time; what is tested is the answer. */
const PATIENT = 20_000
const TODAY = '2026-11-22' as CivilDate
const classification = inventedClassification(5, 300, 60)
const place = { occupations: classification.occupations, municipalities: ['I608', 'A271', 'E388', 'D542'] }
/** Some stand open until a day, some of those until today or yesterday. */
const closing = [-1, 0, 1]
const invented = [...inventVacancies({ seed: 12, ...place }, 60)].map((vacancy, at) =>
  at % 4 === 0 ? Object.assign(vacancy, { closesOn: addDays(TODAY, closing[(at / 4) % 3] ?? 0) }) : vacancy,
)

let world: World
let worker: Client
let stranger: Client
let vocabulary: Vocabulary
let all: Entry[]
beforeAll(async () => {
  world = await aWorld({ now: `${TODAY}T09:00:00.000Z` })
  await install(world.db, classification, '1.0')
  worker = await world.member(await world.organisation('receptionProject', 'Coop. Il Girasole'), 'case-worker')
  stranger = await world.member(await world.organisation('receptionProject', 'Coop. La Quercia'), 'case-worker')
  vocabulary = await worker.inScope(vocabularyFrom)
  all = invented.map(entryOf)
  await worker.inScope(async tx => {
    for (const { vacancy } of all) await postVacancy(tx, vacancy, vocabulary)
  })
}, 120_000)
afterAll(() => world.close())

const entryOf = (vacancy: Entry['vacancy']): Entry => ({ vacancy, shares: sharesOf(vacancy, vocabulary, weights) })

function indexOf(entries: readonly Entry[]): MatchingIndex {
  const index = new MatchingIndex(vocabulary, weights)
  for (const entry of entries) index.add(entry)
  return index.seal()
}

/** A few people, each asked of the index and of the database by somebody of another organisation of the network. */
async function expectSame(entries: readonly Entry[]): Promise<void> {
  const index = indexOf(entries)
  await stranger.inScope(async tx => {
    for (let seed = 1; seed <= 8; seed++) {
      const query = queryOf(inventSeeker(place, chance(seed)), vocabulary, weights)
      const found = await searchInDatabase(tx, query, { k: 5 + seed })
      expect(found.length).toBeGreaterThan(0)
      expect(found).toEqual(index.search(query, { k: 5 + seed, today: TODAY }))
      const { occupation } = entries[seed]?.vacancy ?? {}
      const ofOne = await searchInDatabase(tx, query, { k: 5, occupation })
      expect(ofOne).toEqual(index.search(query, { k: 5, occupation, today: TODAY }))
      expect(
        ofOne.every(hit => entries.find(each => each.vacancy.id === hit.vacancy)?.vacancy.occupation === occupation),
      ).toBe(true)
      const plain = queryOf(inventSeeker(place, chance(seed)), vocabulary, { ...weights, alike: Infinity })
      expect(await searchInDatabase(tx, plain, { k: 30 })).toEqual(index.search(plain, { k: 30, today: TODAY }))
    }
  })
}

test('the vocabulary of what is installed is the one its publisher describes', () => {
  const asked = classification.occupations.flatMap(each => [...each.essential, ...each.optional])
  const skills = classification.skills.map(node => ({
    ...node,
    occupations: asked.filter(uri => uri === node.uri).length,
  }))
  const { version: _, neighbours: near, ...described } = vocabularyIn({ ...classification, skills })
  const { version, neighbours, ...found } = vocabulary
  expect(version).toMatch(/^1\.0-[0-9a-f]{12}$/)
  expect(found).toEqual(described)
  const asSets = (lists: typeof near) => new Map([...lists].map(([code, codes]) => [code, new Set(codes)]))
  expect(asSets(neighbours)).toEqual(asSets(near))
})

test('the database finds the same vacancies in the same order with the same points as the index', async () => {
  expect(all.length).toBe(60)
  await expectSame(all)
})

test('an index reads every vacancy and its shares as they were written', async () => {
  const written = new Map(all.map(entry => [entry.vacancy.id.replaceAll('-', ''), entry]))
  await readAll(world.db, world.network, vocabulary.version, packed => {
    const id = Buffer.from(packed.id).toString('hex')
    const { vacancy, shares } = written.get(id) as Entry
    const { italian, municipality, pattern, isco, requirement } = vacancy
    const demands = demandsIn(packed)
    expect(demands).toEqual({ italian, municipality, requirement, ...(isco && { isco }), ...(pattern && { pattern }) })
    expect(packed.occupation).toBe(vacancy.occupation ?? '')
    expect(packed.posted).toBe(dayOf(vacancy.postedOn))
    expect(packed.closes).toBe(vacancy.closesOn === undefined ? NEVER : dayOf(vacancy.closesOn))
    expect(Array.from(packed.skills, highOf)).toEqual(shares.map(({ skill }) => skill))
    expect(Array.from(packed.skills, each => each & SHARE_MASK)).toEqual(shares.map(({ share }) => share))
    written.delete(id)
  })
  expect(written.size).toBe(0)
})

test('limits of the law exclude the same: hours a week, kinds of contract, age, no right to work', async () => {
  const index = indexOf(all)
  const open = inventSeeker(place, chance(3))
  const limited = [
    { ...open, rightToWork: { verdict: 'yes', weeklyMinutes: 1200 } },
    { ...open, rightToWork: { verdict: 'yes', contracts: ['seasonal', 'internship'] } },
    { ...open, age: 16, licences: { held: [], asked: true }, nights: false },
    { ...open, rightToWork: { verdict: 'no' } },
  ] as const
  await stranger.inScope(async tx => {
    for (const seeker of limited) {
      const query = queryOf(seeker, vocabulary, weights)
      expect(await searchInDatabase(tx, query, { k: 40 })).toEqual(index.search(query, { k: 40, today: TODAY }))
    }
  })
})

test('a vacancy is read by the whole network and changed by the organisation that wrote it', async () => {
  const { vacancy } = all[0] as Entry
  await stranger.inScope(async tx => expect(await getVacancy(tx, vacancy.id)).toEqual({ ...vacancy, version: 1 }))
  await expect(stranger.inScope(tx => closeVacancy(tx, vacancy.id))).rejects.toMatchObject({ code: 'vacancy.stale' })
})

describe('indexes in threads of their own', () => {
  const query = (seed: number) => queryOf(inventSeeker(place, chance(seed)), vocabulary, weights)
  let other: Accelerator
  let sizes: readonly (IndexState | undefined)[]

  beforeAll(async () => {
    const mine = startAccelerator(world.db, PATIENT)
    other = new Accelerator(world.db, PATIENT) // as another web process has it
    sizes = await Promise.all([mine.prepare(world.network), other.prepare(world.network)])
  }, 60_000)
  afterAll(async () => {
    await startAccelerator(world.db).stop()
    await other.stop()
  })

  /** Asked of memory, of another process' memory and of the database, in one transaction. */
  const expectSameEverywhere = (seeds: readonly number[]) =>
    stranger.inScope(async tx => {
      for (const seed of seeds) {
        const { hits, form, written } = await searchVacancies(tx, query(seed), { k: 12 })
        expect(form).toBe('memory')
        expect(hits).toEqual(await searchInDatabase(tx, query(seed), { k: 12 }))
        const request = { seeker: query(seed).seeker, k: 12, today: TODAY, vocabulary: vocabulary.version }
        expect(await other.search(world.network, { ...request, weights: weights.version, written })).toEqual(hits)
      }
    })

  test('answer as the database does', async () => {
    expect(sizes.map(each => each?.size)).toEqual([60, 60])
    await expectSameEverywhere([1, 2, 3, 4])
  })

  test('answer with what was changed, closed and posted by the time they are asked', async () => {
    const [changed, closed] = [all[1], all[2]] as [Entry, Entry]
    const content = { ...(all[9] as Entry).vacancy, id: changed.vacancy.id, postedOn: changed.vacancy.postedOn }
    await worker.inScope(async tx => {
      await changeVacancy(tx, content, vocabulary, 1)
      await closeVacancy(tx, closed.vacancy.id)
      for (const vacancy of inventVacancies({ seed: 77, ...place }, 5)) await postVacancy(tx, vacancy, vocabulary)
    })
    await expect(worker.inScope(tx => changeVacancy(tx, content, vocabulary, 1))).rejects.toMatchObject({
      code: 'vacancy.stale',
    })
    await expectSameEverywhere([5, 6, 7, 8])
  })

  test('leave what only the asking transaction has written to the database', async () => {
    const [vacancy] = [...inventVacancies({ seed: 78, ...place }, 1)]
    const undone = worker.inScope(async tx => {
      await postVacancy(tx, vacancy as Entry['vacancy'], vocabulary)
      const { hits, form } = await searchVacancies(tx, query(9), { k: 100 })
      expect(form).toBe('database')
      expect(hits.map(hit => hit.vacancy)).toContain(vacancy?.id)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await expectSameEverywhere([9])
  })

  test('hold nothing of another network', async () => {
    const { network, organisation } = await world.otherNetwork()
    const elsewhere = await world.memberOf(network, organisation, 'case-worker')
    await startAccelerator(world.db).prepare(network)
    const { hits, form } = await elsewhere.inScope(tx => searchVacancies(tx, query(1), { k: 12 }))
    expect({ hits, form }).toEqual({ hits: [], form: 'memory' })
  })

  test('are not missed when they are gone', async () => {
    await startAccelerator(world.db).stop()
    const { hits, form } = await stranger.inScope(tx => searchVacancies(tx, query(4), { k: 12 }))
    expect(form).toBe('database')
    expect(hits.length).toBe(12)
  })
})
