// SPDX-License-Identifier: EUPL-1.2
// One rule everywhere: what the page shows, what the report states and what the verifier counts from the acts alone.
import * as fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { integrate, openingFor, record } from '#ledger/index.ts'
import { verify } from '#ledger/verifier/index.ts'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { type LinkId, newId, type PersonId, type ProgrammeId } from '#lib/ids.ts'
import { addOrganisation, shareWith } from '#network/index.ts'
import { createPerson, getOwnPerson, linkSamePerson, sameHandles, unlinkSamePerson } from '#registry/index.ts'
import { dateBoxes } from '#test/support/date-boxes.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { clusters } from './counting.ts'
import { handlesIn } from './enrolment.store.ts'
import { enrol } from './programme.act.ts'
import { reportOn } from './report.act.ts'

let world: World
let coordinator: Client
let coop: Client
let town: Client
let coopOrganisation: TestOrganisation

const STARTS = '2026-03-01' as CivilDate
const ENDS = '2026-04-30' as CivilDate
/** Long before everything else, so that a share stands whatever day the clock shows. */
const REGISTERED = '2026-01-02' as CivilDate

const on = (day: CivilDate) => world.setNow(`${day}T09:00:00.000Z`)

beforeAll(async () => {
  world = await aWorld({ now: `${REGISTERED}T09:00:00.000Z` })
  const founder = await world.organisation('leadPartner', 'Fondazione')
  const admin = await world.member(founder, 'administrator')
  const added = async (kind: 'leadPartner' | 'thirdSector', name: string): Promise<TestOrganisation> => ({
    id: await admin.inScope(tx => addOrganisation(tx, { kind, name })),
    name,
    kind,
  })
  coordinator = await world.member(await added('leadPartner', 'Regione'), 'coordinator')
  coopOrganisation = await added('thirdSector', 'Coop. Il Girasole')
  coop = await world.member(coopOrganisation, 'case-worker')
  town = await world.member(await added('thirdSector', 'Comune'), 'case-worker')
})
afterAll(() => world.close())

let codes = 0
async function aProgramme(): Promise<ProgrammeId> {
  const made = await coordinator.post('/programmes/new', {
    name: 'Accordo',
    code: `ACC-${++codes}`,
    fund: 'FAMI',
    budget: '1.000,00',
    heads: '10',
    hoursEach: '10',
    spending: 'entries',
    ...dateBoxes('startsOn', STARTS),
    ...dateBoxes('endsOn', ENDS),
  })
  return made.location?.split('/').at(-1) as ProgrammeId
}

type Who = { readonly client: Client; readonly id: PersonId }

const aRecord = async (client: Client, sex: 'F' | 'M'): Promise<Who> => ({
  client,
  id: await client.inScope(tx => createPerson(tx, { familyName: 'CANARY', givenName: 'Lei', sex })),
})

/** The town lets the cooperative see who she is: without that nobody could say it is the same person. */
const showToCoop = (who: Who) =>
  who.client.inScope(tx =>
    shareWith(tx, {
      person: who.id,
      organisation: coopOrganisation.id,
      groups: ['identity'],
      purpose: 'care',
      legalBasis: 'public-task',
      until: '2027-12-01' as CivilDate,
    }),
  )

const enrolled = (programme: ProgrammeId, { client, id }: Who, from: CivilDate) =>
  client.inScope(tx => enrol(tx, id, { programme, from }))

type Hour = {
  readonly day: CivilDate
  readonly signedOn: CivilDate
  readonly minutes: number
  readonly reversedOn?: CivilDate | undefined
}

/** An hour as plans leaves it: signed on a day, about a meeting of another, perhaps undone later. */
async function aSignedHour({ client, id }: Who, { day, signedOn, minutes, reversedOn }: Hour): Promise<void> {
  const row = newId()
  on(signedOn)
  const { fact, handle } = await client.inScope(async tx => {
    const { handle } = await getOwnPerson(tx, id)
    const fields = { measureKind: 'guidance', minutes, day, method: 'code-and-pin', strength: 'two' }
    const { id: fact } = await record(tx, 'hours.signed', { person: id, handle, account: 'accounting', fields })
    await tx
      .insertInto('plans_hour')
      .values({
        network_id: world.network,
        id: row,
        organisation_id: client.viewer?.organisation as never,
        handle,
        meeting_id: newId(),
        round: 1,
        measure_kind: 'guidance',
        day,
        minutes,
        lasted_minutes: 240,
        signed_on: signedOn,
        person_method: 'code-and-pin',
        person_strength: 'two',
        fact_id: fact,
        opening: JSON.stringify(await openingFor(tx, fact, Object.keys(fields))),
      })
      .execute()
    return { fact, handle }
  })
  if (!reversedOn) return
  on(reversedOn)
  await client.inScope(async tx => {
    const fields = { reverses: fact, day, minutes }
    const { id: undo } = await record(tx, 'hours.reversed', { person: id, handle, account: 'accounting', fields })
    await tx
      .updateTable('plans_hour')
      .set({
        reversed_on: reversedOn,
        reversal_fact_id: undo,
        reversal_opening: JSON.stringify(await openingFor(tx, undo, Object.keys(fields))),
      })
      .where('id', '=', row)
      .execute()
  })
}

const link = (mine: Who, other: Who): Promise<LinkId> =>
  mine.client.inScope(tx => linkSamePerson(tx, mine.id, other.id, 'stessi documenti'))

/** Page, stated report and verifier, side by side. */
async function figuresOf(programme: ProgrammeId, asOf: CivilDate) {
  const reader = (await coordinator.get(`/programmes/${programme}?asOf=${asOf}`)).text
  const file = await coordinator.post(`/programmes/${programme}/export`, { kind: 'bundle', asOf })
  expect(file.status).toBe(200)
  const result = await verify(file.bytes)
  expect(result.failures).toEqual([])
  expect(result.gaps.map(gap => gap.code)).not.toContain('report.unopened')
  const proved = result.proved.find(finding => finding.code === 'proved.figures')
  const stated = result.contents?.bundle.report.figures
  const page = Number(/class="nc-big nc-num">(\d+)</.exec(reader)?.[1] ?? 0)
  const listed = await world.db.inScope(reporting(), async tx => {
    const taking = await handlesIn(tx, asOf)
    return new Set(taking.get(programme)?.map(clusters(await sameHandles(tx, asOf)))).size
  })
  expect(listed, 'the list of programmes counts like the page').toBe(page)
  return {
    page,
    stated: { heads: stated?.heads, minutes: stated?.minutes, women: stated?.women },
    verified: proved?.args as { heads: number; minutes: number },
  }
}

/** A pair as it was written before its act could be opened: no role of the program makes one any more. */
async function withoutAct(id: string): Promise<void> {
  const client = new pg.Client(world.db.superuser)
  await client.connect()
  await client.query('update registry_same_handle set fact_id = null, opening = null where id = $1', [id])
  await client.end()
}

describe('the same person under two records', () => {
  test('is one head on the page, in the report and for the verifier, from the link until it is taken back', async () => {
    on(REGISTERED)
    const programme = await aProgramme()
    const [mine, other] = [await aRecord(coop, 'F'), await aRecord(town, 'F')]
    await showToCoop(other)
    const stranger = await aRecord(coop, 'M')
    for (const who of [mine, other, stranger]) await enrolled(programme, who, STARTS)
    await aSignedHour(mine, { day: '2026-03-03' as CivilDate, signedOn: '2026-03-05' as CivilDate, minutes: 90 })
    await aSignedHour(other, { day: '2026-03-04' as CivilDate, signedOn: '2026-03-04' as CivilDate, minutes: 60 })
    on('2026-03-10' as CivilDate)
    const tied = await link(mine, other)
    on('2026-03-20' as CivilDate)
    await coop.inScope(tx => unlinkSamePerson(tx, tied, 'non era lei'))
    on('2026-03-25' as CivilDate)
    // Said again, this time from the other side: the cooperative lets the town see its record.
    await coop.inScope(tx =>
      shareWith(tx, {
        person: mine.id,
        organisation: other.client.viewer?.organisation as never,
        groups: ['identity'],
        purpose: 'care',
        legalBasis: 'public-task',
        until: '2027-12-01' as CivilDate,
      }),
    )
    const again = await link(other, mine)
    on('2026-03-28' as CivilDate)
    await town.inScope(tx => unlinkSamePerson(tx, again, 'rivisto'))
    await integrate(world.db, world.network)
    for (const [asOf, heads] of [
      ['2026-03-09', 3],
      ['2026-03-10', 2],
      ['2026-03-19', 2],
      ['2026-03-20', 3],
      ['2026-03-25', 2],
      ['2026-03-28', 3],
    ] as const) {
      expect([asOf, await figuresOf(programme, asOf as CivilDate)]).toEqual([
        asOf,
        {
          page: heads,
          stated: { heads, minutes: 150, women: heads - 1 },
          verified: { heads, minutes: 150 },
        },
      ])
    }
  })

  test('the act that ties them opens to the two pseudonyms and to nothing else', async () => {
    on(REGISTERED)
    const [mine, other] = [await aRecord(coop, 'F'), await aRecord(town, 'F')]
    await showToCoop(other)
    const id = await link(mine, other)
    const row = await coop.inScope(tx =>
      tx.selectFrom('registry_same_handle').select('opening').where('id', '=', id).executeTakeFirstOrThrow(),
    )
    const { event, fields } = row.opening as { event: { subjectRef: string }; fields: Record<string, unknown> }
    const [a, b] = [
      await coop.inScope(tx => getOwnPerson(tx, mine.id)),
      await town.inScope(tx => getOwnPerson(tx, other.id)),
    ]
    expect(event.subjectRef).toBe(a.handle)
    expect(fields).toMatchObject({ sameAs: { value: b.handle } })
    expect(Object.keys(fields)).toEqual(['sameAs'])
  })

  test('tied before such acts could be opened, they are counted once and no bundle says otherwise', async () => {
    on(REGISTERED)
    const programme = await aProgramme()
    const [mine, other] = [await aRecord(coop, 'F'), await aRecord(town, 'F')]
    await showToCoop(other)
    for (const who of [mine, other]) await enrolled(programme, who, STARTS)
    const id = await link(mine, other)
    await withoutAct(id)
    await integrate(world.db, world.network)
    const bundle = () => coordinator.post(`/programmes/${programme}/export`, { kind: 'bundle', asOf: STARTS })
    expect((await bundle()).status).toBe(409)
    await coop.inScope(tx => unlinkSamePerson(tx, id, 'da rifare'))
    await link(mine, other)
    await integrate(world.db, world.network)
    expect((await bundle()).status).toBe(200)
  })
})

// Days before, in and after the programme; each hour is signed on or after its day and may be undone later.
const day = fc.integer({ min: -12, max: 75 }).map(days => addDays(STARTS, days))
const startDay = fc.integer({ min: 0, max: 50 }).map(days => addDays(STARTS, days))
const hour = fc.record({
  who: fc.nat(3),
  day,
  later: fc.nat(15),
  minutes: fc.integer({ min: 0, max: 240 }),
  undoneAfter: fc.option(fc.nat(20), { nil: undefined }),
})
const story = fc.record({
  from: fc.array(fc.option(startDay, { nil: undefined }), { minLength: 4, maxLength: 4 }),
  tiedOn: fc.option(day, { nil: undefined }),
  untiedAfter: fc.option(fc.nat(30), { nil: undefined }),
  hours: fc.array(hour, { minLength: 3, maxLength: 7 }),
  asOf: fc.array(day, { minLength: 3, maxLength: 3 }),
})

test('page, report and verifier agree on any day, whatever was signed, undone, tied or untied when', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ from, tiedOn, untiedAfter, hours, asOf }) => {
      on(REGISTERED)
      const programme = await aProgramme()
      // 0 and 1 may be one person; 2 and 3 are two others.
      const people = [
        await aRecord(coop, 'F'),
        await aRecord(town, 'M'),
        await aRecord(coop, 'M'),
        await aRecord(town, 'F'),
      ]
      await showToCoop(people[1] as Who)
      for (const [n, first] of from.entries()) if (first) await enrolled(programme, people[n] as Who, first)
      const signed = hours.map(each => {
        const signedOn = addDays(each.day, each.later)
        const reversedOn = each.undoneAfter === undefined ? undefined : addDays(signedOn, each.undoneAfter)
        return { who: each.who, day: each.day, minutes: each.minutes, signedOn, reversedOn }
      })
      for (const each of signed) await aSignedHour(people[each.who] as Who, each)
      const untiedOn = tiedOn && untiedAfter !== undefined ? addDays(tiedOn, untiedAfter) : undefined
      if (tiedOn) {
        on(tiedOn)
        const id = await link(people[0] as Who, people[1] as Who)
        if (untiedOn) on(untiedOn)
        if (untiedOn) await coop.inScope(tx => unlinkSamePerson(tx, id, 'no'))
      }
      await integrate(world.db, world.network)
      on('2026-06-01' as CivilDate)
      for (const date of asOf) {
        const isTied = tiedOn !== undefined && tiedOn <= date && !(untiedOn && untiedOn <= date)
        const headOf = (n: number) => (isTied && n === 1 ? 0 : n)
        const takesPart = (head: number, until: CivilDate) =>
          from.some((first, n) => first !== undefined && headOf(n) === head && first <= until && first <= date)
        const heads = new Set(from.flatMap((first, n) => (first && first <= date ? [headOf(n)] : []))).size
        const minutes = signed
          .filter(each => each.signedOn <= date && !(each.reversedOn && each.reversedOn <= date))
          .filter(each => STARTS <= each.day && each.day <= ENDS && takesPart(headOf(each.who), each.day))
          .reduce((sum, each) => sum + each.minutes, 0)
        const { page, stated, verified } = await figuresOf(programme, date)
        expect({ date, page, heads: stated.heads, minutes: stated.minutes, verified }).toEqual({
          date,
          page: heads,
          heads,
          minutes,
          verified: { heads, minutes },
        })
        expect(stated.women).toBe(await womenOf(programme, date))
      }
    }),
    { numRuns: 8 },
  )
}, 300_000)

/** The coordinator counting, as the pages of a programme do. */
function reporting() {
  const { viewer } = coordinator
  if (!viewer?.account) throw new Error('nobody is signed in')
  return {
    network: world.network,
    organisation: viewer.organisation,
    account: viewer.account,
    role: 'coordinator',
    purpose: 'reporting',
    today: '2026-06-01' as CivilDate,
    now: world.now(),
  } as const
}

/** Of somebody enrolled under two records that say different things, the first participation decides. */
const womenOf = (programme: ProgrammeId, asOf: CivilDate): Promise<number> =>
  world.db.inScope(reporting(), async tx => (await reportOn(tx, programme, asOf)).sex.F)
