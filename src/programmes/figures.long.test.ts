// SPDX-License-Identifier: EUPL-1.2
// What the database counts is what counting row by row gives, on any day and whatever the rows are.
import * as fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealOf } from '#ledger/index.ts'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { type FactId, newId, type OrganisationId, type ProgrammeId } from '#lib/ids.ts'
import { stations } from '#lib/station.ts'
import type { Tx, Work } from '#platform/db/scope.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { mine } from './exactness.ts'
import type { SealSummary } from './figures.ts'
import { figuresOn, type Gate, gateOn } from './report.act.ts'
import { countRowByRow, type Reached } from './row-by-row.build.ts'

const STARTS = '2026-03-01' as CivilDate
const ENDS = '2026-04-30' as CivilDate

let world: World
let coordinator: Client
let owner: pg.Client
let own: OrganisationId

beforeAll(async () => {
  world = await aWorld({ now: '2026-06-01T09:00:00.000Z' })
  const region = await world.organisation('leadPartner', 'Regione')
  own = region.id
  coordinator = await world.member(region, 'coordinator')
  owner = new pg.Client(world.db.superuser)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

/** Writes rows as they stand after many acts; who may write them is tested where they are written. */
async function put(table: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  if (rows.length === 0) return
  const given = rows.map(row => ({ network_id: world.network, ...row }))
  const columns = [...new Set(given.flatMap(row => Object.keys(row)))].map(name => `"${name}"`).join(', ')
  await owner.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(given)],
  )
}

const days = (from: number, to: number) => fc.integer({ min: from, max: to }).map(count => addDays(STARTS, count))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 })
const at = fc.nat(2)
const who = fc.nat(4)
const enrolment = fc.record({
  who,
  at,
  programme: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(2)),
  sex: fc.constantFrom('F', 'M', 'X', 'unknown'),
  ageBand: fc.constantFrom('under-18', '18-60', 'over-60', 'unknown'),
  province: maybe(fc.constantFrom('AN', 'PU')),
  permitUntil: maybe(days(0, 60)),
  from: days(-10, 30),
  lasts: maybe(fc.nat(20)),
  reason: fc.constantFrom('job', 'mistake', 'completed'),
})
const hour = fc.record({
  who,
  at,
  // Days with several hours of one person at several places are what the gate looks for.
  day: fc.oneof(days(-12, 75), days(0, 40), fc.constantFrom(addDays(STARTS, 25), addDays(STARTS, 26))),
  kind: fc.constantFrom('italian', 'guidance', 'training', 'legal-guidance'),
  lasted: fc.integer({ min: 60, max: 700 }),
  counted: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 700 })),
  later: fc.nat(15),
  undoneAfter: maybe(fc.nat(20)),
  sealed: fc.nat(9).map(chance => chance > 0),
})
const story = fc.record({
  enrolments: fc.uniqueArray(enrolment, {
    selector: each => `${each.who} ${each.programme}`,
    minLength: 5,
    maxLength: 10,
  }),
  hours: fc.array(hour, { minLength: 20, maxLength: 45 }),
  links: fc.array(fc.record({ a: who, b: who, on: days(-10, 15), undoneAfter: maybe(fc.nat(90)) }), {
    minLength: 1,
    maxLength: 5,
  }),
  reached: fc.uniqueArray(fc.record({ who, station: fc.constantFrom(...stations), on: days(-10, 70) }), {
    selector: each => `${each.who} ${each.station}`,
    maxLength: 30,
  }),
  asOf: fc.tuple(days(-12, 90), days(20, 80)),
})
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never

const until = (day: CivilDate, after: number | null) => (after === null ? null : addDays(day, after))

let places = 0
/** The acts in the register: some of them not yet taken in, the others before a head. */
async function seal(facts: readonly { fact: FactId; sealed: boolean }[]): Promise<void> {
  if (facts.length === 0) return
  const series = newId()
  await put(
    'ledger_entry',
    facts.map(({ fact, sealed }) => ({
      key_id: 'key',
      org_seq: ++places,
      organisation_id: series,
      fact_id: fact,
      entry: `\\x${'00'.repeat(114)}`,
      recorded_at: '2026-05-01T10:00:00Z',
      log_index: sealed ? places : null,
    })),
  )
  const signedAt = new Date(Date.UTC(2026, 4, 2) + places * 1000).toISOString()
  const head = { size: places + 1, root: `\\x${'00'.repeat(32)}`, note: 'note', signed_at: signedAt }
  await put('ledger_checkpoint', [head])
}

async function tell(told: Story) {
  const [programme, other, third] = [newId<ProgrammeId>(), newId<ProgrammeId>(), newId<ProgrammeId>()]
  const handles = Array.from({ length: 5 }, () => newId())
  const organisations = [own, newId(), newId()]
  await put(
    'programmes_programme',
    [programme, other, third].map((id, n) => ({
      id,
      organisation_id: own,
      code: id,
      name: `Programma ${n}`,
      fund: n === 2 ? 'FAMI' : `Fondo ${n}`,
      starts_on: addDays(STARTS, n * 10),
      ends_on: ENDS,
      budget_cents: 0,
      target_heads: 10,
      target_minutes: 0,
      spending: 'entries',
      created_on: STARTS,
      fact_id: newId(),
    })),
  )
  const enrolments = told.enrolments.map(each => ({
    id: newId(),
    programme_id: [programme, other, third][each.programme],
    organisation_id: organisations[each.at],
    handle: handles[each.who],
    sex: each.sex,
    age_band: each.ageBand,
    province: each.province,
    permit_until: each.permitUntil,
    from_on: each.from,
    until_on: until(each.from, each.lasts),
    end_reason: each.lasts === null ? null : each.reason,
    fact_id: newId<FactId>(),
    opening: {},
  }))
  await put('programmes_enrolment', enrolments)
  const hours = told.hours.map(each => {
    const signedOn = addDays(each.day, each.later)
    const undoneOn = until(signedOn, each.undoneAfter)
    return {
      id: newId(),
      organisation_id: organisations[each.at],
      handle: handles[each.who],
      meeting_id: newId(),
      round: 1,
      measure_kind: each.kind,
      day: each.day,
      minutes: Math.min(each.counted, each.lasted),
      lasted_minutes: each.lasted,
      signed_on: signedOn,
      person_method: 'code',
      person_strength: 'two',
      fact_id: newId<FactId>(),
      opening: {},
      reversed_on: undoneOn,
      reversal_fact_id: undoneOn && newId(),
      reversal_opening: undoneOn && {},
    }
  })
  await put('plans_hour', hours)
  await put(
    'registry_same_handle',
    told.links
      .filter(each => each.a !== each.b)
      .map(each => ({
        id: newId(),
        organisation_id: own,
        handle_a: [handles[each.a], handles[each.b]].toSorted()[0],
        handle_b: [handles[each.a], handles[each.b]].toSorted()[1],
        linked_on: each.on,
        revoked_on: until(each.on, each.undoneAfter),
      })),
  )
  const reached = told.reached.map(each => ({ handle: handles[each.who], station: each.station, reached_on: each.on }))
  await put(
    'programmes_station',
    reached.map(each => ({ ...each, organisation_id: own })),
  )
  await seal([
    ...enrolments.map(each => ({ fact: each.fact_id, sealed: true })),
    ...hours.map((each, n) => ({ fact: each.fact_id, sealed: told.hours[n]?.sealed ?? true })),
  ])
  return {
    programme,
    reached: reached.map(each => ({ handle: each.handle, station: each.station, on: each.reached_on }) as Reached),
  }
}

const reporting = <T>(work: Work<T>): Promise<T> => {
  const { account } = coordinator.viewer ?? {}
  const now = world.now()
  const who = { network: world.network, organisation: own, role: 'coordinator', purpose: 'reporting' } as const
  return world.db.inScope({ ...who, ...(account && { account }), today: '2026-06-01' as CivilDate, now }, work)
}

/** Where acts stand together, from where each of them stands. */
async function sealOfEach(tx: Tx, facts: readonly FactId[]): Promise<SealSummary | undefined> {
  if (facts.length === 0) return undefined
  const seals = [...(await sealOf(tx, facts)).values()].toSorted(
    (a, b) => ('index' in b ? b.index : -1) - ('index' in a ? a.index : -1),
  )
  const [last] = seals
  const sealedAt = last?.state === 'sealed' ? last.sealedAt : undefined
  const isWaiting = sealedAt === undefined || seals.some(seal => seal.state === 'waiting')
  return { state: isWaiting ? 'waiting' : 'sealed', ...(sealedAt && { sealedAt }) }
}

const sealsOf = async (tx: Tx, { heads, hours }: Gate) => ({
  seal: await sealOfEach(
    tx,
    heads.flatMap(head => head.enrolments.map(each => each.fact)),
  ),
  hoursSeal: await sealOfEach(
    tx,
    hours.map(each => each.fact),
  ),
})

test('the figures counted in the database are those counted row by row', async () => {
  await fc.assert(
    fc.asyncProperty(story, async told => {
      const { programme, reached } = await tell(told)
      await reporting(async tx => {
        for (const asOf of told.asOf) {
          const gate = await gateOn(tx, programme, asOf)
          const known = reached.filter(each => each.on <= asOf)
          const {
            programme: _,
            share: __,
            spend: ___,
            partners: ____,
            asOf: day,
            ...figures
          } = await figuresOn(tx, programme, asOf)
          const organisations = figures.organisations.map(({ name: _name, spend: _spend, ...line }) => line)
          expect({ day, ...figures, organisations }).toEqual({
            day: asOf,
            ...countRowByRow(gate, known),
            ...(await sealsOf(tx, gate)),
          })
        }
        const [, asOf] = told.asOf
        const asking = { role: 'coordinator', organisation: own } as const
        const { defects } = await figuresOn(tx, programme, asOf, asking)
        expect(defects, 'a partner').toEqual(countRowByRow(mine(await gateOn(tx, programme, asOf), asking), []).defects)
      })
    }),
    { seed: 20261122, numRuns: 25, endOnFailure: true },
  )
})

test('with far more acts behind than the end of the register shows, the last of them is found all the same', async () => {
  const told = fc.sample(story, { seed: 7, numRuns: 1 })[0] as Story
  const first = { ...(told.enrolments[0] as Story['enrolments'][number]), programme: 0, lasts: null }
  const { programme } = await tell({ ...told, enrolments: [first], hours: [] })
  await seal(Array.from({ length: 1200 }, () => ({ fact: newId<FactId>(), sealed: true })))
  await reporting(async tx => {
    const asOf = '2026-05-31' as CivilDate
    const { seal: sealed } = await figuresOn(tx, programme, asOf)
    expect(sealed?.state).toBe('sealed')
    expect(sealed).toEqual((await sealsOf(tx, await gateOn(tx, programme, asOf))).seal)
  })
})
