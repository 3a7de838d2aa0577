// SPDX-License-Identifier: EUPL-1.2
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors, refused } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { IdentityPage } from './identity.page.tsx'
import { identityProps } from './identity.routes.ts'
import { LinkParams, LinkSamePerson, OtherPerson, PersonParams, UnlinkSamePerson } from './person.form.ts'
import { getPerson } from './person.store.ts'
import { paths } from './registry.paths.ts'
import { askAgain, linkSamePerson, tellApart, unlinkSamePerson } from './same-person.store.ts'
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
            return page(IdentityPage, { ...props, linkForm: refused(errors, request.typed) }, 422)
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

  for (const [{ pattern }, act] of [
    [paths.apart, tellApart],
    [paths.askAgain, askAgain],
  ] as const)
    app.post(
      pattern,
      {
        config: { role: writers, opens, unrecorded: 'that two look alike and are two changes nothing about either' },
        schema: { hide: true, params: PersonParams, body: OtherPerson },
      },
      async (request, reply) =>
        send(
          reply,
          await request.inScope(async ({ tx }) => {
            const { person } = request.params
            await act(tx, person, request.body.other)
            return redirect(`${paths.identity.to({ person })}#same-person`)
          }),
        ),
    )
}
