// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CivilDate, dayInRome } from '#lib/civil-date.ts'
import { organisationsIn } from '#network/index.ts'
import { appointmentsOn } from '#plans/index.ts'
import { listPeople, permitsOf } from '#registry/index.ts'
import { profileOf } from '#skills/index.ts'
import { listProgrammes, type Report, reportOn } from '#programmes/index.ts'
import type { Work } from '#platform/db/scope.ts'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import { officeDay } from './invented-person.ts'
import { herDoor } from './prepare.ts'
import { partners } from './organisations.ts'
import { ENDS } from './programme.ts'
import { type DemoRegion, makeDemoRegion } from './region.ts'

const PEOPLE = 40
const CEILING = 36 * 60
let dbs: readonly TestDatabase[]
let made: DemoRegion
let again: DemoRegion

beforeAll(async () => {
  dbs = [await aDatabase(), await aDatabase()]
  const [first, second] = dbs as [TestDatabase, TestDatabase]
  made = await makeDemoRegion(first, { people: PEOPLE })
  again = await makeDemoRegion(second, { people: PEOPLE })
}, 240_000)
afterAll(async () => {
  for (const db of dbs) await db.drop()
})

/** Counting is the coordinator's, for the purpose of reporting; another purpose finds nobody. */
function asCoordinator<T>(work: Work<T>): Promise<T> {
  const { region } = made
  const { lead, now } = region
  return region.db.inScope({ ...lead, role: 'coordinator', purpose: 'reporting', today: dayInRome(now), now }, work)
}

const reportAt = (asOf: CivilDate): Promise<Report> =>
  asCoordinator(async tx => {
    const [programme] = await listProgrammes(tx)
    if (!programme) throw new Error('No programme')
    return reportOn(tx, programme.id, asOf)
  })

describe('the demo region', () => {
  test('has 870 people in all, shared out over the nine partners', () => {
    expect(partners).toHaveLength(9)
    expect(partners.reduce((sum, partner) => sum + partner.people, 0)).toBe(870)
  })

  test('is the same for the same seed, in another database and at another hour', () => {
    expect(again.digest).toBe(made.digest)
    expect(again.people).toBe(made.people)
  })

  test('is a network of its own kind: lead, nine partners, thirteen job centres, thirty adherents', async () => {
    const organisations = await asCoordinator(organisationsIn)
    expect(organisations).toHaveLength(1 + 9 + 13 + 30)
    expect(organisations.filter(each => each.kind === 'jobCentre')).toHaveLength(13)
    const girasole = organisations.find(each => each.name === 'Coop. Il Girasole')
    expect(girasole).toMatchObject({ phone: '+39 300 0500010', email: 'coop-il-girasole@example.org' })
  })

  test('counts every participant once, under the partner whose record it is', async () => {
    const report = await reportAt(ENDS)
    expect(report.heads).toHaveLength(made.people)
    const counted = report.organisations.filter(line => line.heads > 0).map(line => [line.name, line.heads])
    const meant = partners.map(partner => [partner.name, Math.round((partner.people * PEOPLE) / 870)])
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(meant))
  })

  test('opens MIGRANT.NET with its nine partners, thirteen job centres and thirty adherents', async () => {
    const { partners: members } = await reportAt(ENDS)
    const of = (kind: string) => members.filter(each => each.kind === kind).length
    expect([of('lead'), of('partner'), of('job-centre'), of('adherent')]).toEqual([1, 9, 13, 30])
    const kinds = new Map((await asCoordinator(organisationsIn)).map(each => [each.id as string, each.kind]))
    expect(
      members.filter(each => each.kind === 'job-centre').every(each => kinds.get(each.organisation) === 'jobCentre'),
    ).toBe(true)
  })

  test('enrols adults only', async () => {
    const { heads } = await reportAt(ENDS)
    expect(new Set(heads.map(head => head.first.ageBand))).toEqual(new Set(['18-60']))
  })

  test('counts no minute beyond what the plans allow, and most of those', async () => {
    const { minutes, heads } = await reportAt(ENDS)
    expect(minutes).toBeLessThanOrEqual(heads.length * CEILING)
    expect(minutes).toBeGreaterThan(heads.length * CEILING * 0.6)
  })

  test('had done less by the autumn of 2020 than by its end', async () => {
    const [before, after] = [await reportAt('2020-09-30' as CivilDate), await reportAt(ENDS)]
    expect(before.minutes).toBeLessThan(after.minutes)
    expect(before.heads.length).toBeLessThanOrEqual(after.heads.length)
  })

  test('gives the case worker meetings on the next day that offices are open, and nobody of one name', async () => {
    const { region, girasole } = made
    const today = dayInRome(region.now)
    const [coming, people] = await region.as(girasole, today, async tx => [
      await appointmentsOn(tx, officeDay(today)),
      (await listPeople(tx, { ownOnly: true })).people,
    ])
    expect(coming).toHaveLength(3)
    expect(new Set(people.map(her => her.familyName)).size).toBe(people.length)
    expect(new Set(people.map(her => her.givenName)).size).toBe(people.length)
  })

  test('shows a paper that was renewed beside the one before it, and one whose renewal was asked', async () => {
    const { region, girasole } = made
    const papers = await region.as(girasole, dayInRome(region.now), async tx => {
      const { people } = await listPeople(tx, { ownOnly: true })
      return Promise.all(people.map(her => permitsOf(tx, her.id)))
    })
    const renewed = papers.filter(each => each.length === 2)
    expect(renewed.map(([now, before]) => [now?.level, before?.supersededOn !== undefined])).toEqual([
      ['documented', true],
    ])
    expect(papers.filter(([now]) => now?.renewalAskedOn !== undefined)).toHaveLength(1)
  })

  test('dates what was said by the day on which it was said', async () => {
    const { region, girasole } = made
    await region.as(girasole, dayInRome(region.now), async tx => {
      const { people } = await listPeople(tx, { ownOnly: true })
      for (const her of people) {
        const first = (await permitsOf(tx, her.id)).at(-1)
        expect(first && dayInRome(first.at)).toBe(her.registeredOn)
      }
    })
  })

  test('shows Samira as she is: Arabic by birth, in its script, with her work in Homs', async () => {
    const { region, girasole, herself } = made
    const profile = await region.as(girasole, dayInRome(region.now), tx => profileOf(tx, herself))
    expect(profile.literacy).toMatchObject({ mother: ['ar'], scripts: ['arabic', 'latin'] })
    expect(profile.languages.map(each => each.language).toSorted()).toEqual(['en', 'it', 'tr'])
    expect(profile.experiences).toMatchObject([{ place: 'Homs', country: 'SYR' }])
  })

  test('lets a visitor open the page of the person it shows, by a new link each time', async () => {
    const [db] = dbs as [TestDatabase, TestDatabase]
    const doors = [await herDoor(db, made.region.network), await herDoor(db, made.region.network)]
    expect(doors[0]).toMatch(/\/my\/enter\/[\w-]{43}$/)
    expect(doors[0]).not.toBe(doors[1])
  })
})
