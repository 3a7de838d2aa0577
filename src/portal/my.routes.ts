// SPDX-License-Identifier: EUPL-1.2
import { accessesOf } from '#platform/auth/access.ts'
import type { Viewer } from '#platform/auth/viewer.ts'
import type { Tx } from '#platform/db/scope.ts'
import type { PersonId } from '#lib/ids.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors, refused } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { MyPage } from './my.page.tsx'
import { AskWho } from './portal.form.ts'
import { paths } from './portal.paths.ts'
import { ask, questionsOf } from './question.store.ts'
import { readMy } from './read-my.ts'
import { readings } from './reading.ts'
import { refuse } from './refusals.ts'
import { MySeenPage } from './seen.page.tsx'

const own = (viewer: Viewer): PersonId => viewer.person ?? refuse('question.not-found')

/** The person's own pages. Her openings of her own data are not logged: the log answers who else looked. */
export const myRoutes: Routes = async app => {
  app.get(paths.my.pattern, { config: { role: 'person' }, schema: { hide: true } }, async (request, reply) => {
    const { t } = request.view()
    return send(
      reply,
      await request.inScope(async ({ tx, viewer, lang }) =>
        page(MyPage, await readMy(tx, own(viewer), { keeperName: viewer.organisationName, lang, t })),
      ),
    )
  })

  app.get(paths.mySeen.pattern, { config: { role: 'person' }, schema: { hide: true } }, async (request, reply) => {
    const sent = (request.query as { sent?: string }).sent === '1'
    return send(
      reply,
      await request.inScope(async ({ tx, viewer }) => page(MySeenPage, { ...(await seen(tx, own(viewer))), sent })),
    )
  })

  app.post(
    paths.mySeen.pattern,
    {
      config: { role: 'person', records: 'access.questioned' },
      schema: { hide: true, body: AskWho },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const asked = await request.inScope(async ({ tx, viewer, lang }) => {
        const shown = await seen(tx, own(viewer))
        const again = (all: NonNullable<typeof errors>) =>
          page(MySeenPage, { ...shown, form: refused(all, request.typed) }, 422)
        if (errors) return again(errors)
        const { access, words } = request.body
        if (access && !shown.readings.some(each => each.access === access)) {
          return again([{ field: 'access', code: 'question.access.unknown' }])
        }
        await ask(tx, own(viewer), { access, words, lang })
        return redirect(`${paths.mySeen.to()}?sent=1`)
      })
      return send(reply, asked)
    },
  )
}

const seen = async (tx: Tx, person: PersonId) => ({
  readings: readings(await accessesOf(tx, person)),
  questions: await questionsOf(tx, person),
})
