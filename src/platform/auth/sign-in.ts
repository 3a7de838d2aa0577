// SPDX-License-Identifier: EUPL-1.2
// Signing in: e-mail and password, then the second factor. Every outcome that a stranger can provoke looks the same and
// takes the same time for an address that has an account and for one that has none.
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import type { AccountId, NetworkId } from '#lib/ids.ts'
import type { Database, Tx } from '../db/scope.ts'
import {
  type Credentials,
  findCredentials,
  normaliseEmail,
  savePasswordHash,
  useRecoveryCode,
  useTotpStep,
} from './accounts.ts'
import { hashPassword, needsRehash, verifyPassword } from './passwords.ts'
import { membershipsOf, startStaffSession } from './sessions.ts'
import { closeStep, findStep, openStep, type Step } from './steps.ts'
import { type Attempt, countAttempt, forgetAttempts, knownDevice, rememberDevice } from './attempts.ts'
import { acceptedStep } from './totp.ts'

/** Where an attempt comes from. */
export type Origin = {
  readonly address: string
  /** Value of the cookie by which an account knows this browser. */
  readonly device: string | undefined
  readonly now: Instant
}

export type PasswordOutcome =
  | { readonly kind: 'code'; readonly step: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly waitMs: number }

/** First half: the password. The answer is a step towards the second half, never a session. */
export async function tryPassword(
  db: Database,
  origin: Origin,
  given: { network: NetworkId; email: string; password: string },
): Promise<PasswordOutcome> {
  const looked = await db.asRole('nc_signin', given.network, async tx => {
    const account = await findCredentials(tx, given.network, { email: given.email })
    const attempt = await attemptOf(tx, origin, given.network, normaliseEmail(given.email), account)
    return { account, attempt, verdict: await countAttempt(tx, attempt) }
  })
  const { account, attempt, verdict } = looked
  if (verdict.kind === 'wait') return verdict
  const cost = db.services.passwordCost
  // Outside a transaction: nobody waits for a connection while a hash is made.
  const matches = await verifyPassword(given.password, account?.passwordHash, cost)
  const right = matches && account !== undefined && !account.ended
  // Guarded: the password is not answered alone. A wrong one, and an address without an account, go on to the code too.
  if (!right && verdict.kind !== 'guarded') return { kind: 'wrong' }
  const stronger =
    right && needsRehash(account.passwordHash, cost) ? await hashPassword(given.password, cost) : undefined
  return db.asRole('nc_signin', given.network, async tx => {
    if (right) forgetAttempts(tx, attempt)
    if (right && stronger) savePasswordHash(tx, account.id, stronger)
    const step = { network: given.network, purpose: 'code', passwordRight: right, now: origin.now } as const
    return { kind: 'code', step: openStep(tx, { ...step, account: account?.id }) }
  })
}

const attemptOf = async (
  tx: Tx,
  { address, device, now }: Origin,
  network: NetworkId,
  target: string,
  account: Credentials | undefined,
): Promise<Attempt> => ({ network, target, address, device: await knownDevice(tx, account?.id, device, now), now })

export type CodeOutcome =
  | { readonly kind: 'in'; readonly token: string; readonly device: string; readonly usedRecoveryCode: boolean }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly waitMs: number }
  | { readonly kind: 'no-membership' }
  | { readonly kind: 'over' }

/** Second half: the code of the authenticator or a recovery code. Opens the session. */
export async function tryCode(
  db: Database,
  origin: Origin & { readonly deviceName: string },
  given: { step: string | undefined; code: string },
): Promise<CodeOutcome> {
  const before = await db.asRole('nc_signin', undefined, async tx => {
    const step = await findStep(tx, given.step, 'code', origin.now)
    if (!step) return undefined
    const account = step.account && (await findCredentials(tx, step.network, { id: step.account }))
    // Codes are counted apart from passwords. Whoever came this far without the right password counts on herself only.
    const target = step.passwordRight ? `code ${step.account}` : `code of ${given.step}`
    const attempt = await attemptOf(tx, origin, step.network, target, account || undefined)
    return { step, account: account || undefined, attempt, verdict: await countAttempt(tx, attempt) }
  })
  if (!before || !given.step) return { kind: 'over' }
  if (before.verdict.kind === 'wait') return before.verdict
  const { step, account, attempt, verdict } = before
  const cookie = given.step
  return db.asRole('nc_signin', step.network, async tx => {
    if (!account || account.ended || !step.passwordRight) return { kind: 'wrong' }
    // Guarded by strangers who know the password: six digits could be met by chance, eighty bits cannot.
    const used = await useSecondFactor(tx, account, given.code, origin.now, verdict.kind === 'guarded')
    if (used === 'wrong') return { kind: 'wrong' }
    forgetAttempts(tx, attempt)
    if (!(await closeStep(tx, cookie))) return { kind: 'over' }
    return openStaffSession(tx, step, account.id, origin, used === 'recovery')
  })
}

async function openStaffSession(
  tx: Tx,
  { network }: Step,
  account: AccountId,
  { now, deviceName }: Origin & { readonly deviceName: string },
  usedRecoveryCode: boolean,
): Promise<CodeOutcome> {
  const [first] = await membershipsOf(tx, { network_id: network, account_id: account }, dayInRome(now))
  if (!first) return { kind: 'no-membership' }
  const session = { network, account, membership: first.membership, device: deviceName, now }
  const token = startStaffSession(tx, session)
  return { kind: 'in', token, device: rememberDevice(tx, network, account, now), usedRecoveryCode }
}

/** Checks and uses up a code: six digits of the authenticator, or a recovery code. Runs as nc_signin. */
export async function useSecondFactor(
  tx: Tx,
  account: Credentials,
  typed: string,
  now: Instant,
  recoveryOnly = false,
): Promise<'totp' | 'recovery' | 'wrong'> {
  const step = recoveryOnly ? undefined : acceptedStep(account.totpSecret, typed, Date.parse(now), account.totpLastStep)
  if (step !== undefined) return (await useTotpStep(tx, account.id, step)) ? 'totp' : 'wrong'
  return (await useRecoveryCode(tx, account.id, typed, now)) ? 'recovery' : 'wrong'
}
