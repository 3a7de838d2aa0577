// SPDX-License-Identifier: EUPL-1.2
import { type Insertable, sql } from 'kysely'
import type { Tx } from './scope.ts'
import type { DB } from './tables.ts'

/**
 * Many rows of one shape in one statement, whose text is the same however many they are: so it is prepared once and its
 * plan, with the policies in it, is kept. Values of jsonb columns are given as they are, not as text.
 */
export async function insertRows<T extends keyof DB & string>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<DB[T]>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map(name => sql.ref(name)))
  const shape = sql.table(table)
  await sql`insert into ${shape} (${columns}) select ${columns}
    from jsonb_populate_recordset(null::${shape}, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}
