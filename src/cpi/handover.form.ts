// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { OrganisationId, PackageId, PersonId } from '#lib/ids.ts'
import { choice, datedForm, idField, listField, tick } from '#platform/http/fields.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import { packageGroups } from './field.ts'

export const PersonParams = z.object({ person: idField<PersonId>() })

const groups = packageGroups as unknown as readonly [FieldGroup, ...FieldGroup[]]

/** To whom, why, which groups, until when. Identity always goes. */
export const Handover = datedForm(
  { until: 'handover.until' },
  {
    receiver: idField<OrganisationId>('handover.receiver.required'),
    legalBasis: choice(['public-task', 'consent'], 'handover.legal-basis'),
    groups: listField(choice(groups, 'handover.groups')),
    ownWords: tick,
  },
).transform(({ groups: chosen, ...handover }) => ({
  ...handover,
  groups: packageGroups.filter(group => group === 'identity' || chosen.includes(group)),
}))
export type Handover = z.infer<typeof Handover>

export const TakeCorrection = z.object({
  package: idField<PackageId>('package.required'),
  position: z.coerce.number('correction.required').int('correction.required').positive('correction.required'),
})

export const Withdraw = z.object({ package: idField<PackageId>('package.required') })
