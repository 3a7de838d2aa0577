// SPDX-License-Identifier: EUPL-1.2
// Her signature by a code on her own phone and on the turned screen, with the real sessions; and who may do what.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose } from '#app/compose.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import type { MeetingId, PersonId } from '#lib/ids.ts'
import { myRoutes } from '#platform/auth/my.routes.ts'
import { setPin } from '#platform/auth/person-access.ts'
import { issueSigningCode, type SigningCode } from '#platform/auth/signing-codes.ts'
import { viewerResolver } from '#platform/auth/viewer-resolver.ts'
import { createPerson } from '#registry/index.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { bookMeeting, draftPlan, getMeeting, getPlan, holdMeeting, hoursOf, planTemplate, signPlan } from './index.ts'
import { module } from './module.ts'
import { writeSubject } from './signing-subject.ts'

const PIN = '739205'
const START = '2026-11-21T15:00:00.000Z'
const today = '2026-11-21' as CivilDate
let world: World
let app: FastifyInstance
let coop: TestOrganisation
let worker: Client
let stranger: Client

beforeAll(async () => {
  world = await aWorld({ now: START })
  app = await compose({
    db: world.db,
    now: world.now,
    resolveViewer: viewerResolver(world.db),
    logLevel: 'silent',
    perMinute: 1e6,
  })
  if (!app.hasRoute({ method: 'GET', url: '/sign' })) await app.register(myRoutes)
  await app.ready()
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  worker = await world.member(coop, 'case-worker', 'Federica Moretti')
  stranger = await world.member(
    await world.organisation('receptionProject', 'Coop. La Quercia'),
    'case-worker',
    'Marco Rossi',
  )
})
afterAll(async () => {
  await app.close()
  await world.close()
})

type Made = { person: PersonId; meeting: MeetingId }

/** A person with an agreed plan and a meeting that waits for her signature. */
async function awaited(given: { birthDate?: string; pin?: 'self' | 'guardian' } = {}): Promise<Made> {
  return worker.inScope(async tx => {
    const birthDate = (given.birthDate ?? '1995-05-03') as CivilDate
    const person = await createPerson(tx, {
      givenName: 'Samira',
      familyName: 'Al Nouri',
      birthDate,
      birthPrecision: 'day',
    })
    const owner = { network: world.network, organisation: coop.id, now: world.now() }
    if (given.pin) await setPin(tx, person, PIN, { ...owner, holder: given.pin })
    const measures = planTemplate('36-hours')?.measures ?? []
    const plan = await draftPlan(tx, person, '36-hours', { goals: [{ words: 'Cucire', lang: 'ar' }], measures })
    await signPlan(tx, await getPlan(tx, plan), 'operator', 'account')
    await signPlan(tx, await getPlan(tx, plan), 'person', 'pin-screen-turned')
    const agreed = await getPlan(tx, plan)
    const measure = agreed.measures[0]?.id
    const operator = worker.viewer?.account
    if (!measure || !operator) throw new Error('the plan has measures and the worker an account')
    const span = { start: 540, end: 690 }
    const meeting = await bookMeeting(tx, agreed, { measure, day: today, span, place: 'Jesi', lang: 'ar', operator })
    await holdMeeting(tx, await getMeeting(tx, meeting), span)
    return { person, meeting }
  })
}

const subjectOf = ({ meeting }: Made) => writeSubject({ kind: 'meeting', id: meeting })
const issue = (made: Made): Promise<SigningCode> =>
  worker.inScope(tx => issueSigningCode(tx, made.person, subjectOf(made)))
const pathOf = (url: string) => new URL(url).pathname
const signed = (made: Made) => worker.inScope(async tx => (await hoursOf(tx, made.person)).total.signed)
const methodOf = (made: Made) =>
  worker.inScope(
    async tx =>
      (
        await tx
          .selectFrom('plans_hour')
          .select(['person_method', 'person_strength'])
          .where('meeting_id', '=', made.meeting)
          .execute()
      )[0],
  )

const headers = { 'sec-fetch-site': 'same-origin', accept: 'text/html' }
const ask = (url: string, cookie = '') => app.inject({ method: 'GET', url, headers: { ...headers, cookie } })
const send = (url: string, form: Record<string, string>, cookie = '') =>
  app.inject({
    method: 'POST',
    url,
    headers: { ...headers, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
const cookieOf = (answer: Awaited<ReturnType<typeof ask>>) =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
const hiddenOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([\w-]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )

describe('a one-time code', () => {
  test('scanned on her phone opens the one act, and with her PIN it is signed with two proofs', async () => {
    const made = await awaited({ pin: 'self' })
    const opened = await ask(pathOf((await issue(made)).url))
    expect([opened.statusCode, opened.headers.location]).toEqual([303, `/my/sign/${subjectOf(made)}`])
    const cookie = cookieOf(opened)
    const page = await ask(`/my/sign/${subjectOf(made)}`, cookie)
    expect(page.statusCode).toBe(200)
    const done = await send(`/my/sign/${subjectOf(made)}`, { ...hiddenOf(page.body), pin: PIN }, cookie)
    expect(done.statusCode).toBe(303)
    expect(await signed(made)).toBe(150)
    expect(await methodOf(made)).toEqual({ person_method: 'qr-and-pin', person_strength: 'two' })
    const after = await ask(`/my/sign/${subjectOf(made)}`, cookie)
    expect([after.statusCode, after.body.includes('type="password"')]).toEqual([200, false])
  })

  test('typed, without a PIN of her own, signs by itself and says that it is the weaker way', async () => {
    const made = await awaited()
    const opened = await send('/sign', { code: (await issue(made)).code.toLowerCase() })
    const cookie = cookieOf(opened)
    const page = await ask(`/my/sign/${subjectOf(made)}`, cookie)
    expect(page.body).not.toContain('type="password"')
    await send(`/my/sign/${subjectOf(made)}`, hiddenOf(page.body), cookie)
    expect(await methodOf(made)).toEqual({ person_method: 'code', person_strength: 'one' })
  })

  test('opens once: the second time it is refused, and nothing is signed by it', async () => {
    const made = await awaited()
    const { url, code } = await issue(made)
    expect((await ask(pathOf(url))).statusCode).toBe(303)
    expect((await ask(pathOf(url))).statusCode).toBe(422)
    expect((await send('/sign', { code })).statusCode).toBe(422)
    expect(await signed(made)).toBe(0)
  })

  test('is over after ten minutes', async () => {
    const made = await awaited()
    const { url } = await issue(made)
    world.setNow('2026-11-21T15:10:01.000Z')
    try {
      expect((await ask(pathOf(url))).statusCode).toBe(422)
    } finally {
      world.setNow(START)
    }
  })

  test('of one meeting opens no other', async () => {
    const [made, other] = [await awaited(), await awaited()]
    const cookie = cookieOf(await ask(pathOf((await issue(made)).url)))
    const elsewhere = await ask(`/my/sign/${subjectOf(other)}`, cookie)
    expect([elsewhere.statusCode, elsewhere.headers.location]).toEqual([303, '/my/enter'])
    expect(await signed(other)).toBe(0)
  })
})

describe('the turned screen', () => {
  const at = ({ person, meeting }: Made) => `/people/${person}/meetings/${meeting}/turned`

  test('is in her language, takes her PIN and records one proof', async () => {
    const made = await awaited({ pin: 'self' })
    const page = await worker.get(at(made))
    expect(page.text).toContain('<html lang="ar" dir="rtl">')
    const done = await worker.post(at(made), { ...hiddenOf(page.text), pin: PIN })
    expect([done.status, done.location]).toEqual([303, at(made)])
    expect(await methodOf(made)).toEqual({ person_method: 'pin-screen-turned', person_strength: 'one' })
  })

  test('signs nothing where she has no PIN', async () => {
    const made = await awaited()
    expect((await worker.get(at(made))).status).toBe(409)
    expect(
      (await worker.post(at(made), { day: today, start: '540', end: '690', minutes: '150', pin: '-' })).status,
    ).toBe(409)
    expect(await signed(made)).toBe(0)
  })

  test('counts wrong PINs: the operator cannot try them out', async () => {
    const made = await awaited({ pin: 'self' })
    const form = { ...hiddenOf((await worker.get(at(made))).text), pin: '111222' }
    const statuses: number[] = []
    for (let i = 0; i < 10 && statuses.at(-1) !== 429; i++) statuses.push((await worker.post(at(made), form)).status)
    expect(statuses[0]).toBe(422)
    expect(statuses.at(-1)).toBe(429)
    expect((await worker.post(at(made), { ...form, pin: PIN })).status).toBe(429)
    expect(await signed(made)).toBe(0)
  })
})

describe('for a minor', () => {
  test('the guardian signs with a PIN of the guardian', async () => {
    const made = await awaited({ birthDate: '2012-01-01', pin: 'guardian' })
    const at = `/people/${made.person}/meetings/${made.meeting}/turned`
    await worker.post(at, { ...hiddenOf((await worker.get(at)).text), pin: PIN })
    const party = await worker.inScope(tx =>
      tx
        .selectFrom('plans_signature')
        .select('party')
        .where('meeting_id', '=', made.meeting)
        .where('side', '=', 'person')
        .execute(),
    )
    expect(party).toEqual([{ party: 'guardian' }])
  })

  test('her own PIN does not sign', async () => {
    const made = await awaited({ birthDate: '2012-01-01', pin: 'self' })
    const at = `/people/${made.person}/meetings/${made.meeting}/turned`
    expect((await worker.get(at)).status).toBe(409)
    expect((await worker.post(at, { day: today, start: '540', end: '690', minutes: '150', pin: PIN })).status).toBe(409)
    expect(await signed(made)).toBe(0)
  })
})

describe('who may not', () => {
  let made: Made
  beforeAll(async () => {
    made = await awaited({ pin: 'self' })
  })
  const fill = (url: string) =>
    url.replace(':person', made.person).replace(':meeting', made.meeting).replace(':subject', subjectOf(made))
  const staffRoutes = () => declared().filter(route => route.config.role !== 'person')
  const declared = () =>
    (
      world.app as FastifyInstance & { declared: { method: string; url: string; config: { role: unknown } }[] }
    ).declared.filter(
      ({ url }) => module.routes.length > 0 && /^\/(people\/:person\/(plan|meetings)|hours|my\/sign)/.test(url),
    )

  test('another organisation finds nothing, under no address', async () => {
    const answers: [string, number][] = []
    for (const { method, url } of staffRoutes().filter(route => route.url.includes(':person'))) {
      const answer =
        method === 'GET'
          ? await stranger.get(fill(url))
          : await stranger.post(fill(url), { reason: 'x', start: '9', end: '10' })
      answers.push([`${method} ${url}`, answer.status])
    }
    expect(answers.length).toBeGreaterThan(15)
    expect(answers.filter(([, status]) => status !== 404)).toEqual([])
    expect((await stranger.get('/hours')).text).not.toContain(made.person)
  })

  test.each(['administrator', 'coordinator', 'auditor'] as const)('%s is turned away everywhere', async role => {
    const client = await world.member(coop, role)
    const statuses = new Set<number>()
    for (const { method, url } of staffRoutes()) {
      statuses.add((method === 'GET' ? await client.get(fill(url)) : await client.post(fill(url))).status)
    }
    expect([...statuses]).toEqual([403])
  })

  test('another person does not see what she is asked to sign', async () => {
    const other = await awaited({ pin: 'self' })
    const her = world.person(coop, other.person)
    const url = `/my/sign/${subjectOf(made)}`
    expect((await her.get(url)).status).toBe(404)
    expect((await her.post(url, { day: today, start: '540', end: '690', minutes: '150', pin: PIN })).status).toBe(404)
    expect((await her.post(`${url}/no`, { kind: 'times' })).status).toBe(404)
    expect(await signed(made)).toBe(0)
  })

  test('nobody signed in is sent to sign in', async () => {
    for (const { method, url } of declared()) {
      const answer = method === 'GET' ? await world.nobody.get(fill(url)) : await world.nobody.post(fill(url))
      expect([`${method} ${url}`, [303, 403].includes(answer.status)]).toEqual([`${method} ${url}`, true])
    }
  })

  test('every opening of the plan is written down for her', async () => {
    const count = () =>
      worker.inScope(tx => tx.selectFrom('platform_access').select('id').where('person_id', '=', made.person).execute())
    const before = (await count()).length
    await worker.get(`/people/${made.person}/plan`)
    await worker.get(`/people/${made.person}/meetings/${made.meeting}`)
    expect((await count()).length).toBe(before + 2)
  })
})
