// SPDX-License-Identifier: EUPL-1.2
import type { Module } from '#platform/module.ts'
import { askingRoutes } from './asking.routes.ts'
import { hoursRoutes } from './hours.routes.ts'
import { meetingRoutes } from './meeting.routes.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { planRoutes } from './plan.routes.ts'
import { planRoles } from './plan-file.act.ts'
import { paths } from './plans.paths.ts'
import { erasePerson, exportPerson } from './privacy.store.ts'
import { signingRoutes } from './signing.routes.ts'

export const module: Module = {
  name: 'plans',
  routes: [planRoutes, meetingRoutes, askingRoutes, signingRoutes, hoursRoutes],
  messages: { it, en, fr, ar },
  facts: ['plan.agreed', 'plan.closed', 'meeting.held', 'meeting.cancelled', 'hours.signed', 'hours.reversed'],
  nav: [{ section: 'hours', key: 'hours.nav', href: paths.hours.to(), roles: planRoles, order: 30 }],
  privacy: { exportPerson, erasePerson },
}
