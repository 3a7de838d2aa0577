// SPDX-License-Identifier: EUPL-1.2
import type { Module } from '#platform/module.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { keepIndexes } from './index-tick.ts'
import { placementRoutes } from './placement.routes.ts'
import { erasePerson, exportPerson } from './privacy.store.ts'

export const module: Module = {
  name: 'placements',
  routes: [placementRoutes],
  messages: { it, en, fr, ar },
  facts: [
    'placement.started',
    'placement.ended',
    'placement.followed-up',
    'vacancy.posted',
    'vacancy.changed',
    'vacancy.closed',
  ],
  ticks: [{ name: 'vacancies in memory', everySeconds: 30, run: keepIndexes }],
  privacy: { exportPerson, erasePerson },
}
