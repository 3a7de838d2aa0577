// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { anyOf } from '#platform/db/any-of.ts'
import type { Tx } from '#platform/db/scope.ts'

/** The day on which each of these people was last handed over, on either side's record; who never was is left out. */
export async function sentDays(tx: Tx, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, CivilDate>> {
  if (people.length === 0) return new Map()
  const these = anyOf(people)
  const { rows } = await sql<{ person_id: PersonId; sent_on: CivilDate }>`
    select distinct on (person_id) person_id, sent_on from (
      select sender_person as person_id, sent_on, sent_at, 0 as side from cpi_package where sender_person = ${these}
      union all
      select r.receiver_person, p.sent_on, p.sent_at, 1 from cpi_package p
      join cpi_review r on r.network_id = p.network_id and r.package_id = p.id where r.receiver_person = ${these}
    ) as both_sides order by person_id, side, sent_at desc`.execute(tx)
  return new Map(rows.map(row => [row.person_id, row.sent_on]))
}
