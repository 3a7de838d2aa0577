// SPDX-License-Identifier: EUPL-1.2
import type { Section } from '../section.ts'

const ease = ['well', 'little', 'no'] as const

export const scripts = ['latin', 'arabic', 'cyrillic', 'ethiopic', 'bengali', 'devanagari', 'chinese', 'other'] as const

/** Mother tongue, and reading and writing, before any other language: it decides how everything else is told. */
export const literacy: Section = {
  name: 'literacy',
  part: 'languages',
  questions: [
    { name: 'mother', kind: 'language', picture: 'speech' },
    { name: 'secondMother', kind: 'language', picture: 'speech', hint: true, aside: true },
    { name: 'reads', kind: 'choice', picture: 'book', options: ease },
    { name: 'writes', kind: 'choice', picture: 'pen', options: ease },
    { name: 'scripts', kind: 'choices', picture: 'book', options: scripts },
    { name: 'numbers', kind: 'choice', picture: 'numbers', options: ease },
    { name: 'forms', kind: 'choice', picture: 'phone', options: ['alone', 'help', 'no'] },
  ],
}
