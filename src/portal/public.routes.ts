// SPDX-License-Identifier: EUPL-1.2
import { page, send } from '#platform/http/answer.ts'
import type { Routes } from '#platform/http/routes.ts'
import { paths } from './portal.paths.ts'
import { AccessibilityPage, PrivacyPage } from './public.page.tsx'

export const publicRoutes: Routes = async app => {
  const open = { config: { role: 'public' }, schema: { hide: true } } as const
  app.get(paths.accessibility.pattern, open, async (_request, reply) => send(reply, page(AccessibilityPage, {})))
  app.get(paths.privacy.pattern, open, async (_request, reply) => send(reply, page(PrivacyPage, {})))
}
