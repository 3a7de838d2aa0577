// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId, PackageId, PersonId } from '#lib/ids.ts'
import { choice, dateBoxes, dateGiven, idField, listField, requiredDate, tick } from '#platform/http/fields.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import { packageGroups } from './field.ts'

export const PersonParams = z.object({ person: idField<PersonId>() })

const groups = packageGroups as unknown as readonly [FieldGroup, ...FieldGroup[]]

/** To whom, why, which groups, until when. Identity always goes. */
export const Handover = z
  .looseObject({
    receiver: idField<OrganisationId>('handover.receiver.required'),
    legalBasis: choice(['public-task', 'consent'], 'handover.legal-basis'),
    groups: listField(choice(groups, 'handover.groups')),
    ownWords: tick,
    ...dateBoxes('until'),
  })
  .refine(...dateGiven('until', 'handover.until'))
  .transform((form, context) => {
    const until = requiredDate(form, 'until', 'handover.until', context)
    if (!until) return z.NEVER
    const chosen = new Set<FieldGroup>(['identity', ...form.groups])
    return {
      receiver: form.receiver,
      legalBasis: form.legalBasis,
      groups: packageGroups.filter(group => chosen.has(group)),
      ownWords: form.ownWords,
      until: until as CivilDate,
    }
  })
export type Handover = z.infer<typeof Handover>

export const TakeCorrection = z.object({
  package: idField<PackageId>('package.required'),
  position: z.coerce.number('correction.required').int('correction.required').positive('correction.required'),
})

export const Withdraw = z.object({ package: idField<PackageId>('package.required') })
