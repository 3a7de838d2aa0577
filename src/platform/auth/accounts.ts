// SPDX-License-Identifier: EUPL-1.2
// Accounts of staff: an e-mail address to be known by, a password, a second factor, ten recovery codes.
import type { Instant } from '#lib/civil-date.ts'
import { type AccountId, type NetworkId, newId } from '#lib/ids.ts'
import { send, servicesOf, type Tx } from '../db/scope.ts'
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.ts'
import { seal, unseal } from './sealed-box.ts'

/** What an account is made of. The secret arrives in clear and is stored encrypted. */
export type NewAccount = {
  readonly id?: AccountId
  readonly network: NetworkId
  readonly email: string
  readonly displayName: string
  readonly passwordHash: string
  readonly totpSecret: string
  readonly lang?: string | undefined
  /** The step whose code confirmed the second factor, so that the same code does not sign in once more. */
  readonly totpStep?: number
  readonly now: Instant
}

export type Credentials = {
  readonly id: AccountId
  readonly network: NetworkId
  readonly email: string
  readonly displayName: string
  readonly passwordHash: string
  readonly totpSecret: string
  readonly totpLastStep: number
  readonly ended: boolean
}

/** One written form of an address: nobody is two people because of a capital letter. */
export const normaliseEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase()

/** Makes an account. Runs as nc_signin; the caller has made sure that the address is free. */
export function createAccount(tx: Tx, given: NewAccount): AccountId {
  const id = given.id ?? newId<AccountId>()
  send(
    tx,
    tx.insertInto('platform_account').values({
      network_id: given.network,
      id,
      email: normaliseEmail(given.email),
      display_name: given.displayName.trim(),
      lang: given.lang ?? null,
      password_hash: given.passwordHash,
      password_changed_at: given.now,
      totp_secret: seal(servicesOf(tx), 'totp', id, given.totpSecret),
      totp_last_step: given.totpStep ?? 0,
      created_at: given.now,
    }),
  )
  return id
}

/** The credentials behind an address or an id. Runs as nc_signin. */
export async function findCredentials(
  tx: Tx,
  network: NetworkId,
  by: { email: string } | { id: AccountId },
): Promise<Credentials | undefined> {
  const query = tx.selectFrom('platform_account').selectAll().where('network_id', '=', network)
  const row = await ('id' in by
    ? query.where('id', '=', by.id)
    : // An account that was ended gives its address free: the one in use comes first.
      query.where('email', '=', normaliseEmail(by.email)).orderBy('ended_at', sort => sort.desc().nullsFirst())
  ).executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id as AccountId,
    network: row.network_id,
    email: row.email,
    displayName: row.display_name,
    passwordHash: row.password_hash,
    totpSecret: unseal(servicesOf(tx), 'totp', row.id, row.totp_secret),
    totpLastStep: row.totp_last_step,
    ended: row.ended_at !== null,
  }
}

/** Marks a step as used. False when it, or a later one, was used in the meantime: two requests, one code, one wins. */
export async function useTotpStep(tx: Tx, account: AccountId, step: number): Promise<boolean> {
  const done = await tx
    .updateTable('platform_account')
    .set({ totp_last_step: step })
    .where('id', '=', account)
    .where('totp_last_step', '<', step)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Writes a new hash; `now` only when the password itself is another one, and not merely hashed at a higher cost. */
export function savePasswordHash(tx: Tx, account: AccountId, hash: string, now?: Instant): void {
  send(
    tx,
    tx
      .updateTable('platform_account')
      .set({ password_hash: hash, ...(now ? { password_changed_at: now } : {}) })
      .where('id', '=', account),
  )
}

/** Replaces the second factor, as after a lost phone. */
export function saveTotpSecret(tx: Tx, account: AccountId, secret: string, step: number): void {
  const box = seal(servicesOf(tx), 'totp', account, secret)
  const row = { totp_secret: box, totp_last_step: step }
  send(tx, tx.updateTable('platform_account').set(row).where('id', '=', account))
}

/** Ten new codes in place of all former ones. The codes are returned once and cannot be read again. */
export async function renewRecoveryCodes(tx: Tx, network: NetworkId, account: AccountId): Promise<readonly string[]> {
  const codes = newRecoveryCodes()
  send(tx, tx.deleteFrom('platform_recovery_code').where('account_id', '=', account))
  const rows = codes.map(code => ({ network_id: network, account_id: account, code_hash: digestOfCode(code) }))
  send(tx, tx.insertInto('platform_recovery_code').values(rows))
  return codes
}

function digestOfCode(code: string): Buffer {
  const digest = recoveryDigest(code)
  if (!digest) throw new Error('Not a recovery code of ours')
  return digest
}

/** Uses up a recovery code. False when it is none of the account's unused ones. */
export async function useRecoveryCode(tx: Tx, account: AccountId, typed: string, now: Instant): Promise<boolean> {
  const digest = recoveryDigest(typed)
  if (!digest) return false
  const done = await tx
    .updateTable('platform_recovery_code')
    .set({ used_at: now })
    .where('account_id', '=', account)
    .where('code_hash', '=', digest)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** How many recovery codes are left. */
export async function recoveryCodesLeft(tx: Tx, account: AccountId): Promise<number> {
  const { left } = await tx
    .selectFrom('platform_recovery_code')
    .select(eb => eb.fn.countAll<number>().as('left'))
    .where('account_id', '=', account)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(left)
}
