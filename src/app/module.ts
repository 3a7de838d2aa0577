// SPDX-License-Identifier: EUPL-1.2
// What goes across all slices and so belongs to none: the person's rights, and who has read the translations.
import type { Module } from '#platform/module.ts'
import { demoRoutes } from './demo/demo.routes.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { privacyRoutes } from './privacy.routes.ts'
import { translationRoutes } from './translations.routes.ts'

export const module: Module = {
  name: 'app',
  routes: [privacyRoutes, translationRoutes, demoRoutes],
  messages: { it, en, fr, ar },
  facts: ['copy.given'],
}
