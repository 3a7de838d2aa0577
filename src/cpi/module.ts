// SPDX-License-Identifier: EUPL-1.2
import type { Module } from '#platform/module.ts'
import { paths } from './cpi.paths.ts'
import { handoverRoutes } from './handover.routes.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { declarationRoutes, packageRoutes } from './package.routes.ts'
import { erasePerson, exportPerson, subjectsOf } from './privacy.store.ts'

export const module: Module = {
  name: 'cpi',
  routes: [handoverRoutes, packageRoutes, declarationRoutes],
  messages: { it, en, fr, ar },
  facts: ['package.sent', 'package.answered', 'did.confirmed', 'pact.signed'],
  nav: [
    {
      section: 'cpi',
      key: 'cpi.nav',
      href: paths.inbox.to(),
      roles: ['cpi-operator', 'case-worker'],
      order: 50,
    },
  ],
  privacy: { exportPerson, erasePerson, subjectsOf },
}
