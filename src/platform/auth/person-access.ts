// SPDX-License-Identifier: EUPL-1.2
// How the person gets in: a one-time link made by the organisation that keeps her record, then a cookie and a PIN that
// she alone knows. No e-mail address and no SPID is needed. For a minor the guardian holds both.
import { dayInRome, type Instant, instantOf } from '#lib/civil-date.ts'
import { type LinkId, type NetworkId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { scopeOf, send, servicesOf, type Tx } from '../db/scope.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { refuse } from './refusals.ts'
import { pinIsLocked } from './throttle.ts'
import { digestOf, isToken, newToken } from './tokens.ts'

const DAY_MS = 86_400_000
/** A link not opened within a week is of no use any more: it may lie in somebody else's hands. */
export const LINK_DAYS = 7

/** Who holds the link and the PIN: the person, or for a minor the guardian (c.c. art. 320, 343). */
export type Holder = 'self' | 'guardian'

export type PersonLink = {
  readonly id: LinkId
  readonly network: NetworkId
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly holder: Holder
  readonly guardianName: string | undefined
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly redeemedAt: Instant | undefined
  readonly revokedAt: Instant | undefined
}

export type NewLink = { readonly holder: 'self' } | { readonly holder: 'guardian'; readonly guardianName: string }

/**
 * Makes a link for the person of an own record and revokes those not yet opened. The address is returned once, for
 * a QR code or to be handed over; only its digest is kept.
 */
export async function createPersonLink(
  tx: Tx,
  person: PersonId,
  given: NewLink = { holder: 'self' },
): Promise<{ readonly id: LinkId; readonly url: string; readonly expiresAt: Instant }> {
  const { network, organisation, account, now } = scopeOf(tx)
  const token = newToken()
  const id = newId<LinkId>()
  const expiresAt = instantOf(Date.parse(now) + LINK_DAYS * DAY_MS)
  send(
    tx,
    tx
      .updateTable('platform_person_link')
      .set({ revoked_at: now })
      .where('person_id', '=', person)
      .where('redeemed_at', 'is', null)
      .where('revoked_at', 'is', null),
  )
  send(
    tx,
    tx.insertInto('platform_person_link').values({
      network_id: network,
      id,
      person_id: person,
      organisation_id: organisation,
      holder: given.holder,
      guardian_name: given.holder === 'guardian' ? given.guardianName : null,
      token_hash: digestOf(token),
      created_at: now,
      created_by: account ?? null,
      expires_at: expiresAt,
    }),
  )
  return { id, url: `${servicesOf(tx).baseUrl}/my/enter/${token}`, expiresAt }
}

/** The links of a person, newest first. */
export async function personLinksOf(tx: Tx, person: PersonId): Promise<readonly PersonLink[]> {
  const rows = await tx
    .selectFrom('platform_person_link')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(toLink)
}

type LinkRow = Awaited<ReturnType<typeof findLinkRow>>

const findLinkRow = (tx: Tx, token: string) =>
  tx.selectFrom('platform_person_link').selectAll().where('token_hash', '=', digestOf(token)).executeTakeFirst()

const toLink = (row: NonNullable<LinkRow>): PersonLink => ({
  id: row.id as LinkId,
  network: row.network_id,
  person: row.person_id,
  organisation: row.organisation_id,
  holder: row.holder as Holder,
  guardianName: row.guardian_name ?? undefined,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  redeemedAt: row.redeemed_at ?? undefined,
  revokedAt: row.revoked_at ?? undefined,
})

/** Whether a link may still be redeemed. */
export const isLinkOpen = (link: PersonLink, now: Instant): boolean =>
  link.redeemedAt === undefined && link.revokedAt === undefined && link.expiresAt > now

/** The link behind a token, if it may still be redeemed. Runs as nc_person_link. */
export async function findOpenLink(tx: Tx, token: string, now: Instant): Promise<PersonLink | undefined> {
  const row = isToken(token) ? await findLinkRow(tx, token) : undefined
  const link = row && toLink(row)
  return link && isLinkOpen(link, now) ? link : undefined
}

/** The link by its id, if it has not been revoked. Runs as nc_person_link. */
export async function findLink(tx: Tx, id: LinkId): Promise<PersonLink | undefined> {
  const row = await tx
    .selectFrom('platform_person_link')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && toLink(row)
}

/** Uses up a link. False when another request was faster. Runs as nc_person_link. */
export async function redeemLink(tx: Tx, id: LinkId, now: Instant): Promise<boolean> {
  const done = await tx
    .updateTable('platform_person_link')
    .set({ redeemed_at: now })
    .where('id', '=', id)
    .where('redeemed_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Closes every way in that the person has: links and, with them, sessions. The PIN stays for signing at the desk. */
export function revokePersonLinks(tx: Tx, person: PersonId): void {
  const { now } = scopeOf(tx)
  send(
    tx,
    tx
      .updateTable('platform_person_link')
      .set({ revoked_at: now })
      .where('person_id', '=', person)
      .where('revoked_at', 'is', null),
  )
}

/** Four to six digits that are not the first ones somebody else would try. */
export function pinProblem(pin: string): 'pin.form' | 'pin.weak' | undefined {
  if (!/^\d{4,6}$/.test(pin)) return 'pin.form'
  const digits = [...pin].map(Number)
  const steps = new Set(digits.slice(1).map((digit, at) => digit - (digits[at] ?? 0)))
  const [step] = steps
  const isLine = steps.size === 1 && step !== undefined && Math.abs(step) <= 1
  const isYear = /^(?:19[3-9]\d|20[0-4]\d)$/.test(pin)
  return isLine || isYear || /^(\d\d)\1+$/.test(pin) ? 'pin.weak' : undefined
}

/** Whether a person has a PIN, and who holds it. */
export async function pinHolder(tx: Tx, person: PersonId): Promise<Holder | undefined> {
  const row = await tx
    .selectFrom('platform_person_secret')
    .select('holder')
    .where('person_id', '=', person)
    .executeTakeFirst()
  return row?.holder as Holder | undefined
}

/** Whose record a PIN belongs to; the scope says so, unless the person comes in by a link. */
export type PinOf = {
  readonly network: NetworkId
  readonly organisation: OrganisationId
  readonly holder?: Holder
  readonly now: Instant
}

/** Keeps a PIN that the person has chosen, in place of any former one. Refuses one that is easy to guess. */
export async function setPin(tx: Tx, person: PersonId, pin: string, of: PinOf = scopeOf(tx)): Promise<void> {
  if (pinProblem(pin)) refuse('pin.weak')
  const row = {
    holder: of.holder ?? 'self',
    pin_hash: await hashPassword(pin, servicesOf(tx).passwordCost),
    set_at: of.now,
    wrong: 0,
    wrong_at: null,
  }
  send(
    tx,
    tx
      .insertInto('platform_person_secret')
      .values({ network_id: of.network, person_id: person, organisation_id: of.organisation, ...row })
      .onConflict(conflict => conflict.columns(['network_id', 'person_id']).doUpdateSet(row)),
  )
}

export type PinAnswer = 'ok' | 'wrong' | 'locked'

/**
 * Checks a PIN. It answers instead of throwing, and counts the attempt first: the caller must let the transaction
 * commit (answer with a page, do not refuse), or the count would be rolled back. The row stays locked meanwhile, so
 * parallel guesses wait for each other. Without a PIN the answer is `wrong`, after the same work.
 */
export async function verifyPin(
  tx: Tx,
  person: PersonId,
  pin: string,
  now: Instant = scopeOf(tx).now,
): Promise<PinAnswer> {
  const row = await tx
    .selectFrom('platform_person_secret')
    .select(['pin_hash', 'wrong', 'wrong_at'])
    .where('person_id', '=', person)
    .forUpdate()
    .executeTakeFirst()
  if (row && pinIsLocked(row.wrong, row.wrong_at ?? undefined, now)) return 'locked'
  const right = await verifyPassword(pin, row?.pin_hash, servicesOf(tx).passwordCost)
  if (!row) return 'wrong'
  const count = right ? { wrong: 0, wrong_at: null } : { wrong: row.wrong + 1, wrong_at: now }
  if (!right || row.wrong > 0) {
    send(tx, tx.updateTable('platform_person_secret').set(count).where('person_id', '=', person))
  }
  if (right) return 'ok'
  return pinIsLocked(row.wrong + 1, now, now) ? 'locked' : 'wrong'
}

/** Removes every way in. Only for erasure, before the grants go. */
export function erasePersonAccess(tx: Tx, person: PersonId): void {
  send(tx, tx.deleteFrom('platform_signing_code').where('person_id', '=', person))
  send(tx, tx.deleteFrom('platform_person_secret').where('person_id', '=', person))
  send(tx, tx.deleteFrom('platform_person_link').where('person_id', '=', person))
}

/** What is held of a person's ways in, for her own copy: never the secrets. */
export async function exportPersonAccess(tx: Tx, person: PersonId): Promise<Readonly<Record<string, unknown>>> {
  const links = await personLinksOf(tx, person)
  return {
    links: links.map(({ createdAt, redeemedAt, revokedAt, holder, guardianName }) => ({
      made: dayInRome(createdAt),
      redeemed: redeemedAt && dayInRome(redeemedAt),
      revoked: revokedAt && dayInRome(revokedAt),
      holder,
      guardianName,
    })),
    hasPin: (await pinHolder(tx, person)) !== undefined,
  }
}
