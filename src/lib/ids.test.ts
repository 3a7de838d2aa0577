// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { isUuid, newId, type PersonId } from './ids.ts'

test('a new identifier is a UUIDv7 whose order is the order of time', () => {
  const early = newId<PersonId>(1_000_000_000_000)
  const late = newId<PersonId>(1_900_000_000_000)
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(early < late).toBe(true)
  expect(early.startsWith('00e8d4a5-1000-')).toBe(true)
})

test('ten thousand of one millisecond are all different', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => newId<PersonId>(1)))).toHaveProperty('size', 10_000)
})

test('those of one millisecond stand in the order in which they were made', () => {
  const ids = Array.from({ length: 4096 }, () => newId<PersonId>(2_000_000_000_000))
  expect(ids.toSorted()).toEqual(ids)
})

test.each([
  ['018f0000-0000-7000-8000-000000000000', true],
  ['018F0000-0000-7000-8000-000000000000', false],
  ["x' or 1=1", false],
  ['', false],
])('%j has the form of an identifier: %s', (text, expected) => expect(isUuid(text)).toBe(expected))
