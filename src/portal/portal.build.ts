// SPDX-License-Identifier: EUPL-1.2
// Builders for tests: a person's life in a few calls, through the acts of the slices and not around them.
import type { CivilDate } from '#lib/civil-date.ts'
import type { MeetingId, PersonId, PlanId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import {
  bookMeeting,
  draftPlan,
  getMeeting,
  getPlan,
  holdMeeting,
  signMeeting,
  signPlan,
  whatIsSigned,
} from '#plans/index.ts'
import { addOrganisation, type OrganisationKind } from '#network/index.ts'
import { scopeOf, type Work } from '#platform/db/scope.ts'
import type { Client, TestOrganisation, World } from '#test/support/world.ts'

/** She asks who looked; in her own scope. */
export { ask as aQuestion } from './question.store.ts'

/** Runs work as one member of staff. */
type InScope = <T>(work: Work<T>) => Promise<T>

/** A plan of eight hours of guidance, signed by both. */
export async function anAgreedPlan(inScope: InScope, person: PersonId): Promise<PlanId> {
  return inScope(async tx => {
    const plan = await draftPlan(tx, person, '36-hours', {
      goals: [{ words: 'Lavorare come sarta', lang: 'it' }],
      measures: [{ kind: 'guidance', ceiling: 480 as Minutes }],
    })
    await signPlan(tx, await getPlan(tx, plan), 'operator', 'account')
    await signPlan(tx, await getPlan(tx, plan), 'person', 'pin-screen-turned')
    return plan
  })
}

/** A meeting from 9:00 to 11:30 that took place, signed by the operator only. */
export async function aHeldMeeting(inScope: InScope, plan: PlanId, day: CivilDate): Promise<MeetingId> {
  return inScope(async tx => {
    const { account: operator } = scopeOf(tx)
    const found = await getPlan(tx, plan)
    const measure = found.measures[0]?.id
    if (!operator || !measure) throw new Error('needs a member of staff and a measure')
    const span = { start: 540, end: 690 }
    const meeting = await bookMeeting(tx, found, { measure, day, span, place: 'Jesi', lang: 'it', operator })
    await holdMeeting(tx, await getMeeting(tx, meeting), span)
    return meeting
  })
}

/** The person signs the hours of a meeting. */
export async function signs(inScope: InScope, id: MeetingId): Promise<void> {
  await inScope(async tx => {
    const meeting = await getMeeting(tx, id)
    await signMeeting(tx, meeting, whatIsSigned(meeting), 'pin-screen-turned')
  })
}

/** An organisation of the network with its row, card and key. */
export async function anOrganisation(world: World, kind: OrganisationKind, name: string): Promise<TestOrganisation> {
  const founder = await world.organisation('leadPartner', `Regione (${name})`)
  const admin = await world.member(founder, 'administrator')
  const id = await admin.inScope(tx => addOrganisation(tx, { kind, name, phone: '+39 0731 000000' }))
  return { id, name, kind }
}

const job = {
  pictures: ['sewing', 'selling'],
  words: 'كنت أخيط فساتين الأعراس',
  'words-lang': 'ar',
  'words-italian': 'Cucivo abiti da sposa',
  kind: 'informal',
  place: 'Homs',
  country: 'SYR',
  'from-year': '2014',
  'until-year': '2020',
}

/** The first interview in Italian and Arabic, told through its own screens and concluded. */
export async function aToldInterview(worker: Client, person: PersonId): Promise<void> {
  const at = (rest: string) => `/people/${person}/interview${rest}`
  const day = { 'heldOn-day': '8', 'heldOn-month': '9', 'heldOn-year': '2026' }
  await worker.post(at(''), { personLang: 'ar', interpreter: 'no', ...day })
  await worker.post(at('/experiences/new'), job)
  await worker.post(at('/constraints'), { earliest: '8:30', latest: '15:30', mobility: ['bus', 'walk'] })
  await worker.post(at('/conclude'), { confirmed: 'yes' })
}
