// SPDX-License-Identifier: EUPL-1.2
import { isAnswered, textOf } from '../question.ts'
import type { Section } from '../section.ts'
import { scales } from './italian.ts'

export const languages: Section = {
  name: 'languages',
  part: 'languages',
  entries: { max: 6 },
  questions: [{ name: 'language', kind: 'language', picture: 'speech' }, ...scales],
  problems: answers => {
    const language = textOf(answers, 'language')
    if (language === 'it') return [{ field: 'language', code: 'interview.language.italian-elsewhere' }]
    const told = scales.some(scale => isAnswered(scale, answers))
    return told && language === undefined ? [{ field: 'language', code: 'interview.language.required' }] : []
  },
}
