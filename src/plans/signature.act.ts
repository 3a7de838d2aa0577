// SPDX-License-Identifier: EUPL-1.2
// Acts around a signature: rule, store and fact in the transaction of the act. The proof that it is she who signs (PIN,
// code, her own session) is checked by the route before; here it arrives as a method.
import type { FactId } from '#lib/ids.ts'
import { type FactRef, openingFor, record } from '#ledger/index.ts'
import type { Tx } from '#platform/db/scope.ts'
import { scopeOf } from '#platform/db/scope.ts'
import { settleCorrections } from './correction.store.ts'
import { countable } from './hours.ts'
import { insertHour, reverseHour } from './hour.store.ts'
import { ensure as ensureMeeting, type Meeting, minutesOf, spanOf } from './meeting.ts'
import { saveMeeting, touchMeeting } from './meeting.store.ts'
import { agree, ensure as ensurePlan, ensureProposable, type Measure, type Plan } from './plan.ts'
import { lockPlan, saveAgreement } from './plan.store.ts'
import { refuse } from './refusals.ts'
import {
  isSame,
  type SignatureStrength,
  type SignedBy,
  signedBy,
  type SigningMethod,
  type SigningParty,
  signingParty,
  strengthOf,
  type WhatIsSigned,
} from './signature.ts'
import {
  getSigner,
  insertReversal,
  insertSignature,
  signaturesUnder,
  signaturesUnderPlan,
  standingOf,
} from './signature.store.ts'

/** Fields of the fact that may be opened to whoever checks an hour: enough to count it, nothing of the person. */
export const openedFields = ['measureKind', 'minutes', 'day', 'method', 'strength'] as const

export const whatIsSigned = (meeting: Meeting): WhatIsSigned => ({
  day: meeting.day,
  ...spanOf(meeting),
  minutes: minutesOf(spanOf(meeting)),
})

export function measureOf(plan: Plan, meeting: Pick<Meeting, 'measure'>): Measure {
  return plan.measures.find(measure => measure.id === meeting.measure) ?? refuse('meeting.measure-unknown')
}

/** The person (or her guardian) signs the hours of a meeting: with this the hours count. */
export async function signMeeting(
  tx: Tx,
  meeting: Meeting,
  shown: WhatIsSigned,
  method: SigningMethod,
): Promise<FactId> {
  ensureMeeting(meeting, 'sign')
  if (!isSame(shown, whatIsSigned(meeting))) refuse('signature.changed')
  // Two signatures at once must not both take the last minutes of a ceiling.
  const plan = await lockPlan(tx, meeting.plan)
  ensurePlan(plan, 'sign')
  const stands = await standingOf(tx, meeting)
  if (stands.person) refuse('signature.already-signed')
  // The times are the operator's declaration: without it there is nothing to put before the person.
  if (!stands.operator) refuse('meeting.not-held')
  const signer = await getSigner(tx, meeting.person)
  const party = signingParty(signer.birthDate, scopeOf(tx).today)
  const measure = measureOf(plan, meeting)
  const strength = strengthOf[method]
  const lasted = minutesOf(spanOf(meeting))
  const counted = countable(measure, lasted, stands.counted)
  await touchMeeting(tx, meeting, counted)
  const fact = await record(tx, 'hours.signed', {
    person: meeting.person,
    handle: signer.handle,
    account: 'accounting',
    fields: {
      measureKind: measure.kind,
      day: meeting.day,
      minutes: counted,
      lasted,
      start: spanOf(meeting).start,
      party,
      method,
      strength,
      operatorMethod: stands.operatorMethod ?? 'account',
      round: meeting.round,
    },
  })
  insertSignature(tx, { meeting }, { party, method, strength, fact: fact.id, counted })
  const opening = await openingFor(tx, fact.id, [...openedFields])
  insertHour(tx, { meeting, measure, handle: signer.handle, counted, method, strength, fact: fact.id, opening })
  await settleCorrections(tx, { plan: plan.id, meeting: meeting.id }, 'signed')
  return fact.id
}

/** A mistaken signature: a counter-entry ends the round. What was signed stays on record and counts no more. */
export async function undoSignatures(tx: Tx, meeting: Meeting, reason: string): Promise<void> {
  ensureMeeting(meeting, 'undo')
  const hers = (await signaturesUnder(tx, meeting)).find(each => each.party !== 'operator')
  if (!hers?.fact) return refuse('signature.not-signed')
  const { handle } = await getSigner(tx, meeting.person)
  const fact = await record(tx, 'hours.reversed', {
    person: meeting.person,
    handle,
    account: 'accounting',
    fields: { reverses: hers.fact, day: meeting.day, minutes: hers.counted ?? 0, round: meeting.round },
  })
  await insertReversal(tx, meeting, reason, fact.id)
  await reverseHour(tx, meeting, fact.id, await openingFor(tx, fact.id, ['reverses', 'day', 'minutes']))
  await saveMeeting(tx, { ...meeting, round: meeting.round + 1 })
}

export type PlanSigner = { party: SigningParty; method: SigningMethod }

/** One side puts its name under the plan; with the second the plan is agreed. True when it now is. */
export async function signPlan(tx: Tx, plan: Plan, side: keyof SignedBy, method: SigningMethod): Promise<boolean> {
  ensureProposable(plan)
  const sides = signedBy(await signaturesUnderPlan(tx, plan))
  if (sides[side]) refuse('plan.already-signed')
  // What the person signs is what the organisation has already put its name to.
  if (side === 'person' && !sides.operator) refuse('plan.not-proposed')
  const party = side === 'operator' ? 'operator' : await partyOf(tx, plan)
  const strength = strengthOf[method]
  const agreed = agree(plan, { ...sides, [side]: true }, scopeOf(tx).today)
  const isAgreed = agreed.state === 'agreed'
  const fact = isAgreed ? await recordAgreement(tx, plan, { party, method, strength }) : undefined
  insertSignature(tx, { plan }, { party, method, strength, ...(fact ? { fact: fact.id } : {}) })
  await saveAgreement(tx, { ...agreed, ...(fact ? { agreedFact: fact.id } : {}) })
  if (side === 'person') await settleCorrections(tx, { plan: plan.id }, 'signed')
  return isAgreed
}

/** The fact of an agreement: what was agreed, and how the name that completed it was put there. */
export const recordAgreement = (
  tx: Tx,
  plan: Plan,
  name: { party: SigningParty; method: SigningMethod; strength: SignatureStrength },
): Promise<FactRef> =>
  record(tx, 'plan.agreed', {
    person: plan.person,
    fields: {
      template: plan.template,
      measures: plan.measures.length,
      minutes: plan.measures.reduce((sum, measure) => sum + measure.ceiling, 0),
      ...name,
    },
  })

async function partyOf(tx: Tx, plan: Plan): Promise<SigningParty> {
  const signer = await getSigner(tx, plan.person)
  return signingParty(signer.birthDate, scopeOf(tx).today)
}
