// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { readField } from './field-value.ts'
import { needsGuardian, type NoticeLanguage, noticeLanguages } from './notice.ts'
import { NoticePage, type NoticeProps } from './notice.page.tsx'
import { giveNotice, noticesOf } from './notice.store.ts'
import { GiveNotice, NoticeQuery } from './notice.form.ts'
import { PersonParams } from './person.form.ts'
import { getOwnPerson, getPerson } from './person.store.ts'
import { paths } from './registry.paths.ts'
import { readers, writers } from './staff.ts'
import type { Viewer } from '#platform/auth/viewer.ts'

const opens = { person: 'person', groups: ['identity'] } as const

export const noticeRoutes: Routes = async app => {
  app.get(
    paths.notice.pattern,
    { config: { role: readers, opens }, schema: { hide: true, params: PersonParams, querystring: NoticeQuery } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) =>
          page(NoticePage, await noticeProps(tx, request.params.person, viewer, request.query.in)),
        ),
      ),
  )

  app.post(
    paths.notice.pattern,
    {
      config: { role: writers, opens, records: 'notice.given' },
      schema: { hide: true, params: PersonParams, body: GiveNotice },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          const errors = [...(fieldErrors(request) ?? [])]
          const person = await getOwnPerson(tx, request.params.person)
          const guardian = needsGuardian(person.birthDate, viewer.today)
          const { lang, manner, guardianName } = request.body
          const named = readField('guardianName', guardianName ?? '')
          if (guardian && !guardianName) errors.push({ field: 'guardianName', code: 'notice.guardian.required' })
          if (named.problem !== undefined) errors.push({ field: 'guardianName', code: named.problem })
          if (errors.length > 0) {
            const props = await noticeProps(tx, person.id, viewer, languageOf(lang))
            return page(NoticePage, { ...props, form: { errors, values: request.body } }, 422)
          }
          await giveNotice(tx, person.id, { lang, manner, ...(guardian ? { guardianName } : {}) })
          return redirect(paths.file.to({ person: person.id }))
        }),
      ),
  )
}

const languageOf = (lang: unknown): NoticeLanguage | undefined => noticeLanguages.find(known => known === lang)

async function noticeProps(
  tx: Tx,
  id: PersonId,
  viewer: Viewer,
  asked: NoticeLanguage | undefined,
): Promise<NoticeProps> {
  const person = await getPerson(tx, id)
  // Her own script first: who writes her name in Arabic most likely reads it.
  const shown = asked ?? languageOf(person.nativeLang) ?? 'it'
  return {
    person,
    own: person.keeper === viewer.organisation,
    shown,
    keeper: viewer.organisationName,
    guardian: needsGuardian(person.birthDate, viewer.today),
    given: await noticesOf(tx, id),
  }
}
