// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paraphrases } from './paraphrases.ts'

const [responsable, directeur, boulanger, manager, baker] = [0, 1, 2, 3, 4]
const once = () => 1

test('words that are the same in English stand in for each other', () => {
  const alike = paraphrases([[[manager, 0.9]], [[manager, 0.5]], [[baker, 0.8]], [], []], once, 10)
  expect(alike[responsable]).toEqual([[directeur, 1]])
  expect(alike[directeur]).toEqual([[responsable, 1]])
  expect(alike[boulanger]).toEqual([])
  expect(alike[manager]).toEqual([])
})

test('a word is not its own paraphrase, and the other way round is as near', () => {
  const likeness = fc.integer({ min: 2, max: 100 }).map(each => each / 100)
  const list = fc.uniqueArray(fc.tuple(fc.nat(5), likeness), { selector: ([english]) => english, maxLength: 5 })
  fc.assert(
    fc.property(fc.array(list, { minLength: 6, maxLength: 6 }), words => {
      const alike = paraphrases(words, once, 6)
      for (const [word, list] of alike.entries()) {
        for (const [other, near] of list) {
          expect(other).not.toBe(word)
          expect(alike[other]?.find(([back]) => back === word)?.[1]).toBeCloseTo(near, 9)
        }
      }
    }),
  )
})
