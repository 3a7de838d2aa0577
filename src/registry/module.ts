// SPDX-License-Identifier: EUPL-1.2
import type { Module } from '#platform/module.ts'
import { contactsRoutes } from './contacts.routes.ts'
import { restrictedRoutes } from './restricted.routes.ts'
import { identityRoutes } from './identity.routes.ts'
import { importFacts, importJobs, importMessages, importRoutes } from './import/index.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { noticeRoutes } from './notice.routes.ts'
import { permitRoutes } from './permit.routes.ts'
import { personRoutes } from './person.routes.ts'
import { erasePerson, exportPerson, subjectsOf } from './privacy.store.ts'
import { paths } from './registry.paths.ts'
import { rulesRoutes } from './rules.routes.ts'
import { samePersonRoutes } from './same-person.routes.ts'
import { readers } from './staff.ts'

export const module: Module = {
  name: 'registry',
  routes: [
    importRoutes,
    personRoutes,
    identityRoutes,
    samePersonRoutes,
    contactsRoutes,
    restrictedRoutes,
    permitRoutes,
    noticeRoutes,
    rulesRoutes,
  ],
  messages: {
    it: { ...it, ...importMessages.it },
    en: { ...en, ...importMessages.en },
    fr: { ...fr, ...importMessages.fr },
    ar: { ...ar, ...importMessages.ar },
  },
  facts: [
    'person.registered',
    'person.corrected',
    'permit.recorded',
    'share.narrowed',
    'notice.given',
    'persons.linked',
    'persons.unlinked',
    'rule.confirmed',
    ...importFacts,
  ],
  nav: [{ section: 'people', key: 'people.title', href: paths.people.to(), roles: readers, order: 20 }],
  jobs: importJobs,
  privacy: { exportPerson, erasePerson, subjectsOf },
}
