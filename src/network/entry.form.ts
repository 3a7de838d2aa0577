// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { PersonId } from '#lib/ids.ts'
import { idField, optionalText } from '#platform/http/fields.ts'

export const EntryParams = z.object({ person: idField<PersonId>() })
/** Needed for a minor only; the rule knows the date of birth. */
export const MakeLink = z.object({ guardianName: optionalText('entry.guardian', 120) })
/** Whether the numbers are good enough is a rule of `setPin`; here only that they were written twice. */
export const SetPin = z.object({
  pin: z.string('pin.required').trim().min(1, 'pin.required').max(20, 'pin.form'),
  again: z.string('pin.again.required').trim().min(1, 'pin.again.required').max(20, 'pin.again.different'),
})
