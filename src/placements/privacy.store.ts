// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#lib/ids.ts'
import { send, type Tx } from '#platform/db/scope.ts'
import { rankingsOf } from './ranking.store.ts'

const tables = ['placements_follow_up', 'placements_placement'] as const

/** Every placement of a person and how it went on, and the rankings she was in. Employers are not hers: they stay. */
export async function exportPerson(tx: Tx, person: PersonId): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {}
  for (const table of tables) {
    const rows = await tx.selectFrom(table).selectAll().where('person_id', '=', person).execute()
    found[table.replace('placements_', '')] = rows.map(({ network_id: _network, account_id: _account, ...row }) => row)
  }
  return { ...found, rankings: await rankingsOf(tx, person) }
}

export function erasePerson(tx: Tx, person: PersonId): void {
  for (const table of tables) send(tx, tx.deleteFrom(table).where('person_id', '=', person))
  // That a ranking was made stays, of whom does not.
  send(tx, tx.deleteFrom('placements_ranked').where('person_id', '=', person))
}
