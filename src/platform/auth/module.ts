// SPDX-License-Identifier: EUPL-1.2
import type { Module } from '../module.ts'
import { accountRoutes } from './account.routes.ts'
import { demoRoutes } from './demo.routes.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { myRoutes } from './my.routes.ts'
import { erasePersonAccess, exportPersonAccess } from './person-access.ts'
import { signInRoutes } from './sign-in.routes.ts'

export const module: Module = {
  name: 'auth',
  routes: [signInRoutes, accountRoutes, myRoutes, demoRoutes],
  messages: { it, en, fr, ar },
  privacy: { exportPerson: exportPersonAccess, erasePerson: erasePersonAccess },
}
