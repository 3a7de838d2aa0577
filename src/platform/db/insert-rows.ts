// SPDX-License-Identifier: EUPL-1.2
import { CompiledQuery, type Insertable } from 'kysely'
import { send, type Tx } from './scope.ts'
import type { DB } from './tables.ts'

/** Rows on their way into one table, all of one shape. */
export type Rows = { readonly table: keyof DB & string; readonly rows: readonly object[] }

/** Values of jsonb columns are given as they are, not as text. */
export const rowsFor = <T extends keyof DB & string>(table: T, rows: readonly Insertable<DB[T]>[]): Rows => ({
  table,
  rows,
})

/** The text is the same however many rows there are: it is prepared once, and its plan with the policies is kept. */
function insertInto({ table, rows }: Rows, parameter: number): string {
  const columns = Object.keys(rows[0] ?? {})
    .map(quoted)
    .join(', ')
  const shape = quoted(table)
  return `insert into ${shape} (${columns}) select ${columns} from jsonb_populate_recordset(null::${shape}, $${parameter}::jsonb)`
}

/** Names of tables and columns are the program's own, of which none holds a quotation mark. */
const quoted = (name: string): string => `"${name}"`

/** Sends rows of several tables in one statement; foreign keys between them are checked at its end. */
export function insertTogether(tx: Tx, parts: readonly Rows[]): void {
  const byTable = Map.groupBy(
    parts.filter(part => part.rows.length > 0),
    part => part.table,
  )
  const merged = [...byTable].map(([table, some]): Rows => ({ table, rows: some.flatMap(part => part.rows) }))
  const inserts = merged.map((part, at) => insertInto(part, at + 1))
  const last = inserts.pop()
  if (last === undefined) return
  const before = inserts.map((insert, at) => `part${at} as (${insert})`)
  const text = before.length > 0 ? `with ${before.join(', ')} ${last}` : last
  // Written out by hand: a query builder takes longer over these than the rules of the act.
  send(
    tx,
    CompiledQuery.raw(
      text,
      merged.map(({ rows }) => JSON.stringify(rows)),
    ),
  )
}

/** Sends many rows of one table. */
export const insertRows = <T extends keyof DB & string>(tx: Tx, table: T, rows: readonly Insertable<DB[T]>[]): void =>
  insertTogether(tx, [rowsFor(table, rows)])
