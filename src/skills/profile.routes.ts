// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#lib/ids.ts'
import { type Answer as Reply, page, redirect, send } from '#platform/http/answer.ts'
import { type FieldError, type FormState, fieldErrors } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import { may } from '#platform/auth/roles.ts'
import { record } from '#ledger/index.ts'
import { organisationsIn } from '#network/index.ts'
import { type Correctable, correctable, findStated, onlyEntry } from './correction.ts'
import { CorrectionPage } from './correction.page.tsx'
import { stateAnswers } from './correction.store.ts'
import { answersOf, sections } from './draft.ts'
import { findDraft } from './draft.store.ts'
import { correctionForms, EntryParams, levelIn, Nothing, PersonParams, sourceIn, speakerIn } from './interview.form.ts'
import { interviewers, profiled, readers, told } from './interviewers.ts'
import { paths } from './interview.paths.ts'
import { keepOccupation } from './occupation.ts'
import type { Profile } from './profile.ts'
import { ProfilePage } from './profile.page.tsx'
import { profileOf } from './profile.store.ts'
import { refuse } from './refusals.ts'
import { rememberedOf } from './remark.store.ts'
import { futureProblems, isTold } from './section.ts'
import { listsFor, showOwnPerson, showPerson } from './shown.ts'

type Given = InScope & { readonly t: (key: string) => string }
type Target = { readonly person: PersonId; readonly section: Correctable; readonly entry: string }

export const profileRoutes: Routes = async app => {
  app.get(
    paths.profile.pattern,
    {
      config: { role: readers, opens: { person: 'person', groups: told } },
      schema: { hide: true, params: PersonParams },
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(given => showProfile({ ...given, t: request.view().t }, request.params.person)),
      ),
  )

  for (const section of correctable) {
    const at = (pattern: string) => pattern.replace(':section', section)
    const opens = { person: 'person', groups: profiled } as const
    const acts = { role: interviewers, opens, records: 'profile.corrected' } as const

    app.get(
      at(paths.correct.pattern),
      { config: { role: interviewers, opens }, schema: { hide: true, params: EntryParams } },
      async (request, reply) =>
        send(
          reply,
          await request.inScope(given =>
            showCorrection({ ...given, t: request.view().t }, { section, ...request.params }),
          ),
        ),
    )

    app.post(
      at(paths.correct.pattern),
      {
        config: acts,
        schema: { hide: true, params: EntryParams, body: correctionForms[section] },
        attachValidation: true,
      },
      async (request, reply) =>
        send(
          reply,
          await request.inScope(given => {
            const sent = { errors: fieldErrors(request) ?? [], body: request.body as Record<string, unknown> }
            return correct({ ...given, t: request.view().t }, { section, ...request.params }, sent)
          }),
        ),
    )

    app.post(
      at(paths.withdraw.pattern),
      { config: acts, schema: { hide: true, params: EntryParams, body: Nothing }, attachValidation: true },
      async (request, reply) =>
        send(reply, await request.inScope(given => withdraw(given, { section, ...request.params }))),
    )
  }
}

async function showProfile({ tx, viewer, lang, t }: Given, id: PersonId): Promise<Reply> {
  const person = await showPerson(tx, id)
  const profile = await profileOf(tx, id)
  const shared = person.keeper !== viewer.organisation
  const keeper = shared ? (await organisationsIn(tx)).find(({ id }) => id === person.keeper)?.name : undefined
  return page(ProfilePage, {
    person,
    profile: shared ? { ...profile, interviews: profile.interviews.map(withoutPlace) } : profile,
    choices: await listsFor(lang, t),
    underWay: (await findDraft(tx, id)) !== undefined,
    remembered: await rememberedOf(tx, id),
    mayWrite: may(viewer.role, interviewers) && !shared,
    ...(keeper === undefined ? {} : { keeper }),
  })
}

/** Where she was interviewed can say where she lives: free text that no group shows outside the keeper's organisation. */
const withoutPlace = ({ place: _place, ...header }: Profile['interviews'][number]) => header

async function showCorrection(given: Given, target: Target, form?: FormState): Promise<Reply> {
  const { tx, lang, t } = given
  const [person, profile] = [await showOwnPerson(tx, target.person), await profileOf(tx, target.person)]
  const known = onlyEntry(profile, target.section)
  if (target.entry === 'new' && known && !form) return redirect(paths.correct.to({ ...target, entry: known }))
  const found = findStated(profile, target.section, target.entry)
  if (!found && target.entry !== 'new') refuse('profile.statement-not-found')
  const props = {
    person,
    section: target.section,
    entry: target.entry,
    choices: await listsFor(lang, t),
    writing: writingFor(profile, lang),
    answers: found?.answers ?? {},
  }
  const proved = found ? { provenance: found.stated.provenance } : {}
  return page(CorrectionPage, { ...props, ...proved, ...(form ? { form } : {}) }, form ? 422 : 200)
}

const spokenIn = (profile: Profile, lang: string): string => profile.interviews[0]?.personLang ?? lang
const writingFor = (profile: Profile, lang: string): string[] => [...new Set([spokenIn(profile, lang), lang, 'it'])]

async function correct(
  given: Given,
  target: Target,
  sent: { errors: readonly FieldError[]; body: Record<string, unknown> },
): Promise<Reply> {
  const { tx, viewer, lang } = given
  const { person, section, entry } = target
  const answers = answersOf(sections[section], sent.body)
  const thisYear = Number(viewer.today.slice(0, 4))
  const errors = [...sent.errors, ...futureProblems(sections[section], answers, thisYear)]
  if (errors.length === 0 && !isTold(sections[section], answers))
    errors.push({ field: 'level', code: 'profile.nothing-said' })
  if (errors.length > 0) return showCorrection(given, target, { errors, values: sent.body })
  await showOwnPerson(tx, person)
  const profile = await profileOf(tx, person)
  const found = findStated(profile, section, entry)
  const stated = found?.stated
  if (!stated && entry !== 'new') refuse('profile.statement-not-found')
  const level = levelIn(sent.body)
  const about = { person, entry: stated?.entry ?? onlyEntry(profile, section), saidBy: speakerIn(sent.body) }
  const proof = { saidOn: viewer.today, level, source: sourceIn(sent.body) }
  const kept = section === 'experiences' ? keepOccupation(found?.answers, answers) : answers
  await stateAnswers(tx, section, { ...about, ...proof }, kept, spokenIn(profile, lang))
  await record(tx, 'profile.corrected', { person, fields: { section, level, act: stated ? 'corrected' : 'added' } })
  return redirect(paths.profile.to({ person }))
}

async function withdraw({ tx, viewer, lang }: InScope, { person, section, entry }: Target): Promise<Reply> {
  await showOwnPerson(tx, person)
  const profile = await profileOf(tx, person)
  const { stated, answers } = findStated(profile, section, entry) ?? refuse('profile.statement-not-found')
  const saying = { person, entry: stated.entry, saidBy: 'operator', saidOn: viewer.today, level: 'declared' } as const
  await stateAnswers(tx, section, { ...saying, withdrawn: true }, answers, spokenIn(profile, lang))
  await record(tx, 'profile.corrected', {
    person,
    fields: { section, level: stated.provenance.level, act: 'withdrawn' },
  })
  return redirect(paths.profile.to({ person }))
}
