// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { OrganisationId } from '#lib/ids.ts'
import { choice, dateBoxes, dateGiven, idField, requiredDate } from '#platform/http/fields.ts'

const addable = ['adherent', 'partner'] as const

export const AddPartner = z
  .looseObject({
    organisation: idField<OrganisationId>('partner.organisation.required'),
    kind: choice(addable, 'partner.kind'),
    ...dateBoxes('from'),
  })
  .refine(...dateGiven('from', 'partner.from'))
  .transform((form, context) => {
    const from = requiredDate(form, 'from', 'partner.from', context)
    return from ? { organisation: form.organisation, kind: form.kind, from } : z.NEVER
  })

export const ReleasePartner = z.looseObject(dateBoxes('until')).transform((form, context) => {
  const until = requiredDate(form, 'until', 'partner.until', context)
  return until ? { until } : z.NEVER
})
