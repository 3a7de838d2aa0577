// SPDX-License-Identifier: EUPL-1.2
// The person's side, whichever way she came: what she is asked to sign, and whether it may be she who signs it.
import type { MeetingId, PersonId, PlanId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { sealOf } from '#ledger/index.ts'
import { type Holder, pinHolder } from '#platform/auth/person-access.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { type Hours, hoursOf } from './hours.ts'
import type { Meeting } from './meeting.ts'
import { getMeeting, meetingsOfPlan } from './meeting.store.ts'
import type { Plan } from './plan.ts'
import { getPlan } from './plan.store.ts'
import type { ShownSignature } from './plan-file.ts'
import { hourEntries } from './plan-view.ts'
import { refuse } from './refusals.ts'
import { type SignedBy, signedBy, signingParty } from './signature.ts'
import { getSigner, signaturesIn, signaturesUnder, signaturesUnderPlan } from './signature.store.ts'

export type SignerInfo = {
  /** As on the permit. */
  name: string
  guardian: boolean
  holder: Holder | undefined
}

export type Asked = SignerInfo & {
  person: PersonId
  signatures: readonly ShownSignature[]
  sides: SignedBy
} & ({ kind: 'meeting'; meeting: Meeting } | { kind: 'plan'; plan: Plan })

/** Reads the act she is asked to sign. Somebody else's act does not exist. */
export async function askedOf(
  tx: Tx,
  person: PersonId,
  what: { kind: 'meeting'; id: MeetingId } | { kind: 'plan'; id: PlanId },
): Promise<Asked> {
  if (what.kind === 'plan') {
    const plan = await getPlan(tx, what.id)
    if (plan.person !== person) return refuse('plan.not-found')
    const signatures = await signaturesUnderPlan(tx, plan)
    return { ...(await signerOf(tx, person)), kind: 'plan', plan, signatures, sides: signedBy(signatures) }
  }
  const meeting = await getMeeting(tx, what.id)
  if (meeting.person !== person) return refuse('meeting.not-found')
  const signatures = await signaturesUnder(tx, meeting)
  return { ...(await signerOf(tx, person)), kind: 'meeting', meeting, signatures, sides: signedBy(signatures) }
}

async function signerOf(tx: Tx, person: PersonId): Promise<SignerInfo & { person: PersonId }> {
  const { name, birthDate } = await getSigner(tx, person)
  const guardian = signingParty(birthDate, scopeOf(tx).today) === 'guardian'
  return { person, name, guardian, holder: await pinHolder(tx, person) }
}

export const planIdOf = (asked: Asked): PlanId => (asked.kind === 'plan' ? asked.plan.id : asked.meeting.plan)

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

export type Signed = { minutes: Minutes; seal: 'waiting' | 'sealed' | undefined; hours: Hours }

/** What she has signed already, with the state of its seal and what her plan counts now. */
export async function signedOf(tx: Tx, asked: Asked): Promise<Signed> {
  const plan = await getPlan(tx, planIdOf(asked))
  const hours = hoursOf(plan.measures, hourEntries(await meetingsOfPlan(tx, plan.id), await signaturesIn(tx, plan.id)))
  const signature = asked.signatures.find(each => each.party !== 'operator')
  const fact = signature?.fact ?? plan.agreedFact
  const seal = fact && (await sealOf(tx, [fact])).get(fact)
  return { minutes: signature?.counted ?? (0 as Minutes), seal: seal?.state, hours }
}
