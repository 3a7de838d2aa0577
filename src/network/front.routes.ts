// SPDX-License-Identifier: EUPL-1.2
import { newId, type NetworkId } from '#lib/ids.ts'
import { homeOf } from '#platform/auth/auth.paths.ts'
import { countAttempt, forgetAttempts, NO_NETWORK } from '#platform/auth/attempts.ts'
import { giveCookie, originOf } from '#platform/auth/cookies.ts'
import { beginEnrolment } from '#platform/auth/enrolment.ts'
import { isSetupToken, networksOf } from '#platform/auth/networks.ts'
import { hashPassword, passwordProblem } from '#platform/auth/passwords.ts'
import { STEP_COOKIE } from '#platform/auth/steps.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { again } from './form-again.ts'
import { DemoFrontPage, FirstVisitPage, SetUpPage } from './front.page.tsx'
import { SetUp } from './joining.form.ts'
import { paths } from './network.paths.ts'

/** The front door, and the making of a network. */
export const frontRoutes: Routes = async app => {
  app.get(paths.front.pattern, { config: { role: 'public' }, schema: { hide: true } }, async (request, reply) => {
    if (request.viewer) return send(reply, redirect(homeOf(request.viewer.role)))
    const networks = await request.asRole('nc_signin', networksOf)
    const [first] = networks
    if (!first) return send(reply, page(FirstVisitPage, {}))
    if (networks.every(network => network.kind === 'demo')) {
      return send(reply, page(DemoFrontPage, { name: first.name }))
    }
    return send(reply, redirect('/sign-in'))
  })

  app.get(paths.setup.pattern, { config: { role: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    send(reply, page(SetUpPage, {})),
  )

  app.post(
    paths.setup.pattern,
    {
      config: { role: 'public', unrecorded: 'nothing is made before the second factor is confirmed (POST /enrol)' },
      schema: { hide: true, body: SetUp },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      if (errors) return send(reply, page(SetUpPage, { form: again(request.body, errors) }, 422))
      const { body } = request
      const { address, now } = originOf(request)
      const attempt = { network: NO_NETWORK, target: 'set-up token', address, now }
      const verdict = await request.asRole('nc_signin', tx => countAttempt(tx, attempt))
      if (verdict.kind === 'wait') {
        const params = { minutes: Math.ceil(verdict.waitMs / 60_000) }
        const form = again(body, [{ field: 'token', code: 'sign-in.wait', params }])
        return send(reply, page(SetUpPage, { form }, 429))
      }
      if (!(await request.asRole('nc_signin', tx => isSetupToken(tx, body.token)))) {
        return send(reply, page(SetUpPage, { form: again(body, [{ field: 'token', code: 'setup.token-wrong' }]) }, 422))
      }
      await request.asRole('nc_signin', tx => forgetAttempts(tx, attempt))
      const problem = passwordProblem(body.password, [body.email, body.displayName, body.name])
      if (problem)
        return send(reply, page(SetUpPage, { form: again(body, [{ field: 'password', code: problem }]) }, 422))
      const chosen = {
        kind: 'set-up',
        network: newId<NetworkId>(),
        networkName: body.name,
        organisationName: body.organisation,
        email: body.email,
        displayName: body.displayName,
        passwordHash: await hashPassword(body.password, request.database.services.passwordCost),
        lang: request.lang,
      } as const
      giveCookie(request, reply, STEP_COOKIE, await beginEnrolment(request.database, chosen, now))
      return send(reply, redirect(paths.enrol.to()))
    },
  )
}
