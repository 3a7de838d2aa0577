// SPDX-License-Identifier: EUPL-1.2
// Choosing an occupation for a work in the draft. Works without a script: the search is a form that asks, the choice one
// that posts.
import type { PersonId } from '#lib/ids.ts'
import { type Answer as Reply, page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors, refused } from '#platform/http/field-errors.ts'
import type { FormState } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import { type Draft, type DraftEntry, sectionOf, withEntry } from './draft.ts'
import { getDraft, saveDraft } from './draft.store.ts'
import { EntryParams } from './interview.form.ts'
import { paths } from './interview.paths.ts'
import { interviewers, told } from './interviewers.ts'
import { ChooseOccupation, OccupationQuery } from './occupation.form.ts'
import { OccupationScreen } from './occupation.page.tsx'
import { type Occupation, withOccupation } from './occupation.ts'
import { refuse } from './refusals.ts'
import { showOwnPerson } from './shown.ts'
import { chosenConcept, searchTaxonomy } from './taxonomy/index.ts'
import { wordsIn } from './telling.ts'

const opens = { person: 'person', groups: told } as const
const SHOWN = 8

const languagesFor = (draft: Draft, lang: string): readonly string[] => [...new Set([lang, draft.personLang, 'it'])]

async function entryOf({ tx }: InScope, person: PersonId, id: string): Promise<{ draft: Draft; entry: DraftEntry }> {
  const draft = await getDraft(tx, person)
  const entry = sectionOf(draft.content, 'experiences').entries.find(one => one.entry === id)
  return entry ? { draft, entry } : refuse('interview.entry-not-found')
}

type Asked = { readonly q?: string | undefined; readonly form?: FormState; readonly status?: number }

async function screen(given: InScope, person: PersonId, id: string, asked: Asked): Promise<Reply> {
  const { draft, entry } = await entryOf(given, person, id)
  const words = wordsIn(entry.answers, 'words', draft.personLang)
  const query = asked.form ? '' : (asked.q ?? words?.text ?? '')
  const hits =
    query === ''
      ? []
      : await searchTaxonomy(given.tx, {
          query,
          languages: languagesFor(draft, given.lang),
          kind: 'occupation',
          limit: SHOWN,
        })
  const shown = { person: await showOwnPerson(given.tx, person), draft, entry, query, hits }
  return page(OccupationScreen, { ...shown, ...(asked.form ? { form: asked.form } : {}) }, asked.status ?? 200)
}

async function choose(given: InScope, person: PersonId, id: string, uri: string | undefined): Promise<Reply> {
  const { tx, lang, viewer } = given
  const { draft, entry } = await entryOf(given, person, id)
  const found = uri === undefined ? undefined : await chosenConcept(tx, uri, languagesFor(draft, lang))
  if (uri !== undefined && !found) {
    const form = refused([{ field: 'q', code: 'occupation.unknown' }], {})
    return screen(given, person, id, { form, status: 422 })
  }
  const occupation: Occupation | undefined = found && {
    uri: found.uri,
    label: found.label,
    language: found.language,
    version: found.version,
    ...(found.isco ? { isco: found.isco } : {}),
  }
  const stamp = { by: viewer.account, version: draft.version + 1 }
  const next = { ...entry, answers: withOccupation(entry.answers, occupation) }
  await saveDraft(tx, withEntry(draft, 'experiences', next, stamp))
  return redirect(paths.section.to({ person, section: 'experiences' }))
}

export const occupationRoutes: Routes = async app => {
  app.get(
    paths.occupation.pattern,
    {
      config: { role: interviewers, opens },
      schema: { hide: true, params: EntryParams, querystring: OccupationQuery },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(given => {
          const { person, entry } = request.params
          const errors = fieldErrors(request)
          const form = errors ? refused(errors, request.query) : undefined
          return screen(given, person, entry, form ? { form, status: 422 } : { q: request.query.q })
        }),
      ),
  )

  app.post(
    paths.occupation.pattern,
    {
      config: { role: interviewers, opens, unrecorded: 'a draft is no act yet' },
      schema: { hide: true, params: EntryParams, body: ChooseOccupation },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(given => {
          const { person, entry } = request.params
          const errors = fieldErrors(request)
          if (errors) return screen(given, person, entry, { form: refused(errors, {}), status: 422 })
          return choose(given, person, entry, request.body.uri)
        }),
      ),
  )
}
