// SPDX-License-Identifier: EUPL-1.2
// What keeps the program from starting. Each sentence says what to do; who reads it looks at a console.
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'start.port': 'invalid',
  'start.port-busy': 'conflict',
  'start.port-denied': 'forbidden',
  'start.host': 'invalid',
  'start.base-url': 'invalid',
  'start.log-level': 'invalid',
  'start.secret': 'invalid',
  'start.data-dir': 'unavailable',
  'start.no-database': 'unavailable',
  'start.database-silent': 'unavailable',
  'start.database-newer': 'conflict',
  'start.migration-changed': 'conflict',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
