// SPDX-License-Identifier: EUPL-1.2
// Vacancies as an index in memory reads them: all of a network once, then what was written since. Under the role of
// background work: vacancies are read by the whole network and name no person.
import { type RawBuilder, sql } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import type { NetworkId } from '#lib/ids.ts'
import { scopeOf, type Database, type Tx } from '#platform/db/scope.ts'
import { postingsIn } from './matching/posting.ts'
import type { Offer } from './matching/matching-index.ts'
import type { Requirement } from './matching/vacancy.ts'

type Row = {
  id: string
  posted_on: CivilDate
  closes_on: CivilDate | null
  open: boolean
  occupation_uri: string | null
  isco: string | null
  municipality: string
  contract: string
  weekly_minutes: number | null
  licences: string
  nights: boolean
  minimum_age: number | null
  pattern: number | null
  italian_listening: number | null
  italian_reading: number | null
  italian_speaking: number | null
  italian_writing: number | null
  shares: Buffer
}

/** A vacancy with its skills packed; without one it is open no longer. */
export type Written = { readonly id: string; readonly vacancy?: Offer; readonly skills: Uint32Array }

const NONE: readonly string[] = []
const licences = new Map<string, readonly string[]>()

/** A few lists of licences stand in many vacancies: each is read once. */
function licencesIn(text: string): readonly string[] {
  const known = licences.get(text)
  if (known) return known
  if (licences.size > 10_000) licences.clear()
  const read: readonly string[] = JSON.parse(text)
  licences.set(text, read)
  return read
}

/** What the search needs of a row. The lists of skills by address stay in the database: the shares say it in numbers. */
function toWritten(row: Row): Written {
  const skills = postingsIn(row.shares)
  if (!row.open) return { id: row.id, skills }
  const requirement: Requirement = {
    contract: row.contract as Requirement['contract'],
    licences: licencesIn(row.licences),
    nights: row.nights,
    ...(row.weekly_minutes === null ? {} : { weeklyMinutes: row.weekly_minutes }),
    ...(row.minimum_age === null ? {} : { minimumAge: row.minimum_age }),
  }
  const vacancy: Offer = {
    id: row.id,
    postedOn: row.posted_on,
    municipality: row.municipality,
    essential: NONE,
    optional: NONE,
    italian: {
      ...(row.italian_listening === null ? {} : { listening: row.italian_listening }),
      ...(row.italian_reading === null ? {} : { reading: row.italian_reading }),
      ...(row.italian_speaking === null ? {} : { speaking: row.italian_speaking }),
      ...(row.italian_writing === null ? {} : { writing: row.italian_writing }),
    },
    requirement,
    ...(row.closes_on === null ? {} : { closesOn: row.closes_on }),
    ...(row.occupation_uri === null ? {} : { occupation: row.occupation_uri }),
    ...(row.isco === null ? {} : { isco: row.isco }),
    ...(row.pattern === null ? {} : { pattern: row.pattern }),
  }
  return { id: row.id, vacancy, skills }
}

/** Shares of another classification count for nothing, as in the search of the database. */
const columns = (
  vocabulary: RawBuilder<string>,
) => sql`id, posted_on, closes_on, state = 'open' as open, occupation_uri, isco, municipality,
  contract, weekly_minutes, to_json(licences)::text as licences, nights, minimum_age, pattern, italian_listening, italian_reading, italian_speaking,
  italian_writing, case when vocabulary = ${vocabulary} then shares else ''::bytea end as shares`

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
 * Hands over every open vacancy of a network, in any order.
 * @returns up to which number it read; what was written meanwhile may be in it already, and comes again with the next
 */
export const readAll = (
  db: Database,
  network: NetworkId,
  vocabulary: string,
  take: (written: readonly Written[]) => void | Promise<void>,
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
    for (let coming = fetch(); ; ) {
      const { rows } = await coming
      if (rows.length === 0) return until
      coming = fetch()
      await take(rows.map(toWritten))
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
    const { rows } = await sql<Row>`select ${columns(sql<string>`${vocabulary}::text`)} from placements_vacancy
      where network_id = ${network} and written > ${after}`.execute(tx)
    return { until, written: rows.map(toWritten) }
  })

/** Networks with so many writings that an index pays. */
export const networksAbove = (db: Database, writings: number): Promise<readonly NetworkId[]> =>
  db.asRole('nc_jobs', undefined, async tx => {
    const rows = await tx.selectFrom('placements_feed').select('network_id').where('written', '>=', writings).execute()
    return rows.map(row => row.network_id)
  })
