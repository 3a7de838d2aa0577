// SPDX-License-Identifier: EUPL-1.2
// The whole path of an hour: draft, two signatures, booking, holding, her signature, the counter-entry; and who may not.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { MeetingId, PersonId } from '#lib/ids.ts'
import type { Work } from '#platform/db/scope.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { grant } from '#platform/auth/grants.ts'
import { setPin } from '#platform/auth/person-access.ts'
import { createPerson } from '#registry/index.ts'
import { bookMeeting, draftPlan, getMeeting, getPlan, hoursOf, planOf, planTemplate, signPlan } from './index.ts'
import { writeSubject } from './signing-subject.ts'

const PIN = '739205'
const today = '2026-11-21' as CivilDate
let world: World
let coop: TestOrganisation
let worker: Client

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T15:00:00.000Z' })
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  worker = await world.member(coop, 'case-worker', 'Federica Moretti')
})
afterAll(() => world.close())

async function aPerson(birthDate = '1995-05-03', pin?: { holder?: 'self' | 'guardian' }): Promise<PersonId> {
  return worker.inScope(async tx => {
    const id = await createPerson(tx, {
      givenName: 'Samira',
      familyName: 'Al Nouri',
      birthDate: birthDate as CivilDate,
      birthPrecision: 'day',
    })
    if (pin)
      await setPin(tx, id, PIN, {
        network: world.network,
        organisation: coop.id,
        now: world.now(),
        holder: pin.holder ?? 'self',
      })
    return id
  })
}

const contents = {
  goals: [{ words: 'Voglio lavorare come sarta', lang: 'it' }],
  measures: planTemplate('36-hours')?.measures ?? [],
}

const inHerScope = <T>(person: PersonId, work: Work<T>): Promise<T> => world.person(coop, person).inScope(work)

async function anAgreedPlan(person: PersonId): Promise<void> {
  const id = await worker.inScope(tx => draftPlan(tx, person, '36-hours', contents))
  await worker.inScope(async tx => signPlan(tx, await getPlan(tx, id), 'operator', 'account'))
  await inHerScope(person, async tx => signPlan(tx, await getPlan(tx, id), 'person', 'own-page-and-pin'))
}

async function aMeeting(person: PersonId, start = 9 * 60, end = 11 * 60 + 30, at = 0): Promise<MeetingId> {
  return worker.inScope(async tx => {
    const plan = await planOf(tx, person)
    const measure = plan?.measures[at]
    if (!plan || !measure) throw new Error('no plan')
    const booking = { measure: measure.id, day: today, span: { start, end }, place: 'Sala grande 12', lang: 'it' }
    return bookMeeting(tx, await getPlan(tx, plan.id), { ...booking, operator: worker.viewer?.account as never })
  })
}

const hold = (person: PersonId, meeting: MeetingId, start = '9:00', end = '11:30') =>
  worker.post(`/people/${person}/meetings/${meeting}/hold`, { start, end })

/** What the form of the signing page sends along, read from the page itself. */
function hiddenOf(html: string): Record<string, string> {
  const found = [...html.matchAll(/<input type="hidden" name="([\w-]+)" value="([^"]*)"/g)]
  return Object.fromEntries(found.map(([, name, value]) => [name, value]))
}

async function signOnOwnPage(person: PersonId, meeting: MeetingId, pin = PIN) {
  const her = world.person(coop, person)
  const url = `/my/sign/${writeSubject({ kind: 'meeting', id: meeting })}`
  const shown = await her.get(url)
  return her.post(url, { ...hiddenOf(shown.text), pin })
}

const counted = (person: PersonId) => worker.inScope(async tx => (await hoursOf(tx, person)).total)
const rows = (meeting: MeetingId) =>
  worker.inScope(tx =>
    tx.selectFrom('plans_hour').selectAll().where('meeting_id', '=', meeting).orderBy('round').execute(),
  )
const facts = () =>
  worker.inScope(async tx =>
    Number(
      (
        await tx
          .selectFrom('ledger_entry')
          .select(eb => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    ),
  )

describe('a plan', () => {
  let person: PersonId
  beforeEach(async () => {
    person = await aPerson('1995-05-03', {})
  })

  test('is missing at first, and the page says what to do', async () => {
    const page = await worker.get(`/people/${person}/plan`)
    expect(page.status).toBe(200)
    expect(page.text).toContain(`/people/${person}/plan/new`)
  })

  test('starts from the template of 36 hours and is agreed when both have signed', async () => {
    const form = await worker.get(`/people/${person}/plan/new`)
    expect(form.text).toContain('value="12:00"')
    const draft = {
      template: '36-hours',
      goals: 'Voglio cucire',
      lang: 'it',
      'kind-0': 'guidance',
      'ceiling-0': '8:00',
    }
    const made = await worker.post(`/people/${person}/plan/new`, draft)
    expect([made.status, made.location]).toEqual([303, `/people/${person}/plan`])
    await worker.post(`/people/${person}/plan/sign`)
    expect((await worker.inScope(tx => planOf(tx, person)))?.state).toBe('draft')
    const plan = await worker.inScope(tx => planOf(tx, person))
    const url = `/my/sign/${writeSubject({ kind: 'plan', id: plan?.id as never })}`
    const her = world.person(coop, person)
    expect((await her.get(url)).text).toContain('Voglio cucire')
    expect((await her.post(url, { pin: PIN })).status).toBe(303)
    expect(await worker.inScope(tx => planOf(tx, person))).toMatchObject({ state: 'agreed', agreedOn: today })
  })

  test('is not signed by the person before the organisation has put its name to it', async () => {
    const id = await worker.inScope(tx => draftPlan(tx, person, '36-hours', contents))
    await expect(
      inHerScope(person, async tx => signPlan(tx, await getPlan(tx, id), 'person', 'own-page-and-pin')),
    ).rejects.toMatchObject({ code: 'plan.not-proposed' })
  })

  test('told in another language says beside it in Italian what it means, one line for each goal', async () => {
    const said = {
      template: '36-hours',
      goals: 'أريد أن أخيط\nوأن أتعلم',
      lang: 'ar',
      'kind-0': 'tutoring',
      'ceiling-0': '10',
    }
    const url = `/people/${person}/plan/new`
    const uneven = await worker.post(url, { ...said, goalsItalian: 'Voglio cucire' })
    expect(uneven.status).toBe(422)
    expect(uneven.text).toContain('tante righe quanti sono gli obiettivi')
    expect((await worker.post(url, { ...said, goalsItalian: 'Voglio cucire\n\nE imparare' })).status).toBe(303)
    expect((await worker.inScope(tx => planOf(tx, person)))?.goals).toEqual([
      { words: 'أريد أن أخيط', lang: 'ar', italian: 'Voglio cucire' },
      { words: 'وأن أتعلم', lang: 'ar', italian: 'E imparare' },
    ])
    expect((await worker.get(`/people/${person}/plan`)).text).toMatch(
      /<q lang="ar"[^>]*>أريد أن أخيط<\/q>.*Voglio cucire/,
    )
    expect((await worker.get(`/people/${person}/plan/change`)).text).toContain('Voglio cucire\nE imparare</textarea>')
  })

  test('changed after one signature needs both again', async () => {
    const id = await worker.inScope(tx => draftPlan(tx, person, '36-hours', contents))
    await worker.post(`/people/${person}/plan/sign`)
    const draft = { template: '36-hours', goals: 'Altro', lang: 'it', 'kind-0': 'tutoring', 'ceiling-0': '10' }
    expect((await worker.post(`/people/${person}/plan/change`, draft)).status).toBe(303)
    await expect(
      inHerScope(person, async tx => signPlan(tx, await getPlan(tx, id), 'person', 'own-page-and-pin')),
    ).rejects.toMatchObject({ code: 'plan.not-proposed' })
  })

  test('a second open plan is refused', async () => {
    await worker.inScope(tx => draftPlan(tx, person, '36-hours', contents))
    await expect(worker.inScope(tx => draftPlan(tx, person, 'open-plan', contents))).rejects.toMatchObject({
      code: 'plan.exists',
    })
  })

  test('an empty form comes back with every error and what was typed', async () => {
    const page = await worker.post(`/people/${person}/plan/new`, {
      template: '36-hours',
      goals: '',
      lang: 'it',
      'kind-0': 'guidance',
      'ceiling-0': 'tanto',
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('href="#f-goals"')
    expect(
      (
        await worker.post(`/people/${person}/plan/new`, {
          template: '36-hours',
          goals: 'x',
          lang: 'it',
          'kind-0': 'guidance',
          'ceiling-0': 'tanto',
        })
      ).text,
    ).toContain('href="#f-ceiling-0"')
  })

  test('is closed with an outcome, never over hours that wait', async () => {
    await anAgreedPlan(person)
    const meeting = await aMeeting(person)
    await hold(person, meeting)
    expect((await worker.post(`/people/${person}/plan/close`, { outcome: 'job' })).status).toBe(409)
    await signOnOwnPage(person, meeting)
    expect((await worker.post(`/people/${person}/plan/close`, { outcome: 'job' })).status).toBe(303)
    expect(await worker.inScope(tx => planOf(tx, person))).toMatchObject({ state: 'closed', outcome: 'job' })
  })
})

describe('an hour', () => {
  let person: PersonId
  let meeting: MeetingId
  beforeEach(async () => {
    person = await aPerson('1995-05-03', {})
    await anAgreedPlan(person)
    meeting = await aMeeting(person)
  })

  test('counts only when both have signed, and is then one pseudonymous row and one fact', async () => {
    expect((await hold(person, meeting, '9:00', '11:15')).status).toBe(303)
    expect(await counted(person)).toMatchObject({ signed: 0, waiting: 135 })
    expect(await rows(meeting)).toEqual([])
    const before = await facts()
    const signed = await signOnOwnPage(person, meeting)
    expect(signed.status).toBe(303)
    expect(await counted(person)).toMatchObject({ signed: 135, waiting: 0 })
    const [row] = await rows(meeting)
    expect(row).toMatchObject({
      minutes: 135,
      lasted_minutes: 135,
      day: today,
      measure_kind: 'guidance',
      person_method: 'own-page-and-pin',
      person_strength: 'two',
      reversed_on: null,
    })
    expect(Object.keys(row ?? {})).not.toContain('person_id')
    expect(JSON.stringify(row)).not.toContain(person)
    expect(await facts()).toBe(before + 1)
  })

  test('shows what, when and how long before it asks for the code', async () => {
    await hold(person, meeting)
    const her = world.person(coop, person)
    const page = (await her.get(`/my/sign/${writeSubject({ kind: 'meeting', id: meeting })}`)).text
    const [measure, times, long, pin] = ['Orientamento', '9:00', '2 ore e 30', 'type="password"'].map(text =>
      page.indexOf(text),
    )
    expect(measure).toBeGreaterThan(0)
    expect(measure ?? 0).toBeLessThan(times ?? 0)
    expect(times ?? 0).toBeLessThan(long ?? 0)
    expect(long ?? 0).toBeLessThan(pin ?? 0)
    expect(page).not.toContain('<script')
  })

  test('is not signed by a wrong code, and after too many the way is closed for a while', async () => {
    await hold(person, meeting)
    const wrong = await signOnOwnPage(person, meeting, '111222')
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('href="#f-pin"')
    let status = wrong.status
    for (let i = 0; i < 10 && status !== 429; i++) status = (await signOnOwnPage(person, meeting, '111222')).status
    expect(status).toBe(429)
    expect((await signOnOwnPage(person, meeting)).status).toBe(429)
    expect(await counted(person)).toMatchObject({ signed: 0 })
  })

  test('is not signed when the times changed after they were shown', async () => {
    await hold(person, meeting)
    const her = world.person(coop, person)
    const url = `/my/sign/${writeSubject({ kind: 'meeting', id: meeting })}`
    const shown = hiddenOf((await her.get(url)).text)
    await hold(person, meeting, '9:00', '11:00')
    const late = await her.post(url, { ...shown, pin: PIN })
    expect(late.status).toBe(409)
    expect(late.text).toContain('2 ore')
    expect(await counted(person)).toMatchObject({ signed: 0, waiting: 120 })
  })

  test('is signed once: the second time she sees that she has', async () => {
    await hold(person, meeting)
    await signOnOwnPage(person, meeting)
    const again = await world
      .person(coop, person)
      .post(`/my/sign/${writeSubject({ kind: 'meeting', id: meeting })}`, { pin: PIN })
    expect(again.status).toBe(200)
    expect(await rows(meeting)).toHaveLength(1)
  })

  test('beyond the ceiling of its measure counts in part', async () => {
    const long = await aMeeting(person, 0, 7 * 60)
    await hold(person, long, '0:00', '7:00')
    await signOnOwnPage(person, long)
    await hold(person, meeting)
    await signOnOwnPage(person, meeting)
    expect(await counted(person)).toMatchObject({ signed: 480, beyond: 90 })
    expect(await rows(meeting)).toMatchObject([{ minutes: 60, lasted_minutes: 150 }])
  })

  test('is undone by a counter-entry: nothing is deleted, nothing counts, and it can be declared and signed again', async () => {
    await hold(person, meeting)
    await signOnOwnPage(person, meeting)
    expect((await worker.post(`/people/${person}/meetings/${meeting}/undo`, { reason: '' })).status).toBe(422)
    const undone = await worker.post(`/people/${person}/meetings/${meeting}/undo`, { reason: 'Erano due ore' })
    expect(undone.status).toBe(303)
    expect(await counted(person)).toMatchObject({ signed: 0 })
    expect(await rows(meeting)).toMatchObject([{ reversed_on: today, minutes: 150 }])
    const signatures = await worker.inScope(tx =>
      tx.selectFrom('plans_signature').select('id').where('meeting_id', '=', meeting).execute(),
    )
    expect(signatures).toHaveLength(2)
    await hold(person, meeting, '9:00', '11:00')
    await signOnOwnPage(person, meeting)
    expect(await counted(person)).toMatchObject({ signed: 120 })
    expect(await rows(meeting)).toMatchObject([
      { round: 1, reversed_on: today },
      { round: 2, reversed_on: null, minutes: 120 },
    ])
    expect((await worker.get(`/people/${person}/meetings/${meeting}`)).text).toContain('Erano due ore')
  })

  test('cannot be changed under her signature', async () => {
    await hold(person, meeting)
    await signOnOwnPage(person, meeting)
    expect((await hold(person, meeting, '9:00', '12:00')).status).toBe(409)
    expect(
      (await worker.post(`/people/${person}/meetings/${meeting}/drop`, { as: 'missed', reason: 'x' })).status,
    ).toBe(409)
  })

  test('is objected to without any code, and the operator sees her words', async () => {
    await hold(person, meeting)
    const her = world.person(coop, person)
    const url = `/my/sign/${writeSubject({ kind: 'meeting', id: meeting })}/no`
    expect((await her.post(url, {})).status).toBe(422)
    expect((await her.post(url, { kind: 'times', words: 'Solo due ore' })).status).toBe(200)
    expect(await counted(person)).toMatchObject({ signed: 0, waiting: 150 })
    expect((await worker.get(`/people/${person}/meetings/${meeting}`)).text).toContain('Solo due ore')
    expect((await worker.get('/hours')).text).toContain(`/people/${person}/meetings/${meeting}`)
  })

  test('shared with another organisation keeps the place of its meeting to itself', async () => {
    const centre = await world.organisation('jobCentre', 'CPI di Jesi')
    const operator = await world.member(centre, 'cpi-operator')
    const url = `/people/${person}/meetings/${meeting}`
    expect((await worker.get(url)).text).toContain('Sala grande 12')
    await worker.inScope(tx =>
      grant(tx, {
        person,
        organisation: centre.id,
        purpose: 'handover',
        groups: ['identity', 'plan', 'hours'],
        legalBasis: 'public-task',
      }),
    )
    const shared = await operator.get(url)
    expect(shared.status).toBe(200)
    expect(shared.text).not.toContain('Sala grande 12')
  })

  test('that did not take place is dropped with its reason', async () => {
    expect(
      (await worker.post(`/people/${person}/meetings/${meeting}/drop`, { as: 'missed', reason: 'Era in Questura' }))
        .status,
    ).toBe(303)
    expect(await worker.inScope(tx => getMeeting(tx, meeting))).toMatchObject({
      state: 'missed',
      reason: 'Era in Questura',
    })
  })

  test('is not declared before it is over', async () => {
    const later = await aMeeting(person, 17 * 60, 18 * 60)
    expect((await hold(person, later, '17:00', '18:00')).status).toBe(422)
  })

  test('overlapping another of the same person is refused beside the field', async () => {
    const plan = await worker.inScope(tx => planOf(tx, person))
    const form = {
      measure: plan?.measures[1]?.id ?? '',
      'day-day': '21',
      'day-month': '11',
      'day-year': '2026',
      start: '11:00',
      end: '12:00',
      place: 'Jesi',
      lang: 'it',
      operator: worker.viewer?.account ?? '',
    }
    const clash = await worker.post(`/people/${person}/meetings/new`, form)
    expect([clash.status, clash.text.includes('href="#f-start"')]).toEqual([422, true])
    expect((await worker.post(`/people/${person}/meetings/new`, { ...form, start: '11:30' })).status).toBe(303)
  })
})
