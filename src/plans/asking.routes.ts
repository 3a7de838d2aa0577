// SPDX-License-Identifier: EUPL-1.2
// The operator asks for the person's signature: a code for her phone, or this screen turned to her. On the turned screen
// she types her PIN herself; the page is hers, in her language, and shows the operator nothing of it.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MeetingId, PersonId } from '#lib/ids.ts'
import { pinHolder } from '#platform/auth/person-access.ts'
import { issueSigningCode } from '#platform/auth/signing-codes.ts'
import { servicesOf, type Tx } from '#platform/db/scope.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors, refused } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import { AskPage, type AskPageProps } from './ask.page.tsx'
import { MeetingParams } from './meeting.form.ts'
import { PersonParams } from './plan.form.ts'
import { openOwnPlan, planRoles } from './plan-file.act.ts'
import type { PersonName, PlanFile } from './plan-file.ts'
import { paths } from './plans.paths.ts'
import { refuse } from './refusals.ts'
import { AskCorrection, SignMeetingOrPlan } from './signature.form.ts'
import { askedOf } from './signing.act.ts'
import { askAnswer, objectAnswer, objectPage, signAnswer, type Way } from './signing.answer.ts'
import { type SigningSubject, writeSubject } from './signing-subject.ts'
import { spokenLanguage, turned } from './turned-screen.ts'

const opens = { person: 'person', groups: ['identity', 'plan', 'hours'] } as const
const asking = { role: planRoles, opens, unrecorded: 'asking is not signing: the signature is recorded' } as const

type Act = { person: PersonName; file: PlanFile; subject: SigningSubject; lang: string }
type Params = { person: PersonId; meeting?: MeetingId }

/** The act a page is about, always of a plan of ours. */
async function actOf(tx: Tx, params: Params): Promise<Act> {
  const { person, file } = await openOwnPlan(tx, params.person)
  if (params.meeting === undefined) {
    const lang = file.plan.goals[0]?.lang ?? 'it'
    return { person, file, subject: { kind: 'plan', id: file.plan.id }, lang }
  }
  const line = file.meetings.find(each => each.meeting.id === params.meeting) ?? refuse('meeting.not-found')
  return { person, file, subject: { kind: 'meeting', id: line.meeting.id }, lang: line.meeting.lang }
}

function addresses({ person, subject }: Act) {
  const at = { person: person.id }
  return subject.kind === 'plan'
    ? { back: paths.plan.to(at), ask: paths.askPlan.to(at), turn: paths.turnPlan.to(at), no: paths.turnPlanNo.to(at) }
    : {
        back: paths.meeting.to({ ...at, meeting: subject.id }),
        ask: paths.ask.to({ ...at, meeting: subject.id }),
        turn: paths.turn.to({ ...at, meeting: subject.id }),
        no: paths.turnNo.to({ ...at, meeting: subject.id }),
      }
}

/** Whether the other side's name is there and hers is not. */
function isOpen({ file, subject }: Act): boolean {
  if (subject.kind === 'plan') return file.plan.state === 'draft' && file.agreement.operator && !file.agreement.person
  const line = file.meetings.find(each => each.meeting.id === subject.id)
  return line?.state === 'waiting' && line.sides.operator
}

async function askPage(tx: Tx, act: Act, withCode: boolean): Promise<Answer> {
  const to = addresses(act)
  if (!isOpen(act)) return redirect(to.back)
  const issued = withCode ? await issue(tx, act) : undefined
  return page(AskPage, {
    person: act.person,
    line: act.file.meetings.find(line => act.subject.kind === 'meeting' && line.meeting.id === act.subject.id),
    issued,
    typeAt: `${servicesOf(tx).baseUrl.replace(/^https?:\/\//, '')}/sign`,
    again: to.ask,
    turned: to.turn,
    back: to.back,
    hasPin: (await pinHolder(tx, act.person.id)) !== undefined,
  })
}

/** The QR leads to the page in the language of the meeting, as far as the product speaks it. */
async function issue(tx: Tx, act: Act): Promise<AskPageProps['issued']> {
  const { code, url, expiresAt } = issueSigningCode(tx, act.person.id, writeSubject(act.subject))
  return { code, link: `${url}?lang=${spokenLanguage(act.lang)}`, expiresAt }
}

export const askingRoutes: Routes = async app => {
  app.get(
    paths.ask.pattern,
    { config: { role: planRoles, opens }, schema: { hide: true, params: MeetingParams } },
    async (request, reply) =>
      send(reply, await request.inScope(async ({ tx }) => askPage(tx, await actOf(tx, request.params), false))),
  )
  app.post(
    paths.ask.pattern,
    { config: asking, schema: { hide: true, params: MeetingParams } },
    async (request, reply) =>
      send(reply, await request.inScope(async ({ tx }) => askPage(tx, await actOf(tx, request.params), true))),
  )
  app.get(
    paths.askPlan.pattern,
    { config: { role: planRoles, opens }, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(reply, await request.inScope(async ({ tx }) => askPage(tx, await actOf(tx, request.params), false))),
  )
  app.post(
    paths.askPlan.pattern,
    { config: asking, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(reply, await request.inScope(async ({ tx }) => askPage(tx, await actOf(tx, request.params), true))),
  )
  await app.register(turnedMeetingRoutes)
  await app.register(turnedPlanRoutes)
}

/** Runs the person's side on the operator's screen, in her language. */
async function onTurned(
  request: FastifyRequest,
  reply: FastifyReply,
  params: Params,
  work: (scope: InScope, act: Act, way: Way) => Promise<Answer>,
): Promise<FastifyReply> {
  const query = request.query as { in?: string; lang?: string }
  const wanted = query.in ?? query.lang
  const answer = await request.inScope(async scope => {
    const act = await actOf(scope.tx, params)
    const lang = spokenLanguage(wanted ?? act.lang)
    const to = addresses(act)
    const kept = wanted ? `?in=${lang}` : ''
    const way: Way = {
      places: {
        sign: to.turn + kept,
        no: to.no + kept,
        back: { href: to.back, label: request.view().translatorFor?.(lang)('turned.back') ?? '' },
      },
      withPin: 'pin-screen-turned',
    }
    return turned(await work(scope, act, way), lang)
  })
  return send(reply, answer)
}

const signTurned =
  (body: SignMeetingOrPlan | undefined, errors: ReturnType<typeof fieldErrors>) =>
  async ({ tx }: InScope, act: Act, way: Way): Promise<Answer> => {
    const asked = await askedOf(tx, act.person.id, act.subject)
    if (errors || !body) return askAnswer(tx, asked, way, { errors: errors ?? [], values: {} }, 422)
    const done = await signAnswer(tx, asked, way, body)
    return done === true ? redirect(way.places.sign) : done
  }

const showTurned = async ({ tx }: InScope, act: Act, way: Way): Promise<Answer> =>
  askAnswer(tx, await askedOf(tx, act.person.id, act.subject), way)

const showNo = async ({ tx }: InScope, act: Act, way: Way): Promise<Answer> =>
  objectPage(await askedOf(tx, act.person.id, act.subject), way)

const objectTurned =
  (body: AskCorrection | undefined, errors: ReturnType<typeof fieldErrors>) =>
  async ({ tx }: InScope, act: Act, way: Way): Promise<Answer> => {
    const asked = await askedOf(tx, act.person.id, act.subject)
    if (errors || !body) return objectPage(asked, way, refused(errors ?? [], body))
    return objectAnswer(tx, asked, way, { ...body, lang: spokenLanguage(act.lang) })
  }

type Errors = ReturnType<typeof fieldErrors>

/** Takes what she sent on the turned screen; what she may send is read only where nothing is wrong with it. */
function sentTurned<Body>(
  request: FastifyRequest,
  reply: FastifyReply,
  { params, body }: { params: Params; body: Body },
  act: (body: Body | undefined, errors: Errors) => Parameters<typeof onTurned>[3],
): Promise<FastifyReply> {
  const errors = fieldErrors(request)
  return onTurned(request, reply, params, act(errors ? undefined : body, errors))
}

const objecting = {
  role: planRoles,
  opens,
  unrecorded: 'an objection changes no hours: what the operator does about it is recorded',
} as const

const turnedMeetingRoutes: Routes = async app => {
  const reading = { config: { role: planRoles, opens }, schema: { hide: true, params: MeetingParams } } as const
  app.get(paths.turn.pattern, reading, async (request, reply) => onTurned(request, reply, request.params, showTurned))
  app.post(
    paths.turn.pattern,
    {
      config: { role: planRoles, opens, records: 'hours.signed' },
      schema: { hide: true, params: MeetingParams, body: SignMeetingOrPlan },
      attachValidation: true,
    },
    async (request, reply) => sentTurned(request, reply, request, signTurned),
  )
  app.get(paths.turnNo.pattern, reading, async (request, reply) => onTurned(request, reply, request.params, showNo))
  app.post(
    paths.turnNo.pattern,
    { config: objecting, schema: { hide: true, params: MeetingParams, body: AskCorrection }, attachValidation: true },
    async (request, reply) => sentTurned(request, reply, request, objectTurned),
  )
}

const turnedPlanRoutes: Routes = async app => {
  const reading = { config: { role: planRoles, opens }, schema: { hide: true, params: PersonParams } } as const
  app.get(paths.turnPlan.pattern, reading, async (request, reply) =>
    onTurned(request, reply, request.params, showTurned),
  )
  app.post(
    paths.turnPlan.pattern,
    {
      config: { role: planRoles, opens, records: 'plan.agreed' },
      schema: { hide: true, params: PersonParams, body: SignMeetingOrPlan },
      attachValidation: true,
    },
    async (request, reply) => sentTurned(request, reply, request, signTurned),
  )
  app.get(paths.turnPlanNo.pattern, reading, async (request, reply) => onTurned(request, reply, request.params, showNo))
  app.post(
    paths.turnPlanNo.pattern,
    { config: objecting, schema: { hide: true, params: PersonParams, body: AskCorrection }, attachValidation: true },
    async (request, reply) => sentTurned(request, reply, request, objectTurned),
  )
}
