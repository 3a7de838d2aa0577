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
import { scopeOf, type Tx } from '#platform/db/scope.ts'

/** Runs work as one member of staff. */
type InScope = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

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
