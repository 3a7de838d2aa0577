// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { GrantId, OrganisationId, PersonId } from '#lib/ids.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import { legalBases } from '#platform/auth/roles.ts'
import { choice, dateBoxes, idField, listField, readDate, tick } from '#platform/http/fields.ts'
import { sharePurposes } from './share.ts'

export const SharesParams = z.object({ person: idField<PersonId>() })
export const ShareParams = z.object({ person: idField<PersonId>(), share: idField<GrantId>() })

export const ShareForm = z
  .object({
    organisation: idField<OrganisationId>('share.organisation.required'),
    groups: listField(choice(fieldGroups, 'share.groups')),
    purpose: choice(sharePurposes, 'share.purpose'),
    legalBasis: choice(legalBases, 'share.legal-basis'),
    placeConfirmed: tick,
    ...dateBoxes('until'),
  })
  .transform((values, context) => {
    const until = readDate(values, 'until')
    const { organisation, groups, purpose, legalBasis, placeConfirmed } = values
    if (until !== 'empty' && until !== 'invalid')
      return { organisation, groups, purpose, legalBasis, placeConfirmed, until }
    context.addIssue({ code: 'custom', path: ['until'], message: `share.until.${until}` })
    return z.NEVER
  })
