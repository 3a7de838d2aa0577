// SPDX-License-Identifier: EUPL-1.2
import type { OrganisationId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors, type FormState, refused } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { ensure, type Plan } from './plan.ts'
import { changePlan, closePlan, draftPlan } from './plan.act.ts'
import { ClosePlan, DraftPlan, goalLangs, MEASURE_ROWS, PersonParams } from './plan.form.ts'
import { PlanPage } from './plan.page.tsx'
import { openOwnPlan, openPlan, planRoles } from './plan-file.act.ts'
import type { PersonName } from './plan-file.ts'
import { ClosePlanPage, DraftPlanPage } from './plan-form.page.tsx'
import { planTemplates } from './plan-template.ts'
import { paths } from './plans.paths.ts'
import { refuse } from './refusals.ts'
import { signPlan } from './signature.act.ts'
import { organisationNames } from './signature.store.ts'

const opens = { person: 'person', groups: ['identity', 'plan', 'hours'] } as const
const reading = { role: planRoles, opens } as const
const drafting = {
  role: planRoles,
  opens,
  unrecorded: 'a draft binds nobody; what both sides sign is recorded as plan.agreed',
} as const

const [firstTemplate] = planTemplates

type Drafting = {
  tx: Tx
  person: PersonName
  own: OrganisationId
  lang: string
  plan?: Plan | undefined
  template?: string | undefined
  state?: FormState
}

async function draftPage({ tx, template: key, state, ...given }: Drafting): Promise<Answer> {
  const wanted = key ?? given.plan?.template
  const template = planTemplates.find(each => each.key === wanted) ?? firstTemplate
  const organisations = await organisationNames(tx)
  const all = { ...given, template, langs: goalLangs, rows: MEASURE_ROWS, organisations, state }
  return page(DraftPlanPage, all, state ? 422 : 200)
}

/** The plan of a person: read, drafted, changed, signed by the operator, closed. */
export const planRoutes: Routes = async app => {
  app.get(
    paths.plan.pattern,
    { config: reading, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(reply, await request.inScope(async ({ tx }) => page(PlanPage, await openPlan(tx, request.params.person)))),
  )

  app.get(
    paths.newPlan.pattern,
    { config: reading, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const { person, file, canWrite } = await openPlan(tx, request.params.person)
          if (!canWrite) return refuse('plan.not-found')
          if (file && file.plan.state !== 'closed') return redirect(paths.plan.to({ person: person.id }))
          const { template } = request.query as { template?: string }
          return draftPage({ tx, person, own: viewer.organisation, lang, template })
        }),
      ),
  )

  app.post(
    paths.newPlan.pattern,
    { config: drafting, schema: { hide: true, params: PersonParams, body: DraftPlan }, attachValidation: true },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const errors = fieldErrors(request)
          const { person, canWrite } = await openPlan(tx, request.params.person)
          if (!canWrite) return refuse('plan.not-found')
          if (errors) {
            const { template } = request.body as { template?: string }
            const state = refused(errors, request.typed)
            return draftPage({ tx, person, own: viewer.organisation, lang, template, state })
          }
          await draftPlan(tx, person.id, request.body.template, request.body.contents)
          return redirect(paths.plan.to({ person: person.id }))
        }),
      ),
  )

  await app.register(draftRoutes)
  await app.register(endRoutes)
}

const draftRoutes: Routes = async app => {
  app.get(
    paths.changePlan.pattern,
    { config: reading, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const { person, file } = await openOwnPlan(tx, request.params.person)
          ensure(file.plan, 'change')
          return draftPage({ tx, person, own: viewer.organisation, lang, plan: file.plan })
        }),
      ),
  )

  app.post(
    paths.changePlan.pattern,
    { config: drafting, schema: { hide: true, params: PersonParams, body: DraftPlan }, attachValidation: true },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const errors = fieldErrors(request)
          const { person, file } = await openOwnPlan(tx, request.params.person)
          const { plan } = file
          if (errors) {
            return draftPage({
              tx,
              person,
              own: viewer.organisation,
              lang,
              plan,
              state: refused(errors, request.typed),
            })
          }
          await changePlan(tx, plan, request.body.contents)
          return redirect(paths.plan.to({ person: person.id }))
        }),
      ),
  )

  app.post(
    paths.signPlan.pattern,
    {
      config: {
        role: planRoles,
        opens,
        unrecorded: 'one name alone binds nobody: the fact is written with the second',
      },
      schema: { hide: true, params: PersonParams },
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          const { person, file } = await openOwnPlan(tx, request.params.person)
          await signPlan(tx, file.plan, 'operator', 'account')
          return redirect(paths.plan.to({ person: person.id }))
        }),
      ),
  )
}

const endRoutes: Routes = async app => {
  app.get(
    paths.closePlan.pattern,
    { config: reading, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          const { person, file } = await openOwnPlan(tx, request.params.person)
          ensure(file.plan, 'close')
          return page(ClosePlanPage, { person })
        }),
      ),
  )

  app.post(
    paths.closePlan.pattern,
    {
      config: { role: planRoles, opens, records: 'plan.closed' },
      schema: { hide: true, params: PersonParams, body: ClosePlan },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          const errors = fieldErrors(request)
          const { person, file } = await openOwnPlan(tx, request.params.person)
          if (errors) return page(ClosePlanPage, { person, state: refused(errors, request.typed) }, 422)
          await closePlan(tx, file.plan, request.body.outcome)
          return redirect(paths.plan.to({ person: person.id }))
        }),
      ),
  )
}
