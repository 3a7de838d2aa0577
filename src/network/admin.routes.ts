// SPDX-License-Identifier: EUPL-1.2
import { pendingInvitations } from '#platform/auth/invitations.ts'
import { isMemberOn, membersOf } from '#platform/auth/memberships.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { AdminPage } from './admin.page.tsx'
import { again } from './form-again.ts'
import { healthOf, jobCounts } from './health.store.ts'
import { AssignCatchment } from './job-centre.form.ts'
import { JobCentresPage } from './job-centre.page.tsx'
import { assignCatchments, catchmentsIn } from './job-centre.store.ts'
import { paths } from './network.paths.ts'
import { organisationsIn } from './organisation.store.ts'
import { Decide } from './readiness.form.ts'
import { ReadinessPage } from './readiness.page.tsx'
import { decisionsIn, openToRealPeople, saveDecision } from './readiness.store.ts'
import { missingItems } from './readiness.ts'

const administrator = { role: 'administrator' } as const

/** The administrator's own pages. None of them shows a person's file. */
export const adminRoutes: Routes = async app => {
  app.get(paths.admin.pattern, { config: administrator, schema: { hide: true } }, async (request, reply) => {
    const jobs = await jobCounts(request.database, request.viewer?.network)
    const answer = await request.inScope(async ({ tx, viewer }) => {
      const organisations = await organisationsIn(tx)
      const members = (await membersOf(tx)).filter(member => isMemberOn(member, viewer.today))
      const invited = await pendingInvitations(tx)
      const busy = new Set([...members, ...invited].map(each => each.organisation))
      return page(AdminPage, {
        kind: viewer.networkKind,
        organisations: organisations.length,
        jobCentres: organisations.filter(each => each.kind === 'jobCentre').length,
        members: new Set(members.map(member => member.account)).size,
        invited: invited.length,
        unmanned: organisations.filter(each => !busy.has(each.id)),
        missing: missingItems(await decisionsIn(tx)),
        health: await healthOf(tx, jobs),
      })
    })
    return send(reply, answer)
  })

  app.get(paths.jobCentres.pattern, { config: administrator, schema: { hide: true } }, async (request, reply) =>
    send(
      reply,
      await request.inScope(async ({ tx }) =>
        page(JobCentresPage, { centres: await organisationsIn(tx, 'jobCentre'), catchments: await catchmentsIn(tx) }),
      ),
    ),
  )

  app.post(
    paths.jobCentres.pattern,
    {
      config: { ...administrator, records: 'catchment.assigned' },
      schema: { hide: true, body: AssignCatchment },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const answer = await request.inScope(async ({ tx }) => {
        const centres = await organisationsIn(tx, 'jobCentre')
        const unknown = !errors && !centres.some(each => each.id === request.body.organisation)
        const found = unknown ? [{ field: 'organisation', code: 'catchment.organisation.required' }] : errors
        if (found) {
          const form = again(request.body, found)
          return page(JobCentresPage, { centres, catchments: await catchmentsIn(tx), form }, 422)
        }
        const { organisation, ...catchment } = request.body
        await assignCatchments(tx, organisation, [catchment])
        return redirect(paths.jobCentres.to())
      })
      return send(reply, answer)
    },
  )

  app.get(paths.readiness.pattern, { config: administrator, schema: { hide: true } }, async (request, reply) =>
    send(
      reply,
      await request.inScope(async ({ tx, viewer }) =>
        page(ReadinessPage, { kind: viewer.networkKind, decisions: await decisionsIn(tx) }),
      ),
    ),
  )

  app.post(
    paths.readiness.pattern,
    {
      config: { ...administrator, records: 'network.decided' },
      schema: { hide: true, body: Decide },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const answer = await request.inScope(async ({ tx, viewer }) => {
        if (errors) {
          const form = again(request.body, errors)
          return page(ReadinessPage, { kind: viewer.networkKind, decisions: await decisionsIn(tx), form }, 422)
        }
        await saveDecision(tx, request.body)
        return redirect(paths.readiness.to())
      })
      return send(reply, answer)
    },
  )

  app.post(
    paths.makeReal.pattern,
    { config: { ...administrator, records: 'network.opened' }, schema: { hide: true } },
    async (request, reply) => {
      const answer = await request.inScope(async ({ tx }) => {
        await openToRealPeople(tx)
        return redirect(paths.readiness.to())
      })
      return send(reply, answer)
    },
  )
}
