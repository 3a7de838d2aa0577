// SPDX-License-Identifier: EUPL-1.2
import type { Role } from '#platform/auth/roles.ts'

/** Who works with files. The administrator never opens one; coordinators and auditors count without opening. */
export const readers = ['case-worker', 'mediator', 'cpi-operator'] as const satisfies readonly Role[]
export const writers = ['case-worker', 'cpi-operator'] as const satisfies readonly Role[]
export const mayWrite = (role: Role): boolean => (writers as readonly Role[]).includes(role)
