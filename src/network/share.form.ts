// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { GrantId, OrganisationId, PersonId } from '#lib/ids.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import { legalBases } from '#platform/auth/roles.ts'
import { choice, datedForm, idField, listField, tick } from '#platform/http/fields.ts'
import { sharePurposes } from './share.ts'

export const SharesParams = z.object({ person: idField<PersonId>() })
export const ShareParams = z.object({ person: idField<PersonId>(), share: idField<GrantId>() })

export const ShareForm = datedForm(
  { until: 'share.until' },
  {
    organisation: idField<OrganisationId>('share.organisation.required'),
    groups: listField(choice(fieldGroups, 'share.groups')),
    purpose: choice(sharePurposes, 'share.purpose'),
    legalBasis: choice(legalBases, 'share.legal-basis'),
    placeConfirmed: tick,
  },
)
