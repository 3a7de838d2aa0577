// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import { send, type Tx } from '#platform/db/scope.ts'

/**
 * This transaction does not wait for the disk. After a crash of the computer its last acts may be gone, though never half
 * of one: right for invented people, who are made again, and for nobody else.
 */
export function forgetOnCrash(tx: Tx): void {
  send(tx, sql`select set_config('synchronous_commit', 'off', true)`.compile(tx))
}
