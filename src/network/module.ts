// SPDX-License-Identifier: EUPL-1.2
import type { Module } from '#platform/module.ts'
import { accountRoutes } from './account.routes.ts'
import { adminRoutes } from './admin.routes.ts'
import { entryRoutes } from './entry.routes.ts'
import { frontRoutes } from './front.routes.ts'
import { joiningRoutes } from './joining.routes.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { paths } from './network.paths.ts'
import { organisationRoutes } from './organisation.routes.ts'
import { shareRoutes } from './share.routes.ts'

export const module: Module = {
  name: 'network',
  routes: [frontRoutes, joiningRoutes, adminRoutes, organisationRoutes, accountRoutes, shareRoutes, entryRoutes],
  messages: { it, en, fr, ar },
  facts: [
    'network.created',
    'network.decided',
    'network.opened',
    'organisation.added',
    'organisation.changed',
    'unit.added',
    'catchment.assigned',
    'member.invited',
    'invitation.withdrawn',
    'member.joined',
    'member.ended',
    'account.ended',
    'member.renewed',
    'share.granted',
    'share.withdrawn',
    'entry.link-made',
    'entry.revoked',
    'entry.pin-set',
  ],
  nav: [{ section: 'admin', key: 'nav.admin', href: paths.admin.to(), roles: ['administrator'], order: 90 }],
}
