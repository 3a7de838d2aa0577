// SPDX-License-Identifier: EUPL-1.2
import type { Module } from '#platform/module.ts'
import { PLACE_HIDDEN } from '#registry/index.ts'
import { drillRoutes } from './drill.routes.ts'
import { enrolRoutes } from './enrol.routes.ts'
import { forgetHer } from './hidden-place.act.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { erasePerson, exportPerson } from './privacy.store.ts'
import { correctRoutes } from './correct.routes.ts'
import { partnerRoutes } from './partner.routes.ts'
import { programmeRoutes } from './programme.routes.ts'
import { paths } from './programmes.paths.ts'
import { refreshEverywhere } from './stations.act.ts'

const QUARTER_OF_AN_HOUR = 900

export const module: Module = {
  name: 'programmes',
  routes: [programmeRoutes, correctRoutes, partnerRoutes, drillRoutes, enrolRoutes],
  messages: { it, en, fr, ar },
  facts: [
    'programme.created',
    'programme.corrected',
    'partner.joined',
    'partner.left',
    'person.enrolled',
    'enrolment.ended',
    'spend.recorded',
    'report.exported',
  ],
  nav: [
    {
      section: 'programmes',
      key: 'programmes.nav',
      href: paths.programmes.to(),
      roles: ['coordinator', 'auditor', 'administrator'],
      order: 60,
    },
  ],
  jobs: { [PLACE_HIDDEN]: forgetHer },
  ticks: [{ name: 'programmes.stations', everySeconds: QUARTER_OF_AN_HOUR, run: refreshEverywhere }],
  privacy: { exportPerson, erasePerson },
}
