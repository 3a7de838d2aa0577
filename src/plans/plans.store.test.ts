// SPDX-License-Identifier: EUPL-1.2
// What the database itself holds to: policies of the pseudonymous rows, constraints, and one transaction for act and fact.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { MeetingId, PersonId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Purpose, Role } from '#platform/auth/roles.ts'
import type { Tx, Work } from '#platform/db/scope.ts'
import { createPerson } from '#registry/index.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import {
  appointmentsOn,
  bookMeeting,
  draftPlan,
  getMeeting,
  getPlan,
  holdMeeting,
  hoursOf,
  meetingsAwaiting,
  peopleWithoutPlan,
  planOf,
  signMeeting,
  signPlan,
  undoSignatures,
  unsignedMeetings,
  whatIsSigned,
} from './index.ts'
import { erasePerson, exportPerson } from './privacy.store.ts'

const NOW = '2026-11-21T15:00:00.000Z' as Instant
const today = '2026-11-21' as CivilDate
let world: World
let coop: TestOrganisation
let other: TestOrganisation
let worker: Client
let colleague: Client

beforeAll(async () => {
  world = await aWorld({ now: NOW })
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  other = await world.organisation('receptionProject', 'Coop. La Quercia')
  worker = await world.member(coop, 'case-worker')
  colleague = await world.member(other, 'case-worker')
})
afterAll(() => world.close())

const contents = {
  goals: [{ words: 'Cucire', lang: 'it' }],
  measures: [{ kind: 'guidance' as const, ceiling: 480 as Minutes }],
}

async function anAgreedPlan(client: Client = worker): Promise<PersonId> {
  return client.inScope(async tx => {
    const person = await createPerson(tx, { givenName: 'Samira', familyName: 'Al Nouri' })
    const plan = await draftPlan(tx, person, 'open-plan', contents)
    await signPlan(tx, await getPlan(tx, plan), 'operator', 'account')
    await signPlan(tx, await getPlan(tx, plan), 'person', 'pin-screen-turned')
    return person
  })
}

const book = (client: Client, person: PersonId, start = 540, end = 660, day = today): Promise<MeetingId> =>
  client.inScope(async tx => {
    const plan = await planOf(tx, person)
    const [measure] = plan?.measures ?? []
    const operator = client.viewer?.account
    if (!plan || !measure || !operator) throw new Error('the test has a plan with a measure, and an account')
    return bookMeeting(tx, await getPlan(tx, plan.id), {
      measure: measure.id,
      day,
      span: { start, end },
      place: 'Jesi',
      lang: 'it',
      operator,
    })
  })

const hold = (client: Client, meeting: MeetingId, start = 540, end = 660) =>
  client.inScope(async tx => holdMeeting(tx, await getMeeting(tx, meeting), { start, end }))

async function sign(tx: Tx, id: MeetingId) {
  const meeting = await getMeeting(tx, id)
  return signMeeting(tx, meeting, whatIsSigned(meeting), 'pin-screen-turned')
}

async function aSignedHour(client: Client): Promise<{ person: PersonId; meeting: MeetingId }> {
  const person = await anAgreedPlan(client)
  const meeting = await book(client, person)
  await hold(client, meeting)
  await client.inScope(tx => sign(tx, meeting))
  return { person, meeting }
}

const as = <T>(organisation: TestOrganisation, role: Role, purpose: Purpose, work: Work<T>): Promise<T> =>
  world.db.inScope({ network: world.network, organisation: organisation.id, role, purpose, today, now: NOW }, work)

describe('pseudonymous hours', () => {
  test.each([
    ['coordinator', 'reporting', 'of the whole network', [true, true]],
    ['auditor', 'audit', 'of the whole network', [true, true]],
    ['coordinator', 'care', 'of their own organisation only', [true, false]],
    ['case-worker', 'care', 'of their own organisation only', [true, false]],
    ['case-worker', 'reporting', 'of their own organisation only', [true, false]],
    ['cpi-operator', 'care', 'of their own organisation only', [true, false]],
    ['administrator', 'administration', 'of their own organisation only', [true, false]],
  ] as const)('a %s with the purpose %s reads those %s', async (role, purpose, _, expected) => {
    const mine = await aSignedHour(worker)
    const theirs = await aSignedHour(colleague)
    const seen = await as(coop, role, purpose, tx => tx.selectFrom('plans_hour').select('meeting_id').execute())
    const ids = new Set(seen.map(row => row.meeting_id))
    expect([ids.has(mine.meeting), ids.has(theirs.meeting)]).toEqual(expected)
  })

  test('a coordinator who reads every hour reads no person, plan, meeting or signature with it', async () => {
    await aSignedHour(colleague)
    const counts = await as(coop, 'coordinator', 'reporting', async tx => {
      const theirs = async (table: 'plans_plan' | 'plans_meeting' | 'plans_signature') =>
        (await tx.selectFrom(table).select('id').where('organisation_id', '=', other.id).execute()).length
      return [await theirs('plans_plan'), await theirs('plans_meeting'), await theirs('plans_signature')]
    })
    expect(counts).toEqual([0, 0, 0])
  })

  test('are written in the name of one’s own organisation only', async () => {
    const { meeting } = await aSignedHour(colleague)
    const copy = await as(coop, 'coordinator', 'reporting', tx =>
      tx.selectFrom('plans_hour').selectAll().where('meeting_id', '=', meeting).executeTakeFirstOrThrow(),
    )
    const forged = { ...copy, id: crypto.randomUUID(), round: 9, opening: '{}', reversal_opening: null }
    await expect(
      as(coop, 'case-worker', 'care', tx => tx.insertInto('plans_hour').values(forged).execute()),
    ).rejects.toMatchObject({ code: '42501' })
    const done = await as(coop, 'coordinator', 'reporting', tx =>
      tx.updateTable('plans_hour').set({ reversed_on: today }).where('meeting_id', '=', meeting).executeTakeFirst(),
    )
    expect(done.numUpdatedRows).toBe(0n)
  })

  test('carry an opening that says what was counted and nothing of the person', async () => {
    const { person, meeting } = await aSignedHour(worker)
    const [row] = await worker.inScope(tx =>
      tx.selectFrom('plans_hour').selectAll().where('meeting_id', '=', meeting).execute(),
    )
    const opening = row?.opening as {
      event: { type: string; subjectRef: string }
      fields: Record<string, { value: unknown }>
    }
    expect(opening.event).toMatchObject({ type: 'hours.signed', subjectRef: row?.handle })
    expect(Object.fromEntries(Object.entries(opening.fields).map(([name, field]) => [name, field.value]))).toEqual({
      measureKind: 'guidance',
      minutes: 120,
      day: today,
      method: 'pin-screen-turned',
      strength: 'one',
    })
    expect(JSON.stringify(row)).not.toContain(person)
  })

  test('undone, name the fact they undo', async () => {
    const { meeting } = await aSignedHour(worker)
    await worker.inScope(async tx => undoSignatures(tx, await getMeeting(tx, meeting), 'Sbagliato'))
    const [row] = await worker.inScope(tx =>
      tx.selectFrom('plans_hour').selectAll().where('meeting_id', '=', meeting).execute(),
    )
    expect(row?.reversal_opening).toMatchObject({
      event: { type: 'hours.reversed' },
      fields: { reverses: { value: row?.fact_id } },
    })
  })
})

describe('act and fact are one transaction', () => {
  const state = (meeting: MeetingId) =>
    worker.inScope(async tx => ({
      hours: (await tx.selectFrom('plans_hour').select('id').where('meeting_id', '=', meeting).execute()).length,
      signatures: (await tx.selectFrom('plans_signature').select('id').where('meeting_id', '=', meeting).execute())
        .length,
      entries: (await tx.selectFrom('ledger_entry').select('fact_id').execute()).length,
      series: (await tx.selectFrom('ledger_series').select('last_seq').execute()).map(row => row.last_seq),
    }))

  test('a signature that is rolled back leaves neither hours nor fact', async () => {
    const person = await anAgreedPlan()
    const meeting = await book(worker, person)
    await hold(worker, meeting)
    const before = await state(meeting)
    const failing = worker.inScope(async tx => {
      await sign(tx, meeting)
      throw new Error('the power went out')
    })
    await expect(failing).rejects.toThrow('the power went out')
    expect(await state(meeting)).toEqual(before)
    await worker.inScope(tx => sign(tx, meeting))
    expect((await state(meeting)).hours).toBe(1)
  })

  test('two signatures at once: one stands, the other is refused', async () => {
    const person = await anAgreedPlan()
    const meeting = await book(worker, person)
    await hold(worker, meeting)
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => worker.inScope(tx => sign(tx, meeting))))
    expect(outcomes.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
    const codes = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
    expect(codes.filter(code => !/^signature\.(already-signed|changed)$/.test(code))).toEqual([])
    expect((await state(meeting)).hours).toBe(1)
  })

  test('two meetings signed at once never pass the ceiling together', async () => {
    const person = await anAgreedPlan()
    const meetings = [await book(worker, person, 0, 400), await book(worker, person, 400, 800)]
    await hold(worker, meetings[0] as MeetingId, 0, 400)
    await hold(worker, meetings[1] as MeetingId, 400, 800)
    await Promise.all(meetings.map(meeting => worker.inScope(tx => sign(tx, meeting))))
    expect((await worker.inScope(tx => hoursOf(tx, person))).total).toMatchObject({ signed: 480, beyond: 320 })
  })

  test('two bookings of the same hour at once: one is refused', async () => {
    const person = await anAgreedPlan()
    const outcomes = await Promise.allSettled([book(worker, person), book(worker, person, 600, 700)])
    expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a change made on an old version is refused', async () => {
    const person = await anAgreedPlan()
    const id = await book(worker, person)
    const old = await worker.inScope(tx => getMeeting(tx, id))
    await hold(worker, id)
    await expect(worker.inScope(tx => holdMeeting(tx, old, { start: 540, end: 600 }))).rejects.toMatchObject({
      code: 'meeting.stale',
    })
  })
})

describe('the database refuses', () => {
  const broken: [string, string, string][] = [
    ['a meeting beyond its day', 'plans_meeting_booked', 'update plans_meeting set booked_end = 1441'],
    [
      'a meeting that ends before it starts',
      'plans_meeting_booked',
      'update plans_meeting set booked_end = booked_start',
    ],
    [
      'a meeting held without times',
      'plans_meeting_held',
      "update plans_meeting set state = 'held', actual_start = null",
    ],
    [
      'a dropped meeting without a reason',
      'plans_meeting_reason',
      "update plans_meeting set state = 'missed', actual_start = null, actual_end = null",
    ],
    [
      'a second name of the same side',
      'plans_signature_once_meeting',
      `insert into plans_signature (network_id, id, person_id, organisation_id, plan_id, meeting_id, round, party, method, strength, account_id, day, start_minute, end_minute, counted_minutes, signed_on, signed_at)
      select network_id, gen_random_uuid(), person_id, organisation_id, plan_id, meeting_id, round, party, method, strength, account_id, day, start_minute, end_minute, counted_minutes, signed_on, signed_at from plans_signature where meeting_id is not null`,
    ],
    [
      'more minutes than the meeting lasted',
      'plans_signature_counted',
      'update plans_signature set counted_minutes = 900 where counted_minutes is not null',
    ],
    [
      'an operator’s name without an account',
      'plans_signature_account',
      "update plans_signature set account_id = null where party = 'operator'",
    ],
    [
      'a counter-entry without a reason',
      'plans_reversal_reason',
      `insert into plans_reversal select network_id, gen_random_uuid(), person_id, organisation_id, id, 77, '', operator_id, day, now(), gen_random_uuid() from plans_meeting`,
    ],
    ['an hour signed before its day', 'plans_hour_order', "update plans_hour set day = '2030-01-01'"],
    [
      'an hour that counts more than it lasted',
      'plans_hour_minutes',
      'update plans_hour set minutes = lasted_minutes + 1',
    ],
    ['a plan agreed without a day', 'plans_plan_agreed', 'update plans_plan set agreed_on = null'],
    [
      'a second open plan with one organisation',
      'plans_plan_one_open',
      `insert into plans_plan (network_id, id, person_id, organisation_id, template, state, created_on)
      select network_id, gen_random_uuid(), person_id, organisation_id, template, 'draft', created_on from plans_plan`,
    ],
    ['a measure without a ceiling', 'plans_measure_ceiling', 'update plans_measure set ceiling_minutes = 0'],
  ]

  test.each(broken)('%s', async (_, constraint, statement) => {
    await aSignedHour(worker)
    const client = new pg.Client(world.db.superuser)
    await client.connect()
    try {
      await expect(client.query(statement)).rejects.toMatchObject({ constraint })
    } finally {
      await client.end()
    }
  })

  test('a signature to be changed by anybody who works here', async () => {
    await aSignedHour(worker)
    await expect(
      worker.inScope(tx => tx.updateTable('plans_signature').set({ method: 'code' }).execute()),
    ).rejects.toMatchObject({ code: '42501' })
  })

  test('the person to sign for the operator, or to sign somebody else’s hours', async () => {
    const [one, two] = [await aSignedHour(worker), await aSignedHour(worker)]
    const her = world.person(coop, one.person)
    const copy = async (meeting: MeetingId, party: string) => {
      const [row] = await worker.inScope(tx =>
        tx
          .selectFrom('plans_signature')
          .selectAll()
          .where('meeting_id', '=', meeting)
          .where('side', '=', 'person')
          .execute(),
      )
      if (!row) throw new Error('signed above')
      const { side: _, ...values } = row
      return her.inScope(tx =>
        tx
          .insertInto('plans_signature')
          .values({ ...values, id: crypto.randomUUID(), party, round: 5 })
          .execute(),
      )
    }
    await expect(copy(two.meeting, 'person')).rejects.toMatchObject({ code: '42501' })
    await expect(copy(one.meeting, 'operator')).rejects.toMatchObject({ code: '42501' })
  })
})

describe('lists of an organisation', () => {
  test('hold its own meetings and people, and no others', async () => {
    const mine = await aSignedHour(worker)
    const theirs = await aSignedHour(colleague)
    const waiting = await book(worker, mine.person, 700, 760)
    await hold(worker, waiting, 700, 760)
    const day = await worker.inScope(tx => appointmentsOn(tx, today))
    expect(day.map(each => each.meeting.id)).toEqual(expect.arrayContaining([mine.meeting, waiting]))
    expect(day.map(each => each.meeting.id)).not.toContain(theirs.meeting)
    const unsigned = await worker.inScope(unsignedMeetings)
    expect(unsigned.find(each => each.meeting.id === waiting)).toMatchObject({
      need: 'signature',
      minutes: 60,
      person: { name: 'Samira Al Nouri' },
    })
    expect(unsigned.map(each => each.meeting.id)).not.toContain(mine.meeting)
    const asked = await world.person(coop, mine.person).inScope(tx => meetingsAwaiting(tx, mine.person))
    expect(asked.meetings.map(each => [each.id, each.minutes])).toEqual([[waiting, 60]])
  })

  test('name those without a plan in force, drafts among them', async () => {
    const planned = await anAgreedPlan()
    const [none, draft] = await worker.inScope(async tx => {
      const people = [
        await createPerson(tx, { givenName: 'Nasir', familyName: 'W' }),
        await createPerson(tx, { givenName: 'Oksana', familyName: 'M' }),
      ] as const
      await draftPlan(tx, people[1], 'open-plan', contents)
      return people
    })
    const listed = await worker.inScope(peopleWithoutPlan)
    expect(listed.find(each => each.person.id === none)).toMatchObject({ hasDraft: false, since: today })
    expect(listed.find(each => each.person.id === draft)).toMatchObject({ hasDraft: true })
    expect(listed.map(each => each.person.id)).not.toContain(planned)
    expect((await colleague.inScope(peopleWithoutPlan)).map(each => each.person.id)).not.toContain(none)
  })
})

test('her copy holds every table; erased, only the pseudonymous hours stay', async () => {
  const { person, meeting } = await aSignedHour(worker)
  const copy = await worker.inScope(tx => exportPerson(tx, person))
  expect(Object.entries(copy).map(([table, rows]) => [table, (rows as unknown[]).length])).toEqual([
    ['plans_plan', 1],
    ['plans_goal', 1],
    ['plans_measure', 1],
    ['plans_meeting', 1],
    ['plans_signature', 4],
    ['plans_reversal', 0],
    ['plans_correction', 0],
  ])
  await worker.inScope(tx => erasePerson(tx, person))
  const left = await worker.inScope(tx => exportPerson(tx, person))
  expect(Object.values(left).flat()).toEqual([])
  expect(
    await worker.inScope(tx =>
      tx.selectFrom('plans_hour').select('minutes').where('meeting_id', '=', meeting).execute(),
    ),
  ).toEqual([{ minutes: 120 }])
})
