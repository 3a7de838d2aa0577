// SPDX-License-Identifier: EUPL-1.2
// Own words → occupation → tasks and skills, eight at a time → statements of the profile. Works without a script.
import { record } from '#ledger/index.ts'
import type { PersonId } from '#lib/ids.ts'
import { insertTogether } from '#platform/db/insert-rows.ts'
import { type Answer as Reply, page, redirect, send } from '#platform/http/answer.ts'
import { type FormState, fieldErrors, refused } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import { EntryParams, speakerIn } from './interview.form.ts'
import { paths } from './interview.paths.ts'
import { interviewers, profiled } from './interviewers.ts'
import { ChooseOccupation } from './occupation.form.ts'
import type { Experience, Profile } from './profile.ts'
import { profileOf } from './profile.store.ts'
import { refuse } from './refusals.ts'
import { showOwnPerson } from './shown.ts'
import { answersIn } from './skill-field.ts'
import { SkillsQuery, TellSkills } from './skill.form.ts'
import { FindOccupationPage, SkillsPage } from './skill.page.tsx'
import { stateExperience, stateSkill } from './statement.store.ts'
import { chosenConcept, proposalsFor, searchTaxonomy } from './taxonomy/index.ts'

type Target = { readonly person: PersonId; readonly entry: string }
type Opened = Target & { readonly profile: Profile; readonly work: Experience; readonly hers: string }

const SHOWN = 8

/** Only the keeper of a record asks and writes. */
async function open({ tx, lang }: InScope, target: Target): Promise<Opened> {
  await showOwnPerson(tx, target.person)
  const profile = await profileOf(tx, target.person)
  const work = profile.experiences.find(each => each.entry === target.entry) ?? refuse('profile.statement-not-found')
  return { ...target, profile, work, hers: profile.interviews[0]?.personLang ?? lang }
}

const toldOf = ({ profile, entry }: Opened) => (profile.skills ?? []).filter(each => each.work === entry)

const languagesOf = ({ lang }: InScope, { hers }: Opened): readonly string[] => [...new Set([lang, hers, 'it'])]

async function find(given: InScope, opened: Opened, query: string, form?: FormState): Promise<Reply> {
  const { tx } = given
  const languages = languagesOf(given, opened)
  const hits = query === '' ? [] : await searchTaxonomy(tx, { query, languages, kind: 'occupation', limit: SHOWN })
  const person = await showOwnPerson(tx, opened.person)
  return page(
    FindOccupationPage,
    { person, work: opened.work, query, hits, ...(form ? { form } : {}) },
    form ? 422 : 200,
  )
}

const turnsOf = ({ tx, lang }: InScope, { work, hers }: Opened) =>
  work.occupation
    ? proposalsFor(tx, { occupation: work.occupation.uri, isco: work.occupation.isco }, { own: lang, hers })
    : Promise.resolve([])

async function propose(given: InScope, opened: Opened, turn: number, form?: FormState): Promise<Reply> {
  const turns = await turnsOf(given, opened)
  const shown = Math.min(turn, Math.max(0, turns.length - 1))
  const known = new Map(toldOf(opened).map(each => [each.uri, each.answer]))
  const person = await showOwnPerson(given.tx, opened.person)
  const asked = { turn: shown, turns: turns.length, proposals: turns[shown] ?? [], known }
  return page(SkillsPage, { person, work: opened.work, ...asked, ...(form ? { form } : {}) }, form ? 422 : 200)
}

async function tell(given: InScope, opened: Opened, turn: number, body: Readonly<Record<string, unknown>>) {
  const { tx, viewer } = given
  const { person, work } = opened
  const turns = await turnsOf(given, opened)
  const proposals = turns[turn] ?? []
  const told = answersIn(body, proposals.length)
  if (told.size === 0) {
    const form = refused([{ field: 'skill-0', code: 'skill.nothing-said' }], body)
    return work.occupation ? propose(given, opened, turn, form) : find(given, opened, work.words?.text ?? '', form)
  }
  const known = new Map(toldOf(opened).map(each => [each.uri, each]))
  const saying = { person, saidBy: speakerIn(body), saidOn: viewer.today, level: 'declared' } as const
  const rows = [...told].flatMap(([place, answer]) => {
    const proposal = proposals[place]
    const before = proposal && known.get(proposal.uri)
    if (!proposal || before?.answer === answer) return []
    const { uri, label, language, version, kind } = proposal
    const skill = { work: work.entry, uri, label, language, version, essential: kind !== 'optional', answer }
    return [stateSkill(tx, { ...saying, entry: before?.entry }, skill)]
  })
  if (rows.length > 0) {
    insertTogether(tx, rows)
    await record(tx, 'profile.corrected', { person, fields: { section: 'skills', level: 'declared', act: 'added' } })
  }
  const next = turn + 1 < turns.length
  return redirect(
    next ? `${paths.skills.to({ person, entry: work.entry })}?turn=${turn + 1}` : paths.profile.to({ person }),
  )
}

/** The words and everything else of the work stay; only the occupation is said anew. */
async function choose(given: InScope, opened: Opened, uri: string | undefined): Promise<Reply> {
  const { tx, viewer } = given
  const { person, work } = opened
  const found = uri === undefined ? undefined : await chosenConcept(tx, uri, languagesOf(given, opened))
  if (!found) {
    const form = refused([{ field: 'q', code: 'occupation.unknown' }], {})
    return find(given, opened, work.words?.text ?? '', form)
  }
  const { label, language, version, isco } = found
  const occupation = { uri: found.uri, label, language, version, ...(isco ? { isco } : {}) }
  const { provenance, entry } = work
  const { saidBy, level, source } = provenance
  const saying = { person, entry, saidBy, saidOn: viewer.today, level, source }
  insertTogether(tx, [stateExperience(tx, saying, { ...work, occupation })])
  await record(tx, 'profile.corrected', { person, fields: { section: 'experiences', level, act: 'corrected' } })
  return redirect(paths.skills.to({ person, entry }))
}

const opens = { person: 'person', groups: profiled } as const
const acts = { role: interviewers, opens, records: 'profile.corrected' } as const

export const skillRoutes: Routes = async app => {
  app.get(
    paths.skills.pattern,
    {
      config: { role: interviewers, opens },
      schema: { hide: true, params: EntryParams, querystring: SkillsQuery },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async given => {
          const opened = await open(given, request.params)
          const errors = fieldErrors(request)
          if (errors) return find(given, opened, '', refused(errors, request.query))
          const { q, turn } = request.query
          if (q === undefined && opened.work.occupation) return propose(given, opened, turn)
          return find(given, opened, q ?? opened.work.words?.text ?? '')
        }),
      ),
  )

  app.post(
    paths.skills.pattern,
    {
      config: acts,
      schema: { hide: true, params: EntryParams, querystring: SkillsQuery, body: TellSkills },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async given => {
          const opened = await open(given, request.params)
          const errors = fieldErrors(request)
          if (errors) return propose(given, opened, 0, refused(errors, {}))
          return tell(given, opened, request.query.turn, request.body)
        }),
      ),
  )

  app.post(
    paths.workOccupation.pattern,
    { config: acts, schema: { hide: true, params: EntryParams, body: ChooseOccupation }, attachValidation: true },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async given => {
          const opened = await open(given, request.params)
          const errors = fieldErrors(request)
          return errors ? find(given, opened, '', refused(errors, {})) : choose(given, opened, request.body.uri)
        }),
      ),
  )
}
