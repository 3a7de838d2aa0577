// SPDX-License-Identifier: EUPL-1.2
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors, refused } from '#platform/http/field-errors.ts'
import { readDate } from '#platform/http/fields.ts'
import type { Routes } from '#platform/http/routes.ts'
import { enqueue } from '#platform/jobs/jobs.ts'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import { type InterviewId, newId } from '#lib/ids.ts'
import { startFrom } from './conclusion.ts'
import { type Draft, expiryFrom } from './draft.ts'
import { concludeInterview } from './interview.act.ts'
import { deleteDraft, findDraft, getDraft, insertDraft } from './draft.store.ts'
import { Concluding, Nothing, PersonParams, StartInterview } from './interview.form.ts'
import { paths } from './interview.paths.ts'
import { interviewers, told } from './interviewers.ts'
import { interviewsOf, profileOf } from './profile.store.ts'
import { ReviewPage } from './review.page.tsx'
import { listsFor, showOwnPerson, spokenBy } from './shown.ts'
import { ResumePage, StartPage } from './start.page.tsx'

export const interviewRoutes: Routes = async app => {
  app.get(
    paths.interview.pattern,
    {
      config: { role: interviewers, opens: { person: 'person', groups: told } },
      schema: { hide: true, params: PersonParams },
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, lang }) => {
          const id = request.params.person
          const [person, draft] = [await showOwnPerson(tx, id), await findDraft(tx, id)]
          if (draft) return page(ResumePage, { person, draft })
          const [last] = await interviewsOf(tx, id)
          const choices = await listsFor(lang, request.view().t)
          return page(StartPage, { person, choices, ...(await spokenBy(tx, id, last)), ...(last ? { last } : {}) })
        }),
      ),
  )

  app.post(
    paths.interview.pattern,
    {
      config: { role: interviewers, opens: { person: 'person', groups: told }, unrecorded: 'a draft is no act yet' },
      schema: { hide: true, params: PersonParams, body: StartInterview },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const errors = [...(fieldErrors(request) ?? []), ...notYet(request.body, viewer.today)]
          const id = request.params.person
          const person = await showOwnPerson(tx, id)
          if (errors.length > 0) {
            const choices = await listsFor(lang, request.view().t)
            return page(StartPage, { person, choices, form: refused(errors, request.typed) }, 422)
          }
          if (await findDraft(tx, id)) return redirect(paths.interview.to({ person: id }))
          deleteDraft(tx, id) // an expired one, whose job has not run yet
          const started: Draft = {
            ...begin(request.body, viewer.today),
            person: id,
            organisation: viewer.organisation,
            ownLang: lang,
            content: startFrom(await profileOf(tx, id)),
            ...(viewer.account ? { owner: viewer.account } : {}),
          }
          insertDraft(tx, started)
          enqueue(tx, 'skills.expire-drafts', {}, `${started.expiresOn}T03:00:00.000Z` as Instant)
          return redirect(paths.section.to({ person: id, section: 'identity' }))
        }),
      ),
  )

  app.get(
    paths.review.pattern,
    {
      config: { role: interviewers, opens: { person: 'person', groups: told } },
      schema: { hide: true, params: PersonParams },
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, lang }) => {
          const person = await showOwnPerson(tx, request.params.person)
          const draft = await getDraft(tx, request.params.person)
          return page(ReviewPage, { person, draft, choices: await listsFor(lang, request.view().t) })
        }),
      ),
  )

  app.post(
    paths.conclude.pattern,
    {
      config: { role: interviewers, opens: { person: 'person', groups: told }, records: 'interview.held' },
      schema: { hide: true, params: PersonParams, body: Concluding },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, lang }) => {
          const errors = fieldErrors(request)
          const id = request.params.person
          const [person, draft] = [await showOwnPerson(tx, id), await getDraft(tx, id)]
          if (errors) {
            const choices = await listsFor(lang, request.view().t)
            return page(ReviewPage, { person, draft, choices, form: refused(errors, request.typed) }, 422)
          }
          await concludeInterview(tx, draft, await profileOf(tx, id))
          deleteDraft(tx, id)
          return redirect(paths.profile.to({ person: id }))
        }),
      ),
  )

  app.post(
    paths.discard.pattern,
    {
      config: {
        role: interviewers,
        opens: { person: 'person', groups: ['notes'] },
        unrecorded: 'a draft is no act yet',
      },
      schema: { hide: true, params: PersonParams, body: Nothing },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          await getDraft(tx, request.params.person)
          deleteDraft(tx, request.params.person)
          return redirect(paths.profile.to({ person: request.params.person }))
        }),
      ),
  )
}

/** An interview is recorded when it was held. */
function notYet(form: unknown, today: CivilDate) {
  const heldOn = readDate((form ?? {}) as Record<string, unknown>, 'heldOn')
  return heldOn !== 'empty' && heldOn !== 'invalid' && heldOn > today
    ? [{ field: 'heldOn', code: 'interview.held-on.future' }]
    : []
}

function begin(form: StartInterview, today: CivilDate) {
  const heldOn = readDate(form, 'heldOn')
  return {
    id: newId<InterviewId>(),
    heldOn: heldOn === 'empty' || heldOn === 'invalid' ? today : heldOn,
    personLang: form.personLang,
    startedOn: today,
    expiresOn: expiryFrom(today),
    version: 1,
    ...(form.place === undefined ? {} : { place: form.place }),
    ...(form.interpreter === 'yes' && form.interpreterLang ? { interpreterLang: form.interpreterLang } : {}),
  }
}
