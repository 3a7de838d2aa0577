// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#lib/ids.ts'
import { send, type Tx } from '#platform/db/scope.ts'

const tables = [
  'plans_plan',
  'plans_goal',
  'plans_measure',
  'plans_meeting',
  'plans_signature',
  'plans_reversal',
  'plans_correction',
] as const

/** Everything this slice holds of the person, table by table. */
export async function exportPerson(tx: Tx, person: PersonId): Promise<Readonly<Record<string, unknown>>> {
  const entries: [string, unknown][] = []
  for (const table of tables) {
    entries.push([table, await tx.selectFrom(table).selectAll().where('person_id', '=', person).execute()])
  }
  return Object.fromEntries(entries)
}

/**
 * Removes plans with all that hangs on them. The pseudonymous rows of plans_hour stay for the accounts they were counted
 * in (GDPR art. 17(3)(b)): with registry's row gone, nothing leads from them back to the person.
 */
export function erasePerson(tx: Tx, person: PersonId): void {
  send(tx, tx.deleteFrom('plans_plan').where('person_id', '=', person))
}
