// SPDX-License-Identifier: EUPL-1.2
import type { FastifyRequest } from 'fastify'
import { type Answer, page, redirect, send } from '../http/answer.ts'
import { fieldErrors } from '../http/field-errors.ts'
import type { Routes } from '../http/routes.ts'
import type { FormState } from '../ui/form-state.tsx'
import { authPaths, homeOf, safeNext } from './auth.paths.ts'
import { giveCookie, letIn, originOf, takeCookie } from './cookies.ts'
import { networksOf } from './networks.ts'
import { endSession, resolveSession, STAFF_COOKIE } from './sessions.ts'
import { SignIn, SignInCode, SignInQuery } from './sign-in.form.ts'
import { SignInCodePage, SignInPage } from './sign-in.page.tsx'
import { tryCode, tryPassword } from './sign-in.ts'
import { CODE_COOKIE } from './steps.ts'

const minutesOf = (ms: number): number => Math.max(1, Math.ceil(ms / 60_000))

/** A form drawn again without what must not be sent back: no password ever returns to a page. */
function withError(body: unknown, field: string, code: string, params?: Record<string, number>): FormState {
  const { password: _password, code: _code, ...values } = body as Record<string, unknown>
  return { errors: [{ field, code, ...(params ? { params } : {}) }], values }
}

export const signInRoutes: Routes = async app => {
  const open = { config: { role: 'public', unrecorded: 'signing in is kept by the session itself' } } as const

  app.get(
    authPaths.signIn.pattern,
    { config: { role: 'public' }, schema: { hide: true, querystring: SignInQuery } },
    async (request, reply) => {
      if (request.viewer && request.viewer.role !== 'person') return send(reply, redirect(homeOf(request.viewer.role)))
      return send(reply, await signInPage(request, { next: safeNext(request.query.next), after: request.query.after }))
    },
  )

  app.post(
    authPaths.signIn.pattern,
    { ...open, schema: { hide: true, body: SignIn }, attachValidation: true },
    async (request, reply) => {
      const errors = fieldErrors(request)
      if (errors)
        return send(reply, await signInPage(request, { form: { ...withError(request.body, '', ''), errors } }, 422))
      const outcome = await tryPassword(request.database, originOf(request), request.body)
      const next = safeNext(request.body.next)
      if (outcome.kind === 'wrong') {
        return send(
          reply,
          await signInPage(request, { next, form: withError(request.body, 'email', 'sign-in.wrong') }, 422),
        )
      }
      if (outcome.kind === 'wait') {
        const form = withError(request.body, 'email', 'sign-in.wait', { minutes: minutesOf(outcome.waitMs) })
        return send(reply, await signInPage(request, { next, form }, 429))
      }
      giveCookie(request, reply, CODE_COOKIE, outcome.step)
      const query = next ? `?next=${encodeURIComponent(next)}` : ''
      return send(reply, redirect(authPaths.signInCode.to() + query))
    },
  )

  app.get(
    authPaths.signInCode.pattern,
    { config: { role: 'public' }, schema: { hide: true, querystring: SignInQuery } },
    async (request, reply) => {
      if (!request.cookies[CODE_COOKIE]) return send(reply, redirect(authPaths.signIn.to()))
      return send(reply, page(SignInCodePage, { next: safeNext(request.query.next) }))
    },
  )

  app.post(
    authPaths.signInCode.pattern,
    { ...open, schema: { hide: true, body: SignInCode }, attachValidation: true },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const next = safeNext((request.body as { next?: string } | undefined)?.next)
      if (errors) return send(reply, page(SignInCodePage, { next, form: { errors } }, 422))
      const given = { step: request.cookies[CODE_COOKIE], code: request.body.code }
      const outcome = await tryCode(request.database, originOf(request), given)
      if (outcome.kind === 'over') {
        takeCookie(request, reply, CODE_COOKIE)
        return send(reply, await signInPage(request, { next, form: withError({}, 'email', 'sign-in.step-over') }, 401))
      }
      if (outcome.kind !== 'in') {
        const waitMs = outcome.kind === 'wait' ? outcome.waitMs : undefined
        const code =
          outcome.kind === 'wait' ? 'sign-in.wait' : `sign-in.${outcome.kind === 'wrong' ? 'code.wrong' : outcome.kind}`
        const form = withError({}, 'code', code, waitMs === undefined ? undefined : { minutes: minutesOf(waitMs) })
        return send(reply, page(SignInCodePage, { next, form }, waitMs === undefined ? 422 : 429))
      }
      const to = outcome.usedRecoveryCode ? authPaths.account.to() : (next ?? (await homeAfter(request, outcome.token)))
      letIn(request, reply, outcome)
      return send(reply, redirect(to))
    },
  )

  app.post(
    authPaths.signOut.pattern,
    { config: { role: 'public', unrecorded: 'the session ends, nothing else changes' }, schema: { hide: true } },
    async (request, reply) => {
      await endSession(request.database, request.cookies[STAFF_COOKIE] ?? '')
      takeCookie(request, reply, STAFF_COOKIE)
      takeCookie(request, reply, CODE_COOKIE)
      return send(reply, redirect(`${authPaths.signIn.to()}?after=sign-out`))
    },
  )
}

async function homeAfter(request: FastifyRequest, token: string): Promise<string> {
  const viewer = await resolveSession(request.database, token, request.now())
  return homeOf(viewer?.role ?? 'case-worker')
}

type Props = Omit<Parameters<typeof SignInPage>[0], 'networks'>

async function signInPage(request: FastifyRequest, props: Props, status = 200): Promise<Answer> {
  const networks = await request.asRole('nc_signin', networksOf)
  if (networks.length === 0) return redirect('/')
  return page(SignInPage, { ...props, networks }, status)
}
