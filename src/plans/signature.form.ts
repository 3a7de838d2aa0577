// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { parseCivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import { choice, optionalText } from '#platform/http/fields.ts'
import { correctionKinds } from './correction.ts'
import type { WhatIsSigned } from './signature.ts'

const number = z
  .string('signature.changed')
  .optional()
  .transform(text => (text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined))

/** Checked as to form only; whether it is hers is the business of `verifyPin`, which counts wrong ones. */
const pin = z.string('signature.pin.required').trim().min(1, 'signature.pin.required').max(32, 'signature.pin.required')

/**
 * One form for both acts. Under hours, what stood on the page when she typed her code travels with the form: what is
 * signed is what was shown. A plan is held by its version instead.
 */
export const SignMeetingOrPlan = z
  .object({ pin, day: z.string('signature.changed').optional(), start: number, end: number, minutes: number })
  .transform(({ pin: typed, day, start, end, minutes }) => {
    const date = parseCivilDate(day ?? '')
    const whole = date !== undefined && start !== undefined && end !== undefined && minutes !== undefined
    const shown: WhatIsSigned | undefined = whole ? { day: date, start, end, minutes: minutes as Minutes } : undefined
    return { pin: typed, shown }
  })
export type SignMeetingOrPlan = z.infer<typeof SignMeetingOrPlan>

export const AskCorrection = z.object({
  kind: choice(correctionKinds, 'correction.kind'),
  words: optionalText('correction.words', 1000),
})
export type AskCorrection = z.infer<typeof AskCorrection>

export const SubjectParams = z.object({ subject: z.string('input.subject').max(80, 'input.subject') })
