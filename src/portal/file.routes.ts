// SPDX-License-Identifier: EUPL-1.2
import { accessesOf } from '#platform/auth/access.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors, refused } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Tx } from '#platform/db/scope.ts'
import type { FormState } from '#platform/ui/form.tsx'
import type { PersonId } from '#lib/ids.ts'
import { displayName, getOwnPerson } from '#registry/index.ts'
import { FilePage } from './file.page.tsx'
import { AnswerQuestion, PersonParams, QuestionParams } from './portal.form.ts'
import { paths } from './portal.paths.ts'
import { answer, questionsOf } from './question.store.ts'
import { readFile } from './read-file.ts'
import { SeenPage } from './seen.page.tsx'

const followers = ['case-worker', 'mediator', 'cpi-operator'] as const

export const fileRoutes: Routes = async app => {
  app.get(
    paths.person.pattern,
    {
      config: {
        role: followers,
        opens: {
          person: 'person',
          asGranted: true,
          groups: [
            'identity',
            'contacts',
            'permit',
            'schooling_languages',
            'work_history',
            'wishes_constraints',
            'plan',
            'hours',
            'outcomes',
          ],
        },
      },
      schema: { hide: true, params: PersonParams },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const { t } = request.view()
      const { person } = request.params
      return send(
        reply,
        await request.inScope(async ({ tx, lang }) => page(FilePage, { file: await readFile(tx, person, lang, t) })),
      )
    },
  )

  app.get(
    paths.seen.pattern,
    {
      config: { role: followers, opens: { person: 'person', groups: ['identity'] } },
      schema: { hide: true, params: PersonParams },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      return send(
        reply,
        await request.inScope(async ({ tx, viewer }) =>
          page(SeenPage, await seenBy(tx, request.params.person, viewer.role)),
        ),
      )
    },
  )

  app.post(
    paths.answerQuestion.pattern,
    {
      config: {
        role: ['case-worker', 'cpi-operator'],
        records: 'access.answered',
        opens: { person: 'person', groups: ['identity'] },
      },
      schema: { hide: true, params: QuestionParams, body: AnswerQuestion },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const { person, question } = request.params
      const answered = await request.inScope(async ({ tx, viewer }) => {
        if (errors) {
          const form = { ...refused(errors, request.typed), question }
          return page(SeenPage, { ...(await seenBy(tx, person, viewer.role)), form }, 422)
        }
        await answer(tx, { person, question, ...request.body })
        return redirect(paths.seen.to({ person }))
      })
      return send(reply, answered)
    },
  )
}

/** Who looked is the keeper's to see: what was shared with me does not tell me who else may look. */
async function seenBy(
  tx: Tx,
  id: PersonId,
  role: string,
): Promise<Parameters<typeof SeenPage>[0] & { form?: FormState & { question: string } }> {
  const person = await getOwnPerson(tx, id)
  const native = person.nativeName
    ? { native: { text: person.nativeName, ...(person.nativeLang ? { lang: person.nativeLang } : {}) } }
    : {}
  return {
    person: { id, name: displayName(person), ...native },
    accesses: await accessesOf(tx, id),
    questions: await questionsOf(tx, id),
    mayAnswer: role !== 'mediator',
  }
}
