// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { inventedClassification, vocabularyIn } from './matching/classification.build.ts'
import { chance, inventSeeker, inventVacancies } from './matching/invented-vacancies.ts'
import { type Entry, MatchingIndex } from './matching/matching-index.ts'
import { queryOf } from './matching/query.ts'
import { sharesOf } from './matching/vacancy.ts'
import { currentWeights as weights } from './matching/weights.ts'
import { changeVacancy, closeVacancy, postVacancy } from './vacancy.act.ts'
import { getVacancy } from './vacancy.store.ts'
import { searchInDatabase } from './vacancy-search.store.ts'

const TODAY = '2026-11-22' as CivilDate
const classification = inventedClassification(5, 600, 120)
const vocabulary = vocabularyIn(classification)
const place = { occupations: classification.occupations, municipalities: ['I608', 'A271', 'E388', 'D542'] }
const entryOf = (vacancy: Entry['vacancy']): Entry => ({ vacancy, shares: sharesOf(vacancy, vocabulary, weights) })
const inOrder = (a: Entry, b: Entry): number =>
  `${a.vacancy.postedOn}${a.vacancy.id}` < `${b.vacancy.postedOn}${b.vacancy.id}` ? -1 : 1
/** Some stand open until a day, some of those until today or yesterday. */
const closing = [-1, 0, 1]
const all = [...inventVacancies({ seed: 12, ...place }, 150)]
  .map((vacancy, at) => (at % 4 === 0 ? { ...vacancy, closesOn: addDays(TODAY, closing[(at / 4) % 3] ?? 0) } : vacancy))
  .map(entryOf)
  .sort(inOrder)

let world: World
let worker: Client
let stranger: Client
beforeAll(async () => {
  world = await aWorld({ now: '2026-11-22T09:00:00.000Z' })
  worker = await world.member(await world.organisation('receptionProject', 'Coop. Il Girasole'), 'case-worker')
  stranger = await world.member(await world.organisation('receptionProject', 'Coop. La Quercia'), 'case-worker')
  await worker.inScope(async tx => {
    for (const { vacancy } of all) await postVacancy(tx, vacancy, vocabulary)
  })
}, 120_000)
afterAll(() => world.close())

function indexOf(entries: readonly Entry[]): MatchingIndex {
  const index = new MatchingIndex(vocabulary, weights)
  for (const entry of entries) index.add(entry)
  return index.seal()
}

/** Twenty people, each asked of the index and of the database by somebody of another organisation of the network. */
async function expectSame(entries: readonly Entry[]): Promise<void> {
  const index = indexOf(entries)
  await stranger.inScope(async tx => {
    for (let seed = 1; seed <= 20; seed++) {
      const query = queryOf(inventSeeker(place, chance(seed)), vocabulary, weights)
      const found = await searchInDatabase(tx, query, 5 + seed)
      expect(found.length).toBeGreaterThan(0)
      expect(found).toEqual(index.search(query, 5 + seed, TODAY))
    }
  })
}

test('the database finds the same vacancies in the same order with the same points as the index', async () => {
  expect(all.length).toBe(150)
  await expectSame(all)
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
      expect(await searchInDatabase(tx, query, 40)).toEqual(index.search(query, 40, TODAY))
    }
  })
})

test('a vacancy is read by the whole network and changed by the organisation that wrote it', async () => {
  const { vacancy } = all[0] as Entry
  await stranger.inScope(async tx => expect(await getVacancy(tx, vacancy.id)).toEqual({ ...vacancy, version: 1 }))
  await expect(stranger.inScope(tx => closeVacancy(tx, vacancy.id))).rejects.toMatchObject({ code: 'vacancy.stale' })
})

test('what was changed or closed is found as it is now', async () => {
  const [changed, closed] = [all[1], all[2]] as [Entry, Entry]
  const other = { ...(all[9] as Entry).vacancy, id: changed.vacancy.id, postedOn: changed.vacancy.postedOn }
  await worker.inScope(async tx => {
    await changeVacancy(tx, other, vocabulary, 1)
    await closeVacancy(tx, closed.vacancy.id)
  })
  await expect(worker.inScope(tx => changeVacancy(tx, other, vocabulary, 1))).rejects.toMatchObject({
    code: 'vacancy.stale',
  })
  await expectSame(all.filter(each => each !== closed).map(each => (each === changed ? entryOf(other) : each)))
})
