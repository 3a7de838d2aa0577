// SPDX-License-Identifier: EUPL-1.2
// The person's rights: everything this slice holds of her, and its removal.
import type { PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'

const statements = [
  'skills_literacy',
  'skills_language',
  'skills_schooling',
  'skills_experience',
  'skills_skill',
  'skills_ability',
  'skills_wish',
  'skills_constraint',
] as const

/** In the order of the foreign keys: what points comes before what it points at. */
const tables = [...statements, 'skills_remark', 'skills_interview', 'skills_draft'] as const

/** Every row, statements that no longer hold included: she may see what was once written. */
export async function exportPerson(tx: Tx, person: PersonId): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {}
  for (const table of tables) {
    const rows = await tx.selectFrom(table).selectAll().where('person_id', '=', person).execute()
    found[table.replace('skills_', '')] = rows.map(({ network_id: _network, account_id: _account, ...row }) => row)
  }
  return found
}

export async function erasePerson(tx: Tx, person: PersonId): Promise<void> {
  for (const table of tables) await tx.deleteFrom(table).where('person_id', '=', person).execute()
}
