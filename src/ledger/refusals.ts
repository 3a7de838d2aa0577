// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'ledger.no-head': 'unavailable',
  'ledger.fact-unknown': 'not-found',
  'ledger.not-hers': 'forbidden',
  'ledger.no-network': 'not-found',
  'ledger.key-unknown': 'not-found',
  'ledger.key-revoked': 'conflict',
  'ledger.key-period': 'invalid',
  'ledger.key-elsewhere': 'conflict',
  'ledger.no-tile': 'not-found',
  'ledger.no-witness': 'not-found',
  'ledger.no-size': 'invalid',
  'ledger.not-witnessed': 'not-found',
  'ledger.not-its-cosignature': 'invalid',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
