// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import type { PersonId } from '#lib/ids.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import type { Tx } from '#platform/db/scope.ts'
import { type Answer, download, page, send } from '#platform/http/answer.ts'
import { fieldErrors, refused } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { displayName, getPerson } from '#registry/index.ts'
import { paths } from './app.paths.ts'
import { ErasePerson, PrivacyParams } from './privacy.form.ts'
import { ErasedPage, PrivacyPage, type PrivacyPageProps } from './privacy.page.tsx'
import { isSameName } from './privacy-rules.ts'
import { erasePerson, exportPerson, mustKeep, recipientsOf } from './privacy.ts'

const role = ['case-worker', 'cpi-operator'] as const
const params = { hide: true, params: PrivacyParams } as const

async function privacyPage(tx: Tx, person: PersonId, form?: PrivacyPageProps['form']): Promise<Answer> {
  const name = displayName(await getPerson(tx, person))
  await mustKeep(tx, person)
  return page(PrivacyPage, { person, name, recipients: await recipientsOf(tx, person), form }, form ? 422 : 200)
}

/** The person's rights, answered by the organisation that keeps her record. */
export const privacyRoutes: Routes = async app => {
  app.get(
    paths.privacy.pattern,
    { config: { role, opens: { person: 'person', groups: ['identity'] } }, schema: params, attachValidation: true },
    async (request, reply) => {
      fieldErrors(request)
      return send(reply, await request.inScope(({ tx }) => privacyPage(tx, request.params.person)))
    },
  )

  app.post(
    paths.copy.pattern,
    {
      config: { role, opens: { person: 'person', groups: fieldGroups }, records: 'copy.given' },
      schema: params,
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const { person } = request.params
      const answer = await request.inScope(async ({ tx }) => {
        const copy = JSON.stringify(await exportPerson(tx, person), null, 2)
        await record(tx, 'copy.given', { person, fields: {} })
        return download('copia-dei-dati.json', 'application/json; charset=utf-8', copy)
      })
      return send(reply, answer)
    },
  )

  app.post(
    paths.erase.pattern,
    {
      config: { role, opens: { person: 'person', groups: ['identity'] }, records: 'person.erased' },
      schema: { ...params, body: ErasePerson },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const { person } = request.params
      const answer = await request.inScope(async ({ tx }) => {
        if (errors) return privacyPage(tx, person, refused(errors, request.typed))
        const { name, ...erasure } = request.body
        if (!isSameName(name, displayName(await getPerson(tx, person)))) {
          const different = { field: 'name', code: 'privacy.name.different' }
          return privacyPage(tx, person, refused([different], request.typed))
        }
        // No redirect: her address is no page any more, and what was done is told once.
        return page(ErasedPage, await erasePerson(tx, person, erasure, paths.erase.pattern))
      })
      return send(reply, answer)
    },
  )
}
