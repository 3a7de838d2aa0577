// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { PackageId } from '#lib/ids.ts'
import { choice, datedForm, idField, optionalText, textField, tick } from '#platform/http/fields.ts'
import { pactDuties, type PactInput, type PactParts } from './declaration.ts'
import { returnReasons } from './package.ts'

export const PackageParams = z.object({ package: idField<PackageId>() })

/** Decisions come as `decision-1`, `value-1` …: their rules need the fields and are read by review.ts. */
export const Review = z.looseObject({
  action: z.enum(['answer', 'save', 'accept-documented'], 'review.action').default('answer'),
})
export type Review = z.infer<typeof Review>

export const ReturnPackage = z.object({
  reason: choice(returnReasons, 'return.reason'),
  note: optionalText('return.note', 300),
})

export const ConfirmDid = datedForm(
  { on: 'did.on' },
  {
    identifier: z
      .string('did.identifier.required')
      .trim()
      .min(1, 'did.identifier.required')
      .max(60, 'did.identifier.wrong-form'),
    promoter: z.string('policy-id.promoter.wrong-form').max(60, 'policy-id.promoter.wrong-form').default(''),
  },
)

const part = (name: string) => optionalText(`pact.part.${name}`, 200)

export const SignPact = datedForm(
  { proposedOn: 'pact.proposed', signedOn: 'pact.signed', endsOn: 'pact.ends' },
  {
    promoter: z.string('policy-id.promoter.wrong-form').max(60, 'policy-id.promoter.wrong-form'),
    policyId: z.string('policy-id.required').trim().min(1, 'policy-id.required').max(60, 'policy-id.wrong-form'),
    responsibleOperator: textField('pact.part.responsibleOperator', 200),
    employabilityProfile: part('employabilityProfile'),
    searchActs: part('searchActs'),
    contactFrequency: part('contactFrequency'),
    proofOfSearch: part('proofOfSearch'),
    availableForWorkshops: tick,
    availableForTraining: tick,
    availableForOffers: tick,
  },
).transform((form): PactInput => {
  const { proposedOn, signedOn, endsOn, promoter, policyId } = form
  const duties = Object.fromEntries(pactDuties.map(name => [name, form[name]])) as Pick<
    PactParts,
    (typeof pactDuties)[number]
  >
  const parts: PactParts = {
    ...duties,
    responsibleOperator: form.responsibleOperator,
    employabilityProfile: form.employabilityProfile ?? '',
    searchActs: form.searchActs ?? '',
    contactFrequency: form.contactFrequency ?? '',
    proofOfSearch: form.proofOfSearch ?? '',
  }
  return { proposedOn, signedOn, endsOn, promoter, policyId, parts }
})
