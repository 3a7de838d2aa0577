// SPDX-License-Identifier: EUPL-1.2
// Vacancies as an index in memory reads them: all of a network once, then what was written since. Under the role of
// background work: vacancies are read by the whole network and name no person.
import { type RawBuilder, sql } from 'kysely'
import type { NetworkId } from '#lib/ids.ts'
import { scopeOf, type Database, type Tx } from '#platform/db/scope.ts'
import { EPOCH, NEVER, type Packed, type Row, RowReader } from './matching/packed-vacancy.ts'
import { modalities } from './matching/vacancy.ts'

/** A vacancy as it stands now; without one it is open no longer. */
export type Written = { readonly id: string; readonly vacancy: Packed | undefined }

const level = (modality: string, at: number) => `(coalesce(italian_${modality} + 1, 0) << ${4 * at})`

/** As `dayOf` counts. */
const day = (column: string) =>
  sql`least(${sql.lit(NEVER - 1)}, greatest(0, ${sql.ref(column)} - ${sql.lit(EPOCH)}::date))`

/**
 * What `RowReader` reads. One run of bytes for all that is a number, so that a million rows are not a score of values each;
 * shares of another classification count for nothing, as in the search of the database.
 */
const columns = (vocabulary: RawBuilder<string>) => sql`encode(uuid_send(id)
    || int4send(${day('posted_on')})
    || int4send(case when closes_on is null then ${sql.lit(NEVER)} else ${day('closes_on')} end)
    || int4send(coalesce(pattern, -1))
    || int4send(${sql.raw(modalities.map(level).join(' | '))})
    || case when vocabulary = ${vocabulary} then shares else ''::bytea end, 'hex') as packed,
  municipality, isco, occupation_uri,
  concat(contract, ' ', weekly_minutes, ' ', nights::int, ' ', minimum_age, ' ',
    case when licences <> '{}' then to_json(licences)::text end) as needed`

/** How far the vacancies of a network are written, as this transaction sees it. */
export async function writtenIn(tx: Tx, network: NetworkId = scopeOf(tx).network): Promise<number> {
  const row = await tx
    .selectFrom('placements_feed')
    .select('written')
    .where('network_id', '=', network)
    .executeTakeFirst()
  return row?.written ?? 0
}

const BATCH = 10_000

/**
 * Hands over every open vacancy of a network, in any order; each only until the next one comes.
 * @returns up to which number it read; what was written meanwhile may be in it already, and comes again with the next
 */
export const readAll = (
  db: Database,
  network: NetworkId,
  vocabulary: string,
  take: (vacancy: Packed) => void,
): Promise<number> =>
  db.asRole('nc_jobs', network, async tx => {
    const until = await writtenIn(tx, network)
    await sql`declare vacancies no scroll cursor for select ${columns(sql.lit(vocabulary))} from placements_vacancy
      where network_id = ${sql.lit(network)}::uuid and state = 'open'`.execute(tx)
    // The next rows are on their way while these are taken.
    const fetch = () => {
      const coming = sql<Row>`fetch forward ${sql.raw(String(BATCH))} from vacancies`.execute(tx)
      coming.catch(() => {})
      return coming
    }
    const reader = new RowReader()
    for (let coming = fetch(); ; ) {
      const { rows } = await coming
      if (rows.length === 0) return until
      coming = fetch()
      for (const row of rows) take(reader.read(row))
    }
  })

/** What was written above a number, and up to which number that is. */
export const readSince = (
  db: Database,
  network: NetworkId,
  vocabulary: string,
  after: number,
): Promise<{ readonly until: number; readonly written: readonly Written[] }> =>
  db.asRole('nc_jobs', network, async tx => {
    const until = await writtenIn(tx, network)
    if (until <= after) return { until, written: [] }
    const { rows } = await sql<Row & { id: string; open: boolean }>`select id, state = 'open' as open,
      ${columns(sql<string>`${vocabulary}::text`)} from placements_vacancy
      where network_id = ${network} and written > ${after}`.execute(tx)
    // Each keeps its bytes, so each is read by a reader of its own.
    const written = rows.map(row => ({ id: row.id, vacancy: row.open ? new RowReader().read(row) : undefined }))
    return { until, written }
  })

/** Networks with so many writings that an index pays. */
export const networksAbove = (db: Database, writings: number): Promise<readonly NetworkId[]> =>
  db.asRole('nc_jobs', undefined, async tx => {
    const rows = await tx.selectFrom('placements_feed').select('network_id').where('written', '>=', writings).execute()
    return rows.map(row => row.network_id)
  })
