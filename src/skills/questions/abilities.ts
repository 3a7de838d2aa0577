// SPDX-License-Identifier: EUPL-1.2
import { lifePictures } from '../pictures.ts'
import type { Section } from '../section.ts'

export const licences = ['car', 'truck', 'forklift', 'foodHygiene', 'workSafety'] as const

export const abilities: Section = {
  name: 'abilities',
  part: 'work',
  questions: [
    { name: 'pictures', kind: 'cards', picture: 'star', options: lifePictures },
    { name: 'words', kind: 'words', picture: 'speech', max: 2000, hint: true, aside: true },
    {
      name: 'learnt',
      kind: 'choices',
      picture: 'school',
      options: ['family', 'alone', 'course', 'volunteering'],
      aside: true,
    },
    { name: 'licences', kind: 'choices', picture: 'document', options: licences },
  ],
}
