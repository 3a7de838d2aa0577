// SPDX-License-Identifier: EUPL-1.2
// Where thousands of acts stand together, without any of their ids leaving the database.
import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '#lib/civil-date.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'

/** How far back from the end of the register the last act is looked for first: it is there while its kind goes on. */
const NEAR_THE_END = 1000

/** Above every place: with a bound on both sides the database expects few entries above the last head, and there are. */
const LAST = '9223372036854775807'

/** `waiting`: some of the acts are not sealed yet; `sealed_at`: when the last one that is was sealed. */
export type SealOver = { readonly waiting: boolean; readonly sealed_at: Instant | null }

/**
 * A derived table of one row, for a `from`: where a set of acts stands. Read under the rights of whoever asks; facts that
 * the network does not know are left out. A head of the register covers every entry before it, so the last entry that is
 * covered has the last day.
 * @param facts a query with one column `fact_id`; it may name common tables of the statement around it
 */
export function sealOver(tx: Tx, facts: RawBuilder<unknown>): RawBuilder<SealOver> {
  const { network } = scopeOf(tx)
  return sql<SealOver>`(
    with register as materialized (select coalesce(max(size), 0) as size from ledger_checkpoint where network_id = ${network}),
      near as (
        select e.fact_id, e.log_index from ledger_entry e where e.network_id = ${network} and e.log_index is null
        union all
        select e.fact_id, null from ledger_entry e
          where e.network_id = ${network} and e.log_index between (select size from register) and ${sql.raw(LAST)}
        union all
        (select e.fact_id, e.log_index from ledger_entry e
          where e.network_id = ${network} and e.log_index < (select size from register)
          order by e.log_index desc limit ${NEAR_THE_END}::int)),
      found as (
        select coalesce(bool_or(log_index is null), false) as waiting, max(log_index) as last
        from near where fact_id in (${facts})),
      place as (
        select waiting, coalesce(last, (
          select max(e.log_index) from ledger_entry e
          where e.network_id = ${network} and e.log_index < (select size from register) and e.fact_id in (${facts}))) as last
        from found)
    select waiting, (select c.signed_at from ledger_checkpoint c
      where c.network_id = ${network} and c.size > place.last order by c.size limit 1) as sealed_at
    from place)`
}
