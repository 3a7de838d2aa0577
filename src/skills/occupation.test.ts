// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { fromOccupation, keepOccupation, occupationIn, withOccupation } from './occupation.ts'
import { experienceIn, fromExperience } from './telling.ts'

const baker = { uri: 'u:baker', label: 'panettiere/panettiera', language: 'it', version: '1.2', isco: '7512' }

test('an occupation comes back from the answers as it was chosen', () => {
  expect(occupationIn(fromOccupation(baker))).toEqual(baker)
  expect(occupationIn({})).toBeUndefined()
  expect(occupationIn({ 'occupation-uri': 'u:baker' })).toBeUndefined()
})

test('telling the work again keeps it; choosing nothing removes it and leaves the words', () => {
  const before = withOccupation({ words: 'pane', place: 'Tunisi' }, baker)
  expect(occupationIn(keepOccupation(before, { words: 'pane e dolci' }))).toEqual(baker)
  expect(withOccupation(before, undefined)).toEqual({ words: 'pane', place: 'Tunisi' })
  expect(keepOccupation(undefined, { words: 'pane' })).toEqual({ words: 'pane' })
})

test('it is part of the experience, there and back', () => {
  const told = experienceIn(withOccupation({ words: 'pane' }, baker), 'it')
  expect(told.occupation).toEqual(baker)
  expect(occupationIn(fromExperience(told))).toEqual(baker)
})
