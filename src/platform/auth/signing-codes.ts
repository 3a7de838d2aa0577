// SPDX-License-Identifier: EUPL-1.2
// Signing on her own phone without a session of hers: the operator's screen shows a QR code and a short code; either
// opens, once and for a few minutes, the one act she is asked to sign. What it proves is that she held the screen's code.
import { type Instant, instantOf } from '#lib/civil-date.ts'
import { type Id, type NetworkId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { scopeOf, send, servicesOf, type Tx } from '../db/scope.ts'
import { digestOf, isToken, newCode, newToken, normaliseCode } from './tokens.ts'

const MINUTE_MS = 60_000
export const SIGNING_CODE_MINUTES = 10

export type SigningCode = {
  /** To be typed at /sign, like K7MP-2QXA: 40 bits, ten minutes, throttled by address. */
  readonly code: string
  /** For the QR code. */
  readonly url: string
  readonly expiresAt: Instant
}

/** Makes a code for one act of one person (`subject` names it, e.g. a meeting's id); earlier ones for it stop working. */
export function issueSigningCode(tx: Tx, person: PersonId, subject: string): SigningCode {
  const { network, organisation, now } = scopeOf(tx)
  const code = newCode(2)
  const token = newToken()
  const expiresAt = instantOf(Date.parse(now) + SIGNING_CODE_MINUTES * MINUTE_MS)
  send(
    tx,
    tx
      .updateTable('platform_signing_code')
      .set({ used_at: now })
      .where('person_id', '=', person)
      .where('subject', '=', subject)
      .where('used_at', 'is', null),
  )
  send(
    tx,
    tx.insertInto('platform_signing_code').values({
      network_id: network,
      id: newId<Id<'signing-code'>>(),
      person_id: person,
      organisation_id: organisation,
      subject,
      code_hash: digestOf(code),
      token_hash: digestOf(token),
      created_at: now,
      expires_at: expiresAt,
    }),
  )
  return { code, url: `${servicesOf(tx).baseUrl}/sign/${token}`, expiresAt }
}

/** What a code stands for. */
export type Redeemed = {
  readonly id: Id<'signing-code'>
  readonly network: NetworkId
  readonly organisation: OrganisationId
  readonly person: PersonId
  readonly subject: string
  /** Whether it was scanned (qr) or typed (code): recorded as the method of the signature. */
  readonly method: 'qr' | 'code'
}

const digestIn = (given: string): { column: 'token_hash' | 'code_hash'; digest: Buffer } =>
  isToken(given)
    ? { column: 'token_hash', digest: digestOf(given) }
    : { column: 'code_hash', digest: digestOf(normaliseCode(given)) }

/** Uses up a code (typed) or token (scanned). Nothing when unknown, used or over. Runs as nc_person_link or in her scope. */
export async function redeemSigningCode(tx: Tx, given: string, now: Instant): Promise<Redeemed | undefined> {
  const { column, digest } = digestIn(given)
  const row = await tx
    .updateTable('platform_signing_code')
    .set({ used_at: now })
    .where(column, '=', digest)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['id', 'network_id', 'organisation_id', 'person_id', 'subject'])
    .executeTakeFirst()
  if (!row) return undefined
  const method = column === 'token_hash' ? 'qr' : 'code'
  const { network_id, organisation_id, person_id, subject } = row
  const id = row.id as Id<'signing-code'>
  return { id, network: network_id, organisation: organisation_id, person: person_id, subject, method }
}
