// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'sign-in.step-over': 'unauthenticated',
  'account.not-found': 'not-found',
  'account.own': 'conflict',
  'membership.not-found': 'not-found',
  'membership.last-administrator': 'conflict',
  'invitation.not-found': 'not-found',
  'invitation.over': 'conflict',
  'setup.token-wrong': 'forbidden',
  'link.over': 'not-found',
  'pin.weak': 'invalid',
  'pin.locked': 'too-many',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
