// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AT_ONCE, inAskingOrder, rarity, type RelatedSkill, turnOf } from './occupation-skills.ts'

const aSkillOf = fc.record({
  uri: fc.uuid(),
  label: fc.constant('x'),
  language: fc.constant('en'),
  essential: fc.boolean(),
  type: fc.constant(null),
  reuse: fc.constant(null),
  askedBy: fc.integer({ min: 1, max: 3000 }),
}) satisfies fc.Arbitrary<RelatedSkill>

test('essential before optional, and among equals the rarest first', () => {
  fc.assert(
    fc.property(fc.array(aSkillOf), skills => {
      const order = inAskingOrder(skills)
      const rank = (skill: RelatedSkill) => (skill.essential ? 100 : 0) + rarity(skill.askedBy, 3008)
      expect(order.map(rank)).toEqual(order.map(rank).toSorted((a, b) => b - a))
    }),
  )
})

test('eight at a time, none twice and none lost', () => {
  fc.assert(
    fc.property(fc.uniqueArray(aSkillOf, { selector: skill => skill.uri, maxLength: 40 }), skills => {
      const turns = Array.from({ length: Math.ceil(skills.length / AT_ONCE) }, (_, turn) => turnOf(skills, turn))
      expect(turns.every(turn => turn.length <= 8)).toBe(true)
      expect(turns.flat()).toEqual(inAskingOrder(skills))
    }),
  )
})
