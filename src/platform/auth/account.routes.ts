// SPDX-License-Identifier: EUPL-1.2
import type { FastifyRequest } from 'fastify'
import type { AccountId, MembershipId } from '#lib/ids.ts'
import { type Answer, page, redirect, send } from '../http/answer.ts'
import { fieldErrors } from '../http/field-errors.ts'
import type { Routes } from '../http/routes.ts'
import { AccountPage, type AccountPageProps, RecoveryCodesPage } from './account.page.tsx'
import { authPaths, homeOf } from './auth.paths.ts'
import { giveCookie, hideReferrer, originOf } from './cookies.ts'
import { changePassword, makeRecoveryCodes, ownAccount } from './own-account.ts'
import { refuse } from './refusals.ts'
import { endSessionOf, switchMembership } from './session-list.ts'
import { endSessionsOf, resolveSession, type SessionViewer, STAFF_COOKIE } from './sessions.ts'
import { ChangePassword, RenewCodes, SessionParams, SwitchMembership } from './sign-in.form.ts'
import type { Viewer } from './viewer.ts'

type Whose = Viewer & { readonly account: AccountId }

function mine(request: FastifyRequest): Whose {
  const { viewer } = request
  return viewer?.account ? (viewer as Whose) : refuse('account.not-found')
}

/** The session of this browser, with its id and all that the account may switch to. */
const session = (request: FastifyRequest): Promise<SessionViewer | undefined> =>
  resolveSession(request.database, request.cookies[STAFF_COOKIE] ?? '', request.now())

type Shown = Pick<AccountPageProps, 'done' | 'passwordForm' | 'codesForm'>

async function accountPage(request: FastifyRequest, shown: Shown = {}, status = 200): Promise<Answer> {
  const current = await session(request)
  const account = (await ownAccount(request.database, mine(request), request.now())) ?? refuse('account.not-found')
  return page(AccountPage, { account, current: current?.session, membership: current?.membership, ...shown }, status)
}

const oneError = (field: string, code: string, waitMs?: number) => ({
  errors: [{ field, code, ...(waitMs === undefined ? {} : { params: { minutes: Math.ceil(waitMs / 60_000) } }) }],
})

export const accountRoutes: Routes = async app => {
  const own = {
    role: 'signed-in',
    unrecorded: 'concerns one’s own account only, no person and no organisation',
  } as const

  app.get(
    authPaths.account.pattern,
    { config: { role: 'signed-in' }, schema: { hide: true } },
    async (request, reply) => send(reply, await accountPage(request)),
  )

  app.post(
    authPaths.changePassword.pattern,
    { config: own, schema: { hide: true, body: ChangePassword }, attachValidation: true },
    async (request, reply) => {
      const errors = fieldErrors(request)
      if (errors) return send(reply, await accountPage(request, { passwordForm: { errors } }, 422))
      const { network, account } = mine(request)
      const membership = await membershipOf(request)
      const whose = { network, account, membership, ...originOf(request) }
      const outcome = await changePassword(request.database, whose, request.body)
      if (outcome.kind !== 'changed') {
        const refused = {
          wrong: () => oneError('current', 'account.current.wrong'),
          weak: () => oneError('password', outcome.kind === 'weak' ? outcome.problem : ''),
          wait: () => oneError('current', 'sign-in.wait', outcome.kind === 'wait' ? outcome.waitMs : 0),
        }[outcome.kind]()
        return send(reply, await accountPage(request, { passwordForm: refused }, outcome.kind === 'wait' ? 429 : 422))
      }
      giveCookie(request, reply, STAFF_COOKIE, outcome.token)
      return send(reply, await accountPage(request, { done: 'password' }))
    },
  )

  app.post(
    authPaths.renewCodes.pattern,
    { config: own, schema: { hide: true, body: RenewCodes }, attachValidation: true },
    async (request, reply) => {
      const errors = fieldErrors(request)
      if (errors) return send(reply, await accountPage(request, { codesForm: { errors } }, 422))
      const outcome = await makeRecoveryCodes(request.database, mine(request), originOf(request), request.body.code)
      if (outcome.kind === 'wait') {
        return send(
          reply,
          await accountPage(request, { codesForm: oneError('code', 'sign-in.wait', outcome.waitMs) }, 429),
        )
      }
      if (outcome.kind === 'wrong') {
        return send(reply, await accountPage(request, { codesForm: oneError('code', 'sign-in.code.wrong') }, 422))
      }
      hideReferrer(reply)
      return send(reply, page(RecoveryCodesPage, { codes: outcome.codes, to: authPaths.account.to() }))
    },
  )

  app.post(
    authPaths.endSession.pattern,
    { config: own, schema: { hide: true, params: SessionParams } },
    async (request, reply) => {
      const { account } = mine(request)
      const ended = await request.asRole('nc_signin', tx => endSessionOf(tx, account, request.params.session))
      if (!ended) refuse('account.not-found')
      return send(reply, redirect(authPaths.account.to()))
    },
  )

  app.post(authPaths.endOthers.pattern, { config: own, schema: { hide: true } }, async (request, reply) => {
    const { account } = mine(request)
    const current = await session(request)
    await request.asRole('nc_signin', tx => endSessionsOf(tx, account, current?.session))
    return send(reply, redirect(authPaths.account.to()))
  })

  app.post(
    authPaths.switchMembership.pattern,
    { config: own, schema: { hide: true, body: SwitchMembership }, attachValidation: true },
    async (request, reply) => {
      if (fieldErrors(request)) refuse('membership.not-found')
      const { network, account, today } = mine(request)
      const current = (await session(request)) ?? refuse('account.not-found')
      const to = { network, account, session: current.session, membership: request.body.membership, today }
      if (!(await request.asRole('nc_signin', tx => switchMembership(tx, to)))) refuse('membership.not-found')
      const chosen = current.memberships.find(each => each.membership === request.body.membership)
      return send(reply, redirect(homeOf(chosen?.role ?? 'case-worker')))
    },
  )
}

async function membershipOf(request: FastifyRequest): Promise<MembershipId> {
  return (await session(request))?.membership ?? refuse('membership.not-found')
}
