// SPDX-License-Identifier: EUPL-1.2
// The way in has several pages. What has been shown so far is kept on the server; a cookie leads to it. So a one-time
// link stands in the address bar for one redirect only, and no form carries a secret back and forth.
import { instantOf, type Instant } from '#lib/civil-date.ts'
import type { AccountId, InvitationId, LinkId, NetworkId } from '#lib/ids.ts'
import { send, servicesOf, type Tx } from '../db/scope.ts'
import { seal, unseal } from './sealed-box.ts'
import { digestOf, isToken, newToken } from './tokens.ts'

export const STEP_COOKIE = 'nc_step'
/** Apart from the other steps: an invitation that was opened waits while its owner signs in. */
export const CODE_COOKIE = 'nc_code'
export const STEP_MS = 30 * 60_000

/** code: password given, code missing · invitation: link opened · enrol: account half made · person: her link opened. */
export type StepPurpose = 'code' | 'invitation' | 'enrol' | 'person'

export type NewStep = {
  readonly network: NetworkId
  readonly purpose: StepPurpose
  readonly account?: AccountId | undefined
  readonly invitation?: InvitationId | undefined
  readonly link?: LinkId | undefined
  readonly passwordRight?: boolean
  /** Kept encrypted, bound to this step. */
  readonly secret?: string
  readonly now: Instant
}

export type Step = {
  readonly network: NetworkId
  readonly purpose: StepPurpose
  readonly account: AccountId | undefined
  readonly invitation: InvitationId | undefined
  readonly link: LinkId | undefined
  readonly passwordRight: boolean
  readonly secret: string | undefined
}

/** Opens a step; returns the cookie's value. Runs as nc_signin, or as nc_person_link for purpose `person`. */
export function openStep(tx: Tx, step: NewStep): string {
  const token = newToken()
  const context = digestOf(token).toString('hex')
  send(tx, tx.deleteFrom('platform_step').where('expires_at', '<', step.now))
  send(
    tx,
    tx.insertInto('platform_step').values({
      network_id: step.network,
      token_hash: digestOf(token),
      purpose: step.purpose,
      account_id: step.account ?? null,
      invitation_id: step.invitation ?? null,
      link_id: step.link ?? null,
      password_right: step.passwordRight ?? null,
      sealed: step.secret === undefined ? null : seal(servicesOf(tx), 'step', context, step.secret),
      created_at: step.now,
      expires_at: instantOf(Date.parse(step.now) + STEP_MS),
    }),
  )
  return token
}

/** The step behind a cookie, of the purpose that the page is for. */
export async function findStep(
  tx: Tx,
  token: string | undefined,
  purpose: StepPurpose,
  now: Instant,
): Promise<Step | undefined> {
  if (!token || !isToken(token)) return undefined
  const digest = digestOf(token)
  const row = await tx
    .selectFrom('platform_step')
    .selectAll()
    .where('token_hash', '=', digest)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    network: row.network_id,
    purpose,
    account: row.account_id ?? undefined,
    invitation: (row.invitation_id ?? undefined) as InvitationId | undefined,
    link: (row.link_id ?? undefined) as LinkId | undefined,
    passwordRight: row.password_right === true,
    secret: row.sealed ? unseal(servicesOf(tx), 'step', digest.toString('hex'), row.sealed) : undefined,
  }
}

/** Ends a step. False when another request ended it first: whatever it opened is opened once. */
export async function closeStep(tx: Tx, token: string): Promise<boolean> {
  const done = await tx.deleteFrom('platform_step').where('token_hash', '=', digestOf(token)).executeTakeFirst()
  return done.numDeletedRows > 0n
}
