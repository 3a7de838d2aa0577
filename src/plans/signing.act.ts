// SPDX-License-Identifier: EUPL-1.2
// The person's side, whichever way she came: what she is asked to sign, and whether it may be she who signs it.
import type { MeetingId, PersonId, PlanId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { sealOf } from '#ledger/index.ts'
import { type Holder, pinHolder } from '#platform/auth/person-access.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { getPerson } from '#registry/index.ts'
import { type Hours, hoursOf } from './hours.ts'
import type { Meeting } from './meeting.ts'
import { getMeeting, meetingsOfPlan } from './meeting.store.ts'
import type { Measure, Plan } from './plan.ts'
import { getPlan } from './plan.store.ts'
import { planSides, type ShownSignature } from './plan-file.ts'
import { hourEntries, standing } from './plan-view.ts'
import { refuse } from './refusals.ts'
import { type SignedBy, signedBy, signingParty } from './signature.ts'
import { measureOf } from './signature.act.ts'
import { organisationNames, signaturesIn } from './signature.store.ts'

export type SignerInfo = {
  /** As on the permit. */
  name: string
  guardian: boolean
  holder: Holder | undefined
}

export type Asked = SignerInfo & {
  plan: Plan
  organisations: ReadonlyMap<string, string>
  hours: Hours
  signatures: readonly ShownSignature[]
  sides: SignedBy
} & ({ kind: 'meeting'; meeting: Meeting; measure: Measure } | { kind: 'plan' })

/** Reads the act with all that the page shows. Somebody else's act does not exist. */
export async function askedOf(
  tx: Tx,
  person: PersonId,
  what: { kind: 'meeting'; id: MeetingId } | { kind: 'plan'; id: PlanId },
): Promise<Asked> {
  const meeting = what.kind === 'meeting' ? await getMeeting(tx, what.id) : undefined
  const plan = await getPlan(tx, meeting?.plan ?? (what.id as PlanId))
  if (plan.person !== person) return refuse('plan.not-found')
  const signatures = await signaturesIn(tx, plan.id)
  const shared = {
    ...(await signerOf(tx, person)),
    plan,
    organisations: await organisationNames(tx),
    hours: hoursOf(plan.measures, hourEntries(await meetingsOfPlan(tx, plan.id), signatures)),
  }
  if (!meeting) {
    const under = signatures.filter(each => each.meeting === undefined && each.round === plan.round)
    return { ...shared, kind: 'plan', signatures: under, sides: planSides(plan, signatures) }
  }
  const under = standing(meeting, signatures)
  const measure = measureOf(plan, meeting)
  return { ...shared, kind: 'meeting', meeting, measure, signatures: under, sides: signedBy(under) }
}

async function signerOf(tx: Tx, id: PersonId): Promise<SignerInfo> {
  const person = await getPerson(tx, id)
  return {
    name: [person.givenName, person.familyName].filter(Boolean).join(' '),
    guardian: signingParty(person.birthDate, scopeOf(tx).today) === 'guardian',
    holder: await pinHolder(tx, id),
  }
}

/** A PIN is a signature of whoever chose it: a minor's own is not her guardian's, a guardian's is not hers once she is 18. */
export const pinMismatch = ({ guardian, holder }: SignerInfo): 'guardian' | 'own-pin' | undefined => {
  if (holder === undefined || (holder === 'guardian') === guardian) return undefined
  return guardian ? 'guardian' : 'own-pin'
}

/** Whether there is something to sign now: the other side has put its name to it, and hers is not under it yet. */
export function isAsked(asked: Asked): boolean {
  if (!asked.sides.operator || asked.sides.person) return false
  return asked.kind === 'plan' ? asked.plan.state === 'draft' : asked.meeting.state === 'held'
}

export type Signed = { minutes: Minutes; seal: 'waiting' | 'sealed' | undefined; signature: ShownSignature }

/** What she has signed already, with the state of its seal. */
export async function signedOf(tx: Tx, asked: Asked): Promise<Signed | undefined> {
  const signature = asked.signatures.find(each => each.party !== 'operator')
  if (!signature) return undefined
  const fact = signature.fact ?? asked.plan.agreedFact
  const seal = fact && (await sealOf(tx, [fact])).get(fact)
  return { minutes: signature.counted ?? (0 as Minutes), seal: seal?.state, signature }
}
