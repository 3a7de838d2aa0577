// SPDX-License-Identifier: EUPL-1.2
import { weekday } from '#lib/civil-date.ts'
import { page, send } from '#platform/http/answer.ts'
import type { Routes } from '#platform/http/routes.ts'
import { HoursPage } from './hours.page.tsx'
import { appointmentsBetween, unsignedRows, weekAround } from './meeting-lists.store.ts'
import { planRoles } from './plan-file.act.ts'
import { paths } from './plans.paths.ts'

const SHOWN = 100

/** The hours of the organisation: what waits, and the week. */
export const hoursRoutes: Routes = async app => {
  app.get(
    paths.hours.pattern,
    { config: { role: planRoles, opens: { list: true, groups: ['identity', 'hours'] } }, schema: { hide: true } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          const unsigned = await unsignedRows(tx, SHOWN)
          const { from, until } = weekAround(viewer.today, weekday(viewer.today))
          return page(HoursPage, {
            unsigned: unsigned.items,
            unsignedCount: unsigned.count,
            waitingMinutes: unsigned.minutes,
            week: await appointmentsBetween(tx, from, until),
          })
        }),
      ),
  )
}
