// SPDX-License-Identifier: EUPL-1.2
import { minuteOfDay } from '../section.ts'
import type { Section } from '../section.ts'

/** Limits to respect, never their reason: "from 8.30 to 15.30", not a diagnosis (design §8, restricted groups). */
export const constraints: Section = {
  name: 'constraints',
  part: 'future',
  questions: [
    { name: 'earliest', kind: 'time', picture: 'clock', hint: true, aside: true },
    { name: 'latest', kind: 'time', picture: 'clock', hint: true, aside: true },
    { name: 'days', kind: 'choices', picture: 'calendar', options: ['weekdays', 'saturday', 'sunday', 'nights'] },
    { name: 'mobility', kind: 'choices', picture: 'bus', options: ['walk', 'bike', 'bus', 'train', 'car'] },
    { name: 'travel', kind: 'choice', picture: 'bus', options: ['15', '30', '60', 'more'] },
    { name: 'childcare', kind: 'choice', picture: 'caring', options: ['none', 'covered', 'needed'] },
    { name: 'words', kind: 'words', picture: 'pen', max: 1000, hint: true, aside: true },
  ],
  problems: answers => {
    const [from, until] = [minuteOfDay(answers, 'earliest'), minuteOfDay(answers, 'latest')]
    return from !== undefined && until !== undefined && until <= from
      ? [{ field: 'latest', code: 'interview.time.backwards' }]
      : []
  },
}
