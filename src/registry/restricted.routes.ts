// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Typed } from './entry.ts'
import { remarksOf, staysOf } from './import/index.ts'
import { CorrectRestricted, PersonParams } from './person.form.ts'
import { getOwnPerson } from './person.store.ts'
import { provenanceFrom } from './registration-form.ts'
import { correctPerson } from './registration.store.ts'
import { paths } from './registry.paths.ts'
import { RestrictedPage, type RestrictedProps } from './restricted.page.tsx'
import { type Reader, shownValues } from './shown.ts'
import { currentOf } from './statement.ts'
import { statementsOf } from './statement.store.ts'

const groups = ['family', 'health', 'protection'] as const
const opens = { person: 'person', groups: ['identity', ...groups, 'outcomes', 'notes'] } as const

/** Only who follows her, on the own record: no other role and no other organisation has a reason to open this page. */
const role = 'case-worker' as const

export const restrictedRoutes: Routes = async app => {
  app.get(
    paths.restricted.pattern,
    { config: { role, opens }, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, lang }) =>
          page(RestrictedPage, await restrictedProps(tx, request.params.person, { lang, t: request.view().t })),
        ),
      ),
  )

  app.post(
    paths.restricted.pattern,
    {
      config: { role, opens, records: 'person.corrected' },
      schema: { hide: true, params: PersonParams, body: CorrectRestricted },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, lang }) => {
          const id = request.params.person
          const errors = fieldErrors(request)
          if (errors) {
            const props = await restrictedProps(tx, id, { lang, t: request.view().t })
            return page(RestrictedPage, { ...props, form: { errors, values: request.body as Typed } }, 422)
          }
          const { version, level, interpreted, ...said } = request.body
          await correctPerson(tx, id, version, said, provenanceFrom({ level, interpreted }))
          return redirect(paths.restricted.to({ person: id }))
        }),
      ),
  )
}

async function restrictedProps(tx: Tx, id: PersonId, reader: Reader): Promise<RestrictedProps> {
  const person = await getOwnPerson(tx, id)
  const shown: RestrictedProps['shown'][number][] = []
  const values: Record<string, string> = {}
  for (const group of groups) {
    const statements = await statementsOf(tx, id, group)
    shown.push(...(await shownValues(statements, group, reader)).now)
    for (const [field, statement] of Object.entries(currentOf(statements)))
      if (statement.value !== null) values[field] = statement.value
  }
  return { person, shown, values, stays: await staysOf(tx, id), remarks: await remarksOf(tx, id) }
}
