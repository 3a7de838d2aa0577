// SPDX-License-Identifier: EUPL-1.2
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { FormState } from '#platform/ui/form.tsx'
import { IdentityPage } from './identity.page.tsx'
import { identityProps } from './identity.routes.ts'
import { LinkParams, LinkSamePerson, PersonParams, UnlinkSamePerson } from './person.form.ts'
import { getPerson } from './person.store.ts'
import { paths } from './registry.paths.ts'
import { linkSamePerson, unlinkSamePerson } from './same-person.store.ts'
import { writers } from './staff.ts'

const opens = { person: 'person', groups: ['identity'] } as const

export const samePersonRoutes: Routes = async app => {
  app.post(
    paths.samePerson.pattern,
    {
      config: { role: writers, opens, records: 'persons.linked' },
      schema: { hide: true, params: PersonParams, body: LinkSamePerson },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const errors = fieldErrors(request)
          const id = request.params.person
          if (errors) {
            const person = await getPerson(tx, id)
            const props = await identityProps(tx, person, person.keeper === viewer.organisation, {
              lang,
              t: request.view().t,
            })
            return page(IdentityPage, { ...props, linkForm: { errors, values: request.body } satisfies FormState }, 422)
          }
          await linkSamePerson(tx, id, request.body.other, request.body.reason)
          return redirect(paths.identity.to({ person: id }))
        }),
      ),
  )

  app.post(
    paths.undoSamePerson.pattern,
    {
      config: { role: writers, opens, records: 'persons.unlinked' },
      schema: { hide: true, params: LinkParams, body: UnlinkSamePerson },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          const reason = fieldErrors(request) ? request.view().t('same-person.undo.reason') : request.body.reason
          await unlinkSamePerson(tx, request.params.link, reason)
          return redirect(paths.identity.to({ person: request.params.person }))
        }),
      ),
  )
}
