// SPDX-License-Identifier: EUPL-1.2
import type { FieldGroup } from '#platform/auth/field-groups.ts'

/** Who may ask. A CPI operator reads the profile; the telling belongs to whoever accompanies her. */
export const interviewers = ['case-worker', 'mediator'] as const

export const readers = ['case-worker', 'mediator', 'cpi-operator'] as const

/** What a profile holds. */
export const profiled: readonly FieldGroup[] = ['identity', 'schooling_languages', 'work_history', 'wishes_constraints']

/** What an interview opens: the profile, and the notes that are its draft. */
export const told: readonly FieldGroup[] = [...profiled, 'permit', 'notes']
