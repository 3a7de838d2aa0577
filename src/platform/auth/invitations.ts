// SPDX-License-Identifier: EUPL-1.2
// One-time links for members: to join an organisation, or to come back after a lost password or phone. There may be no
// mail, so the link is shown on screen to the administrator, once; only its digest is kept.
import { type Instant, instantOf } from '#lib/civil-date.ts'
import { type AccountId, type InvitationId, type NetworkId, newId, type OrganisationId, type UnitId } from '#lib/ids.ts'
import { scopeOf, send, servicesOf, type Tx } from '../db/scope.ts'
import { normaliseEmail } from './accounts.ts'
import { refuse } from './refusals.ts'
import type { Role } from './roles.ts'
import { digestOf, isToken, newToken } from './tokens.ts'

const DAY_MS = 86_400_000
export const INVITATION_DAYS = 7
/** A link that replaces password and second factor is worth more than an invitation, so it lives shorter. */
export const RESET_HOURS = 24

export type Invitation = {
  readonly id: InvitationId
  readonly network: NetworkId
  readonly kind: 'join' | 'reset'
  readonly account: AccountId | undefined
  readonly email: string
  readonly displayName: string | undefined
  readonly organisation: OrganisationId
  readonly unit: UnitId | undefined
  readonly role: Role
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly acceptedAt: Instant | undefined
  readonly withdrawnAt: Instant | undefined
}

export type InvitationState = 'open' | 'accepted' | 'withdrawn' | 'expired'

/** What an invitation is worth now. */
export function invitationState(
  invitation: Pick<Invitation, 'acceptedAt' | 'withdrawnAt' | 'expiresAt'>,
  now: Instant,
): InvitationState {
  if (invitation.acceptedAt !== undefined) return 'accepted'
  if (invitation.withdrawnAt !== undefined) return 'withdrawn'
  return invitation.expiresAt > now ? 'open' : 'expired'
}

export type NewInvitation = {
  readonly email: string
  readonly displayName?: string | undefined
  readonly organisation: OrganisationId
  readonly unit?: UnitId | undefined
  readonly role: Role
}

export type Link = { readonly id: InvitationId; readonly url: string; readonly expiresAt: Instant }

/**
 * Invites somebody; the same address invited to the same organisation again gets a new link in place of the old one,
 * so that sending a form twice makes no second invitation. Administrators only (the database says so).
 */
export async function invite(tx: Tx, given: NewInvitation): Promise<Link> {
  const { network, account, now } = scopeOf(tx)
  const email = normaliseEmail(given.email)
  const open = await tx
    .selectFrom('platform_invitation')
    .select('id')
    .where('email', '=', email)
    .where('organisation_id', '=', given.organisation)
    .where('kind', '=', 'join')
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (open) return renewInvitation(tx, open.id as InvitationId, given)
  const id = newId<InvitationId>()
  const link = newLink(tx, id, now, INVITATION_DAYS * DAY_MS)
  send(
    tx,
    tx.insertInto('platform_invitation').values({
      network_id: network,
      id,
      kind: 'join',
      email,
      display_name: given.displayName ?? null,
      organisation_id: given.organisation,
      unit_id: given.unit ?? null,
      role: given.role,
      token_hash: link.digest,
      created_at: now,
      created_by: account ?? null,
      expires_at: link.expiresAt,
    }),
  )
  return link
}

function newLink(tx: Tx, id: InvitationId, now: Instant, lives: number): Link & { digest: Buffer } {
  const token = newToken()
  const url = `${servicesOf(tx).baseUrl}/invitations/${token}`
  return { id, url, expiresAt: instantOf(Date.parse(now) + lives), digest: digestOf(token) }
}

/** A new link for an invitation that is open or has expired; the old one stops working. */
export async function renewInvitation(tx: Tx, id: InvitationId, change?: NewInvitation): Promise<Link> {
  const link = newLink(tx, id, scopeOf(tx).now, INVITATION_DAYS * DAY_MS)
  const done = await tx
    .updateTable('platform_invitation')
    .set({ token_hash: link.digest, expires_at: link.expiresAt })
    .$if(change !== undefined, query =>
      query.set({ role: change?.role ?? '', unit_id: change?.unit ?? null, display_name: change?.displayName ?? null }),
    )
    .where('id', '=', id)
    .where('kind', '=', 'join')
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) refuse('invitation.over')
  return link
}

/** A link by which a member chooses a new password and a new second factor. The old ones work until she has. */
export function inviteToReset(
  tx: Tx,
  member: { account: AccountId; email: string; organisation: OrganisationId; role: Role },
): Link {
  const { network, account, now } = scopeOf(tx)
  const id = newId<InvitationId>()
  const link = newLink(tx, id, now, RESET_HOURS * 3_600_000)
  send(
    tx,
    tx
      .updateTable('platform_invitation')
      .set({ withdrawn_at: now })
      .where('account_id', '=', member.account)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null),
  )
  send(
    tx,
    tx.insertInto('platform_invitation').values({
      network_id: network,
      id,
      kind: 'reset',
      account_id: member.account,
      email: member.email,
      organisation_id: member.organisation,
      role: member.role,
      token_hash: link.digest,
      created_at: now,
      created_by: account ?? null,
      expires_at: link.expiresAt,
    }),
  )
  return link
}

/** Withdraws an open invitation. */
export async function withdrawInvitation(tx: Tx, id: InvitationId): Promise<void> {
  const done = await tx
    .updateTable('platform_invitation')
    .set({ withdrawn_at: scopeOf(tx).now })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) refuse('invitation.over')
}

/** No column of a secret: these are all that an administrator may read. */
const columns = [
  'id',
  'network_id',
  'kind',
  'account_id',
  'email',
  'display_name',
  'organisation_id',
  'unit_id',
  'role',
  'created_at',
  'expires_at',
  'accepted_at',
  'withdrawn_at',
] as const

const select = (tx: Tx) => tx.selectFrom('platform_invitation').select(columns)
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const toInvitation = (row: Row): Invitation => ({
  id: row.id as InvitationId,
  network: row.network_id,
  kind: row.kind as Invitation['kind'],
  account: row.account_id ?? undefined,
  email: row.email,
  displayName: row.display_name ?? undefined,
  organisation: row.organisation_id,
  unit: row.unit_id ?? undefined,
  role: row.role as Role,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  acceptedAt: row.accepted_at ?? undefined,
  withdrawnAt: row.withdrawn_at ?? undefined,
})

/** Invitations to join an organisation, or to all, that were neither accepted nor withdrawn; newest first. */
export async function pendingInvitations(tx: Tx, organisation?: OrganisationId): Promise<readonly Invitation[]> {
  let query = select(tx).where('kind', '=', 'join').where('accepted_at', 'is', null).where('withdrawn_at', 'is', null)
  if (organisation) query = query.where('organisation_id', '=', organisation)
  return (await query.orderBy('created_at', 'desc').execute()).map(toInvitation)
}

/** The invitation behind a link, if it is open. Runs as nc_signin. */
export async function findOpenInvitation(tx: Tx, token: string, now: Instant): Promise<Invitation | undefined> {
  if (!isToken(token)) return undefined
  const row = await select(tx).where('token_hash', '=', digestOf(token)).executeTakeFirst()
  const invitation = row && toInvitation(row)
  return invitation && invitationState(invitation, now) === 'open' ? invitation : undefined
}

/** The invitation by its id, if it is open. Runs as nc_signin. */
export async function findInvitation(tx: Tx, id: InvitationId, now: Instant): Promise<Invitation | undefined> {
  const row = await select(tx).where('id', '=', id).executeTakeFirst()
  const invitation = row && toInvitation(row)
  return invitation && invitationState(invitation, now) === 'open' ? invitation : undefined
}

/** Uses up an invitation. False when another request was faster. Runs as nc_signin. */
export async function useInvitation(tx: Tx, id: InvitationId, now: Instant): Promise<boolean> {
  const done = await tx
    .updateTable('platform_invitation')
    .set({ accepted_at: now })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}
