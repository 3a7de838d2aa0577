// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { PersonId } from '#lib/ids.ts'
import { choice, idField, textField } from '#platform/http/fields.ts'
import { erasureGrounds } from './privacy-rules.ts'

export const PrivacyParams = z.object({ person: idField<PersonId>() })

export const ErasePerson = z.object({
  ground: choice(erasureGrounds, 'privacy.ground'),
  reason: textField('privacy.reason', 300),
  name: textField('privacy.name', 300),
})
