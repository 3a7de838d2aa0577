// SPDX-License-Identifier: EUPL-1.2
import { page, redirect, send } from '../http/answer.ts'
import { fieldErrors } from '../http/field-errors.ts'
import type { Routes } from '../http/routes.ts'
import { authPaths } from './auth.paths.ts'
import { giveCookie, givePersonToken, hideReferrer, originOf, personTokens, takeCookie } from './cookies.ts'
import { ChoosePin, EnterPin, TokenParams, TypedCode } from './my.form.ts'
import { ChoosePinPage, MyEnterPage, TypeCodePage, UnlockPage } from './my.page.tsx'
import { enterWithCode, enterWithPin, holderOfStep, isKnownPhone, leave, openLink, unlock } from './person-entry.ts'
import { PERSON_COOKIE } from './sessions.ts'
import { STEP_COOKIE } from './steps.ts'

/** Where "leave quickly" leads: a page that anybody may have open. */
const ELSEWHERE = 'https://www.wikipedia.org/'
const over = `${authPaths.myEnter.to()}?over=1`
const oneError = (field: string, code: string, waitMs?: number) => ({
  errors: [{ field, code, ...(waitMs === undefined ? {} : { params: { minutes: Math.ceil(waitMs / 60_000) } }) }],
})

/** The person's way in: link, PIN, coming back, leaving. */
export const myRoutes: Routes = async app => {
  const seen = { config: { role: 'public' }, schema: { hide: true } } as const
  const entering = { role: 'public', unrecorded: 'entering is kept by the link, the PIN and the session' } as const

  app.get(authPaths.myEnter.pattern, seen, async (request, reply) => {
    if (request.viewer?.role === 'person') return send(reply, redirect(authPaths.my.to()))
    const known = await isKnownPhone(request.database, personTokens(request.cookies[PERSON_COOKIE]).own, request.now())
    if (known) return send(reply, redirect(authPaths.myUnlock.to()))
    const isOver = (request.query as { over?: string }).over === '1'
    // Whoever opened her link and was called away before choosing a code goes on where she was; a second link costs her a walk.
    const begun = !isOver && (await holderOfStep(request.database, request.cookies[STEP_COOKIE], request.now()))
    return send(reply, begun ? redirect(authPaths.myPin.to()) : page(MyEnterPage, { over: isOver }))
  })

  app.get(
    authPaths.myLink.pattern,
    { config: { role: 'public' }, schema: { hide: true, params: TokenParams } },
    async (request, reply) => {
      hideReferrer(reply)
      const step = await openLink(request.database, request.params.token, request.now())
      if (!step) return send(reply, redirect(over))
      giveCookie(request, reply, STEP_COOKIE, step)
      return send(reply, redirect(authPaths.myPin.to()))
    },
  )

  app.get(authPaths.myPin.pattern, seen, async (request, reply) => {
    const holder = await holderOfStep(request.database, request.cookies[STEP_COOKIE], request.now())
    return send(reply, holder ? page(ChoosePinPage, { holder }) : redirect(over))
  })

  app.post(
    authPaths.myPin.pattern,
    { config: entering, schema: { hide: true, body: ChoosePin }, attachValidation: true },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const step = request.cookies[STEP_COOKIE] ?? ''
      const holder = await holderOfStep(request.database, step, request.now())
      if (!holder) return send(reply, redirect(over))
      if (errors) return send(reply, page(ChoosePinPage, { holder, form: { errors } }, 422))
      const { deviceName: device, now } = originOf(request)
      const token = await enterWithPin(request.database, { step, pin: request.body.pin, device, now })
      if (!token) return send(reply, redirect(over))
      givePersonToken(request, reply, 'own', token)
      takeCookie(request, reply, STEP_COOKIE)
      return send(reply, redirect(authPaths.my.to()))
    },
  )

  app.get(authPaths.myUnlock.pattern, seen, async (request, reply) => {
    const known = await isKnownPhone(request.database, personTokens(request.cookies[PERSON_COOKIE]).own, request.now())
    return send(reply, known ? page(UnlockPage, {}) : redirect(authPaths.myEnter.to()))
  })

  app.post(
    authPaths.myUnlock.pattern,
    { config: entering, schema: { hide: true, body: EnterPin }, attachValidation: true },
    async (request, reply) => {
      const errors = fieldErrors(request)
      if (errors) return send(reply, page(UnlockPage, { form: { errors } }, 422))
      const { deviceName: device, now } = originOf(request)
      const { own } = personTokens(request.cookies[PERSON_COOKIE])
      const outcome = await unlock(request.database, { token: own, pin: request.body.pin, device, now })
      if (outcome === 'over') return send(reply, redirect(over))
      if (outcome === 'wrong') return send(reply, page(UnlockPage, { form: oneError('pin', 'pin.wrong') }, 422))
      if (outcome === 'locked') return send(reply, page(UnlockPage, { form: oneError('pin', 'pin.locked') }, 429))
      givePersonToken(request, reply, 'own', outcome.token)
      return send(reply, redirect(authPaths.my.to()))
    },
  )

  app.get(authPaths.myLeave.pattern, seen, async (request, reply) => {
    hideReferrer(reply)
    const { own, signing } = personTokens(request.cookies[PERSON_COOKIE])
    await leave(request.database, [own, signing])
    return send(reply, redirect(ELSEWHERE))
  })

  await app.register(signingRoutes)
}

/** Signing on her own phone with the code of the operator's screen. */
const signingRoutes: Routes = async app => {
  app.get(authPaths.signCode.pattern, { config: { role: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    send(reply, page(TypeCodePage, {})),
  )

  app.post(
    authPaths.signCode.pattern,
    {
      config: { role: 'public', unrecorded: 'the code opens the act; signing it is recorded' },
      schema: { hide: true, body: TypedCode },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      if (errors) return send(reply, page(TypeCodePage, { form: { errors } }, 422))
      const { address, deviceName: device, now } = originOf(request)
      const entry = await enterWithCode(request.database, { code: request.body.code, address, device, now })
      if (entry.kind === 'wait') {
        return send(reply, page(TypeCodePage, { form: oneError('code', 'sign-in.wait', entry.waitMs) }, 429))
      }
      if (entry.kind === 'wrong')
        return send(reply, page(TypeCodePage, { form: oneError('code', 'signing.wrong') }, 422))
      givePersonToken(request, reply, 'signing', entry.token)
      return send(reply, redirect(authPaths.mySign.to({ subject: entry.subject })))
    },
  )

  app.get(
    authPaths.signLink.pattern,
    { config: { role: 'public' }, schema: { hide: true, params: TokenParams } },
    async (request, reply) => {
      hideReferrer(reply)
      const { address, deviceName: device, now } = originOf(request)
      const entry = await enterWithCode(request.database, { code: request.params.token, address, device, now })
      if (entry.kind !== 'in') return send(reply, page(TypeCodePage, { form: oneError('code', 'signing.wrong') }, 422))
      givePersonToken(request, reply, 'signing', entry.token)
      return send(reply, redirect(authPaths.mySign.to({ subject: entry.subject })))
    },
  )
}
