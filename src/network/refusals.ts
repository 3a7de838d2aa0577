// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'organisation.not-found': 'not-found',
  'organisation.name-taken': 'conflict',
  'organisation.stale': 'stale',
  'unit.not-found': 'not-found',
  'member.role-not-here': 'invalid',
  'setup.token-used': 'forbidden',
  'network.not-ready': 'conflict',
  'share.not-found': 'not-found',
  'share.not-own': 'forbidden',
  'share.to-self': 'invalid',
  'share.until-past': 'invalid',
  'share.until-far': 'invalid',
  'share.no-groups': 'invalid',
  'share.location-hidden': 'forbidden',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
