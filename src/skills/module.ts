// SPDX-License-Identifier: EUPL-1.2
import type { Module } from '#platform/module.ts'
import { deleteExpiredDrafts } from './draft.store.ts'
import { interviewRoutes } from './interview.routes.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { erasePerson, exportPerson } from './privacy.store.ts'
import { occupationRoutes } from './occupation.routes.ts'
import { profileRoutes } from './profile.routes.ts'
import { sectionRoutes } from './section.routes.ts'
import { skillRoutes } from './skill.routes.ts'
import { warmSearch } from './taxonomy/index.ts'

export const module: Module = {
  name: 'skills',
  routes: [interviewRoutes, sectionRoutes, occupationRoutes, profileRoutes, skillRoutes],
  messages: { it, en, fr, ar },
  facts: ['interview.held', 'profile.corrected', 'profile.taken-over'],
  jobs: {
    'skills.expire-drafts': async tx => {
      await deleteExpiredDrafts(tx)
    },
  },
  ticks: [{ name: 'skills.search', everySeconds: 10, run: db => warmSearch(db) }],
  privacy: { exportPerson, erasePerson },
}
