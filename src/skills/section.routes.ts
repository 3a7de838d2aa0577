// SPDX-License-Identifier: EUPL-1.2
// The screens of the interview. Each section has its own address and its own form, and every screen is drawn again
// with what was typed when something is wrong.
import { newId, type PersonId, type StatementId } from '#lib/ids.ts'
import { type Answer as Reply, page, redirect, send } from '#platform/http/answer.ts'
import { type FieldError, type FormState, fieldErrors } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import * as drafts from './draft.ts'
import { getDraft, saveDraft } from './draft.store.ts'
import { EntryParams, Nothing, PersonParams, sectionForms, speakerIn, versionIn, wayIn } from './interview.form.ts'
import { keepOccupation } from './occupation.ts'
import { paths } from './interview.paths.ts'
import { interviewers, told } from './interviewers.ts'
import { profileOf } from './profile.store.ts'
import { refuse } from './refusals.ts'
import { EntriesScreen } from './entries.page.tsx'
import { EntryScreen, SectionScreen } from './section.page.tsx'
import { futureProblems, isTold, type Section, type SectionName } from './section.ts'
import { knownFacts, listsFor, showOwnPerson } from './shown.ts'

type Given = InScope & { readonly t: (key: string) => string }
type Target = { readonly section: Section; readonly person: PersonId }
type Sent = { readonly body: unknown; readonly errors: readonly FieldError[] | undefined }

const opens = { person: 'person', groups: told } as const
const drafted = { role: interviewers, opens, unrecorded: 'a draft is no act yet' } as const

export const sectionRoutes: Routes = async app => {
  for (const section of Object.values(drafts.sections)) {
    const at = (pattern: string) => pattern.replace(':section', section.name)

    app.get(
      at(paths.section.pattern),
      { config: { role: interviewers, opens }, schema: { hide: true, params: PersonParams } },
      async (request, reply) =>
        send(
          reply,
          await request.inScope(given =>
            screen({ ...given, t: request.view().t }, { section, person: request.params.person }),
          ),
        ),
    )

    if (section.entries) {
      app.get(
        at(paths.entry.pattern),
        { config: { role: interviewers, opens }, schema: { hide: true, params: EntryParams } },
        async (request, reply) =>
          send(
            reply,
            await request.inScope(given =>
              entryScreen({ ...given, t: request.view().t }, { section, ...request.params }),
            ),
          ),
      )

      app.post(
        at(paths.entry.pattern),
        {
          config: drafted,
          schema: { hide: true, params: EntryParams, body: sectionForms[section.name] },
          attachValidation: true,
        },
        async (request, reply) =>
          send(
            reply,
            await request.inScope(given => {
              const sent = { errors: fieldErrors(request), body: request.body }
              return saveEntry({ ...given, t: request.view().t }, { section, ...request.params }, sent)
            }),
          ),
      )

      app.post(
        at(paths.removeEntry.pattern),
        { config: drafted, schema: { hide: true, params: EntryParams, body: Nothing }, attachValidation: true },
        async (request, reply) =>
          send(
            reply,
            await request.inScope(async ({ tx }) => {
              const { person, entry } = request.params
              const draft = await getDraft(tx, person)
              await saveDraft(tx, drafts.withoutEntry(draft, section.name, entry))
              return redirect(paths.section.to({ person, section: section.name }))
            }),
          ),
      )
    } else {
      app.post(
        at(paths.section.pattern),
        {
          config: drafted,
          schema: { hide: true, params: PersonParams, body: sectionForms[section.name] },
          attachValidation: true,
        },
        async (request, reply) =>
          send(
            reply,
            await request.inScope(given => {
              const sent = { errors: fieldErrors(request), body: request.body }
              return saveScreen({ ...given, t: request.view().t }, { section, person: request.params.person }, sent)
            }),
          ),
      )
    }
  }
}

async function screen(given: Given, target: Target, form?: FormState, status = 200): Promise<Reply> {
  const { tx, lang, t } = given
  const { name, entries } = target.section
  const [person, draft] = [await showOwnPerson(tx, target.person), await getDraft(tx, target.person)]
  const props = { person, draft, name, choices: await listsFor(lang, t), ...(form ? { form } : {}) }
  if (entries) {
    const known = new Set<string>(entriesOf(await profileOf(tx, target.person), name))
    const told = drafts.sectionOf(draft.content, name).entries.map(({ entry }) => entry)
    return page(EntriesScreen, { ...props, removable: new Set(told.filter(entry => !known.has(entry))) }, status)
  }
  const known = name === 'identity' ? await knownFacts(tx, target.person, lang, t) : []
  return page(SectionScreen, { ...props, known }, status)
}

/** What the profile holds already is not removed by leaving it out of an interview; the profile page withdraws it. */
const entriesOf = (profile: Awaited<ReturnType<typeof profileOf>>, name: SectionName): string[] => {
  const held = { languages: profile.languages, schools: profile.schooling, experiences: profile.experiences }
  return name in held ? held[name as keyof typeof held].map(stated => stated.entry) : []
}

async function entryScreen(
  given: Given,
  target: Target & { entry: string },
  form?: FormState,
  status = 200,
): Promise<Reply> {
  const { tx, lang, t } = given
  const { name } = target.section
  const [person, draft] = [await showOwnPerson(tx, target.person), await getDraft(tx, target.person)]
  const entry = drafts.sectionOf(draft.content, name).entries.find(other => other.entry === target.entry)
  if (!entry && target.entry !== 'new') refuse('interview.entry-not-found')
  const choices = await listsFor(lang, t)
  return page(EntryScreen, { person, draft, name, choices, entry, ...(form ? { form } : {}) }, status)
}

/** The errors of the form, those that need today, and whether somebody else was faster. */
function problemsIn(given: Given, target: Target, sent: Sent, draft: drafts.Draft): FieldError[] {
  const answers = drafts.answersOf(target.section, sent.body as Record<string, unknown>)
  const thisYear = Number(given.viewer.today.slice(0, 4))
  const problems = [...(sent.errors ?? []), ...futureProblems(target.section, answers, thisYear)]
  if (problems.length > 0) return problems
  const section = drafts.sectionOf(draft.content, target.section.name)
  const overtaken = drafts.isOvertaken(section, versionIn(sent.body), given.viewer.account)
  return overtaken ? [{ field: 'version', code: 'interview.stale' }] : []
}

const again = (errors: readonly FieldError[], body: unknown) => {
  const status = errors.some(({ field }) => field === 'version') ? 409 : 422
  return { form: { errors, values: body as Record<string, unknown> }, status }
}
const stale: readonly FieldError[] = [{ field: 'version', code: 'interview.stale' }]

async function saveScreen(given: Given, target: Target, sent: Sent): Promise<Reply> {
  const { section, person } = target
  const draft = await getDraft(given.tx, person)
  const answers = drafts.answersOf(section, sent.body as Record<string, unknown>)
  const redraw = (errors: readonly FieldError[]) => {
    const { form, status } = again(errors, sent.body)
    return screen(given, target, form, status)
  }
  const errors = problemsIn(given, target, sent, draft)
  if (errors.length > 0) return redraw(errors)
  const stamp = { by: given.viewer.account, version: draft.version + 1 }
  const next = drafts.withAnswers(draft, section.name, { saidBy: speakerIn(sent.body), answers }, stamp)
  if (!(await saveDraft(given.tx, { ...next, expiresOn: drafts.expiryFrom(given.viewer.today) }))) return redraw(stale)
  return redirect(wayIn(sent.body) === 'stop' ? paths.interview.to({ person }) : after(section.name, person))
}

function after(name: SectionName, person: PersonId): string {
  const next = drafts.nextOf(name)
  return next ? paths.section.to({ person, section: next }) : paths.review.to({ person })
}

async function saveEntry(given: Given, target: Target & { entry: string }, sent: Sent): Promise<Reply> {
  const { section, person } = target
  const draft = await getDraft(given.tx, person)
  const answers = drafts.answersOf(section, sent.body as Record<string, unknown>)
  const redraw = (errors: readonly FieldError[]) => {
    const { form, status } = again(errors, sent.body)
    return entryScreen(given, target, form, status)
  }
  const errors = problemsIn(given, target, sent, draft)
  if (errors.length > 0) return redraw(errors)
  if (isTold(section, answers)) {
    const { entries } = drafts.sectionOf(draft.content, section.name)
    const known = entries.some(({ entry }) => entry === target.entry)
    if (!known && target.entry !== 'new') refuse('interview.entry-not-found')
    if (!known && entries.length >= (section.entries?.max ?? 0)) refuse('interview.too-many-entries')
    const entry = known ? target.entry : newId<StatementId>()
    const stamp = { by: given.viewer.account, version: draft.version + 1 }
    const before = entries.find(other => other.entry === target.entry)?.answers
    const told = { entry, saidBy: speakerIn(sent.body), answers: keepOccupation(before, answers) }
    const next = drafts.withEntry(draft, section.name, told, stamp)
    if (!(await saveDraft(given.tx, { ...next, expiresOn: drafts.expiryFrom(given.viewer.today) })))
      return redraw(stale)
  }
  const goOn = {
    stop: paths.interview.to({ person }),
    another: paths.entry.to({ person, section: section.name, entry: 'new' }),
    next: paths.section.to({ person, section: section.name }),
  }
  return redirect(goOn[wayIn(sent.body)])
}
