// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { integrate } from '#ledger/index.ts'
import type { Tx } from '#platform/db/scope.ts'
import { createPerson } from '#registry/index.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { hoursOf } from './index.ts'
import { draftPlan, writeUpPlan } from './plan.act.ts'
import { getPlan } from './plan.store.ts'
import { planTemplate } from './plan-template.ts'
import { type RegisterEntry, writeUpRegister } from './register.act.ts'
import { signPlan } from './signature.act.ts'
import { signaturesIn } from './signature.store.ts'

let world: World
let worker: Client
beforeAll(async () => {
  world = await aWorld({ now: '2026-11-20T18:00:00.000Z' })
  worker = await world.member(await world.organisation('receptionProject', 'Coop. Il Girasole'), 'case-worker')
})
afterAll(() => world.close())

async function anAgreedPlan(tx: Tx) {
  const person = await createPerson(tx, { familyName: 'Okafor', givenName: 'Blessing' })
  const measures = planTemplate('36-hours')?.measures ?? []
  const id = await draftPlan(tx, person, '36-hours', { goals: [{ words: 'un lavoro', lang: 'it' }], measures })
  await signPlan(tx, await getPlan(tx, id), 'operator', 'account')
  await signPlan(tx, await getPlan(tx, id), 'person', 'code')
  return getPlan(tx, id)
}

const on = (day: string) => day as CivilDate
const entry = (plan: Awaited<ReturnType<typeof anAgreedPlan>>, more: Partial<RegisterEntry>): RegisterEntry => ({
  measure: plan.measures[0]?.id as RegisterEntry['measure'],
  day: on('2026-11-02'),
  span: { start: 540, end: 780 },
  place: 'sede',
  lang: 'it',
  signedBy: 'code',
  ...more,
})

test('counts what both signed, up to the ceiling, in order of day', async () => {
  await worker.inScope(async tx => {
    const plan = await anAgreedPlan(tx)
    const minutes = await writeUpRegister(tx, plan, [
      entry(plan, { day: on('2026-11-04') }),
      entry(plan, { day: on('2026-11-02') }),
      entry(plan, { day: on('2026-11-06') }), // guidance has a ceiling of eight hours
    ])
    expect(minutes).toBe(480)
    const hours = await hoursOf(tx, plan.person)
    expect(hours.total).toMatchObject({ signed: 480, beyond: 240, waiting: 0 })
    expect((await getPlan(tx, plan.id)).state).toBe('running')
  })
})

test('a meeting without her signature waits and counts nothing', async () => {
  await worker.inScope(async tx => {
    const plan = await anAgreedPlan(tx)
    const { signedBy: _, ...unsigned } = entry(plan, {})
    expect(await writeUpRegister(tx, plan, [unsigned])).toBe(0)
    expect((await hoursOf(tx, plan.person)).total).toMatchObject({ signed: 0, waiting: 240 })
  })
})

test('with its outcome the plan is closed, unless hours still wait for her', async () => {
  await worker.inScope(async tx => {
    const plan = await anAgreedPlan(tx)
    await writeUpRegister(tx, plan, [entry(plan, {})], 'withdrawn')
    expect(await getPlan(tx, plan.id)).toMatchObject({ state: 'closed', outcome: 'withdrawn', closedOn: '2026-11-20' })
  })
  const waiting = worker.inScope(async tx => {
    const plan = await anAgreedPlan(tx)
    const { signedBy: _, ...unsigned } = entry(plan, {})
    await writeUpRegister(tx, plan, [unsigned], 'withdrawn')
  })
  await expect(waiting).rejects.toMatchObject({ code: 'plan.hours-waiting' })
})

test('a plan signed on the spot is what a draft signed by both sides becomes', async () => {
  await worker.inScope(async tx => {
    const drafted = await anAgreedPlan(tx)
    const person = await createPerson(tx, { familyName: 'Osagie', givenName: 'Joy' })
    const contents = { goals: [{ words: 'un lavoro', lang: 'it' }], measures: planTemplate('36-hours')?.measures ?? [] }
    const written = await writeUpPlan(tx, person, { template: '36-hours', contents, method: 'code' })
    const kept = await getPlan(tx, written.id)
    expect(kept).toEqual(written)
    const bare = (plan: typeof kept) => [plan.state, plan.agreedOn, plan.round, plan.measures.map(each => each.ceiling)]
    expect(bare(kept)).toEqual(bare(drafted))
    const names = async (plan: typeof kept) =>
      (await signaturesIn(tx, plan.id)).map(({ party, method, strength }) => [party, method, strength]).toSorted()
    expect(await names(kept)).toEqual(await names(drafted))
    await expect(writeUpPlan(tx, person, { template: '36-hours', contents, method: 'code' })).rejects.toMatchObject({
      code: 'plan.exists',
    })
  })
})

test.each([
  ['two meetings at the same time', [{}, { span: { start: 600, end: 700 } }], 'meeting.overlaps'],
  ['a meeting that has not taken place yet', [{ day: on('2026-12-01') }], 'meeting.not-yet'],
])('%s: nothing is written', async (_, entries, code) => {
  const attempt = worker.inScope(async tx => {
    const plan = await anAgreedPlan(tx)
    await writeUpRegister(
      tx,
      plan,
      entries.map(more => entry(plan, more)),
    )
  })
  await expect(attempt).rejects.toMatchObject({ code })
})

test('every act is in the ledger, without a hole', async () => {
  const { worker: before } = {
    worker: await worker.inScope(tx => tx.selectFrom('plans_hour').select('fact_id').execute()),
  }
  expect(before.length).toBe(4)
  await integrate(world.db, world.network)
  const entries = await worker.inScope(tx =>
    tx
      .selectFrom('ledger_entry')
      .select(['org_seq', 'log_index'])
      .where('organisation_id', '=', worker.viewer?.organisation ?? ('' as never))
      .orderBy('org_seq')
      .execute(),
  )
  expect(entries.map(row => Number(row.org_seq))).toEqual(entries.map((_, at) => at + 1))
  expect(entries.every(row => row.log_index !== null)).toBe(true)
})
