// SPDX-License-Identifier: EUPL-1.2
// How far many people have come, without reading their profiles: for lists and figures.
import { sql } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { anyOf } from '#platform/db/any-of.ts'
import type { Tx } from '#platform/db/scope.ts'

export type Told = {
  /** The day of the interview held last. */
  readonly heldOn?: CivilDate
  /** Whether the profile says a language or a work experience today. */
  readonly skilled: boolean
}

/** What each of these people has told so far; who has told nothing is left out. */
export async function toldBy(tx: Tx, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Told>> {
  if (people.length === 0) return new Map()
  const these = anyOf(people)
  const { rows } = await sql<{ person_id: PersonId; held_on: CivilDate | null; skilled: boolean }>`
    with held as (
      select person_id, max(held_on) as held_on from skills_interview where person_id = ${these} group by person_id
    ), said as (
      select distinct on (person_id, entry_id) person_id, withdrawn from (
        select person_id, entry_id, withdrawn, written_at, id from skills_language where person_id = ${these}
        union all
        select person_id, entry_id, withdrawn, written_at, id from skills_experience where person_id = ${these}
      ) as both_kinds order by person_id, entry_id, written_at desc, id desc
    ), skilled as (select distinct person_id from said where not withdrawn)
    select coalesce(h.person_id, s.person_id) as person_id, h.held_on, s.person_id is not null as skilled
    from held h full join skilled s on s.person_id = h.person_id`.execute(tx)
  return new Map(
    rows.map(row => [row.person_id, { skilled: row.skilled, ...(row.held_on ? { heldOn: row.held_on } : {}) }]),
  )
}
