// SPDX-License-Identifier: EUPL-1.2
import { page, send } from '#platform/http/answer.ts'
import type { Routes } from '#platform/http/routes.ts'
import { paths } from './app.paths.ts'
import { TranslationsPage } from './translations.page.tsx'

export const translationRoutes: Routes = async app => {
  app.get(
    paths.translations.pattern,
    { config: { role: 'administrator' }, schema: { hide: true } },
    async (request, reply) => send(reply, page(TranslationsPage, { unreviewed: [...request.unreviewed] })),
  )
}
