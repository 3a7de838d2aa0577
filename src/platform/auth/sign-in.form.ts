// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { MembershipId, NetworkId } from '#lib/ids.ts'
import { idField, textField } from '../http/fields.ts'
import type { SessionId } from './sessions.ts'

/** A password as typed: nothing is trimmed or cleaned away. Longer than any password of ours is no password. */
export const passwordInput = (code: string) =>
  z.string(`${code}.required`).min(1, `${code}.required`).max(1000, 'password.too-long')

/** Where to go afterwards; an address that cannot be ours is as good as none. */
const next = z.string().max(500).optional().catch(undefined)

export const SignIn = z.object({
  network: idField<NetworkId>('sign-in.network.required'),
  email: textField('sign-in.email', 254),
  password: passwordInput('sign-in.password'),
  next,
})

export const SignInCode = z.object({ code: textField('sign-in.code', 60), next })

export const SignInQuery = z.object({ next, after: z.enum(['sign-out', 'idle', 'reset']).optional().catch(undefined) })

export const ChangePassword = z.object({
  current: passwordInput('account.current'),
  password: passwordInput('password'),
})

export const RenewCodes = z.object({ code: textField('sign-in.code', 60) })
export const SwitchMembership = z.object({ membership: idField<MembershipId>('account.membership.required') })
export const SessionParams = z.object({ session: idField<SessionId>() })
