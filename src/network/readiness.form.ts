// SPDX-License-Identifier: EUPL-1.2
import { choice, datedForm, textField } from '#platform/http/fields.ts'
import { readinessItems } from './readiness.ts'

export const Decide = datedForm(
  { decided: 'readiness.decided' },
  { item: choice(readinessItems, 'readiness.item'), reference: textField('readiness.reference', 300) },
).transform(({ decided: decidedOn, ...decision }) => ({ ...decision, decidedOn }))
