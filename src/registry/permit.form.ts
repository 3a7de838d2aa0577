// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { CivilDate } from '#lib/civil-date.ts'
import { choice, dateBoxes, optionalText, readDate, tick } from '#platform/http/fields.ts'
import type { EntryProblem, Typed } from './entry.ts'
import { type DocumentType, documentRules, type PermitData } from './permit.ts'
import { permitKinds } from './permit-kind.ts'
import { ownLevels } from './person.form.ts'

const types = ['1', '2', '3', '4', '5', '6', '7'] as const
const dates = ['issuedOn', 'expiresOn', 'renewalAskedOn', 'appliedOn', 'registeredOn', 'formalisedOn'] as const

export const RecordPermit = z.object({
  documentType: choice(types, 'permit.documentType'),
  kind: choice(permitKinds, 'permit.kind'),
  number: optionalText('permit.number', 30),
  questura: optionalText('permit.questura', 60),
  cui: optionalText('permit.cui', 20),
  detained: tick,
  accelerated: tick,
  level: choice(ownLevels, 'level'),
  ...dateBoxes('issuedOn'),
  ...dateBoxes('expiresOn'),
  ...dateBoxes('renewalAskedOn'),
  ...dateBoxes('appliedOn'),
  ...dateBoxes('registeredOn'),
  ...dateBoxes('formalisedOn'),
})
export type RecordPermit = z.infer<typeof RecordPermit>

/** Dates that are half typed or do not exist, by their field. */
export const dateProblems = (typed: Typed): EntryProblem[] =>
  dates.flatMap(field => (readDate(typed, field) === 'invalid' ? [{ field, code: 'date.invalid' }] : []))

const dated = (typed: Typed, field: (typeof dates)[number]): CivilDate | undefined => {
  const date = readDate(typed, field)
  return date === 'empty' || date === 'invalid' ? undefined : date
}

/** The paper as it was described. Asylum dates are kept only for an asylum request. */
export function toPermitData(form: RecordPermit): PermitData {
  const documentType = Number(form.documentType) as DocumentType
  const asylum = {
    appliedOn: dated(form, 'appliedOn'),
    registeredOn: dated(form, 'registeredOn'),
    formalisedOn: dated(form, 'formalisedOn'),
    cui: form.cui,
    detained: form.detained,
    accelerated: form.accelerated,
  }
  return {
    documentType,
    kind: form.kind,
    number: form.number,
    questura: form.questura,
    issuedOn: dated(form, 'issuedOn'),
    // Types 4 and 5 have one fixed date; whatever was typed there is not asked again.
    expiresOn: documentRules[documentType].fixedExpiry ?? dated(form, 'expiresOn'),
    renewalAskedOn: dated(form, 'renewalAskedOn'),
    ...(form.kind === 'asylumRequest' ? { asylum } : {}),
  }
}
