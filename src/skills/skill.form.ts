// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'

const blankIsNone = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)

export const SkillsQuery = z.object({
  /** Other words to look for the occupation with. */
  q: z.preprocess(
    blankIsNone,
    z.string('occupation.search.too-long').trim().max(300, 'occupation.search.too-long').optional(),
  ),
  turn: z.coerce.number('skill.turn').int('skill.turn').min(0, 'skill.turn').max(99, 'skill.turn').catch(0),
})

/** Answers by the place of the skill in its turn; what was not answered was not asked. */
export const TellSkills = z.preprocess(
  body => body ?? {},
  z.record(z.string().max(40, 'interview.answer.unknown-option'), z.unknown()),
)
