// SPDX-License-Identifier: EUPL-1.2
import type { OrganisationId } from '#lib/ids.ts'
import { choice, datedForm, idField } from '#platform/http/fields.ts'

const addable = ['adherent', 'partner'] as const

export const AddPartner = datedForm(
  { from: 'partner.from' },
  { organisation: idField<OrganisationId>('partner.organisation.required'), kind: choice(addable, 'partner.kind') },
)

export const ReleasePartner = datedForm({ until: 'partner.until' }, {})
