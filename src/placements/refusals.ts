// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'placement.not-found': 'not-found',
  'placement.stale': 'stale',
  'placement.already-ended': 'conflict',
  'vacancy.not-found': 'not-found',
  'vacancy.stale': 'stale',
  'ranking.not-readable': 'forbidden',
  'employer.not-found': 'not-found',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
