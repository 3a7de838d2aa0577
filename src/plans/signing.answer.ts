// SPDX-License-Identifier: EUPL-1.2
// The answers of the person's side, the same for her phone, her page and the screen turned to her.
import { verifyPin } from '#platform/auth/person-access.ts'
import type { Tx } from '#platform/db/scope.ts'
import { type Answer, page } from '#platform/http/answer.ts'
import type { FieldError, FormState } from '#platform/http/field-errors.ts'
import { insertCorrection } from './correction.store.ts'
import type { CorrectionKind } from './correction.ts'
import { plannedMinutes } from './plan.ts'
import { getPlan } from './plan.store.ts'
import { ClosedWayPage, DonePage, ObjectPage, SignMeetingPage, type SignPlaces, SignPlanPage } from './sign.page.tsx'
import { isSame, type SigningMethod, type WhatIsSigned } from './signature.ts'
import { measureOf, signMeeting, signPlan, whatIsSigned } from './signature.act.ts'
import { organisationNames } from './signature.store.ts'
import { type Asked, isAsked, pinMismatch, signedOf } from './signing.act.ts'

export type Way = {
  places: SignPlaces
  /** The method with a PIN, and the one without where a code alone is enough. */
  withPin: SigningMethod
  withoutPin?: SigningMethod | undefined
}

/** What she may see now: the question, what she has signed already, or why there is nothing to sign. */
export async function askAnswer(tx: Tx, asked: Asked, way: Way, state?: FormState, status = 200): Promise<Answer> {
  const back = way.places.back
  if (asked.sides.person) return doneAnswer(tx, asked, way)
  if (!isAsked(asked)) return page(ClosedWayPage, { why: 'nothing', back }, 409)
  const mismatch = pinMismatch(asked)
  if (mismatch) return page(ClosedWayPage, { why: mismatch, back }, 409)
  const asksPin = asked.holder !== undefined
  if (!asksPin && !way.withoutPin) return page(ClosedWayPage, { why: 'no-pin', back }, 409)
  const { name, guardian } = asked
  const plan = asked.kind === 'plan' ? asked.plan : await getPlan(tx, asked.meeting.plan)
  const organisations = await organisationNames(tx)
  const shared = { name, guardian, asksPin, places: way.places, state }
  if (asked.kind === 'plan') {
    const minutes = plannedMinutes(plan.measures)
    return page(SignPlanPage, { ...shared, goals: plan.goals, measures: plan.measures, organisations, minutes }, status)
  }
  const { meeting } = asked
  const measure = measureOf(plan, meeting)
  const organisation = organisations.get(measure.organisation) ?? ''
  const what = whatIsSigned(meeting)
  return page(SignMeetingPage, { ...shared, measure, what, place: meeting.place, organisation }, status)
}

async function doneAnswer(tx: Tx, asked: Asked, way: Way): Promise<Answer> {
  const signed = await signedOf(tx, asked)
  return page(DonePage, {
    what: asked.kind === 'plan' ? 'plan-signed' : 'signed',
    minutes: signed.minutes,
    ...(asked.kind === 'meeting' ? { day: asked.meeting.day } : {}),
    total: asked.kind === 'meeting' ? signed.hours.total : undefined,
    seal: signed.seal,
    back: way.places.back,
  })
}

export type Given = { pin: string; shown?: WhatIsSigned | undefined }

const error = (field: string, code: string): FormState => ({
  errors: [{ field, code } satisfies FieldError],
  values: {},
})

/**
 * Checks the PIN and signs. A wrong PIN is answered with a page, never with a refusal: the attempt that was counted must
 * be kept. True when she has signed.
 */
export async function signAnswer(tx: Tx, asked: Asked, way: Way, given: Given): Promise<Answer | true> {
  if (!isAsked(asked) || pinMismatch(asked)) return askAnswer(tx, asked, way)
  if (asked.kind === 'meeting' && !(given.shown && isSame(given.shown, whatIsSigned(asked.meeting)))) {
    return askAnswer(tx, asked, way, error('pin', 'signature.changed'), 409)
  }
  let method = way.withoutPin
  if (asked.holder !== undefined) {
    const answer = await verifyPin(tx, asked.person, given.pin)
    if (answer === 'locked') return page(ClosedWayPage, { why: 'locked', back: way.places.back }, 429)
    if (answer === 'wrong') return askAnswer(tx, asked, way, error('pin', 'signature.pin.wrong'), 422)
    method = way.withPin
  }
  if (!method) return askAnswer(tx, asked, way)
  if (asked.kind === 'plan') {
    await signPlan(tx, asked.plan, 'person', method)
    return true
  }
  await signMeeting(tx, asked.meeting, whatIsSigned(asked.meeting), method)
  return true
}

export const objectPage = (asked: Asked, way: Way, state?: FormState): Answer =>
  page(ObjectPage, { about: asked.kind, places: way.places, state }, state ? 422 : 200)

/** Her "no" needs no PIN: it changes no hours, and nobody is kept from saying it. */
export async function objectAnswer(
  tx: Tx,
  asked: Asked,
  way: Way,
  said: { kind: CorrectionKind; words?: string | undefined; lang: string },
): Promise<Answer> {
  if (!isAsked(asked)) return askAnswer(tx, asked, way)
  const { person } = asked
  const about =
    asked.kind === 'plan'
      ? { person, plan: asked.plan.id, round: asked.plan.round }
      : { person, plan: asked.meeting.plan, meeting: asked.meeting.id, round: asked.meeting.round }
  insertCorrection(tx, about, said)
  return page(DonePage, { what: 'objected', back: way.places.back })
}
