// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import type { Instant } from '#lib/civil-date.ts'
import type { AccountId, NetworkId, OrganisationId } from '#lib/ids.ts'
import { inviteToReset, type Link } from '#platform/auth/invitations.ts'
import { programScope } from '#platform/auth/program-scope.ts'
import type { Role } from '#platform/auth/roles.ts'
import type { Database } from '#platform/db/scope.ts'

export type Somebody = {
  readonly network: NetworkId
  readonly organisation: OrganisationId
  readonly account: AccountId
  readonly email: string
  readonly role: Role
}

/** A one-time link by which somebody chooses a new password and second factor; recorded like one made on the page. */
export function makeResetLink(db: Database, { network, ...member }: Somebody, now: Instant): Promise<Link> {
  const { organisation, role } = member
  return db.inScope(programScope(network, organisation, now), async tx => {
    const link = inviteToReset(tx, member)
    await record(tx, 'member.invited', { fields: { invitation: link.id, organisation, role } })
    return link
  })
}
