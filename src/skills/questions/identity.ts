// SPDX-License-Identifier: EUPL-1.2
import type { Section } from '../section.ts'

/** What the file already knows is read aloud and confirmed: nobody is asked her name twice. */
export const identity: Section = {
  name: 'identity',
  part: 'who',
  questions: [
    { name: 'identityRight', kind: 'choice', picture: 'person', options: ['yes', 'no'], opens: 'no' },
    { name: 'identityNote', kind: 'words', picture: 'pen', max: 1000, aside: true },
    { name: 'permitRight', kind: 'choice', picture: 'permit', options: ['yes', 'no'], opens: 'no' },
    { name: 'permitNote', kind: 'words', picture: 'pen', max: 1000, aside: true },
  ],
}
