// SPDX-License-Identifier: EUPL-1.2
// One transaction on one connection. Statements go out as they are asked for, without waiting for the answers to those
// before them; the database takes them in that order, and after a first error it refuses all that follow. So a page
// that asks for ten things at once waits for the database once and not ten times.
import {
  type Compilable,
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  type QueryResult,
  Transaction,
} from 'kysely'
import type pg from 'pg'

const writes = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/** An error of the database comes out of a socket; in the log it says who had asked. */
function withStackFromHere(error: unknown): never {
  if (error instanceof Error) Error.captureStackTrace(error)
  throw error
}

/**
 * Takes statements until the transaction ends: nothing that was started and forgotten may run after its end. Keeps the
 * first error, which is why the database refuses all that follows.
 */
class OpenConnection implements DatabaseConnection {
  failure: unknown
  #isOver = false
  readonly #client: pg.PoolClient

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#isOver) throw new Error('This transaction is over')
    const { command, rowCount, rows } = await this.#client
      .query(sql, parameters as unknown[])
      .catch(error => withStackFromHere((this.failure ??= error)))
    return writes.has(command) ? { rows: rows ?? [], numAffectedRows: BigInt(rowCount ?? 0) } : { rows: rows ?? [] }
  }

  // oxlint-disable-next-line require-yield -- the interface asks for it; a pipelined connection cannot hold a cursor open
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Rows are not streamed')
  }

  end(): void {
    this.#isOver = true
  }
}

/**
 * Sends a statement whose answer nobody needs, and does not wait for it: it leaves together with those that follow. Should
 * it fail, nothing after it is done and the transaction ends with its error.
 */
export function send<DB>(tx: Transaction<DB>, statement: Compilable | CompiledQuery): void {
  tx.executeQuery(statement).catch(() => {}) // told at the end of the transaction
}

/** What the database says to whatever follows an error (in_failed_sql_transaction). */
const REFUSED = '25P02'
const isRefused = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === REFUSED

export type Statement = { readonly text: string; readonly values: readonly unknown[] }

export type Manner<T> = {
  /** The database refuses every change. So the answer is given before the end is confirmed: nothing can be undone. */
  readonly reading?: boolean | undefined
  /** What can be made of the outcome while the database writes; used by nobody should that fail. */
  readonly meanwhile?: ((done: T) => void) | undefined
}

/** What runs in a transaction of this pool; `first` is sent together with its beginning. */
export type Transactions<DB> = <T>(
  first: Statement,
  work: (tx: Transaction<DB>) => Promise<T> | T,
  manner?: Manner<T>,
) => Promise<T>

export function transactionsOf<DB>(pool: pg.Pool): Transactions<DB> {
  const dialect = new PostgresDialect({ pool })
  const config = { dialect }
  const base = new Kysely<DB>(config).getExecutor()
  const driver = dialect.createDriver()
  return async (first, work, { reading = false, meanwhile } = {}) => {
    const client = await pool.connect()
    const connection = new OpenConnection(client)
    const executor = base.withConnectionProvider({ provideConnection: consumer => consumer(connection) })
    const tx = new Transaction<DB>({ config, dialect, driver, executor })
    // Should one of these fail, the database refuses what follows: nothing runs without its scope.
    const begun = Promise.all([
      client.query(reading ? 'begin read only' : 'begin'),
      client.query(first.text, [...first.values]),
    ])
    begun.catch(() => {})
    try {
      const done = await work(tx)
      await begun
      connection.end()
      const ended = client.query('commit')
      if (reading) {
        ended.then(
          () => client.release(),
          () => client.release(true),
        )
        return done
      }
      if (meanwhile) setImmediate(meanwhile, done) // when the commit has left
      // A commit after an error for which nobody has waited is answered with ROLLBACK.
      const { command } = await ended
      if (command !== 'COMMIT')
        throw connection.failure ?? new Error('The transaction was undone because a statement had failed')
      client.release()
      return done
    } catch (error) {
      connection.end()
      await undo(client)
      throw await begun.then(
        () => (isRefused(error) ? connection.failure : error),
        refused => refused,
      )
    }
  }
}

/** A connection that cannot even roll back is thrown away. */
async function undo(client: pg.PoolClient): Promise<void> {
  await client.query('rollback').then(
    () => client.release(),
    () => client.release(true),
  )
}
