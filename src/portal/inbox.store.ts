// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PackageId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'

export type Received = {
  /** open: to be decided. accepted: the declaration is missing. did: the pact is missing. */
  readonly state: 'open' | 'accepted' | 'did'
  readonly count: number
  readonly oldest: CivilDate
  readonly first: PackageId
  readonly name: string
}

/** What a job centre has to do with the packages it received, by kind, with the one that waits longest. */
export async function received(tx: Tx): Promise<readonly Received[]> {
  const { organisation } = scopeOf(tx)
  const { rows } = await sql<Received>`
    select state, count(*)::int as count, min(sent_on) as oldest,
      (array_agg(id order by sent_at))[1] as first, (array_agg(person_name order by sent_at))[1] as name
    from (
      select p.id, p.sent_on, p.sent_at, p.person_name,
        case when r.state is null or r.state = 'in-review' then 'open' else r.state end as state
      from cpi_package p left join cpi_review r on r.network_id = p.network_id and r.package_id = p.id
      where p.receiver_organisation = ${organisation}
    ) w where state in ('open', 'accepted', 'did') group by state`.execute(tx)
  return rows
}
