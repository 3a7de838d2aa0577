// SPDX-License-Identifier: EUPL-1.2
// The way of the product at the size of a country: vacancies in PostgreSQL, a thread that makes its index from them, and
// searches asked of it. Held against every vacancy scored one by one as it is read from the database.
import pg from 'pg'
import { newId, type NetworkId } from '#lib/ids.ts'
import { type Figure, percentile } from '#platform/bench.ts'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase } from '#platform/db/scope.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'
import { Accelerator } from './accelerator.client.ts'
import { install } from './installed-classification.build.ts'
import type { Hit } from './matching/hit.ts'
import { type Demands, demandsIn } from './matching/packed-vacancy.ts'
import { bytesOfShares, highOf, SHARE_MASK } from './matching/posting.ts'
import { coversOf, type Query, queryOf, usePoints } from './matching/query.ts'
import type { Seeker } from './matching/seeker.ts'
import { seekersIn, type Town, TODAY } from './matching/town.build.ts'
import type { Vocabulary } from './matching/vocabulary.ts'
import { currentWeights as weights } from './matching/weights.ts'
import { readAll } from './vacancy-feed.store.ts'
import { vocabularyFrom } from './vocabulary.store.ts'

const BATCH = 2000
const K = 20
const services = { secret: Buffer.alloc(32), baseUrl: 'http://localhost', setupToken: '' }

const INSERT = `insert into placements_vacancy (network_id, id, organisation_id, occupation_uri, isco, municipality, essential, optional,
  contract, weekly_minutes, licences, nights, minimum_age, pattern, italian_listening, italian_reading, italian_speaking,
  posted_on, vocabulary, weights, posted_fact, written, shares)
  select $1::uuid, id, $1::uuid, occupation, isco, municipality, essential, optional, contract, minutes, licences, nights, age, pattern,
    listening, reading, speaking, posted, $2, $3, gen_random_uuid(), 1, decode(shares, 'hex')
  from json_to_recordset($4::json) as x(id uuid, occupation text, isco text, municipality text, essential text[], optional text[],
    contract text, minutes int, licences text[], nights boolean, age int, pattern int, listening int, reading int, speaking int,
    posted date, shares text)`

/** The same work asked for again, elsewhere, on another day, for other hours. */
const COPY = `insert into placements_vacancy (network_id, id, organisation_id, occupation_uri, isco, municipality, essential, optional,
  contract, weekly_minutes, licences, nights, minimum_age, pattern, italian_listening, italian_reading, italian_speaking,
  posted_on, vocabulary, weights, posted_fact, written, shares)
  select network_id, gen_random_uuid(), organisation_id, occupation_uri, isco,
    'M' || (substr(municipality, 2)::int + $1 * 23) % 225, essential, optional, contract, weekly_minutes, licences, nights, minimum_age,
    case when pattern is null or $1 % 3 <> 0 then pattern else (pattern * 2) % 268435455 end,
    italian_listening, italian_reading, italian_speaking, posted_on + $1, vocabulary, weights, posted_fact, 1, shares
  from bench_first`

async function fill(superuser: pg.ClientConfig, network: NetworkId, town: Town, version: string, copies: number) {
  const client = new pg.Client(superuser)
  await client.connect()
  // Made again at the end, as a load does.
  await client.query('drop index placements_vacancy_open, placements_vacancy_written')
  for (let from = 0; from < town.entries.length; from += BATCH) {
    const rows = town.entries.slice(from, from + BATCH).map(({ vacancy, shares }) => ({
      id: vacancy.id,
      occupation: vacancy.occupation,
      isco: vacancy.isco,
      municipality: vacancy.municipality,
      essential: vacancy.essential,
      optional: vacancy.optional,
      contract: vacancy.requirement.contract,
      minutes: vacancy.requirement.weeklyMinutes,
      licences: vacancy.requirement.licences,
      nights: vacancy.requirement.nights,
      age: vacancy.requirement.minimumAge,
      pattern: vacancy.pattern,
      listening: vacancy.italian.listening,
      reading: vacancy.italian.reading,
      speaking: vacancy.italian.speaking,
      posted: vacancy.postedOn,
      shares: bytesOfShares(shares).toString('hex'),
    }))
    await client.query(INSERT, [network, version, weights.version, JSON.stringify(rows)])
  }
  await client.query('create table bench_first as select * from placements_vacancy')
  for (let copy = 1; copy < copies; copy++) await client.query(COPY, [copy])
  await client.query(
    `create index placements_vacancy_open on placements_vacancy (network_id, posted_on, id) where state = 'open'`,
  )
  await client.query('create index placements_vacancy_written on placements_vacancy (network_id, written)')
  await client.query('insert into placements_feed values ($1, 1)', [network])
  await client.query('vacuum (analyze) placements_vacancy')
  await client.end()
}

const pointsBeside = (query: Query, { italian, municipality, pattern, isco }: Demands): number =>
  query.language(italian) + query.mobility(municipality) + query.hours(pattern) + query.experience(isco)

const descending = (a: number, b: number) => b - a

/** Every vacancy scored as it is read: what the thread must agree with. */
async function plainly(
  db: Database,
  network: NetworkId,
  vocabulary: Vocabulary,
  seekers: readonly Seeker[],
): Promise<readonly (readonly number[])[]> {
  const asked = seekers.map(seeker => {
    const query = queryOf(seeker, vocabulary, weights)
    return { query, covers: coversOf(query).by, best: new Map<string, readonly number[]>() }
  })
  await readAll(db, network, vocabulary.version, packed => {
    const demands = demandsIn(packed)
    const shares = Array.from(packed.skills, each => ({ skill: highOf(each), share: each & SHARE_MASK }))
    for (const { query, covers, best } of asked) {
      if (query.verdict(demands.requirement) === 'no') continue
      const skilled = shares.reduce((sum, { skill, share }) => sum + share * (covers[skill] as number), 0)
      const used = usePoints(query, shares)
      const alike = [...(best.get(packed.occupation) ?? []), skilled + used + pointsBeside(query, demands)]
      best.set(packed.occupation, alike.sort(descending).slice(0, weights.alike))
    }
  })
  return asked.map(({ best }) => [...best.values()].flat().sort(descending).slice(0, K))
}

async function* asked(
  db: Database,
  network: NetworkId,
  town: Town,
  vocabulary: Vocabulary,
  people: number,
): AsyncGenerator<Figure> {
  const thread = new Accelerator(db, 10_000)
  try {
    const from = performance.now()
    const state = await thread.prepare(network)
    const seconds = (performance.now() - from) / 1000
    const size = state?.size ?? 0
    const of = `${size.toLocaleString('en')} vacancies`
    const great = size >= 1_000_000
    const held = (bar: number, value: number) => (great ? { bar, ok: value <= bar } : {})
    yield {
      name: `index of ${of} made from PostgreSQL in a thread`,
      value: round(seconds, 1),
      unit: 's',
      ...held(30, seconds),
    }
    const megabytes = (state?.bytes ?? 0) / 2 ** 20
    yield { name: `index of ${of}`, value: round(megabytes, 1), unit: 'MiB', ...held(250, megabytes) }
    const seekers = seekersIn(town, people)
    const ask = (seeker: Seeker): Promise<readonly Hit[] | undefined> =>
      thread.search(network, {
        seeker,
        k: K,
        today: TODAY,
        vocabulary: vocabulary.version,
        weights: weights.version,
        written: 1,
      })
    for (const seeker of seekers) await ask(seeker)
    const times: number[] = []
    for (const seeker of seekers) {
      const start = performance.now()
      await ask(seeker)
      times.push(performance.now() - start)
    }
    const p50 = percentile(times, 0.5)
    const name = `one person × ${of}, top 20, asked of the thread and answered`
    yield { name: `${name}, p50`, value: round(p50, 3), unit: 'ms', ...held(2, p50) }
    yield { name: `${name}, p95`, value: round(percentile(times, 0.95), 3), unit: 'ms' }
    const few = seekers.slice(0, 3)
    const plain = await plainly(db, network, vocabulary, few)
    let wrong = 0
    for (const [at, seeker] of few.entries()) {
      const totals = (await ask(seeker))?.map(hit => hit.total)
      if (JSON.stringify(totals) !== JSON.stringify(plain[at])) wrong++
    }
    yield {
      name: `answers of the thread that differ from scoring each of ${of}`,
      value: wrong,
      unit: `of ${few.length}`,
      bar: 0,
      ok: wrong === 0,
      correctness: true,
    }
  } finally {
    await thread.stop()
  }
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** @param copies how often each vacancy of the town is asked for */
export async function* inDatabase(town: Town, copies: number, people: number): AsyncGenerator<Figure> {
  const server = await startThrowAway()
  const at = (user: string) => ({ host: server.socketDir, user, database: 'nc' })
  const db = openDatabase(at('nc_login'), services)
  try {
    await migrate(at('nc_owner'))
    await install(db, town.classification, '1.0')
    const network = newId<NetworkId>()
    const vocabulary = await db.asRole('nc_jobs', network, vocabularyFrom)
    await fill(at('postgres'), network, town, vocabulary.version, copies)
    yield* asked(db, network, town, vocabulary, people)
  } finally {
    await db.close()
    await server.stop()
  }
}
