// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'interview.not-started': 'not-found',
  'interview.empty': 'conflict',
  'interview.entry-not-found': 'not-found',
  'interview.too-many-entries': 'conflict',
  'profile.statement-not-found': 'not-found',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
