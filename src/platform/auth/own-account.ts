// SPDX-License-Identifier: EUPL-1.2
// What somebody does with her own account: password, sessions, recovery codes.
import { dayInRome } from '#lib/civil-date.ts'
import type { AccountId, MembershipId, NetworkId } from '#lib/ids.ts'
import type { Database } from '../db/scope.ts'
import { findCredentials, recoveryCodesLeft, renewRecoveryCodes, savePasswordHash } from './accounts.ts'
import { hashPassword, type PasswordProblem, passwordProblem, verifyPassword } from './passwords.ts'
import { type OpenSession, sessionsOf } from './session-list.ts'
import { endSessionsOf, membershipsOf, type SessionMembership, startStaffSession } from './sessions.ts'
import { type Origin, useSecondFactor } from './sign-in.ts'
import { countAttempt, forgetAttempts, knownDevice } from './attempts.ts'

type Whose = { readonly network: NetworkId; readonly account: AccountId }

export type OwnAccount = {
  readonly email: string
  readonly displayName: string
  readonly codesLeft: number
  readonly sessions: readonly OpenSession[]
  readonly memberships: readonly SessionMembership[]
}

/** What the account page shows. */
export function ownAccount(
  db: Database,
  { network, account }: Whose,
  now: Origin['now'],
): Promise<OwnAccount | undefined> {
  return db.asRole('nc_signin', network, async tx => {
    const row = await tx
      .selectFrom('platform_account')
      .select(['email', 'display_name'])
      .where('network_id', '=', network)
      .where('id', '=', account)
      .executeTakeFirst()
    if (!row) return undefined
    return {
      email: row.email,
      displayName: row.display_name,
      codesLeft: await recoveryCodesLeft(tx, account),
      sessions: await sessionsOf(tx, account, now),
      memberships: await membershipsOf(tx, { network_id: network, account_id: account }, dayInRome(now)),
    }
  })
}

type Waiting = { readonly kind: 'wait'; readonly waitMs: number }
export type PasswordChange =
  | { readonly kind: 'changed'; readonly token: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'weak'; readonly problem: PasswordProblem }
  | Waiting

/** Changes the password: every session ends, this browser gets a new one. The former password is asked and throttled. */
export async function changePassword(
  db: Database,
  {
    network,
    account,
    membership,
    deviceName,
    ...origin
  }: Whose & Origin & { membership: MembershipId; deviceName: string },
  given: { current: string; password: string },
): Promise<PasswordChange> {
  const { credentials, attempt, verdict } = await counted(db, { network, account }, origin)
  if (verdict.kind === 'wait') return verdict
  if (!credentials || !(await verifyPassword(given.current, credentials.passwordHash))) return { kind: 'wrong' }
  const problem = passwordProblem(given.password, [credentials.email, credentials.displayName])
  if (problem) return { kind: 'weak', problem }
  const hash = await hashPassword(given.password, db.services.passwordCost)
  return db.asRole('nc_signin', network, async tx => {
    forgetAttempts(tx, attempt)
    savePasswordHash(tx, account, hash, origin.now)
    await endSessionsOf(tx, account)
    const session = { network, account, membership, device: deviceName, now: origin.now }
    return { kind: 'changed', token: startStaffSession(tx, session) }
  })
}

export type NewCodes =
  | { readonly kind: 'made'; readonly codes: readonly string[] }
  | { readonly kind: 'wrong' }
  | Waiting

/** Ten new recovery codes, against a code of the authenticator: a browser left open is not enough. */
export async function makeRecoveryCodes(db: Database, whose: Whose, origin: Origin, code: string): Promise<NewCodes> {
  const { credentials, attempt, verdict } = await counted(db, whose, origin)
  if (verdict.kind === 'wait') return verdict
  if (!credentials) return { kind: 'wrong' }
  return db.asRole('nc_signin', whose.network, async tx => {
    if ((await useSecondFactor(tx, credentials, code, origin.now)) === 'wrong') return { kind: 'wrong' }
    forgetAttempts(tx, attempt)
    return { kind: 'made', codes: await renewRecoveryCodes(tx, whose.network, whose.account) }
  })
}

function counted(db: Database, { network, account }: Whose, { address, device, now }: Origin) {
  return db.asRole('nc_signin', network, async tx => {
    const credentials = await findCredentials(tx, network, { id: account })
    const known = await knownDevice(tx, account, device, now)
    const attempt = { network, target: `own account ${account}`, address, device: known, now }
    return { credentials, attempt, verdict: await countAttempt(tx, attempt) }
  })
}
