// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'person.not-found': 'not-found',
  'person.stale': 'stale',
  'person.not-own': 'forbidden',
  'person.value-invalid': 'invalid',
  'permit.not-found': 'not-found',
  'link.not-found': 'not-found',
  'link.same-record': 'conflict',
  'link.exists': 'conflict',
  'rule.unknown': 'not-found',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
