// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import { send, type ServiceRole, type Tx } from '../db/scope.ts'

/**
 * Runs a few statements of a scoped transaction as nc_signin or nc_person_link, then takes the former role on again:
 * making a network, accepting an invitation and changing a password touch accounts *and* record a fact, and both must
 * commit together. Only platform/auth may use it; an error aborts the whole transaction, so no role can be left behind.
 */
export async function underRole<T>(tx: Tx, role: ServiceRole, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ before: string }>`select current_setting('role') as before`.execute(tx)
  send(tx, sql`select set_config('role', ${role}, true)`.compile(tx))
  const result = await work()
  send(tx, sql`select set_config('role', ${rows[0]?.before ?? 'none'}, true)`.compile(tx))
  return result
}
