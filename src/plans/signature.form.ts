// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { type CivilDate, parseCivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import { choice, optionalText } from '#platform/http/fields.ts'
import { correctionKinds } from './correction.ts'

const wholeNumber = z
  .string('signature.changed')
  .regex(/^\d{1,4}$/, 'signature.changed')
  .transform(Number)

/** What stood on the page when she typed her code travels with the form: what is signed is what was shown. */
const shown = {
  day: z
    .string('signature.changed')
    .refine(text => parseCivilDate(text) !== undefined, 'signature.changed')
    .transform(text => text as CivilDate),
  start: wholeNumber,
  end: wholeNumber,
  minutes: wholeNumber.transform(value => value as Minutes),
}

/** Checked as to form only; whether it is hers is the business of `verifyPin`, which counts wrong ones. */
const pin = z.string('signature.pin.required').trim().min(1, 'signature.pin.required').max(32, 'signature.pin.required')

export const SignWithPin = z.object({ pin, ...shown })
export type SignWithPin = z.infer<typeof SignWithPin>

export const SignPlanWithPin = z.object({ pin })
export type SignPlanWithPin = z.infer<typeof SignPlanWithPin>

export const AskCorrection = z.object({
  kind: choice(correctionKinds, 'correction.kind'),
  words: optionalText('correction.words', 1000),
})
export type AskCorrection = z.infer<typeof AskCorrection>

export const CodeParams = z.object({ code: z.string('signature.code.unknown').min(1).max(64) })
export const TypedCode = z.object({
  code: z.string('signature.code.required').trim().min(1, 'signature.code.required').max(64, 'signature.code.required'),
})
