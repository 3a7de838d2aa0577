// SPDX-License-Identifier: EUPL-1.2
import { isBefore } from '../period.ts'
import { workPictures } from '../pictures.ts'
import { isAnswered, listOf, textOf } from '../question.ts'
import type { Section } from '../section.ts'
import { monthIn } from '../section.ts'

/** How the work was done. Undeclared and family work are skills like any other, and are never reported to anybody. */
export const workKinds = ['formal', 'informal', 'self', 'family', 'volunteer'] as const
export type WorkKind = (typeof workKinds)[number]

/** Pictures first, then own words: the picture starts the memory, the words are what is kept. */
export const experiences: Section = {
  name: 'experiences',
  part: 'work',
  entries: { max: 12 },
  questions: [
    { name: 'pictures', kind: 'cards', picture: 'tools', options: workPictures },
    { name: 'words', kind: 'words', picture: 'speech', max: 2000, hint: true },
    { name: 'kind', kind: 'choice', picture: 'handshake', options: workKinds },
    { name: 'place', kind: 'text', picture: 'place', max: 120 },
    { name: 'country', kind: 'country', picture: 'place' },
    { name: 'from', kind: 'month', picture: 'calendar', hint: true },
    { name: 'until', kind: 'month', picture: 'calendar' },
    { name: 'ongoing', kind: 'choice', picture: 'clock', options: ['yes', 'no'] },
    { name: 'hours', kind: 'number', picture: 'clock', min: 1, max: 100 },
    { name: 'tasks', kind: 'words', picture: 'tools', max: 2000, hint: true },
    { name: 'again', kind: 'choice', picture: 'star', options: ['yes', 'maybe', 'no'] },
  ],
  problems: (answers, questions) => {
    const named = textOf(answers, 'words') !== undefined || listOf(answers, 'pictures').length > 0
    const told = questions.some(question => isAnswered(question, answers))
    const [from, until] = [monthIn(answers, 'from'), monthIn(answers, 'until')]
    return [
      ...(told && !named ? [{ field: 'words', code: 'interview.experience.words-required' }] : []),
      ...(from && until && isBefore(until, from) ? [{ field: 'until-year', code: 'interview.period.backwards' }] : []),
      ...(until && textOf(answers, 'ongoing') === 'yes'
        ? [{ field: 'until-year', code: 'interview.period.still-and-ended' }]
        : []),
    ]
  },
}
