// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PackageId, PersonId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { PEOPLE_SHOWN } from './desk.ts'

export type Received = {
  /** open: to be decided. accepted: the declaration is missing. did: the pact is missing. */
  readonly state: 'open' | 'accepted' | 'did'
  readonly count: number
  readonly oldest: CivilDate
  readonly first: PackageId
  readonly name: string
  /** The centre's own records of those who wait longest. */
  readonly people: readonly PersonId[]
}

/** What a job centre has to do with the packages it received, by kind, with the one that waits longest. */
export async function received(tx: Tx): Promise<readonly Received[]> {
  const { organisation } = scopeOf(tx)
  const { rows } = await sql<Received>`
    select state, count(*)::int as count, min(sent_on) as oldest,
      (array_agg(id order by sent_on, sent_at, id))[1] as first,
      (array_agg(person_name order by sent_on, sent_at, id))[1] as name,
      coalesce((array_agg(receiver_person order by sent_on, sent_at, id)
        filter (where receiver_person is not null))[1:${sql.lit(PEOPLE_SHOWN)}], '{}') as people
    from (
      select p.id, p.sent_on, p.sent_at, p.person_name, r.receiver_person,
        case when r.state is null or r.state = 'in-review' then 'open' else r.state end as state
      from cpi_package p left join cpi_review r on r.network_id = p.network_id and r.package_id = p.id
      where p.receiver_organisation = ${organisation}
    ) w where state in ('open', 'accepted', 'did') group by state`.execute(tx)
  return rows
}

export type Answered = {
  readonly person: PersonId
  readonly name: string
  readonly by: string
  readonly on: CivilDate
  readonly state: string
}

/** The last answer about each person handed over: as long as it came back undecided, else while it is news. */
export async function answeredSince(tx: Tx, day: CivilDate): Promise<readonly Answered[]> {
  const { organisation } = scopeOf(tx)
  const { rows } = await sql<Answered>`
    select person, name, by, "on", state from (
      select distinct on (p.sender_person) p.sender_person as person, p.person_name as name, p.receiver_name as by,
        r.answered_on as "on", r.state, p.sent_at
      from cpi_package p join cpi_review r on r.network_id = p.network_id and r.package_id = p.id
      where p.sender_organisation = ${organisation} and p.sender_person is not null and r.answered_on is not null
      order by p.sender_person, p.sent_at desc
    ) w where state = 'returned' or "on" >= ${day} order by sent_at desc`.execute(tx)
  return rows
}
