// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { choice, dateBoxes, readDate, textField } from '#platform/http/fields.ts'
import { readinessItems } from './readiness.ts'

export const Decide = z
  .object({
    item: choice(readinessItems, 'readiness.item'),
    reference: textField('readiness.reference', 300),
    ...dateBoxes('decided'),
  })
  .transform((values, context) => {
    const decidedOn = readDate(values, 'decided')
    if (decidedOn !== 'empty' && decidedOn !== 'invalid') {
      return { item: values.item, reference: values.reference, decidedOn }
    }
    context.addIssue({ code: 'custom', path: ['decided'], message: `readiness.decided.${decidedOn}` })
    return z.NEVER
  })
