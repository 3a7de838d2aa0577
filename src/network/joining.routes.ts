// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify'
import { homeOf } from '#platform/auth/auth.paths.ts'
import { giveCookie, hideReferrer, letIn, originOf, takeCookie } from '#platform/auth/cookies.ts'
import { beginEnrolment, confirmEnrolment, type Enrolment, findEnrolment } from '#platform/auth/enrolment.ts'
import type { Invitation } from '#platform/auth/invitations.ts'
import { hashPassword, passwordProblem } from '#platform/auth/passwords.ts'
import { closeStep, STEP_COOKIE } from '#platform/auth/steps.ts'
import { spacedSecret, totpUri } from '#platform/auth/totp.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { FormState } from '#platform/ui/form-state.tsx'
import { again } from './form-again.ts'
import { joinWithNewAccount, joinWithOwnAccount, type LetIn, resetAccount, setUp } from './founding.store.ts'
import { Enrol, Join, LinkParams, Reset } from './joining.form.ts'
import { EnrolPage, JoinPage, JoinWithAccountPage, LinkOverPage, WelcomePage } from './joining.page.tsx'
import { type OpenInvitation, openInvitation, openInvitationOfStep, rememberInvitation } from './joining.store.ts'
import { paths } from './network.paths.ts'

const anybody = { config: { role: 'public' }, schema: { hide: true } } as const

/** Invitations, and the second factor that completes every new account. */
export const joiningRoutes: Routes = async app => {
  app.get(
    paths.invitationLink.pattern,
    { config: { role: 'public' }, schema: { hide: true, params: LinkParams } },
    async (request, reply) => {
      hideReferrer(reply)
      const step = await openInvitation(request.database, request.params.token, request.now())
      if (!step) return send(reply, page(LinkOverPage, {}, 404))
      giveCookie(request, reply, STEP_COOKIE, step)
      return send(reply, redirect(paths.join.to()))
    },
  )

  app.get(paths.join.pattern, anybody, async (request, reply) => {
    const open = await openInvitationOfStep(request.database, request.cookies[STEP_COOKIE], request.now())
    return send(reply, open ? joinPage(request, open) : page(LinkOverPage, {}, 404))
  })

  app.post(
    paths.join.pattern,
    { config: { role: 'public', records: 'member.joined' }, schema: { hide: true } },
    async (request, reply) => {
      const now = request.now()
      const open = await openInvitationOfStep(request.database, request.cookies[STEP_COOKIE], now)
      if (!open) return send(reply, page(LinkOverPage, {}, 404))
      if (open.hasAccount && open.invitation.kind === 'join') return acceptWithAccount(request, reply, open)
      const reset = open.invitation.kind === 'reset'
      const parsed = (reset ? Reset : Join).safeParse(request.body ?? {})
      if (!parsed.success) {
        const errors = parsed.error.issues.map(issue => ({ field: issue.path.join('.'), code: issue.message }))
        return send(reply, joinPage(request, open, again(request.body, errors)))
      }
      const { password, displayName } = { displayName: open.invitation.displayName ?? '', ...parsed.data }
      const problem = passwordProblem(password, [open.invitation.email, displayName])
      if (problem)
        return send(reply, joinPage(request, open, again(request.body, [{ field: 'password', code: problem }])))
      const chosen = {
        ...enrolmentOf(open),
        displayName,
        passwordHash: await hashPassword(password, request.database.services.passwordCost),
        lang: request.lang,
      }
      giveCookie(request, reply, STEP_COOKIE, await beginEnrolment(request.database, chosen, now))
      return send(reply, redirect(paths.enrol.to()))
    },
  )

  app.get(paths.enrol.pattern, anybody, async (request, reply) => {
    hideReferrer(reply)
    const enrolment = await findEnrolment(request.database, request.cookies[STEP_COOKIE], request.now())
    return send(reply, enrolment ? enrolPage(enrolment) : page(LinkOverPage, {}, 404))
  })

  app.post(
    paths.enrol.pattern,
    {
      config: {
        role: 'public',
        records: ['network.created', 'organisation.added', 'member.joined', 'member.renewed'],
      },
      schema: { hide: true, body: Enrol },
      attachValidation: true,
    },
    async (request, reply) => {
      const { address, deviceName, now } = originOf(request)
      const token = request.cookies[STEP_COOKIE]
      const code = fieldErrors(request) ? '' : request.body.code
      const outcome = await confirmEnrolment(request.database, { token, code, address, now })
      if (outcome.kind === 'over' || !token) return send(reply, page(LinkOverPage, {}, 404))
      if (outcome.kind === 'wait') {
        const params = { minutes: Math.ceil(outcome.waitMs / 60_000) }
        return send(
          reply,
          enrolPage(outcome.enrolment, { errors: [{ field: 'code', code: 'sign-in.wait', params }] }, 429),
        )
      }
      if (outcome.kind === 'wrong') {
        const wrong = code === '' ? 'sign-in.code.required' : 'enrol.code.wrong'
        return send(reply, enrolPage(outcome.enrolment, { errors: [{ field: 'code', code: wrong }] }, 422))
      }
      const made = await complete(request, outcome.enrolment, { token, totpStep: outcome.totpStep, deviceName })
      if (!made) return send(reply, page(LinkOverPage, {}, 404))
      hideReferrer(reply)
      letIn(request, reply, made)
      takeCookie(request, reply, STEP_COOKIE)
      return send(reply, page(WelcomePage, { codes: made.codes, to: homeOf(made.role) }))
    },
  )
}

/** Page of an opened invitation; one that belongs to an existing account leads over signing in. */
function joinPage(request: FastifyRequest, open: OpenInvitation, form?: FormState): Answer {
  if (open.hasAccount && open.invitation.kind === 'join') {
    const signedIn = !request.viewer?.account ? 'no' : request.viewer.account === open.account ? 'same' : 'other'
    return page(JoinWithAccountPage, { card: open.card, signedIn })
  }
  return page(JoinPage, { card: open.card, form }, form ? 422 : 200)
}

/** The signed-in owner of the invited address takes one more seat. */
async function acceptWithAccount(request: FastifyRequest, reply: FastifyReply, open: OpenInvitation): Promise<unknown> {
  const account = request.viewer?.account
  if (!account || account !== open.account) return send(reply, joinPage(request, open))
  await joinWithOwnAccount(request.database, { invitation: open.invitation, now: request.now() }, account)
  takeCookie(request, reply, STEP_COOKIE)
  return send(reply, redirect('/account'))
}

const enrolmentOf = ({ invitation, card }: OpenInvitation) => ({
  kind: invitation.kind,
  network: invitation.network,
  networkName: card.network,
  invitation: invitation.id,
  email: invitation.email,
})

function enrolPage({ totpSecret, networkName, email }: Enrolment, form?: FormState, status = 200): Answer {
  const uri = totpUri(totpSecret, networkName, email)
  return page(EnrolPage, { uri, secret: spacedSecret(totpSecret), form }, status)
}

type Confirmed = { readonly token: string; readonly totpStep: number; readonly deviceName: string }

/** Turns the confirmed enrolment into what it was for. */
async function complete(
  request: FastifyRequest,
  enrolment: Enrolment,
  { token, totpStep, deviceName: device }: Confirmed,
): Promise<(LetIn & { readonly role: Invitation['role'] }) | undefined> {
  const { database: db } = request
  const now = request.now()
  const chosen = { ...enrolment, totpStep }
  const close = (tx: Parameters<typeof closeStep>[0]) => closeStep(tx, token)
  if (enrolment.kind === 'set-up') {
    const { network, networkName: name } = enrolment
    const organisation = enrolment.organisationName ?? name
    const made = await setUp(
      db,
      { network, name, kind: 'trial', organisation, administrator: chosen, device, now },
      close,
    )
    return { ...made, role: 'administrator' }
  }
  const invitation = await rememberInvitation(db, enrolment.invitation, now)
  if (!invitation) return undefined
  const join = enrolment.kind === 'join' ? joinWithNewAccount : resetAccount
  return { ...(await join(db, { invitation, device, now }, chosen, close)), role: invitation.role }
}
