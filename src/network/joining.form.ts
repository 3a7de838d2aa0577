// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { optionalText, textField } from '#platform/http/fields.ts'

/** A password as typed: nothing is trimmed away. Whether it is good enough is a rule that needs the name and address. */
const password = z.string('password.required').min(1, 'password.required').max(1000, 'password.too-long')
const email = textField('email', 254).pipe(z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'email.not-an-address'))

export const SetUp = z.object({
  token: textField('setup.token', 100),
  name: textField('setup.name', 120),
  organisation: optionalText('setup.organisation', 160),
  displayName: textField('display-name', 120),
  email,
  password,
})

export const Join = z.object({ displayName: textField('display-name', 120), password })
export const Reset = z.object({ password })
export const Enrol = z.object({ code: textField('sign-in.code', 60) })
export const LinkParams = z.object({ token: z.string('input.token').max(200, 'input.token') })
export { email as emailField }
