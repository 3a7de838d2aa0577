// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'plan.not-found': 'not-found',
  'plan.stale': 'stale',
  'plan.exists': 'conflict',
  'plan.not-draft': 'conflict',
  'plan.not-agreed': 'conflict',
  'plan.not-open': 'conflict',
  'plan.nothing-planned': 'conflict',
  'plan.not-proposed': 'conflict',
  'plan.already-signed': 'conflict',
  'plan.hours-waiting': 'conflict',
  'meeting.not-found': 'not-found',
  'meeting.stale': 'stale',
  'meeting.measure-unknown': 'invalid',
  'meeting.ends-before-start': 'invalid',
  'meeting.beyond-day': 'invalid',
  'meeting.overlaps': 'conflict',
  'meeting.too-far': 'invalid',
  'meeting.not-yet': 'conflict',
  'meeting.not-booked': 'conflict',
  'meeting.not-held': 'conflict',
  'meeting.signed': 'conflict',
  'signature.already-signed': 'conflict',
  'signature.not-signed': 'conflict',
  'signature.changed': 'stale',
} as const

export type PlansRefusal = keyof typeof table
export const refuse: Refuse<PlansRefusal> = refuser(table)
