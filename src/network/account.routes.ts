// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import type { AccountId } from '#lib/ids.ts'
import { endAccount, endProblem } from '#platform/auth/end-account.ts'
import { pendingInvitations } from '#platform/auth/invitations.ts'
import { membersOf } from '#platform/auth/memberships.ts'
import { refuse } from '#platform/auth/refusals.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import type { Routes } from '#platform/http/routes.ts'
import { AccountPage } from './account.page.tsx'
import { paths } from './network.paths.ts'
import { AccountParams } from './organisation.form.ts'
import { organisationsIn } from './organisation.store.ts'

const administrator = { role: 'administrator' } as const

async function accountPage(tx: Tx, account: AccountId): Promise<Answer> {
  const { account: me, today } = scopeOf(tx)
  const all = await membersOf(tx)
  const seats = all.filter(each => each.account === account)
  const [first] = seats
  if (!first) return refuse('account.not-found')
  const invited = (await pendingInvitations(tx)).filter(each => each.email === first.email)
  const names = new Map((await organisationsIn(tx)).map(each => [each.id, each.name]))
  const problem = endProblem(all, account, me, today)
  return page(AccountPage, { account, seats, names, invitations: invited.length, problem })
}

/** One member's account: where it works, and its end. */
export const accountRoutes: Routes = async app => {
  app.get(
    paths.account.pattern,
    { config: administrator, schema: { hide: true, params: AccountParams } },
    async (request, reply) => send(reply, await request.inScope(({ tx }) => accountPage(tx, request.params.account))),
  )

  app.post(
    paths.endAccount.pattern,
    {
      config: { ...administrator, records: ['account.ended', 'member.ended'] },
      schema: { hide: true, params: AccountParams },
    },
    async (request, reply) => {
      const { account } = request.params
      const answer = await request.inScope(async ({ tx }) => {
        const { memberships } = await endAccount(tx, account)
        for (const { membership, organisation, role } of memberships) {
          await record(tx, 'member.ended', { fields: { membership, organisation, role } })
        }
        await record(tx, 'account.ended', { fields: { account, memberships: memberships.length } })
        return redirect(paths.account.to({ account }))
      })
      return send(reply, answer)
    },
  )
}
