// SPDX-License-Identifier: EUPL-1.2
import { paths as networkPaths } from '#network/index.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import type { Routes } from '#platform/http/routes.ts'
import { DeskPage } from './desk.page.tsx'
import { paths } from './portal.paths.ts'
import { readDesk } from './read-desk.ts'

/** Who follows people has a desk; who sets up or counts starts where that is done. */
export const deskRoutes: Routes = async app => {
  app.get(
    paths.desk.pattern,
    {
      config: {
        role: 'signed-in',
        opens: { list: true, groups: ['identity', 'permit', 'plan', 'hours', 'outcomes'] },
      },
      schema: { hide: true },
    },
    async (request, reply) => {
      const role = request.viewer?.role
      if (role === 'administrator') return send(reply, redirect(networkPaths.admin.to()))
      if (role === 'coordinator' || role === 'auditor') return send(reply, redirect(paths.programmes.to()))
      return send(reply, await request.inScope(async ({ tx }) => page(DeskPage, await readDesk(tx))))
    },
  )
}
