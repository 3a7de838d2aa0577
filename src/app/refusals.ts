// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'privacy.not-keeper': 'not-found',
  'demo.elsewhere': 'forbidden',
  'demo.nobody': 'not-found',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
