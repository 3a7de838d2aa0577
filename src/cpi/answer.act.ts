// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import type { LinkId, PackageId, PersonId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { linkSamePerson, peopleOfHandles, readField, registerPerson, state } from '#registry/index.ts'
import { takeOver } from '#skills/index.ts'
import type { Did, Pact } from './declaration.ts'
import type { PackageField } from './field.ts'
import { isTakeable, statementsFor, statementsOfCorrection } from './outcome.ts'
import { permitFor, profileStatementsFor, unkeepableLevels } from './taken-over.ts'
import { REGIONAL } from './outbox.ts'
import { queue } from './outbox.store.ts'
import type { Package, ReturnReason } from './package.ts'
import { fieldsOf } from './package-content.store.ts'
import { getPackage } from './package.store.ts'
import { refuse } from './refusals.ts'
import { type CorrectionSource, type Decision, type FieldError, keptFields, mayDo, tally, type Verb } from './review.ts'
import {
  decisionsOf,
  insertDecisions,
  insertDid,
  insertPact,
  insertTaken,
  saveDecisions,
  saveReview,
  startReview,
  takenOf,
} from './review.store.ts'

/** A package that came to my organisation. One that I sent is not mine to answer: to the answer it does not exist. */
export async function getReceived(tx: Tx, id: PackageId): Promise<Package> {
  const received = await getPackage(tx, id)
  return received.receiver.id === scopeOf(tx).organisation ? received : refuse('package.not-found', { id })
}

function ensure(received: Package, verb: Verb): void {
  if (mayDo(verb, received.state)) return
  if (verb === 'confirm-did') refuse(received.did ? 'did.already-confirmed' : 'package.not-accepted')
  if (verb === 'sign-pact') refuse(received.pact ? 'pact.already-signed' : 'did.needed-first')
  refuse('package.not-open')
}

/** With the first decisions the review begins; later ones take their place. */
async function decide(tx: Tx, { id }: Package, decisions: readonly Decision[]): Promise<void> {
  if (await startReview(tx, id)) insertDecisions(tx, id, decisions)
  else saveDecisions(tx, id, decisions)
}

/** Keeps the decisions so far. The package is then "in review", and stays so until the answer. */
export async function saveReviewOf(tx: Tx, received: Package, decisions: readonly Decision[]): Promise<void> {
  ensure(received, 'review')
  await decide(tx, received, decisions)
}

/**
 * The answer: the job centre's own record of the person, made of what it accepted and corrected, tied to the sender's
 * as the same person: identity and contacts, the permit, what she knows and wants. It stays when the access ends.
 */
export async function acceptPackage(
  tx: Tx,
  received: Package,
  fields: readonly PackageField[],
  decisions: readonly Decision[],
): Promise<PersonId> {
  ensure(received, 'accept')
  await decide(tx, received, decisions)
  const person = await openRecord(tx, received, fields, decisions)
  const link = await tieToSender(tx, received, person)
  const { accept, correct, refuse: refused } = tally(fields, decisions)
  const fact = await record(tx, 'package.answered', {
    person,
    handle: received.handle,
    fields: { package: received.id, outcome: 'accepted', accepted: accept, corrected: correct, refused },
  })
  await saveReview(tx, received, { state: 'accepted', answered: true, person, ...(link && { link }), fact: fact.id })
  return person
}

async function openRecord(
  tx: Tx,
  received: Package,
  fields: readonly PackageField[],
  decisions: readonly Decision[],
): Promise<PersonId> {
  const sources = new Map(
    decisions.flatMap(each => (each.choice === 'correct' ? [[each.position, each.source] as const] : [])),
  )
  const kept = keptFields(fields, decisions)
  const answered = { kept, sender: received.sender.name, sources, today: scopeOf(tx).today }
  const person = await registerPerson(tx, {
    said: statementsFor(kept, received.sender.name, sources),
    permit: permitFor(answered),
    legalBasis: received.legalBasis,
    origin: 'handover',
  })
  await takeOver(tx, person, profileStatementsFor(answered))
  return person
}

/** Only while the sender's record may still be seen: a withdrawn or ended access ties nothing. */
async function tieToSender(tx: Tx, received: Package, person: PersonId): Promise<LinkId | undefined> {
  const visible = await peopleOfHandles(tx, [received.handle])
  if (!received.person || !visible.some(each => each.id === received.person)) return undefined
  return linkSamePerson(tx, person, received.person, 'handover')
}

/** Corrections that registry could not keep, each at its field: said before the answer and not after it. */
export function unkeepable(fields: readonly PackageField[], decisions: readonly Decision[]): readonly FieldError[] {
  const kept = keptFields(fields, decisions).filter(each => each.corrected)
  const levels = new Set(unkeepableLevels(kept))
  return kept.flatMap(each => {
    const wrong =
      levels.has(each) ||
      statementsFor([each], '', new Map()).some(
        ({ field, value }) => value !== null && readField(field, value).problem !== undefined,
      )
    return wrong ? [{ field: `value-${each.field.position}`, code: 'review.value.not-kept' }] : []
  })
}

/** Sends it back with a reason. No record of the person is made. */
export async function returnPackage(
  tx: Tx,
  received: Package,
  returned: { reason: ReturnReason; note?: string | undefined },
): Promise<void> {
  ensure(received, 'return')
  await startReview(tx, received.id)
  const fact = await record(tx, 'package.answered', {
    ...(received.person && { person: received.person }),
    handle: received.handle,
    fields: { package: received.id, outcome: 'returned', reason: returned.reason },
  })
  await saveReview(tx, received, { state: 'returned', answered: true, returned, fact: fact.id })
}

/** The declaration that the centre confirmed in its own system, with the identifier it has there. */
export async function confirmDid(tx: Tx, received: Package, did: Did): Promise<void> {
  ensure(received, 'confirm-did')
  const fact = await record(tx, 'did.confirmed', {
    ...(received.review?.person && { person: received.review.person }),
    handle: received.handle,
    at: did.on,
    fields: { package: received.id, on: did.on, identifier: did.identifier },
  })
  insertDid(tx, received.id, did, fact.id)
  await saveReview(tx, received, { state: 'did' })
}

/** The service pact, with the id that the regional system gave. The record then waits for that system. */
export async function signPact(tx: Tx, received: Package, pact: Pact): Promise<void> {
  ensure(received, 'sign-pact')
  const fact = await record(tx, 'pact.signed', {
    ...(received.review?.person && { person: received.review.person }),
    handle: received.handle,
    at: pact.signedOn,
    fields: {
      package: received.id,
      signed: pact.signedOn,
      ends: pact.endsOn,
      policy: pact.policyId,
      promoter: pact.promoter,
    },
  })
  await insertPact(tx, received.id, pact, fact.id)
  await saveReview(tx, received, { state: 'pact' })
  queue(tx, received.id, REGIONAL)
}

/** The sender takes a correction over: one more statement in its own record, said by the job centre. */
export async function takeCorrection(tx: Tx, person: PersonId, id: PackageId, position: number): Promise<void> {
  const sent = await getPackage(tx, id)
  if (sent.person !== person || sent.sender.id !== scopeOf(tx).organisation) refuse('package.not-found', { id })
  const field = (await fieldsOf(tx, id)).find(each => each.position === position)
  const decision = (await decisionsOf(tx, id)).find(each => each.position === position)
  if (!field || decision?.choice !== 'correct' || !isTakeable(field.name)) return refuse('correction.not-found')
  if ((await takenOf(tx, id)).has(position)) return
  await state(
    tx,
    person,
    statementsOfCorrection(field.name, decision.value, decision.source satisfies CorrectionSource, sent.receiver.name),
  )
  insertTaken(tx, id, position)
}
