// SPDX-License-Identifier: EUPL-1.2
// The person's steps on the way in. All of it runs as nc_person_link, which sees links, PINs and her sessions only.
import { type Instant, instantOf } from '#lib/civil-date.ts'
import type { LinkId } from '#lib/ids.ts'
import { type Database, send, type Tx, type Work } from '../db/scope.ts'
import {
  findLink,
  findOpenLink,
  type Holder,
  type PersonLink,
  type PinAnswer,
  redeemLink,
  setPin,
  verifyPin,
} from './person-access.ts'
import { startPersonSession } from './sessions.ts'
import { redeemSigningCode } from './signing-codes.ts'
import { closeStep, findStep, openStep } from './steps.ts'
import { type Attempt, countAttempt, forgetAttempts, NO_NETWORK } from './attempts.ts'
import { digestOf, isToken } from './tokens.ts'

const asLink = <T>(db: Database, work: Work<T>): Promise<T> => db.asRole('nc_person_link', undefined, work)

/** Opens a link: the cookie's value for the page where the PIN is chosen. The link itself is used up only there. */
export function openLink(db: Database, token: string, now: Instant): Promise<string | undefined> {
  return asLink(db, async tx => {
    const link = await findOpenLink(tx, token, now)
    return link && openStep(tx, { network: link.network, purpose: 'person', link: link.id, now })
  })
}

async function linkOfStep(tx: Tx, step: string | undefined, now: Instant): Promise<PersonLink | undefined> {
  const found = await findStep(tx, step, 'person', now)
  return found?.link && findLink(tx, found.link)
}

/** Who is about to choose a PIN, or nobody when the step is over. */
export const holderOfStep = (db: Database, step: string | undefined, now: Instant): Promise<Holder | undefined> =>
  asLink(db, async tx => (await linkOfStep(tx, step, now))?.holder)

/** Keeps the PIN, uses up the link, opens her session. Nothing when step or link were used in the meantime. */
export function enterWithPin(
  db: Database,
  given: { step: string; pin: string; device: string; now: Instant },
): Promise<string | undefined> {
  const { step, pin, device, now } = given
  return asLink(db, async tx => {
    const link = await linkOfStep(tx, step, now)
    if (!link || !(await closeStep(tx, step)) || !(await redeemLink(tx, link.id, now))) return undefined
    const { network, organisation, holder } = link
    await setPin(tx, link.person, pin, { network, organisation, holder, now })
    return startPersonSession(tx, { network, link: link.id, device, now })
  })
}

/** Her session behind a cookie, even when it rests: its link has not been revoked and it is not past its end. */
async function restingLink(tx: Tx, token: string | undefined, now: Instant): Promise<PersonLink | undefined> {
  if (!token || !isToken(token)) return undefined
  const row = await tx
    .selectFrom('platform_session')
    .select('link_id')
    .where('token_hash', '=', digestOf(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.link_id ? findLink(tx, row.link_id as LinkId) : undefined
}

/** Whether a phone is known, so that the PIN is enough to come back. */
export const isKnownPhone = (db: Database, token: string | undefined, now: Instant): Promise<boolean> =>
  asLink(db, async tx => (await restingLink(tx, token, now)) !== undefined)

/** Comes back with the PIN: a new session in place of the resting one. */
export function unlock(
  db: Database,
  given: { token: string | undefined; pin: string; device: string; now: Instant },
): Promise<Exclude<PinAnswer, 'ok'> | 'over' | { readonly token: string }> {
  return asLink(db, async tx => {
    const link = await restingLink(tx, given.token, given.now)
    if (!link || !given.token) return 'over'
    const answer = await verifyPin(tx, link.person, given.pin, given.now)
    if (answer !== 'ok') return answer
    send(tx, tx.deleteFrom('platform_session').where('token_hash', '=', digestOf(given.token)))
    const session = { network: link.network, link: link.id, device: given.device, now: given.now }
    return { token: startPersonSession(tx, session) }
  })
}

/** Leaves in a hurry: her phone asks for the PIN again, a session made by a signing code is gone. */
export async function leave(db: Database, tokens: readonly (string | undefined)[]): Promise<void> {
  const digests = tokens.filter(token => token !== undefined && isToken(token)).map(token => digestOf(token ?? ''))
  if (digests.length === 0) return
  await asLink(db, async tx => {
    send(tx, tx.deleteFrom('platform_session').where('token_hash', 'in', digests).where('signing_id', 'is not', null))
    send(
      tx,
      tx
        .updateTable('platform_session')
        .set({ seen_at: instantOf(0) })
        .where('token_hash', 'in', digests),
    )
  })
}

export type CodeEntry =
  | { readonly kind: 'in'; readonly token: string; readonly subject: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly waitMs: number }

/** Opens the one act that a typed or scanned code stands for. Wrong codes are counted by address. */
export async function enterWithCode(
  db: Database,
  given: { code: string; address: string; device: string; now: Instant },
): Promise<CodeEntry> {
  const { address, now } = given
  const attempt: Attempt = { network: NO_NETWORK, target: 'signing code', address, now }
  const verdict = await asLink(db, tx => countAttempt(tx, attempt))
  if (verdict.kind === 'wait') return verdict
  return asLink(db, async tx => {
    const found = await redeemSigningCode(tx, given.code, now)
    if (!found) return { kind: 'wrong' }
    forgetAttempts(tx, attempt)
    const { network, id, method, subject } = found
    const token = startPersonSession(tx, { network, signing: id, method, device: given.device, now })
    return { kind: 'in', token, subject }
  })
}
