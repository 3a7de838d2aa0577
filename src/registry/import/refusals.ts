// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'import.not-found': 'not-found',
  'import.stale': 'stale',
  'import.closed': 'conflict',
  'import.emptied': 'conflict',
  'import.built-upon': 'conflict',
  'import.busy': 'conflict',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
