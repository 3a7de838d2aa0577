// SPDX-License-Identifier: EUPL-1.2
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { deviceName } from './device.ts'
import { PERSON_COOKIE, PERSON_LIMIT_MS, STAFF_COOKIE } from './sessions.ts'
import type { Origin } from './sign-in.ts'
import { CODE_COOKIE, STEP_COOKIE, STEP_MS } from './steps.ts'
import { DEVICE_MS } from './attempts.ts'

export const DEVICE_COOKIE = 'nc_device'

/** Seconds a cookie is kept; without an entry it goes when the browser closes. */
const ages: Readonly<Record<string, number | undefined>> = {
  [STEP_COOKIE]: STEP_MS / 1000,
  [CODE_COOKIE]: STEP_MS / 1000,
  [DEVICE_COOKIE]: DEVICE_MS / 1000,
  [PERSON_COOKIE]: PERSON_LIMIT_MS / 1000,
}
type CookieName =
  | typeof STAFF_COOKIE
  | typeof PERSON_COOKIE
  | typeof STEP_COOKIE
  | typeof CODE_COOKIE
  | typeof DEVICE_COOKIE

/** Unreadable for scripts, not sent by other sites' forms, and only over https where we are reached so. */
const options = (request: FastifyRequest): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure: request.database.services.baseUrl.startsWith('https:'),
})

export function giveCookie(request: FastifyRequest, reply: FastifyReply, name: CookieName, value: string): void {
  const age = ages[name]
  reply.setCookie(name, value, { ...options(request), ...(age === undefined ? {} : { maxAge: age }) })
}

export const takeCookie = (request: FastifyRequest, reply: FastifyReply, name: CookieName): void =>
  void reply.clearCookie(name, options(request))

/** Where a request comes from, as far as guessing is concerned. */
export const originOf = (request: FastifyRequest): Origin & { readonly deviceName: string } => ({
  address: request.ip,
  device: request.cookies[DEVICE_COOKIE],
  deviceName: deviceName(request.headers['user-agent']),
  now: request.now(),
})

/** Pages behind a one-time link or with a secret on them: no other site, not even our own next page, hears of them. */
export const hideReferrer = (reply: FastifyReply): void => void reply.header('referrer-policy', 'no-referrer')

/** The tokens in a person's cookie: her own session, then the one that a signing code opened. */
export function personTokens(cookie: string | undefined): { own: string | undefined; signing: string | undefined } {
  const [own, signing] = (cookie ?? '').split('.')
  return { own: own || undefined, signing: signing || undefined }
}

/** Keeps one of the two tokens beside the other. */
export function givePersonToken(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: 'own' | 'signing',
  token: string,
): void {
  const both = { ...personTokens(request.cookies[PERSON_COOKIE]), [kind]: token }
  giveCookie(request, reply, PERSON_COOKIE, [both.own ?? '', both.signing].filter(part => part !== undefined).join('.'))
}

/** Gives the cookies of a complete sign-in. */
export function letIn(request: FastifyRequest, reply: FastifyReply, given: { token: string; device: string }): void {
  giveCookie(request, reply, STAFF_COOKIE, given.token)
  giveCookie(request, reply, DEVICE_COOKIE, given.device)
  takeCookie(request, reply, CODE_COOKIE)
}
