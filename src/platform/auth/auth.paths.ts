// SPDX-License-Identifier: EUPL-1.2
import { path } from '../http/paths.ts'
import type { Role } from './roles.ts'

/** Addresses of signing in, of one's own account, and of the person's way in. */
export const authPaths = {
  signIn: path('/sign-in'),
  signInCode: path('/sign-in/code'),
  signOut: path('/sign-out'),
  account: path('/account'),
  changePassword: path('/account/password'),
  renewCodes: path('/account/recovery-codes'),
  endSession: path('/account/sessions/:session/end'),
  endOthers: path('/account/sessions/end-others'),
  switchMembership: path('/account/membership'),
  demoEnter: path('/demo/enter/:token'),
  my: path('/my'),
  myEnter: path('/my/enter'),
  myLink: path('/my/enter/:token'),
  myPin: path('/my/pin'),
  myUnlock: path('/my/unlock'),
  myLeave: path('/my/leave'),
  signCode: path('/sign'),
  signLink: path('/sign/:token'),
  /** Belongs to the plans slice: what a signing code opens. */
  mySign: path('/my/sign/:subject'),
} as const

/** Where each role starts. */
export const homeOf = (role: Role): string =>
  role === 'administrator' ? '/admin' : role === 'person' ? authPaths.my.to() : '/desk'

/** An address inside this installation to go on to, or nothing: never to another site, never to signing in again. */
export function safeNext(next: unknown): string | undefined {
  if (
    typeof next !== 'string' ||
    !/^\/[\w/?&=%.~+,:@!$'()*;-]*$/.test(next) ||
    next.startsWith('//') ||
    next.includes('\\')
  )
    return undefined
  const local = new URL(next, 'http://local.invalid')
  if (local.host !== 'local.invalid' || /^\/sign-(in|out)/.test(local.pathname)) return undefined
  return local.pathname + local.search
}
