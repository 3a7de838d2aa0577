// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { Refusal, refuser } from './refusal.ts'

const refuse = refuser({ 'person.not-found': 'not-found', 'person.stale': 'stale' } as const)

test('a refusal carries its code, its kind and what the message may name', () => {
  const refused = (() => {
    try {
      return refuse('person.not-found', { id: '1' })
    } catch (error) {
      return error
    }
  })()
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({ code: 'person.not-found', kind: 'not-found', params: { id: '1' } })
})
