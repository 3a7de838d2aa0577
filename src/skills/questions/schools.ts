// SPDX-License-Identifier: EUPL-1.2
import { isAnswered, textOf } from '../question.ts'
import type { Section } from '../section.ts'

/** Levels a person can name anywhere in the world; the Italian 16-level scheme is mapped from them when a paper needs it. */
export const schoolLevels = [
  'none',
  'religious',
  'primary',
  'lowerSecondary',
  'upperSecondary',
  'vocational',
  'university',
] as const
export type SchoolLevel = (typeof schoolLevels)[number]

export const schools: Section = {
  name: 'schools',
  part: 'school',
  entries: { max: 5 },
  questions: [
    { name: 'level', kind: 'choice', picture: 'school', options: schoolLevels },
    { name: 'completed', kind: 'choice', picture: 'star', options: ['yes', 'no', 'ongoing'] },
    { name: 'years', kind: 'number', picture: 'numbers', min: 0, max: 30, hint: true },
    { name: 'country', kind: 'country', picture: 'place' },
    { name: 'from', kind: 'year', picture: 'calendar' },
    { name: 'until', kind: 'year', picture: 'calendar' },
    { name: 'title', kind: 'words', picture: 'book', max: 500 },
    // A foreign title has no legal value until recognised; holding the paper decides which path is open (domain.md §5.2).
    { name: 'document', kind: 'choice', picture: 'document', options: ['original', 'copy', 'lost', 'none'] },
  ],
  problems: (answers, questions) => {
    const level = textOf(answers, 'level')
    const [from, until] = [Number(textOf(answers, 'from')), Number(textOf(answers, 'until'))]
    const told = questions.some(question => isAnswered(question, answers))
    return [
      ...(told && level === undefined ? [{ field: 'level', code: 'interview.school.level-required' }] : []),
      ...(until < from ? [{ field: 'until', code: 'interview.period.backwards' }] : []),
    ]
  },
}
