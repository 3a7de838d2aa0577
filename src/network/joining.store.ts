// SPDX-License-Identifier: EUPL-1.2
import type { Instant } from '#lib/civil-date.ts'
import type { AccountId, InvitationId } from '#lib/ids.ts'
import { findInvitation, findOpenInvitation, type Invitation } from '#platform/auth/invitations.ts'
import { findStep, openStep } from '#platform/auth/steps.ts'
import type { Database, Tx } from '#platform/db/scope.ts'
import type { InvitationCard } from './invitation-card.ts'

/** An open invitation with what its page shows, and the account that its address may already have. */
export type OpenInvitation = {
  readonly invitation: Invitation
  readonly card: InvitationCard
  readonly hasAccount: boolean
  readonly account: AccountId | undefined
}

/** Opens an invitation's link: the cookie's value that leads to its page. The link itself is used up at the end only. */
export function openInvitation(db: Database, token: string, now: Instant): Promise<string | undefined> {
  return db.asRole('nc_signin', undefined, async tx => {
    const found = await findOpenInvitation(tx, token, now)
    return found && openStep(tx, { network: found.network, purpose: 'invitation', invitation: found.id, now })
  })
}

/** The invitation that a browser has opened, while it lasts. */
export function openInvitationOfStep(
  db: Database,
  step: string | undefined,
  now: Instant,
): Promise<OpenInvitation | undefined> {
  return db.asRole('nc_signin', undefined, async tx => {
    const found = await findStep(tx, step, 'invitation', now)
    const invitation = found?.invitation && (await findInvitation(tx, found.invitation, now))
    return invitation ? describe(tx, invitation) : undefined
  })
}

async function describe(tx: Tx, invitation: Invitation): Promise<OpenInvitation> {
  const { network, organisation, email, displayName, role, kind } = invitation
  const place = await tx
    .selectFrom('platform_network as n')
    .innerJoin('platform_organisation_card as c', 'c.network_id', 'n.id')
    .select(['n.name as network', 'c.name as organisation'])
    .where('n.id', '=', network)
    .where('c.organisation_id', '=', organisation)
    .executeTakeFirstOrThrow()
  const account = await tx
    .selectFrom('platform_account')
    .select('id')
    .where('network_id', '=', network)
    .where('email', '=', email)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return {
    invitation,
    card: { email, displayName, role, kind, ...place },
    hasAccount: account !== undefined,
    account: account?.id as AccountId | undefined,
  }
}

/** The invitation at the end of the way, if it is still open. */
export const rememberInvitation = (
  db: Database,
  id: InvitationId | undefined,
  now: Instant,
): Promise<Invitation | undefined> =>
  db.asRole('nc_signin', undefined, async tx => (id ? findInvitation(tx, id, now) : undefined))
