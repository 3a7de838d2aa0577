// SPDX-License-Identifier: EUPL-1.2
// The register itself: which entries wait for a place, the hashes of the tree, the signed heads.
import { sql } from 'kysely'
import type { Instant } from '#lib/civil-date.ts'
import type { NetworkId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import type { Tile } from './tiles/growth.ts'

export type Log = { readonly origin: string; readonly vkey: string; readonly size: number }
export type Head = { readonly size: number; readonly root: Buffer; readonly note: string; readonly at: Instant }
export type Waiting = { readonly arrival: number; readonly entry: Buffer }

export async function findLog(tx: Tx, network: NetworkId): Promise<Log | undefined> {
  const row = await tx
    .selectFrom('ledger_log')
    .select(['origin', 'vkey', 'size'])
    .where('network_id', '=', network)
    .executeTakeFirst()
  return row && { origin: row.origin, vkey: row.vkey, size: Number(row.size) }
}

/** The row lock makes sure that only one process at a time gives places. */
export async function lockLog(tx: Tx, network: NetworkId): Promise<Log | undefined> {
  const row = await tx
    .selectFrom('ledger_log')
    .select(['origin', 'vkey', 'size'])
    .where('network_id', '=', network)
    .forUpdate()
    .executeTakeFirst()
  return row && { origin: row.origin, vkey: row.vkey, size: Number(row.size) }
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

/** Entries without a place, in the order in which they arrived; within one organisation that is the order of its series. */
export async function waitingEntries(tx: Tx, network: NetworkId, limit: number): Promise<Waiting[]> {
  const rows = await tx
    .selectFrom('ledger_entry')
    .select(['arrival', 'entry'])
    .where('network_id', '=', network)
    .where('log_index', 'is', null)
    .orderBy('arrival')
    .limit(limit)
    .execute()
  return rows.map(row => ({ arrival: Number(row.arrival), entry: row.entry }))
}

export async function placeEntries(
  tx: Tx,
  network: NetworkId,
  waiting: readonly Waiting[],
  from: number,
): Promise<void> {
  const arrivals = waiting.map(entry => entry.arrival)
  await sql`update ledger_entry e set log_index = ${from}::bigint + v.place - 1
    from unnest(${arrivals}::bigint[]) with ordinality as v (arrival, place)
    where e.network_id = ${network} and e.arrival = v.arrival and e.log_index is null`.execute(tx)
  await tx
    .updateTable('ledger_log')
    .set({ size: from + waiting.length })
    .where('network_id', '=', network)
    .execute()
}

type Place = { readonly level: number; readonly position: number }

const placeName = ({ level, position }: Place): string => `${level}/${position}`

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

export async function insertHead(tx: Tx, network: NetworkId, head: Omit<Head, 'at'>, at: Instant): Promise<void> {
  await tx
    .insertInto('ledger_checkpoint')
    .values({ network_id: network, size: head.size, root: head.root, note: head.note, signed_at: at })
    .execute()
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
