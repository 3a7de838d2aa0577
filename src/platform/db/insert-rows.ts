// SPDX-License-Identifier: EUPL-1.2
import { type Insertable, sql } from 'kysely'
import type { Tx } from './scope.ts'
import type { DB } from './tables.ts'

/** Rows on their way into one table, all of one shape. */
export type Rows = { readonly table: keyof DB & string; readonly rows: readonly object[] }

/** Values of jsonb columns are given as they are, not as text. */
export const rowsFor = <T extends keyof DB & string>(table: T, rows: readonly Insertable<DB[T]>[]): Rows => ({
  table,
  rows,
})

/** The text is the same however many rows there are: it is prepared once, and its plan with the policies is kept. */
function insertOf({ table, rows }: Rows) {
  const columns = sql.join(Object.keys(rows[0] ?? {}).map(name => sql.ref(name)))
  const shape = sql.table(table)
  return sql`insert into ${shape} (${columns}) select ${columns}
    from jsonb_populate_recordset(null::${shape}, ${JSON.stringify(rows)}::jsonb)`
}

/** Rows of several tables in one statement; foreign keys between them are checked at its end. */
export async function insertTogether(tx: Tx, parts: readonly Rows[]): Promise<void> {
  const byTable = Map.groupBy(
    parts.filter(part => part.rows.length > 0),
    part => part.table,
  )
  const inserts = [...byTable].map(([table, some]) => insertOf({ table, rows: some.flatMap(part => part.rows) }))
  const last = inserts.pop()
  if (!last) return
  const before = inserts.map((insert, at) => sql`${sql.ref(`part${at}`)} as (${insert})`)
  await (before.length > 0 ? sql`with ${sql.join(before)} ${last}` : last).execute(tx)
}

/** Many rows of one table. */
export const insertRows = <T extends keyof DB & string>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<DB[T]>[],
): Promise<void> => insertTogether(tx, [rowsFor(table, rows)])
