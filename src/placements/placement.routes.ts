// SPDX-License-Identifier: EUPL-1.2
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import { may } from '#platform/auth/roles.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { type FieldError, type FormState, fieldErrors, refused } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import {
  displayName,
  findMunicipality,
  getOwnPerson,
  getPerson,
  municipalityLabel,
  type Person,
  readMunicipality,
  workVerdictOf,
} from '#registry/index.ts'
import { type Employer, readEmployerCode } from './employer.ts'
import { employersIn, employerWith, getEmployer } from './employer.store.ts'
import { internshipRuleFor, regionOf } from './internship-rule.ts'
import { endPlacement, followUp, recordPlacement } from './placement.act.ts'
import { dayIn, EndPlacement, FollowUpForm, NewPlacementForm, PersonParams, PlacementParams } from './placement.form.ts'
import { EndPlacementPage, FollowUpPage, NewPlacementPage } from './placement-form.page.tsx'
import { type PersonShown, type PlacementShown, PlacementsPage } from './placement.page.tsx'
import { paths } from './placement.paths.ts'
import { endProblems, type Placement, readWeekly, startProblems } from './placement.ts'
import { getPlacement, placementsOf } from './placement.store.ts'

const readers = ['case-worker', 'mediator', 'cpi-operator'] as const
const writers = ['case-worker', 'cpi-operator'] as const
const groups: readonly FieldGroup[] = ['identity', 'permit', 'outcomes']
const opens = { person: 'person', groups } as const

export const placementRoutes: Routes = async app => {
  app.get(
    paths.placements.pattern,
    { config: { role: readers, opens }, schema: { hide: true, params: PersonParams } },
    async (request, reply) => send(reply, await request.inScope(given => showPlacements(given, request.params.person))),
  )

  app.get(
    paths.newPlacement.pattern,
    { config: { role: writers, opens }, schema: { hide: true, params: PersonParams } },
    async (request, reply) => send(reply, await request.inScope(given => showNew(given, request.params.person))),
  )

  app.post(
    paths.newPlacement.pattern,
    {
      config: { role: writers, opens, records: 'placement.started' },
      schema: { hide: true, params: PersonParams, body: NewPlacementForm },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async given => {
          const person = request.params.person
          const errors = fieldErrors(request)
          if (errors) return showNew(given, person, refused(errors, request.typed))
          return start(given, person, request.body)
        }),
      ),
  )

  app.get(
    paths.end.pattern,
    { config: { role: writers, opens }, schema: { hide: true, params: PlacementParams } },
    async (request, reply) =>
      send(reply, await request.inScope(async ({ tx }) => page(EndPlacementPage, await oneOf(tx, request.params)))),
  )

  app.post(
    paths.end.pattern,
    {
      config: { role: writers, opens, records: 'placement.ended' },
      schema: { hide: true, params: PlacementParams, body: EndPlacement },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async given => {
          const errors = fieldErrors(request)
          return dayOn(
            given,
            EndPlacementPage,
            { params: request.params, body: request.body, errors },
            (placement, on) => endPlacement(given.tx, placement, on, request.body.reason),
          )
        }),
      ),
  )

  app.get(
    paths.followUp.pattern,
    { config: { role: writers, opens }, schema: { hide: true, params: PlacementParams } },
    async (request, reply) =>
      send(reply, await request.inScope(async ({ tx }) => page(FollowUpPage, await oneOf(tx, request.params)))),
  )

  app.post(
    paths.followUp.pattern,
    {
      config: { role: writers, opens, records: 'placement.followed-up' },
      schema: { hide: true, params: PlacementParams, body: FollowUpForm },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async given => {
          const errors = fieldErrors(request)
          return dayOn(given, FollowUpPage, { params: request.params, body: request.body, errors }, (placement, on) =>
            followUp(given.tx, placement, { on, result: request.body.result }),
          )
        }),
      ),
  )
}

type Tx = InScope['tx']

function shownOf(person: Person): PersonShown {
  const { nativeName, nativeLang } = person
  const native = nativeName ? { native: { text: nativeName, ...(nativeLang ? { lang: nativeLang } : {}) } } : {}
  return { id: person.id, name: displayName(person), ...native }
}

async function oneOf(tx: Tx, params: { person: PersonId; placement: Placement['id'] }) {
  const person = await getOwnPerson(tx, params.person)
  return { person: shownOf(person), placement: await getPlacement(tx, params.person, params.placement) }
}

type Sent = {
  readonly params: { person: PersonId; placement: Placement['id'] }
  readonly body: Parameters<typeof dayIn>[0] | undefined
  readonly errors: readonly FieldError[] | undefined
}

/** What happened to a placement on a day, or the page again with what was wrong. */
async function dayOn(
  { tx, viewer }: InScope,
  Page: typeof EndPlacementPage | typeof FollowUpPage,
  { params, body, errors: given }: Sent,
  act: (placement: Placement, on: CivilDate) => Promise<unknown>,
): Promise<Answer> {
  const one = await oneOf(tx, params)
  const on = dayIn(body ?? {}, 'on')
  const errors = given ?? (on ? endProblems(one.placement, on, viewer.today) : [])
  if (errors.length > 0 || !on) return page(Page, { ...one, form: refused(errors, body) }, 422)
  await act(one.placement, on)
  return redirect(paths.placements.to(params))
}

async function showPlacements({ tx, viewer }: InScope, id: PersonId): Promise<Answer> {
  const person = await getPerson(tx, id)
  const employers = await employersIn(tx)
  const placements = await Promise.all((await placementsOf(tx, id)).map(placement => describe(placement, employers)))
  return page(PlacementsPage, {
    person: shownOf(person),
    placements,
    work: await workVerdictOf(tx, person),
    mayWrite: may(viewer.role, writers) && person.keeper === viewer.organisation,
  })
}

/** With the name of the town, and for an internship the rule of its Region on its first day. */
async function describe(placement: Placement, employers: readonly Employer[]): Promise<PlacementShown> {
  const town = await findMunicipality(placement.municipality)
  const rule = internshipRuleFor(placement.contract, regionOf(town?.province), placement.from)
  const sector = employers.find(({ id }) => id === placement.employer)?.sector
  return {
    placement,
    town: town ? municipalityLabel(town) : placement.municipality,
    ...(rule ? { rule } : {}),
    ...(sector ? { sector } : {}),
  }
}

async function showNew({ tx }: InScope, id: PersonId, form?: FormState): Promise<Answer> {
  const person = await getOwnPerson(tx, id)
  const props = {
    person: shownOf(person),
    employers: await employersIn(tx),
    work: await workVerdictOf(tx, person),
  }
  return page(NewPlacementPage, { ...props, ...(form ? { form } : {}) }, form ? 422 : 200)
}

async function start(given: InScope, person: PersonId, form: NewPlacementForm): Promise<Answer> {
  const { tx, viewer } = given
  const [from, until, followUpOn] = [dayIn(form, 'from'), dayIn(form, 'until'), dayIn(form, 'followUp')]
  const town = form.employer ? undefined : await readTown(form.employerTown ?? '')
  const errors: FieldError[] = [
    ...(from ? startProblems({ kind: form.kind, from, until }, viewer.today) : []),
    ...(town && 'code' in town ? [{ field: 'employerTown', code: town.code }] : []),
  ]
  if (errors.length > 0 || !from) return showNew(given, person, refused(errors, form))
  await getOwnPerson(tx, person)
  const employer = form.employer
    ? await getEmployer(tx, form.employer)
    : await employerWith(tx, {
        name: form.employerName ?? '',
        taxCode: readEmployerCode(form.employerCode ?? '').code,
        municipality: town && 'municipality' in town ? town.municipality : '',
        ...(form.sector ? { sector: form.sector } : {}),
      })
  const weeklyMinutes = readWeekly(form.weekly ?? '')
  const { kind, contract } = form
  await recordPlacement(tx, { person, kind, contract, employer, from, until, weeklyMinutes, followUpOn })
  return redirect(paths.placements.to({ person }))
}

/** One town is an answer, several are a question, none is an error. */
async function readTown(text: string): Promise<{ municipality: string } | { code: string }> {
  const [first, ...more] = await readMunicipality(text)
  if (!first) return { code: 'employer.town.unknown' }
  return more.length > 0 ? { code: 'employer.town.several' } : { municipality: first.code }
}
