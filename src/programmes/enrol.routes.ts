// SPDX-License-Identifier: EUPL-1.2
import type { EnrolmentId, PersonId } from '#lib/ids.ts'
import type { Role } from '#platform/auth/roles.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors, type FormState, refused } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import { displayName, getOwnPerson } from '#registry/index.ts'
import { EnrolPage } from './enrol.page.tsx'
import { enrolmentsOf } from './enrolment.store.ts'
import { enrol, leaveProgramme } from './programme.act.ts'
import { EndEnrolment, EndParams, Enrol, EnrolParams } from './programme.form.ts'
import { getProgramme, listProgrammes } from './programme.store.ts'
import { paths } from './programmes.paths.ts'

/** Enrolling opens the file; a coordinator counts without opening. */
const writers: Role = 'case-worker'
const opens = { person: 'person', groups: ['identity', 'permit'] } as const

type Forms = { readonly form?: FormState; readonly endForm?: { readonly id: EnrolmentId; readonly state: FormState } }

async function enrolPage({ tx, viewer }: InScope, id: PersonId, { form, endForm }: Forms = {}): Promise<Answer> {
  const person = await getOwnPerson(tx, id)
  const enrolments = await enrolmentsOf(tx, person.handle)
  const programmes = await listProgrammes(tx)
  const taken = new Set(enrolments.map(each => each.programme))
  const props = {
    person: { id, name: displayName(person) },
    open: programmes.filter(each => each.endsOn >= viewer.today && !taken.has(each.id)),
    enrolments: enrolments.map(enrolment => ({
      enrolment,
      programme: programmes.find(each => each.id === enrolment.programme),
    })),
    today: viewer.today,
    form,
    endForm,
  }
  return page(EnrolPage, props, form || endForm ? 422 : 200)
}

export const enrolRoutes: Routes = async app => {
  app.get(
    paths.enrol.pattern,
    { config: { role: writers, opens }, schema: { hide: true, params: EnrolParams } },
    async (request, reply) => send(reply, await request.inScope(scope => enrolPage(scope, request.params.person))),
  )

  app.post(
    paths.enrol.pattern,
    {
      config: { role: writers, records: 'person.enrolled', opens },
      schema: { hide: true, params: EnrolParams, body: Enrol },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const { person } = request.params
          const errors = fieldErrors(request)
          if (errors) return enrolPage(scope, person, { form: refused(errors, request.typed) })
          const programme = await getProgramme(scope.tx, request.body.programme)
          const { from } = request.body
          if (from < programme.startsOn || from > programme.endsOn) {
            return enrolPage(scope, person, {
              form: refused([{ field: 'from', code: 'enrolment.outside-period' }], request.typed),
            })
          }
          await enrol(scope.tx, person, request.body)
          return redirect(paths.enrol.to({ person }))
        }),
      ),
  )

  app.post(
    paths.endEnrolment.pattern,
    {
      config: { role: writers, records: 'enrolment.ended', opens },
      schema: { hide: true, params: EndParams, body: EndEnrolment },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const { person, enrolment: id } = request.params
          const again = (errors: Parameters<typeof refused>[0]) =>
            enrolPage(scope, person, { endForm: { id, state: refused(errors, request.typed) } })
          const errors = fieldErrors(request)
          if (errors) return again(errors)
          const known = (await enrolmentsOf(scope.tx, (await getOwnPerson(scope.tx, person)).handle)).find(
            each => each.id === id,
          )
          if (known && request.body.until < known.from)
            return again([{ field: 'until', code: 'enrolment.until.before-start' }])
          await leaveProgramme(scope.tx, person, id, request.body)
          return redirect(paths.enrol.to({ person }))
        }),
      ),
  )
}
