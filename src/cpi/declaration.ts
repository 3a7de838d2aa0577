// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import { isPromoterCode, type PolicyOrigin, readPolicyId, tidyCode } from './policy-id.ts'
import type { FieldError } from './review.ts'

/** The availability declaration as the CPI recorded it (D.Lgs. 150/2015 art. 19). */
export type Did = { readonly on: CivilDate; readonly identifier: string }

/** The service pact, with the statutory parts of D.Lgs. 150/2015 art. 20 c. 2 and 3 as short fields. */
export type Pact = {
  readonly proposedOn: CivilDate
  readonly signedOn: CivilDate
  readonly endsOn: CivilDate
  readonly promoter: string
  readonly policyId: string
  readonly parts: PactParts
}

export const pactTexts = [
  'responsibleOperator',
  'employabilityProfile',
  'searchActs',
  'contactFrequency',
  'proofOfSearch',
] as const
export const pactDuties = ['availableForWorkshops', 'availableForTraining', 'availableForOffers'] as const
export type PactParts = { readonly [name in (typeof pactTexts)[number]]: string } & {
  readonly [name in (typeof pactDuties)[number]]: boolean
}

const DID_FORM = /^[A-Z0-9][A-Z0-9/_-]{3,39}$/
const POLICY_LENGTH = 11

/**
 * The identifier of a DID is the protocol of the regional system. One of eleven characters is a SAP policy id of
 * activity N00 and its form is held to that; its letter needs a promoter and is checked when one is given.
 */
export function readDid(
  input: { on: CivilDate; identifier: string; promoter: string },
  today: CivilDate,
): Did | FieldError[] {
  const errors: FieldError[] = []
  if (input.on > today) errors.push({ field: 'on', code: 'did.on.future' })
  const identifier = input.identifier.trim().toUpperCase()
  const promoter = tidyCode(input.promoter)
  const isPromoted = promoter !== '' && isPromoterCode(promoter)
  if (identifier === '') errors.push({ field: 'identifier', code: 'did.identifier.required' })
  else if (!DID_FORM.test(identifier)) errors.push({ field: 'identifier', code: 'did.identifier.wrong-form' })
  else if (isPromoted) errors.push(...wrongN00({ promoter, activity: 'N00', proposedOn: input.on }, identifier))
  if (promoter !== '' && !isPromoted) errors.push({ field: 'promoter', code: 'policy-id.promoter.wrong-form' })
  return errors.length > 0 ? errors : { on: input.on, identifier }
}

function wrongN00(origin: PolicyOrigin, identifier: string): FieldError[] {
  if (identifier.length !== POLICY_LENGTH) return [{ field: 'identifier', code: 'policy-id.wrong-form' }]
  const reading = readPolicyId(identifier, origin)
  return typeof reading === 'string' ? [{ field: 'identifier', code: reading }] : []
}

export type PactInput = Omit<Pact, 'policyId' | 'promoter'> & { readonly policyId: string; readonly promoter: string }

/** Invariant of SAP events: proposal ≤ start ≤ end; the A02 id must carry the letter of promoter and proposal day. */
export function readPact(input: PactInput, did: Did, today: CivilDate): Pact | FieldError[] {
  const errors: FieldError[] = []
  const promoter = tidyCode(input.promoter)
  if (input.signedOn > today) errors.push({ field: 'signedOn', code: 'pact.signed.future' })
  if (input.signedOn < did.on) errors.push({ field: 'signedOn', code: 'pact.signed.before-did' })
  if (input.proposedOn > input.signedOn) errors.push({ field: 'proposedOn', code: 'pact.proposed.after-signed' })
  if (input.endsOn < input.signedOn) errors.push({ field: 'endsOn', code: 'pact.ends.before-signed' })
  if (!isPromoterCode(promoter)) errors.push({ field: 'promoter', code: 'policy-id.promoter.wrong-form' })
  else {
    const reading = readPolicyId(input.policyId, { promoter, activity: 'A02', proposedOn: input.proposedOn })
    if (typeof reading === 'string') errors.push({ field: 'policyId', code: reading })
    else if (errors.length === 0) return { ...input, promoter, policyId: reading.text }
  }
  return errors
}
