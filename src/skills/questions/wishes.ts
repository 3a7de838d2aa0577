// SPDX-License-Identifier: EUPL-1.2
import { workPictures } from '../pictures.ts'
import type { Section } from '../section.ts'

export const aims = ['work', 'italian', 'training', 'school', 'recognition', 'ownBusiness'] as const

export const wishes: Section = {
  name: 'wishes',
  part: 'future',
  questions: [
    { name: 'aims', kind: 'choices', picture: 'star', options: aims },
    { name: 'pictures', kind: 'cards', picture: 'tools', options: workPictures },
    { name: 'words', kind: 'words', picture: 'speech', max: 2000, aside: true },
    { name: 'hours', kind: 'choice', picture: 'clock', options: ['full', 'part', 'few'] },
    { name: 'start', kind: 'choice', picture: 'calendar', options: ['now', 'month', 'later'] },
  ],
}
