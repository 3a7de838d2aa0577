// SPDX-License-Identifier: EUPL-1.2
import type { Question } from '../question.ts'
import type { Section } from '../section.ts'

/** The five dimensions of the European framework: people often speak far better than they write. */
export const dimensions = ['listening', 'reading', 'interaction', 'production', 'writing'] as const
export type Dimension = (typeof dimensions)[number]

const picture = {
  listening: 'listening',
  reading: 'book',
  interaction: 'handshake',
  production: 'speech',
  writing: 'pen',
} as const

export const scales: readonly Question[] = dimensions.map(name => ({ name, kind: 'scale', picture: picture[name] }))

export const learning = ['school', 'course', 'work', 'alone', 'family'] as const

export const italian: Section = {
  name: 'italian',
  part: 'languages',
  questions: [
    ...scales,
    { name: 'learnt', kind: 'choices', picture: 'school', options: learning },
    { name: 'certificate', kind: 'text', picture: 'document', max: 200, hint: true, aside: true },
  ],
}
