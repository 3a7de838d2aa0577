// SPDX-License-Identifier: EUPL-1.2
import { redirect, send } from '../http/answer.ts'
import type { Routes } from '../http/routes.ts'
import { authPaths, homeOf } from './auth.paths.ts'
import { giveCookie, hideReferrer, originOf } from './cookies.ts'
import { isFromHere, openDemoDoor } from './demo.ts'
import { TokenParams } from './my.form.ts'
import { refuse } from './refusals.ts'
import { STAFF_COOKIE } from './sessions.ts'

export const demoRoutes: Routes = async app => {
  app.get(
    authPaths.demoEnter.pattern,
    { config: { role: 'public' }, schema: { hide: true, params: TokenParams } },
    async (request, reply) => {
      hideReferrer(reply)
      const { deviceName: device, now } = originOf(request)
      const address = isFromHere(request) ? request.socket.remoteAddress : undefined
      const door = await openDemoDoor(request.database, { token: request.params.token, address, device, now })
      if (!door) return refuse('link.over')
      giveCookie(request, reply, STAFF_COOKIE, door.token)
      return send(reply, redirect(homeOf(door.role)))
    },
  )
}
