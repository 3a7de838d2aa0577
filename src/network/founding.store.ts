// SPDX-License-Identifier: EUPL-1.2
// How a network begins and how people join it. Account, membership, organisation and fact are made in one transaction.
import { record } from '#ledger/index.ts'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { type AccountId, type MembershipId, type NetworkId, newId, type OrganisationId } from '#lib/ids.ts'
import { createAccount, renewRecoveryCodes, savePasswordHash, saveTotpSecret } from '#platform/auth/accounts.ts'
import { rememberDevice } from '#platform/auth/attempts.ts'
import { type Invitation, useInvitation } from '#platform/auth/invitations.ts'
import { addMember } from '#platform/auth/memberships.ts'
import { createNetwork, useSetupToken } from '#platform/auth/networks.ts'
import { refuse as refuseAuth } from '#platform/auth/refusals.ts'
import { endSessionsOf, membershipsOf, startStaffSession } from '#platform/auth/sessions.ts'
import { underRole } from '#platform/auth/under-role.ts'
import type { Database, Scope, Tx } from '#platform/db/scope.ts'
import { addOrganisation } from './add-organisation.store.ts'
import { refuse } from './refusals.ts'

/** What somebody has chosen on the way in; the second factor is confirmed. */
export type ChosenAccount = {
  readonly email: string
  readonly displayName: string
  readonly passwordHash: string
  readonly totpSecret: string
  readonly totpStep: number
  readonly lang?: string | undefined
}

/** What the browser gets at the end: the codes are shown once, the tokens become cookies. */
export type LetIn = { readonly codes: readonly string[]; readonly token: string; readonly device: string }

const scopeFor = (network: NetworkId, organisation: OrganisationId, account: AccountId, now: Instant): Scope => ({
  network,
  organisation,
  account,
  role: 'administrator',
  purpose: 'administration',
  now,
  today: dayInRome(now),
})

export type NewNetwork = {
  readonly network?: NetworkId
  readonly name: string
  readonly kind: 'trial' | 'demo'
  /** The organisation that leads it and to which the first administrator belongs. */
  readonly organisation: string
  readonly administrator: ChosenAccount
  readonly now: Instant
}

export type Founded = {
  readonly network: NetworkId
  readonly organisation: OrganisationId
  readonly account: AccountId
  readonly membership: MembershipId
}

/** Founds a network inside a scope made for it: network, lead organisation, first administrator. */
async function found(tx: Tx, scope: Scope, given: NewNetwork): Promise<Founded> {
  const { network, organisation, today, now } = scope
  const account = scope.account ?? newId<AccountId>()
  await createNetwork(tx, { name: given.name, kind: given.kind })
  await addOrganisation(tx, { id: organisation, kind: 'leadPartner', name: given.organisation })
  const membership = await underRole(tx, 'nc_signin', async () => {
    createAccount(tx, { ...given.administrator, id: account, network, now })
    return addMember(tx, { network, account, organisation, role: 'administrator', from: today, now })
  })
  await record(tx, 'network.created', { fields: { kind: given.kind } })
  await record(tx, 'member.joined', { fields: { membership, role: 'administrator' } })
  return { network, organisation, account, membership }
}

/** Founds a network, for the demo and the command line. */
export function foundNetwork(db: Database, given: NewNetwork): Promise<Founded> {
  const network = given.network ?? newId<NetworkId>()
  const scope = scopeFor(network, newId<OrganisationId>(), newId<AccountId>(), given.now)
  return db.inScope(scope, tx => found(tx, scope, given))
}

/** Founds a network from the set-up page: the set-up token is used up in the same transaction. */
export function setUp(
  db: Database,
  given: NewNetwork & { readonly network: NetworkId; readonly device: string },
  closeStep: (tx: Tx) => Promise<boolean>,
): Promise<LetIn> {
  const scope = scopeFor(given.network, newId<OrganisationId>(), newId<AccountId>(), given.now)
  return db.inScope(scope, async tx => {
    if (!(await underRole(tx, 'nc_signin', () => closeStep(tx)))) refuseAuth('sign-in.step-over')
    if (!(await useSetupToken(tx))) refuse('setup.token-used')
    const { network, account, membership } = await found(tx, scope, given)
    return letIn(tx, { network, account, membership, device: given.device, now: given.now })
  })
}

type Seat = {
  readonly network: NetworkId
  readonly account: AccountId
  readonly membership: MembershipId
  readonly device: string
  readonly now: Instant
}

const letIn = (tx: Tx, { network, account, membership, device, now }: Seat): Promise<LetIn> =>
  underRole(tx, 'nc_signin', async () => ({
    codes: await renewRecoveryCodes(tx, network, account),
    token: startStaffSession(tx, { network, account, membership, device, now }),
    device: rememberDevice(tx, network, account, now),
  }))

type Joining = { readonly invitation: Invitation; readonly device: string; readonly now: Instant }

/** Accepts an invitation with a new account. */
export function joinWithNewAccount(
  db: Database,
  { invitation, device, now }: Joining,
  chosen: ChosenAccount,
  closeStep: (tx: Tx) => Promise<boolean>,
): Promise<LetIn> {
  const { network, organisation } = invitation
  const account = newId<AccountId>()
  return db.inScope(scopeFor(network, organisation, account, now), async tx => {
    const membership = await underRole(tx, 'nc_signin', async () => {
      if (!(await closeStep(tx))) refuseAuth('sign-in.step-over')
      createAccount(tx, { ...chosen, email: invitation.email, id: account, network, now })
      return acceptSeat(tx, invitation, account, now)
    })
    await record(tx, 'member.joined', { fields: { membership, role: invitation.role } })
    return letIn(tx, { network, account, membership, device, now })
  })
}

/** Uses up the invitation and makes the membership it promises. Runs as nc_signin. */
async function acceptSeat(tx: Tx, invitation: Invitation, account: AccountId, now: Instant): Promise<MembershipId> {
  if (!(await useInvitation(tx, invitation.id, now))) refuseAuth('invitation.over')
  const { network, organisation, unit, role } = invitation
  return addMember(tx, { network, account, organisation, unit, role, from: dayInRome(now), now })
}

/** Accepts an invitation with an account that exists: one more membership, to be switched to. */
export function joinWithOwnAccount(
  db: Database,
  { invitation, now }: Pick<Joining, 'invitation' | 'now'>,
  account: AccountId,
): Promise<MembershipId> {
  const { network, organisation } = invitation
  return db.inScope(scopeFor(network, organisation, account, now), async tx => {
    const membership = await underRole(tx, 'nc_signin', () => acceptSeat(tx, invitation, account, now))
    await record(tx, 'member.joined', { fields: { membership, role: invitation.role } })
    return membership
  })
}

/** A new password and second factor for an account that lost them: every session and every recovery code ends. */
export function resetAccount(
  db: Database,
  { invitation, device, now }: Joining,
  chosen: ChosenAccount,
  closeStep: (tx: Tx) => Promise<boolean>,
): Promise<LetIn> {
  const { network, organisation } = invitation
  const account = invitation.account ?? refuseAuth('account.not-found')
  return db.inScope(scopeFor(network, organisation, account, now), async tx => {
    const membership = await underRole(tx, 'nc_signin', async () => {
      if (!(await closeStep(tx))) refuseAuth('sign-in.step-over')
      if (!(await useInvitation(tx, invitation.id, now))) refuseAuth('invitation.over')
      savePasswordHash(tx, account, chosen.passwordHash, now)
      saveTotpSecret(tx, account, chosen.totpSecret, chosen.totpStep)
      await endSessionsOf(tx, account)
      const [first] = await membershipsOf(tx, { network_id: network, account_id: account }, dayInRome(now))
      return first?.membership ?? refuseAuth('membership.not-found')
    })
    await record(tx, 'member.renewed', { fields: { membership } })
    return letIn(tx, { network, account, membership, device, now })
  })
}
