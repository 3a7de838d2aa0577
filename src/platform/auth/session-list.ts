// SPDX-License-Identifier: EUPL-1.2
// What somebody sees and does with her own open sessions. All of it runs as nc_signin, on one account's rows only.
import { type CivilDate, type Instant, instantOf } from '#lib/civil-date.ts'
import type { AccountId, MembershipId, NetworkId } from '#lib/ids.ts'
import { send, type Tx } from '../db/scope.ts'
import { IDLE_MS, membershipsOf, type SessionId } from './sessions.ts'

export type OpenSession = {
  readonly session: SessionId
  readonly device: string
  readonly since: Instant
  readonly seen: Instant
}

/** The open sessions of an account, the last used first. Runs as nc_signin. */
export async function sessionsOf(tx: Tx, account: AccountId, now: Instant): Promise<readonly OpenSession[]> {
  const rows = await tx
    .selectFrom('platform_session')
    .select(['id', 'device', 'created_at', 'seen_at'])
    .where('account_id', '=', account)
    .where('expires_at', '>', now)
    .where('seen_at', '>', instantOf(Date.parse(now) - IDLE_MS))
    .orderBy('seen_at', 'desc')
    .execute()
  return rows.map(row => ({
    session: row.id as SessionId,
    device: row.device,
    since: row.created_at,
    seen: row.seen_at,
  }))
}

/** Ends one session of an account by its id. Runs as nc_signin; somebody else's is not found and not touched. */
export async function endSessionOf(tx: Tx, account: AccountId, session: SessionId): Promise<boolean> {
  const done = await tx
    .deleteFrom('platform_session')
    .where('account_id', '=', account)
    .where('id', '=', session)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

/** Moves a session to another membership of the same account. Runs as nc_signin; false when it is not one of hers. */
export async function switchMembership(
  tx: Tx,
  of: { network: NetworkId; account: AccountId; session: SessionId; membership: MembershipId; today: CivilDate },
): Promise<boolean> {
  const mine = await membershipsOf(tx, { network_id: of.network, account_id: of.account }, of.today)
  if (!mine.some(each => each.membership === of.membership)) return false
  send(
    tx,
    tx
      .updateTable('platform_session')
      .set({ membership_id: of.membership })
      .where('id', '=', of.session)
      .where('account_id', '=', of.account),
  )
  return true
}
