// SPDX-License-Identifier: EUPL-1.2
import { type Refuse, refuser } from '#lib/refusal.ts'

const table = {
  'programme.not-found': 'not-found',
  'programme.code-taken': 'conflict',
  'programme.not-lead': 'forbidden',
  'programme.stale': 'stale',
  'programme.not-costed': 'conflict',
  'partner.not-lead': 'forbidden',
  'partner.not-found': 'not-found',
  'partner.exists': 'conflict',
  'partner.is-lead': 'conflict',
  'partner.outside-period': 'conflict',
  'enrolment.exists': 'conflict',
  'enrolment.not-found': 'not-found',
  'enrolment.ended': 'conflict',
  'enrolment.outside-period': 'conflict',
  'report.not-provable': 'conflict',
  'report.others-exact': 'forbidden',
} as const

export const refuse: Refuse<keyof typeof table> = refuser(table)
