// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId, ProgrammeId } from '#lib/ids.ts'
import { getOrganisation, organisationsIn } from '#network/index.ts'
import type { Role } from '#platform/auth/roles.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { type FieldError, fieldErrors, type FormState, refused } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import { addPartner, releasePartner } from './partner.act.ts'
import { AddPartner, ReleasePartner } from './partner.form.ts'
import { LeavingPage, PartnersPage } from './partner.page.tsx'
import { partnersOf } from './partner.store.ts'
import { isFree, isWithin, proposedDay } from './partner.ts'
import { OrganisationParams, ProgrammeParams } from './programme.form.ts'
import { getProgramme } from './programme.store.ts'
import { leads, type Programme } from './programme.ts'
import { paths } from './programmes.paths.ts'
import { refuse } from './refusals.ts'

const readers: readonly Role[] = ['coordinator', 'auditor']

async function partnersPage(scope: InScope, id: ProgrammeId, form?: FormState): Promise<Answer> {
  const { tx, viewer } = scope
  const [programme, partners, organisations] = await Promise.all([
    getProgramme(tx, id),
    partnersOf(tx, id),
    organisationsIn(tx),
  ])
  const names = new Map<string, string>(organisations.map(each => [each.id, each.name]))
  const lines = partners.map(partner => ({ partner, name: names.get(partner.organisation) ?? partner.organisation }))
  const mayChange = leads(viewer, programme)
  const free = mayChange ? organisations.filter(each => isFree(partners, each.id, viewer.today)) : []
  const proposed = proposedDay(programme, viewer.today)
  return page(
    PartnersPage,
    { programme, lines, free, mayChange, proposed, today: viewer.today, form },
    form ? 422 : 200,
  )
}

async function leavingPage(
  scope: InScope,
  id: ProgrammeId,
  organisation: OrganisationId,
  form?: FormState,
): Promise<Answer> {
  const { tx, viewer } = scope
  const programme = await getProgramme(tx, id)
  const partner = (await partnersOf(tx, id)).find(each => each.organisation === organisation)
  if (!partner || partner.until !== undefined || partner.kind === 'lead') return refuse('partner.not-found')
  const { name } = await getOrganisation(tx, organisation)
  const proposed = proposedDay(programme, viewer.today)
  const mayChange = leads(viewer, programme)
  return page(LeavingPage, { programme, partner, name, mayChange, proposed, form }, form ? 422 : 200)
}

/** A day outside the programme is said at its field. */
function outside(field: string, programme: Programme, day: CivilDate, from?: CivilDate): FieldError[] {
  if (from && day < from) return [{ field, code: 'partner.until.before' }]
  return isWithin(programme, day) ? [] : [{ field, code: 'partner.outside-period' }]
}

export const partnerRoutes: Routes = async app => {
  app.get(
    paths.partners.pattern,
    { config: { role: readers, purpose: 'reporting' }, schema: { hide: true, params: ProgrammeParams } },
    async (request, reply) =>
      send(reply, await request.inScope(scope => partnersPage(scope, request.params.programme))),
  )

  app.post(
    paths.partners.pattern,
    {
      config: { role: 'coordinator', purpose: 'reporting', records: 'partner.joined' },
      schema: { hide: true, params: ProgrammeParams, body: AddPartner },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const { programme: id } = request.params
          const programme = await getProgramme(scope.tx, id)
          const errors = fieldErrors(request) ?? outside('from', programme, request.body.from)
          if (errors.length > 0) return partnersPage(scope, id, refused(errors, request.typed))
          await addPartner(scope.tx, id, request.body)
          return redirect(paths.partners.to({ programme: id }))
        }),
      ),
  )

  app.get(
    paths.partner.pattern,
    { config: { role: 'coordinator', purpose: 'reporting' }, schema: { hide: true, params: OrganisationParams } },
    async (request, reply) => {
      const { programme, organisation } = request.params
      return send(reply, await request.inScope(scope => leavingPage(scope, programme, organisation)))
    },
  )

  app.post(
    paths.partner.pattern,
    {
      config: { role: 'coordinator', purpose: 'reporting', records: 'partner.left' },
      schema: { hide: true, params: OrganisationParams, body: ReleasePartner },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const { programme: id, organisation } = request.params
          const programme = await getProgramme(scope.tx, id)
          const known = (await partnersOf(scope.tx, id)).find(each => each.organisation === organisation)
          const errors = fieldErrors(request) ?? outside('until', programme, request.body.until, known?.from)
          if (errors.length > 0) return leavingPage(scope, id, organisation, refused(errors, request.typed))
          await releasePartner(scope.tx, id, organisation, request.body.until)
          return redirect(paths.partners.to({ programme: id }))
        }),
      ),
  )
}
