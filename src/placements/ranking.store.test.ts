// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { newId, type PersonId } from '#lib/ids.ts'
import { shareWith } from '#network/index.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import { createPerson } from '#registry/index.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { install } from './installed-classification.build.ts'
import { inventedClassification } from './matching/classification.build.ts'
import { inventVacancies, type OccupationNode } from './matching/invented-vacancies.ts'
import type { Vacancy } from './matching/vacancy.ts'
import { erasePerson, exportPerson } from './privacy.store.ts'
import { explained, peopleFor, vacanciesFor } from './ranking.act.ts'
import { rankingsOf } from './ranking.store.ts'
import { shareAnew } from './share-anew.store.ts'
import { postVacancy } from './vacancy.act.ts'
import { searchInDatabase } from './vacancy-search.store.ts'
import { vocabularyFrom } from './vocabulary.store.ts'

const TODAY = '2026-11-22' as CivilDate
const classification = inventedClassification(7, 300, 40)
const [trade, other] = classification.occupations.filter(each => each.essential.length >= 8) as [
  OccupationNode,
  OccupationNode,
]
const place = { occupations: [trade, other], municipalities: ['E388'] }
const vacancies = [...inventVacancies({ seed: 3, ...place }, 12)].map((vacancy, at): Vacancy => {
  const { uri, isco, essential } = at % 2 === 0 ? trade : other
  const requirement = { contract: 'employee', licences: [], nights: false } as const
  return Object.assign(vacancy, { occupation: uri, isco, essential, optional: [], requirement })
})
const ofTrade = vacancies.find(each => each.occupation === trade.uri) as Vacancy

let world: World
let coop: TestOrganisation
let worker: Client
let town: TestOrganisation
let reader: Client
const people: PersonId[] = []

/** Somebody of the cooperative who has done an occupation, or none. */
async function register(name: string, occupation?: OccupationNode): Promise<PersonId> {
  return worker.inScope(async tx => {
    const person = await createPerson(tx, { familyName: name, givenName: 'Prova', citizenship: 'ROU' })
    if (!occupation) return person
    insertRows(tx, 'skills_experience', [
      {
        network_id: world.network,
        id: newId(),
        entry_id: newId(),
        organisation_id: coop.id,
        person_id: person,
        withdrawn: false,
        level: 'declared',
        said_by: 'person',
        said_on: TODAY,
        written_at: `${TODAY}T09:00:00.000Z` as never,
        pictures: [],
        ongoing: false,
        from_date: '2020',
        until_date: '2023',
        esco_uri: occupation.uri,
        esco_label: 'mestiere',
        esco_language: 'it',
        esco_version: '1.0',
        isco_code: occupation.isco,
      },
    ])
    return person
  })
}

const share = (person: PersonId, groups: readonly FieldGroup[]) =>
  worker.inScope(tx =>
    shareWith(tx, {
      person,
      organisation: town.id,
      groups,
      purpose: 'care',
      legalBasis: 'consent',
      until: '2027-03-01' as CivilDate,
    } as never),
  )

beforeAll(async () => {
  world = await aWorld({ now: `${TODAY}T09:00:00.000Z` })
  await install(world.db, classification, '1.0')
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  town = await world.organisation('socialService', 'Comune di Jesi')
  worker = await world.member(coop, 'case-worker')
  reader = await world.member(town, 'case-worker')
  people.push(await register('Nulla'), await register('Altra', other), await register('Giusta', trade))
  await worker.inScope(async tx => {
    const vocabulary = await vocabularyFrom(tx)
    for (const vacancy of vacancies) await postVacancy(tx, vacancy, vocabulary)
  })
}, 120_000)
afterAll(() => world.close())

describe('vacancies for a person', () => {
  test('are those of the work she has done first, with reasons that add up', async () => {
    const told = await worker.inScope(async tx => {
      const ranked = await vacanciesFor(tx, people[2] as PersonId, { k: 5 })
      const ids = ranked.hits.map(hit => hit.vacancy)
      return { ...ranked, reasons: await explained(tx, ranked.query, ids, 90_000) }
    })
    const best = vacancies.find(each => each.id === told.hits[0]?.vacancy)
    expect(best?.occupation).toBe(trade.uri)
    expect(told.reasons.map(each => [each.vacancy, each.fit.total])).toEqual(
      told.hits.map(hit => [hit.vacancy, hit.total]),
    )
  })

  test('are refused to an organisation that may not read her work history', async () => {
    await share(people[1] as PersonId, ['identity'])
    await expect(reader.inScope(tx => vacanciesFor(tx, people[1] as PersonId, { k: 5 }))).rejects.toMatchObject({
      code: 'ranking.not-readable',
    })
  })
})

describe('people for a vacancy', () => {
  test('come in the order of their points, the same as in the other direction', async () => {
    const { people: ranked, considered } = await worker.inScope(tx => peopleFor(tx, ofTrade.id, 2))
    expect(considered).toBe(3)
    expect(ranked.length).toBe(2)
    expect(ranked[0]?.person).toBe(people[2])
    await worker.inScope(async tx => {
      const { hits } = await vacanciesFor(tx, people[2] as PersonId, { k: 100 })
      expect(hits.find(hit => hit.vacancy === ofTrade.id)?.total).toBe(ranked[0]?.total)
    })
  })

  test('are only those whose work history the asking organisation may read', async () => {
    await share(people[2] as PersonId, ['identity', 'work_history'])
    const { people: ranked, considered } = await reader.inScope(tx => peopleFor(tx, ofTrade.id, 10))
    expect({ considered, people: ranked.map(each => each.person) }).toEqual({ considered: 1, people: [people[2]] })
  })
})

describe('the log', () => {
  test('says of every ranking with what it was made, and the same inputs have the same digest', async () => {
    const rankings = await worker.inScope(async tx => {
      const before = (await rankingsOf(tx, people[0] as PersonId)).length
      for (let at = 0; at < 2; at++) await vacanciesFor(tx, people[0] as PersonId, { k: 3 })
      const after = await rankingsOf(tx, people[0] as PersonId)
      expect(after.length).toBe(before + 2)
      return after.slice(0, 2)
    })
    const [one, two] = rankings
    expect(one?.inputs).toMatch(/^[0-9a-f]{64}$/)
    expect([two?.inputs, two?.answer]).toEqual([one?.inputs, one?.answer])
    expect(one?.vocabulary).toMatch(/^1\.0-/)
  })

  test('goes with the copy of her data, and leaves no trace of her when she is erased', async () => {
    const person = people[1] as PersonId
    await worker.inScope(async tx => {
      await vacanciesFor(tx, person, { k: 3 })
      expect((await exportPerson(tx, person))['rankings']).not.toEqual([])
      await erasePerson(tx, person)
      expect(await rankingsOf(tx, person)).toEqual([])
      const left = await tx
        .selectFrom('placements_ranked')
        .select('person_id')
        .where('person_id', '=', person)
        .execute()
      expect(left).toEqual([])
    })
  })
})

test('another classification computes the shares of every open vacancy anew', async () => {
  await install(world.db, inventedClassification(7, 290, 40), '2.0')
  expect(await shareAnew(world.db)).toBe(vacancies.length)
  expect(await shareAnew(world.db)).toBe(0)
  await worker.inScope(async tx => {
    const vocabulary = await vocabularyFrom(tx)
    expect(vocabulary.version).toMatch(/^2\.0-/)
    const { hits, query } = await vacanciesFor(tx, people[2] as PersonId, { k: 5 })
    expect(hits).toEqual(await searchInDatabase(tx, query, { k: 5 }))
    const rows = await tx.selectFrom('placements_vacancy_skill').select('vocabulary').distinct().execute()
    expect(rows).toEqual([{ vocabulary: vocabulary.version }])
  })
})
