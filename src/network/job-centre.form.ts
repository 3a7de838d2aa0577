// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { OrganisationId } from '#lib/ids.ts'
import { idField, textField } from '#platform/http/fields.ts'

export const AssignCatchment = z.object({
  organisation: idField<OrganisationId>('catchment.organisation.required'),
  municipality: textField('municipality', 10).pipe(
    z
      .string()
      .transform(code => code.toUpperCase())
      .pipe(z.string().regex(/^[A-Z]\d{3}$/, 'municipality.not-a-code')),
  ),
  name: textField('catchment.name', 80),
  source: textField('catchment.source', 200),
})
