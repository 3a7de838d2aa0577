// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'package.not-found': 'not-found',
  'package.already-sent': 'conflict',
  'package.blocked': 'conflict',
  'package.not-open': 'conflict',
  'package.not-ours': 'forbidden',
  'package.stale': 'stale',
  'package.no-receiver': 'not-found',
  'package.not-accepted': 'conflict',
  'did.already-confirmed': 'conflict',
  'did.needed-first': 'conflict',
  'pact.already-signed': 'conflict',
  'pact.policy-id-known': 'conflict',
  'correction.not-found': 'not-found',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
