// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import type { Instant } from '#lib/civil-date.ts'
import type { FactId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'

export type SealSummary = { readonly state: 'waiting' | 'sealed'; readonly sealedAt?: string; readonly waiting: number }

/**
 * A figure is sealed when every act behind it is; then the last sealing day stands beside it. Counted in the database:
 * thousands of acts stand behind one figure. A head of the register covers every entry before it, so the last entry that
 * is covered has the last day.
 */
export async function sealSummary(tx: Tx, facts: readonly FactId[]): Promise<SealSummary | undefined> {
  if (facts.length === 0) return undefined
  const { network } = scopeOf(tx)
  const { rows } = await sql<{ waiting: number; sealed_at: Instant | null }>`
    with covered as (select max(size) as size from ledger_checkpoint where network_id = ${network}),
    acts as (select count(*) filter (where e.log_index is null or c.size is null or e.log_index >= c.size) as waiting,
        max(e.log_index) filter (where e.log_index < c.size) as last
      from ledger_entry e cross join covered c
      where e.network_id = ${network} and e.fact_id = any (${[...facts]}::uuid[]))
    select waiting::int as waiting, (select signed_at from ledger_checkpoint where network_id = ${network}
      and size > acts.last order by size limit 1) as sealed_at from acts`.execute(tx)
  const { waiting = 0, sealed_at: sealedAt = null } = rows[0] ?? {}
  return { state: waiting > 0 || sealedAt === null ? 'waiting' : 'sealed', waiting, ...(sealedAt && { sealedAt }) }
}
