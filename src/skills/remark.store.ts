// SPDX-License-Identifier: EUPL-1.2
import type { InterviewId, PersonId } from '#lib/ids.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import type { OwnWords, Remembered, Silent } from './profile.ts'
import type { SectionName } from './section.ts'

const toRemembered = (row: Selectable<DB['skills_remark']>): Remembered => ({
  section: row.section as SectionName,
  question: row.question,
  answer: row.answer as Silent['answer'],
  ...(row.note === null ? {} : { note: row.note as OwnWords }),
})

/** What was not said, or found wrong, in the last interview. Empty for whoever may not read notes. */
export async function rememberedOf(tx: Tx, person: PersonId): Promise<Remembered[]> {
  const last = await tx
    .selectFrom('skills_interview')
    .select('id')
    .where('person_id', '=', person)
    .orderBy('held_on', 'desc')
    .orderBy('concluded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return []
  const rows = await tx
    .selectFrom('skills_remark')
    .selectAll()
    .where('person_id', '=', person)
    .where('interview_id', '=', last.id as InterviewId)
    .where('entry_id', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(toRemembered)
}
