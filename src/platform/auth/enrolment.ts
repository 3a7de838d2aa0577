// SPDX-License-Identifier: EUPL-1.2
// An account half made: everything is chosen, the second factor is not yet confirmed. It waits encrypted in a step;
// only a right code turns it into an account, so no account ever exists without a second factor.
import type { Instant } from '#lib/civil-date.ts'
import type { InvitationId, NetworkId } from '#lib/ids.ts'
import type { Database } from '../db/scope.ts'
import { type Attempt, countAttempt, forgetAttempts } from './attempts.ts'
import { findStep, openStep } from './steps.ts'
import { acceptedStep, newTotpSecret } from './totp.ts'

/** What was chosen on the first page. */
export type Enrolment = {
  readonly kind: 'set-up' | 'join' | 'reset'
  readonly network: NetworkId
  readonly networkName: string
  readonly organisationName?: string | undefined
  readonly invitation?: InvitationId | undefined
  readonly email: string
  readonly displayName: string
  readonly passwordHash: string
  readonly totpSecret: string
  readonly lang?: string | undefined
}

/** Keeps what was chosen and makes the secret of the second factor; returns the cookie's value. */
export function beginEnrolment(db: Database, chosen: Omit<Enrolment, 'totpSecret'>, now: Instant): Promise<string> {
  const secret = JSON.stringify({ ...chosen, totpSecret: newTotpSecret() } satisfies Enrolment)
  const { network, invitation } = chosen
  return db.asRole('nc_signin', network, tx => openStep(tx, { network, purpose: 'enrol', invitation, secret, now }))
}

/** The enrolment behind a cookie, or nothing when it is over. */
export async function findEnrolment(
  db: Database,
  token: string | undefined,
  now: Instant,
): Promise<Enrolment | undefined> {
  const step = await db.asRole('nc_signin', undefined, tx => findStep(tx, token, 'enrol', now))
  return step?.secret === undefined ? undefined : (JSON.parse(step.secret) as Enrolment)
}

export type Confirmed =
  | { readonly kind: 'right'; readonly enrolment: Enrolment; readonly totpStep: number }
  | { readonly kind: 'wrong'; readonly enrolment: Enrolment }
  | { readonly kind: 'wait'; readonly enrolment: Enrolment; readonly waitMs: number }
  | { readonly kind: 'over' }

/** Checks the first code of the new authenticator; attempts are counted. The step stays open until it is used. */
export async function confirmEnrolment(
  db: Database,
  given: { token: string | undefined; code: string; address: string; now: Instant },
): Promise<Confirmed> {
  const { token, code, address, now } = given
  const enrolment = await findEnrolment(db, token, now)
  if (!enrolment) return { kind: 'over' }
  const attempt: Attempt = { network: enrolment.network, target: `enrol ${token}`, address, now }
  const verdict = await db.asRole('nc_signin', enrolment.network, tx => countAttempt(tx, attempt))
  if (verdict.kind === 'wait') return { ...verdict, enrolment }
  const totpStep = acceptedStep(enrolment.totpSecret, code, Date.parse(now), 0)
  if (totpStep === undefined) return { kind: 'wrong', enrolment }
  await db.asRole('nc_signin', enrolment.network, tx => forgetAttempts(tx, attempt))
  return { kind: 'right', enrolment, totpStep }
}
