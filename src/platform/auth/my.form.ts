// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { textField } from '../http/fields.ts'
import { pinProblem } from './person-access.ts'

const pin = z
  .string('pin.required')
  .trim()
  .min(1, 'pin.required')
  .transform((text, context) => {
    const problem = pinProblem(text)
    if (problem === undefined) return text
    context.addIssue({ code: 'custom', message: problem })
    return z.NEVER
  })

/** Both boxes are checked even when one is wrong, so that all that is to be mended is said at once. */
export const ChoosePin = z
  .object({ pin, again: z.string('pin.again.required').trim().min(1, 'pin.again.required') })
  .refine(({ pin: first, again }) => first === again, { path: ['again'], message: 'pin.again.different' })

export const EnterPin = z.object({
  pin: z
    .string('pin.required')
    .trim()
    .regex(/^\d{4,6}$/, 'pin.form'),
})
export const TypedCode = z.object({ code: textField('signing.code', 20) })
export const TokenParams = z.object({ token: z.string('input.token').max(200, 'input.token') })
