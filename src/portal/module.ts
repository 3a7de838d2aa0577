// SPDX-License-Identifier: EUPL-1.2
import type { Module } from '#platform/module.ts'
import { deskRoutes } from './desk.routes.ts'
import { fileRoutes } from './file.routes.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { myRoutes } from './my.routes.ts'
import { paths } from './portal.paths.ts'
import { privacy } from './privacy.ts'
import { publicRoutes } from './public.routes.ts'

export const module: Module = {
  name: 'portal',
  routes: [deskRoutes, fileRoutes, myRoutes, publicRoutes],
  messages: { it, en, fr, ar },
  facts: ['access.questioned', 'access.answered'],
  nav: [
    {
      section: 'desk',
      key: 'portal.nav.desk',
      href: paths.desk.to(),
      roles: ['case-worker', 'mediator', 'cpi-operator'],
      order: 0,
    },
  ],
  privacy,
}
