// SPDX-License-Identifier: EUPL-1.2
// Looking for one person among many: the product's own search on a real database, the accelerator in memory, and pg_trgm
// on the same people and the same questions.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { type NetworkId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { type Figure, percentile } from '#platform/bench.ts'
import { prepareServer } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase, type Scope } from '#platform/db/scope.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'
import { findDuplicates } from '../duplicate.store.ts'
import { asCandidate, fill } from './duplicates-fill.build.ts'
import { startingModel } from './invented-model.ts'
import { PeopleIndex, type Weighed } from './people-index.ts'
import type { LinkageRecord } from './record.ts'
import { aSyntheticRegister, type Question, type SyntheticRegister } from './synthetic-setup.build.ts'

type Site = {
  readonly db: Database
  readonly scope: Scope
  /** Whom the questions are about, by the row of the register. */
  readonly ids: ReadonlyMap<number, PersonId>
  readonly superuser: pg.Client
}

async function onSite<T>(
  register: SyntheticRegister,
  work: (site: Site) => AsyncGenerator<T>,
): Promise<AsyncGenerator<T>> {
  const server = await startThrowAway(true) // with the memory that the product gives it
  const connection = { host: server.socketDir, port: 5432, user: 'postgres', database: 'postgres' }
  await prepareServer(connection, 'nc_bench')
  await migrate({ ...connection, user: 'nc_owner', database: 'nc_bench' })
  const services = { secret: randomBytes(32), baseUrl: 'http://localhost', setupToken: 'aaaaa-bbbbb-ccccc-ddddd' }
  const db = openDatabase({ ...connection, user: 'nc_login', database: 'nc_bench', max: 4 }, services)
  const superuser = new pg.Client({ ...connection, database: 'nc_bench' })
  await superuser.connect()
  const now = new Date().toISOString() as Instant
  const scope: Scope = {
    network: newId<NetworkId>(),
    organisation: newId<OrganisationId>(),
    role: 'case-worker',
    purpose: 'care',
    now,
    today: dayInRome(now),
  }
  async function* run() {
    try {
      const all = await fill(superuser, scope, register.records)
      const ids = new Map(register.known.map(({ row }) => [row, all[row] as PersonId]))
      // A million records in this process would only make its memory slow to tidy up.
      register.records.length = 0
      all.length = 0
      yield* work({ db, scope, ids, superuser })
    } finally {
      await superuser.end()
      await db.close()
      await server.stop()
    }
  }
  return run()
}

const round = (value: number) => Math.round(value * 100) / 100
const share = (part: number, whole: number) => round((100 * part) / Math.max(1, whole))
const ALARM_BITS = 0

function hits(found: readonly { readonly at: number }[]): { first: number; ten: number } {
  return { first: found.filter(({ at }) => at === 0).length, ten: found.filter(({ at }) => at >= 0 && at < 10).length }
}

function* inMemory({ records, known, strangers }: SyntheticRegister): Generator<Figure> {
  const index = new PeopleIndex(startingModel)
  for (const record of records) index.add(record)
  index.search(strangers[0] ?? {}) // the keys are put in order at the first question
  const prior = Math.log2(startingModel.matchesPerRecord / records.length)
  for (const { record } of known.slice(0, 100)) index.search(record) // warm
  const times: number[] = []
  const ask = (record: LinkageRecord): Weighed[] => {
    // Processor time: nothing here waits, and a busy machine would be measured instead.
    const started = process.cpuUsage()
    const found = index.search(record)
    const { user, system } = process.cpuUsage(started)
    times.push((user + system) / 1000)
    return found
  }
  const found = known.map(({ record, row }) => ({
    at: ask(record).findIndex(each => each.row === row),
    coded: record.taxCode !== undefined,
  }))
  const { first, ten } = hits(found)
  const bare = found.filter(({ coded }) => !coded)
  const bareHits = hits(bare)
  const alarms = strangers.filter(record => (ask(record)[0]?.bits ?? -99) + prior >= ALARM_BITS).length
  const name = (what: string) => `${records.length} people in memory, ${what}`
  const bar = (value: number, least: number) => ({ bar: `>= ${least}`, ok: value >= least, correctness: true })
  yield {
    name: name('right one first'),
    value: share(first, known.length),
    unit: '%',
    ...bar(share(first, known.length), 96),
  }
  yield {
    name: name('right one among ten'),
    value: share(ten, known.length),
    unit: '%',
    ...bar(share(ten, known.length), 98.5),
  }
  yield { name: name('right one first, without a code'), value: share(bareHits.first, bare.length), unit: '%' }
  yield { name: name('right one among ten, without a code'), value: share(bareHits.ten, bare.length), unit: '%' }
  const alarm = share(alarms, strangers.length)
  yield {
    name: name('false alarm on new people'),
    value: alarm,
    unit: '%',
    bar: '<= 1.5',
    ok: alarm <= 1.5,
    correctness: true,
  }
  yield* speed(name('accelerator, processor time'), times, 2, 10)
}

function* speed(
  name: string,
  times: readonly number[],
  median: number,
  slow: number,
  peer?: readonly number[],
): Generator<Figure> {
  for (const [at, bar, of] of [
    ['p50', median, 0.5],
    ['p95', slow, 0.95],
  ] as const) {
    const value = round(percentile(times, of))
    const beside = peer
      ? { peer: `pg_trgm, ${at}`, peerValue: round(percentile(peer, of)), ratio: round(percentile(peer, of) / value) }
      : {}
    yield { name: `${name}, ${at}`, value, unit: 'ms', bar: `<= ${bar}`, ok: value <= bar, ...beside }
  }
}

type Asked = { readonly times: number[]; readonly first: number; readonly ten: number }

async function ask(site: Site, questions: readonly Question[]): Promise<Asked> {
  const times: number[] = []
  let [first, ten] = [0, 0]
  for (const { record, row } of questions) {
    await site.db.inScope(site.scope, async tx => {
      const started = performance.now()
      const found = await findDuplicates(tx, asCandidate(record), { withUnlikely: true })
      times.push(performance.now() - started)
      const at = found.findIndex(each => each.person.id === site.ids.get(row))
      if (at === 0) first++
      if (at >= 0) ten++
    })
  }
  return { times, first, ten }
}

/** Strangers for whom somebody is proposed. */
async function alarmsOf({ db, scope }: Site, strangers: readonly LinkageRecord[]): Promise<number> {
  let alarms = 0
  for (const record of strangers) {
    const [found] = await db.inScope(scope, tx => findDuplicates(tx, asCandidate(record)))
    if (found && found.score >= ALARM_BITS) alarms++
  }
  return alarms
}

async function trigrams({ superuser, ids }: Site, questions: readonly Question[]) {
  await superuser.query('create extension if not exists pg_trgm')
  await superuser.query('create table trigram as select person_id, search_text as name from registry_person')
  await superuser.query('create index on trigram using gin (name gin_trgm_ops)')
  await superuser.query('vacuum (analyze) trigram')
  // The setting of our own search (migration 20261125T1200), which PostgreSQL 18 gains from as much here.
  await superuser.query('set pg_trgm.similarity_threshold = 0.3; set effective_io_concurrency = 0')
  const times: number[] = []
  let first = 0
  for (const { record, row } of questions) {
    const name = `${record.family} ${record.given}`.toLowerCase()
    const started = performance.now()
    const { rows } = await superuser.query<{ person_id: string }>(
      'select person_id from trigram where name % $1 order by similarity(name, $1) desc limit 10',
      [name],
    )
    times.push(performance.now() - started)
    if (rows[0]?.person_id === ids.get(row)) first++
  }
  return { times, first }
}

async function* inDatabase(
  site: Site,
  register: SyntheticRegister,
  name: string,
  quick: boolean,
): AsyncGenerator<Figure> {
  const questions = register.known.slice(0, quick ? 150 : 600)
  const strangers = register.strangers.slice(0, quick ? 150 : 600)
  // Warm, as a process is that has answered for a while: half of the time of the first hundreds is compiling.
  await ask(site, register.known.slice(quick ? -20 : -600))
  const ours = await ask(site, questions)
  const theirs = await trigrams(site, questions.slice(0, 60))
  const percent = (value: number, least: number) => ({
    value,
    unit: '%',
    bar: `>= ${least}`,
    ok: value >= least,
    correctness: true,
  })
  yield {
    name: `${name}, right one first`,
    ...percent(share(ours.first, questions.length), 96),
    peer: 'pg_trgm >= 0.3, names only',
    peerValue: share(theirs.first, theirs.times.length),
  }
  yield { name: `${name}, right one among ten`, ...percent(share(ours.ten, questions.length), 98.5) }
  const alarm = share(await alarmsOf(site, strangers), strangers.length)
  const low = { bar: '<= 1.5', ok: alarm <= 1.5, correctness: true }
  yield { name: `${name}, false alarm on new people`, value: alarm, unit: '%', ...low }
  yield* speed(name, ours.times, 10, 20, theirs.times)
  const ratio = round(percentile(theirs.times, 0.5) / percentile(ours.times, 0.5))
  yield {
    name: `${name}, times faster than pg_trgm at the median`,
    value: ratio,
    unit: 'times',
    ...(quick ? {} : { bar: '>= 20', ok: ratio >= 20 }),
  }
}

export async function* searchFigures(quick: boolean, people = 1_000_000): AsyncGenerator<Figure> {
  const size = quick ? 10_000 : people
  const register = aSyntheticRegister(size, quick ? 300 : 2000, 4711)
  yield* inMemory(register)
  yield* await onSite(register, site => inDatabase(site, register, `${size} people stored, search in SQL`, quick))
}
