// SPDX-License-Identifier: EUPL-1.2
// The register itself: which entries wait for a place, the hashes of the tree, the signed heads.
import { sql } from 'kysely'
import type { Instant } from '#lib/civil-date.ts'
import type { NetworkId } from '#lib/ids.ts'
import { send, type Tx } from '#platform/db/scope.ts'
import type { Tile } from './tiles/growth.ts'
import { placeName } from './tiles/range-hashes.ts'

export type Log = { readonly origin: string; readonly vkey: string; readonly size: number }
export type LockedLog = Log & { readonly revoked: boolean }
export type Head = { readonly size: number; readonly root: Buffer; readonly note: string; readonly at: Instant }

export async function findLog(tx: Tx, network: NetworkId): Promise<Log | undefined> {
  const row = await tx
    .selectFrom('ledger_log')
    .select(['origin', 'vkey', 'size'])
    .where('network_id', '=', network)
    .executeTakeFirst()
  return row && { origin: row.origin, vkey: row.vkey, size: Number(row.size) }
}

/**
 * The row lock makes sure that only one process at a time gives places. Plans are made for each call: one that was made
 * while the table was small would read all of it for years.
 */
export async function lockLog(tx: Tx, network: NetworkId): Promise<LockedLog | undefined> {
  const { rows } = await sql<LockedLog>`select origin, vkey, size,
    exists (select from ledger_key k where k.network_id = l.network_id and k.revoked_from is not null) as revoked,
    set_config('plan_cache_mode', 'force_custom_plan', true)
    from ledger_log l where network_id = ${network} for update`.execute(tx)
  const [row] = rows
  return row && { origin: row.origin, vkey: row.vkey, size: Number(row.size), revoked: row.revoked }
}

export async function logsWithWork(tx: Tx): Promise<NetworkId[]> {
  const rows = await tx
    .selectFrom('ledger_log')
    .select('network_id')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('ledger_entry')
          .select('arrival')
          .whereRef('ledger_entry.network_id', '=', 'ledger_log.network_id')
          .where('log_index', 'is', null),
      ),
    )
    .execute()
  return rows.map(row => row.network_id as NetworkId)
}

export async function allLogs(tx: Tx): Promise<NetworkId[]> {
  const rows = await tx.selectFrom('ledger_log').select('network_id').orderBy('created_at').execute()
  return rows.map(row => row.network_id as NetworkId)
}

/**
 * Gives places to waiting entries in the order in which they arrived (within one organisation that is the order of its
 * series) and answers them in that order. Only the holder of the log's lock does so, and an entry changes in no other way.
 */
export async function placeWaiting(
  tx: Tx,
  network: NetworkId,
  { size, revoked }: LockedLog,
  limit: number,
): Promise<Buffer[]> {
  // What somebody signs with a key after its end never comes in.
  const good = revoked
    ? sql`and not exists (select from ledger_key k where k.network_id = w.network_id and k.key_id = w.key_id
        and w.org_seq > k.revocation_seq)`
    : sql``
  const { rows } = await sql<{ place: number; entry: Buffer }>`
    with waiting as (select ctid, ${size}::bigint - 1 + row_number() over (order by arrival) as place from ledger_entry w
      where network_id = ${network} and log_index is null ${good} order by arrival limit ${limit}::int)
    update ledger_entry e set log_index = w.place from waiting w where e.ctid = w.ctid
    returning w.place, e.entry`.execute(tx)
  return rows.toSorted((a, b) => a.place - b.place).map(row => row.entry)
}

/** Entries by their places, one after the other. */
export async function entriesFrom(tx: Tx, network: NetworkId, from: number, count: number): Promise<Buffer[]> {
  const rows = await tx
    .selectFrom('ledger_entry')
    .select('entry')
    .where('network_id', '=', network)
    .where('log_index', '>=', from)
    .where('log_index', '<', from + count)
    .orderBy('log_index')
    .execute()
  return rows.map(row => row.entry)
}

export function setSize(tx: Tx, network: NetworkId, size: number): void {
  send(tx, tx.updateTable('ledger_log').set({ size }).where('network_id', '=', network))
}

type Place = { readonly level: number; readonly position: number }

/** The tiles at these places, by "level/position"; each is read once. */
export async function tilesAt(tx: Tx, network: NetworkId, places: readonly Place[]): Promise<Map<string, Buffer>> {
  const all = [...new Map(places.map(place => [placeName(place), place])).values()]
  const tiles = new Map<string, Buffer>()
  for (let from = 0; from < all.length; from += 2_000) {
    const portion = all.slice(from, from + 2_000)
    const { rows } = await sql<Place & { hashes: Buffer }>`
      select t.level, t.position, t.hashes from ledger_tile t
      join unnest(${portion.map(place => place.level)}::smallint[], ${portion.map(place => place.position)}::bigint[])
        as v (level, position) on t.level = v.level and t.position = v.position
      where t.network_id = ${network}`.execute(tx)
    for (const { hashes, ...place } of rows) tiles.set(placeName(place), hashes)
  }
  return tiles
}

/** Writes tiles that are new or have grown. */
export async function putTiles(tx: Tx, network: NetworkId, tiles: readonly Tile[]): Promise<void> {
  await sql`insert into ledger_tile (network_id, level, position, hashes)
    select ${network}, level, position, hashes from unnest(${tiles.map(tile => tile.level)}::smallint[],
      ${tiles.map(tile => tile.position)}::bigint[], ${tiles.map(tile => Buffer.from(tile.hashes))}::bytea[])
      as v (level, position, hashes)
    on conflict on constraint ledger_tile_pk do update set hashes = excluded.hashes`.execute(tx)
}

export function insertHead(tx: Tx, network: NetworkId, head: Omit<Head, 'at'>, at: Instant): void {
  send(
    tx,
    tx
      .insertInto('ledger_checkpoint')
      .values({ network_id: network, size: head.size, root: head.root, note: head.note, signed_at: at }),
  )
}

export async function latestHead(tx: Tx, network: NetworkId): Promise<Head | undefined> {
  const row = await tx
    .selectFrom('ledger_checkpoint')
    .select(['size', 'root', 'note', 'signed_at'])
    .where('network_id', '=', network)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { size: Number(row.size), root: row.root, note: row.note, at: row.signed_at }
}
