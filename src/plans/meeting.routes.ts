// SPDX-License-Identifier: EUPL-1.2
import type { AccountId, MeetingId, OrganisationId } from '#lib/ids.ts'
import { membersOf } from '#platform/auth/memberships.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors, type FormState, refused } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { settleCorrections } from './correction.store.ts'
import type { Meeting } from './meeting.ts'
import { bookMeeting, declareTimes, dropMeeting, timeProblem } from './meeting.act.ts'
import { BookMeeting, DropMeeting, HoldMeeting, MeetingParams, UndoSignature } from './meeting.form.ts'
import { MeetingPage, type MeetingPageProps } from './meeting.page.tsx'
import { BookPage } from './meeting-book.page.tsx'
import { ensure } from './plan.ts'
import { getMeetingWithOwner } from './meeting.store.ts'
import { goalLangs, PersonParams } from './plan.form.ts'
import { openOwnPlan, openPlan, planRoles } from './plan-file.act.ts'
import type { MeetingLine, PersonName, PlanFile } from './plan-file.ts'
import { paths } from './plans.paths.ts'
import { refuse } from './refusals.ts'
import { undoSignatures } from './signature.act.ts'
import { reversalsOf } from './signature.store.ts'

const opens = { person: 'person', groups: ['identity', 'plan', 'hours'] } as const
const reading = { role: planRoles, opens } as const
const writing = <const Fact extends string>(records: Fact) => ({ role: planRoles, opens, records }) as const

type At = { person: PersonName; file: PlanFile; line: MeetingLine; canWrite: boolean }

const lineIn = (file: PlanFile, meeting: MeetingId): MeetingLine =>
  file.meetings.find(line => line.meeting.id === meeting) ?? refuse('meeting.not-found')

async function openMeeting(tx: Tx, params: MeetingParams): Promise<At> {
  const { person, file, canWrite } = await openPlan(tx, params.person)
  return file ? { person, file, canWrite, line: lineIn(file, params.meeting) } : refuse('meeting.not-found')
}

async function openOwnMeeting(tx: Tx, params: MeetingParams): Promise<At> {
  const at = await openMeeting(tx, params)
  return at.canWrite ? at : refuse('meeting.not-found')
}

async function meetingPage(tx: Tx, at: At, form?: MeetingPageProps['form']): Promise<Answer> {
  const reversals = await reversalsOf(tx, at.line.meeting.id)
  return page(MeetingPage, { ...at, reversals, form }, form ? 422 : 200)
}

/** The page again, with what was wrong with one of its forms. */
const meetingAgain = async (
  tx: Tx,
  params: MeetingParams,
  name: NonNullable<MeetingPageProps['form']>['name'],
  state: FormState,
): Promise<Answer> => meetingPage(tx, await openOwnMeeting(tx, params), { name, state })

/** The meeting alone, where it is to be changed and not shown. */
async function getOwnMeeting(tx: Tx, params: MeetingParams): Promise<Meeting> {
  const { meeting, organisation } = await getMeetingWithOwner(tx, params.meeting)
  const mine = meeting.person === params.person && organisation === scopeOf(tx).organisation
  return mine ? meeting : refuse('meeting.not-found')
}

const toMeeting = (params: MeetingParams): Answer => redirect(paths.meeting.to(params))

/** Colleagues who may hold a meeting today. */
async function operatorsOf(tx: Tx, organisation: OrganisationId): Promise<Map<AccountId, string>> {
  const members = await membersOf(tx, { organisation })
  const holding: readonly string[] = planRoles
  return new Map(
    members
      .filter(member => !member.ended && holding.includes(member.role))
      .map(member => [member.account, member.displayName]),
  )
}

/** Meetings: booked, opened, held, dropped, undone. */
export const meetingRoutes: Routes = async app => {
  await app.register(bookingRoutes)

  app.get(
    paths.meeting.pattern,
    { config: reading, schema: { hide: true, params: MeetingParams } },
    async (request, reply) =>
      send(reply, await request.inScope(async ({ tx }) => meetingPage(tx, await openMeeting(tx, request.params)))),
  )

  app.post(
    paths.hold.pattern,
    {
      config: writing('meeting.held'),
      schema: { hide: true, params: MeetingParams, body: HoldMeeting },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          const errors = fieldErrors(request)
          if (errors) return meetingAgain(tx, request.params, 'hold', refused(errors, request.typed))
          const meeting = await getOwnMeeting(tx, request.params)
          const problem = await declareTimes(tx, meeting, request.body)
          if (!problem) return toMeeting(request.params)
          return meetingAgain(tx, request.params, 'hold', refused([problem], request.typed))
        }),
      ),
  )

  app.post(
    paths.drop.pattern,
    {
      config: writing('meeting.cancelled'),
      schema: { hide: true, params: MeetingParams, body: DropMeeting },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          const errors = fieldErrors(request)
          if (errors) return meetingAgain(tx, request.params, 'drop', refused(errors, request.typed))
          await dropMeeting(tx, await getOwnMeeting(tx, request.params), request.body.as, request.body.reason)
          return toMeeting(request.params)
        }),
      ),
  )

  await app.register(mendingRoutes)
}

const mendingRoutes: Routes = async app => {
  app.post(
    paths.undo.pattern,
    {
      config: writing('hours.reversed'),
      schema: { hide: true, params: MeetingParams, body: UndoSignature },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          const errors = fieldErrors(request)
          if (errors) return meetingAgain(tx, request.params, 'undo', refused(errors, request.typed))
          await undoSignatures(tx, await getOwnMeeting(tx, request.params), request.body.reason)
          return toMeeting(request.params)
        }),
      ),
  )

  app.post(
    paths.explain.pattern,
    {
      config: { role: planRoles, opens, unrecorded: 'a talk about an objection changes no hours' },
      schema: { hide: true, params: MeetingParams },
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          const { plan, id } = await getOwnMeeting(tx, request.params)
          await settleCorrections(tx, { plan, meeting: id }, 'explained')
          return toMeeting(request.params)
        }),
      ),
  )
}

const bookingRoutes: Routes = async app => {
  const bookPage = async (
    tx: Tx,
    at: Pick<At, 'person' | 'file'>,
    account: AccountId | undefined,
    state?: FormState,
  ) => {
    const { person, file } = at
    const [last] = file.meetings
    return {
      person,
      plan: file.plan,
      operators: await operatorsOf(tx, file.plan.organisation),
      operator: account,
      lang: last?.meeting.lang ?? file.plan.goals[0]?.lang ?? 'it',
      langs: goalLangs,
      place: last?.meeting.place,
      state,
    }
  }

  app.get(
    paths.book.pattern,
    { config: reading, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          const at = await openOwnPlan(tx, request.params.person)
          ensure(at.file.plan, 'book')
          return page(BookPage, { ...(await bookPage(tx, at, viewer.account)), day: viewer.today })
        }),
      ),
  )

  app.post(
    paths.book.pattern,
    {
      config: {
        role: planRoles,
        opens,
        unrecorded: 'a booking is an intention: the act that counts is holding the meeting',
      },
      schema: { hide: true, params: PersonParams, body: BookMeeting },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          const errors = fieldErrors(request)
          const at = await openOwnPlan(tx, request.params.person)
          const again = async (state: FormState) =>
            page(BookPage, { ...(await bookPage(tx, at, viewer.account, state)), day: viewer.today }, 422)
          if (errors) return again(refused(errors, request.typed))
          const operators = await operatorsOf(tx, at.file.plan.organisation)
          const problem = operators.has(request.body.operator)
            ? await timeProblem(tx, { person: at.person.id, ...request.body })
            : { field: 'operator', code: 'meeting.operator.required' }
          if (problem) return again(refused([problem], request.typed))
          const meeting = await bookMeeting(tx, at.file.plan, request.body)
          return redirect(paths.meeting.to({ person: at.person.id, meeting }))
        }),
      ),
  )
}
