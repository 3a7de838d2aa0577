// SPDX-License-Identifier: EUPL-1.2
// A database that forgets: every transaction runs to its end and is then rolled back, so that each of a few thousand
// requests finds the installation as the story left it. On the way it counts the access rows that the request wrote.
import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
import { findOpeningFor } from '#ledger/index.ts'
import type { FactId } from '#lib/ids.ts'
import { type Database, scopeOf, type Tx } from '#platform/db/scope.ts'
import type { TestDatabase } from '#test/support/database.ts'

export type Seen = { readonly person: string | null; readonly groups: readonly string[]; readonly route: string }

/** What a request left before it was undone: access rows, and types of facts. */
export type Left = { readonly seen: Seen[]; readonly facts: string[] }

class Undone {
  readonly result: unknown
  constructor(result: unknown) {
    this.result = result
  }
}

export class Forgetting {
  /** While true, nothing that the server does is kept. */
  on = false
  private readonly request = new AsyncLocalStorage<Left>()

  through = (db: TestDatabase): TestDatabase => ({
    ...db,
    inScope: (scope, work) => this.run(done => db.inScope(scope, done), work, true),
    asRole: (role, network, work) => this.run(done => db.asRole(role, network, done), work, false),
  })

  /** Runs one request; gives what it answered and the access rows that its transactions wrote. */
  async watch<T>(ask: () => Promise<T>): Promise<{ answer: T } & Left> {
    const left: Left = { seen: [], facts: [] }
    return { answer: await this.request.run(left, ask), ...left }
  }

  private async run<T>(
    begin: (work: (tx: Tx) => Promise<T>) => Promise<T>,
    work: Parameters<Database['inScope']>[1],
    scoped: boolean,
  ): Promise<T> {
    if (!this.on) return begin(work as (tx: Tx) => Promise<T>)
    try {
      return await begin(async tx => {
        const result = await work(tx)
        // What the commit would have refused is refused here: deferred constraints are checked now.
        await sql`set constraints all immediate`.execute(tx)
        const log = this.request.getStore()
        if (scoped) log?.seen.push(...(await written(tx)))
        if (scoped) log?.facts.push(...(await recorded(tx)))
        throw new Undone(result)
      })
    } catch (problem) {
      if (problem instanceof Undone) return problem.result as T
      throw problem
    }
  }
}

/** The access rows of this very transaction. */
async function written(tx: Tx): Promise<Seen[]> {
  const { rows } = await sql<Seen>`select person_id as person, field_groups as groups, route from platform_access
    where xmin = pg_current_xact_id_if_assigned()::xid`.execute(tx)
  return rows
}

/** The types of the facts of this very transaction. */
async function recorded(tx: Tx): Promise<string[]> {
  if (scopeOf(tx).role === 'person') return []
  const { rows } = await sql<{ fact: FactId }>`select fact_id as fact from ledger_opening
    where xmin = pg_current_xact_id_if_assigned()::xid`.execute(tx)
  const types: string[] = []
  for (const { fact } of rows) types.push((await findOpeningFor(tx, fact, []))?.event.type ?? '')
  return types
}
