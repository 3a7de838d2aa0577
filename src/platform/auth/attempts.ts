// SPDX-License-Identifier: EUPL-1.2
// Where attempts are counted. Runs as nc_signin or nc_person_link, in short transactions of its own, so that a wrong
// attempt stays counted whatever happens afterwards.
import type { Instant } from '#lib/civil-date.ts'
import { instantOf } from '#lib/civil-date.ts'
import type { AccountId, NetworkId } from '#lib/ids.ts'
import { send, servicesOf, type Tx } from '../db/scope.ts'
import { keyedDigest } from './sealed-box.ts'
import { oneMore, type Place, type Tally, type Verdict, verdictOn } from './throttle.ts'
import { digestOf, isToken, newToken } from './tokens.ts'

/** For what is not aimed at a network, such as the set-up token: all zeros. */
export const NO_NETWORK = '00000000-0000-0000-0000-000000000000' as NetworkId
const DAY_MS = 86_400_000
export const DEVICE_MS = 180 * DAY_MS

/** Where an attempt comes from and what it is aimed at. */
export type Attempt = {
  readonly network: NetworkId
  /** What is tried: an e-mail address, a link, the set-up token. Never stored in clear. */
  readonly target: string
  readonly address: string
  /** The digest of a browser that the account knows. */
  readonly device?: Buffer | undefined
  readonly now: Instant
}

const keysOf = (tx: Tx, attempt: Attempt): Record<Place, Buffer> => {
  const digest = (text: string) => keyedDigest(servicesOf(tx), `${attempt.network}\n${text}`)
  const place = attempt.device ? `device ${attempt.device.toString('hex')}` : `address ${attempt.address}`
  return {
    own: digest(`own ${attempt.target}\n${place}`),
    address: digest(`address ${attempt.address}`),
    account: digest(`account ${attempt.target}`),
  }
}

/**
 * Counts an attempt before it is looked at and says whether it may be. Two attempts at the same moment are counted one
 * after the other: the row of each place is locked until this transaction ends. An attempt that must wait is not counted.
 */
export async function countAttempt(tx: Tx, attempt: Attempt): Promise<Verdict> {
  const keys = keysOf(tx, attempt)
  // Always in the same order, so that two transactions cannot wait for each other.
  const own = await lockTally(tx, attempt, keys.own)
  const address = attempt.device ? undefined : await lockTally(tx, attempt, keys.address)
  const account = attempt.device ? undefined : await lockTally(tx, attempt, keys.account)
  const tallies = { ...(own ? { own } : {}), ...(address ? { address } : {}), ...(account ? { account } : {}) }
  const verdict = verdictOn(tallies, attempt.device !== undefined, attempt.now)
  if (verdict.kind === 'wait') return verdict
  saveTally(tx, attempt, keys.own, oneMore('own', own, attempt.now))
  if (!attempt.device) {
    saveTally(tx, attempt, keys.address, oneMore('address', address, attempt.now))
    saveTally(tx, attempt, keys.account, oneMore('account', account, attempt.now))
  }
  return verdict
}

/**
 * After success this place starts from zero and the attempt is taken off what strangers are counted for, so that a busy
 * office behind one address is not mistaken for an attack.
 */
export function forgetAttempts(tx: Tx, attempt: Attempt): void {
  const { own, address, account } = keysOf(tx, attempt)
  const dayAgo = instantOf(Date.parse(attempt.now) - DAY_MS)
  send(tx, tx.deleteFrom('platform_throttle').where('network_id', '=', attempt.network).where('key', '=', own))
  if (!attempt.device) {
    send(
      tx,
      tx
        .updateTable('platform_throttle')
        .set(eb => ({ attempts: eb('attempts', '-', 1) }))
        .where('network_id', '=', attempt.network)
        .where('key', 'in', [address, account])
        .where('attempts', '>', 0),
    )
  }
  send(tx, tx.deleteFrom('platform_throttle').where('last_at', '<', dayAgo))
}

async function lockTally(tx: Tx, { network, now }: Attempt, key: Buffer): Promise<Tally | undefined> {
  // The row must exist to be locked; a first attempt waits here for another first attempt.
  send(
    tx,
    tx
      .insertInto('platform_throttle')
      .values({ network_id: network, key, attempts: 0, first_at: now, last_at: now })
      .onConflict(conflict => conflict.doNothing()),
  )
  const row = await tx
    .selectFrom('platform_throttle')
    .select(['attempts', 'first_at', 'last_at'])
    .where('network_id', '=', network)
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()
  return row && row.attempts > 0 ? { attempts: row.attempts, firstAt: row.first_at, lastAt: row.last_at } : undefined
}

function saveTally(tx: Tx, { network }: Attempt, key: Buffer, tally: Tally): void {
  send(
    tx,
    tx
      .updateTable('platform_throttle')
      .set({ attempts: tally.attempts, first_at: tally.firstAt, last_at: tally.lastAt })
      .where('network_id', '=', network)
      .where('key', '=', key),
  )
}

/** The digest under which an account knows this browser, or nothing. Runs as nc_signin. */
export async function knownDevice(
  tx: Tx,
  account: AccountId | undefined,
  cookie: string | undefined,
  now: Instant,
): Promise<Buffer | undefined> {
  if (!account || !cookie || !isToken(cookie)) return undefined
  const row = await tx
    .selectFrom('platform_device')
    .select('token_hash')
    .where('token_hash', '=', digestOf(cookie))
    .where('account_id', '=', account)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.token_hash
}

/** Remembers the browser after a complete sign-in; returns the cookie's value. Runs as nc_signin. */
export function rememberDevice(tx: Tx, network: NetworkId, account: AccountId, now: Instant): string {
  const token = newToken()
  const row = { network_id: network, account_id: account, token_hash: digestOf(token), created_at: now }
  send(tx, tx.deleteFrom('platform_device').where('expires_at', '<', now))
  send(tx, tx.insertInto('platform_device').values({ ...row, expires_at: instantOf(Date.parse(now) + DEVICE_MS) }))
  return token
}
