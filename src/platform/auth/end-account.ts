// SPDX-License-Identifier: EUPL-1.2
// Ending somebody's account: every membership, every open invitation, every session, at once. The rows stay as a record
// of who worked here until when.
import { type CivilDate, compareDates } from '#lib/civil-date.ts'
import type { AccountId, MembershipId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '../db/scope.ts'
import { isMemberOn, lockAdministrators, type Member, membersOf } from './memberships.ts'
import { refuse } from './refusals.ts'
import { endSessionsOf } from './sessions.ts'
import { underRole } from './under-role.ts'

export type EndProblem = 'account.own' | 'membership.last-administrator'

/** Why an account cannot be ended: it is one's own, or nobody else could let anybody in. */
export function endProblem(
  members: readonly Member[],
  account: AccountId,
  me: AccountId | undefined,
  today: CivilDate,
): EndProblem | undefined {
  if (account === me) return 'account.own'
  const administrators = new Set(
    members.flatMap(each => (each.role === 'administrator' && isMemberOn(each, today) ? [each.account] : [])),
  )
  return administrators.size === 1 && administrators.has(account) ? 'membership.last-administrator' : undefined
}

export type EndedAccount = { readonly memberships: readonly Member[] }

/**
 * Ends an account in the transaction of the administrator. Its sessions go with it; where one was opened a moment later,
 * it would be of no use, because each request asks whether the account still is.
 */
export async function endAccount(tx: Tx, account: AccountId): Promise<EndedAccount> {
  const { today, now, account: me } = scopeOf(tx)
  await lockAdministrators(tx)
  const all = await membersOf(tx)
  const own = all.filter(each => each.account === account)
  const [first] = own
  if (!first) return refuse('account.not-found')
  const problem = endProblem(all, account, me, today)
  if (problem) refuse(problem)
  send(
    tx,
    tx.updateTable('platform_account').set({ ended_at: now }).where('id', '=', account).where('ended_at', 'is', null),
  )
  const open = own.filter(each => !each.ended)
  for (const each of open) endMembership(tx, each, me)
  send(
    tx,
    tx
      .updateTable('platform_invitation')
      .set({ withdrawn_at: now })
      .where(eb => eb.or([eb('account_id', '=', account), eb('email', '=', first.email)]))
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null),
  )
  await underRole(tx, 'nc_signin', () => endSessionsOf(tx, account))
  return { memberships: open }
}

function endMembership(tx: Tx, { membership, from }: Member, by: AccountId | undefined): void {
  const { today, now } = scopeOf(tx)
  send(
    tx,
    tx
      .updateTable('platform_membership')
      .set({ valid_until: compareDates(from, today) > 0 ? from : today, ended_at: now, ended_by: by ?? null })
      .where('id', '=', membership satisfies MembershipId),
  )
}
