// SPDX-License-Identifier: EUPL-1.2
// Looking for one person among many: the product's own search on a real database, the accelerator in memory, and pg_trgm
// on the same people and the same questions.
import { randomBytes } from 'node:crypto'
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { type NetworkId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { type Figure, percentile } from '#platform/bench.ts'
import { prepareServer } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase, type Scope } from '#platform/db/scope.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { findDuplicates } from '../duplicate.store.ts'
import { type Candidate, latin, matchKeyOf } from '../match-key.ts'
import { startingModel } from './invented-model.ts'
import { PeopleIndex, type Weighed } from './people-index.ts'
import type { LinkageRecord } from './record.ts'
import { aSyntheticRegister, type Question, type SyntheticRegister } from './synthetic-setup.build.ts'

const asCandidate = ({ given, family, birth, sex, citizenship, taxCode }: LinkageRecord): Candidate => ({
  givenName: given ?? '',
  familyName: family ?? '',
  birthDate: birth as CivilDate | undefined,
  birthPrecision: birth ? 'day' : 'unknown',
  sex: sex as 'F' | 'M' | undefined,
  citizenship,
  ...(taxCode ? { taxCode, taxCodeKind: /^\d/.test(taxCode) ? 'provisional' : 'final' } : {}),
})

type Site = {
  readonly db: Database
  readonly scope: Scope
  readonly ids: readonly PersonId[]
  readonly superuser: pg.Client
}

const PERSON =
  'network_id, person_id, organisation_id, handle, family_name, given_name, birth_date, birth_precision, sex, ' +
  'citizenship, tax_code, tax_code_kind, sort_key, search_text, registered_on'
const KEY = 'network_id, person_id, organisation_id, keys, first_letter, birth_year, method'
const GRANT =
  'network_id, id, person_id, organisation_id, granted_by, purpose, field_groups, legal_basis, valid_from, created_at'

const cell = (value: string | number | null | undefined) =>
  value === null || value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`

/** Copies rows straight into the tables: a million people through the product's own verbs would take hours. */
async function fill(client: pg.Client, scope: Scope, records: readonly LinkageRecord[]): Promise<PersonId[]> {
  const ids = records.map(() => newId<PersonId>()).sort()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-bench-'))
  chmodSync(folder, 0o755) // the server reads the files as another user
  const file = (table: string) => path.join(folder, `${table}.csv`)
  const tables = { registry_person: PERSON, registry_match_key: KEY, platform_grant: GRANT }
  try {
    for (let from = 0; from < records.length; from += 20_000) {
      const lines: Record<keyof typeof tables, string[]> = {
        registry_person: [],
        registry_match_key: [],
        platform_grant: [],
      }
      for (const [i, record] of records.slice(from, from + 20_000).entries())
        for (const [table, cells] of rowsOf(asCandidate(record), ids[from + i] as PersonId, scope))
          lines[table].push(cells.map(cell).join(','))
      for (const [table, text] of Object.entries(lines)) appendFileSync(file(table), `${text.join('\n')}\n`)
      if (from % 200_000 === 0) process.stderr.write(`search: ${from} of ${records.length} people written\n`)
    }
    // No trigger, no foreign key and no index while rows are copied.
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '1GB'`)
    await client.query('drop index registry_match_key_keys')
    for (const [table, columns] of Object.entries(tables))
      await client.query(`copy ${table} (${columns}) from '${file(table)}' with (format csv)`)
    process.stderr.write('search: rows copied, index is being made\n')
    await client.query(
      'create index registry_match_key_keys on registry_match_key using gin (keys) with (fastupdate = off)',
    )
    for (const table of Object.keys(tables)) await client.query(`vacuum (analyze) ${table}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return ids
}

type Cells = readonly (string | number | null | undefined)[]

function rowsOf(
  candidate: Candidate,
  id: PersonId,
  scope: Scope,
): (readonly ['registry_person' | 'registry_match_key' | 'platform_grant', Cells])[] {
  const { familyName, givenName, birthDate, birthPrecision, sex, citizenship, taxCode, taxCodeKind } = candidate
  const { network, organisation, today, now } = scope
  const key = matchKeyOf(candidate)
  const names = [latin(familyName), `${familyName} ${givenName}`.toLowerCase()]
  const said = [birthDate, birthPrecision, sex, citizenship, taxCode, taxCodeKind]
  return [
    [
      'registry_person',
      [network, id, organisation, crypto.randomUUID(), familyName, givenName, ...said, ...names, today],
    ],
    [
      'registry_match_key',
      [network, id, organisation, `{${key.keys.join(',')}}`, key.first_letter, key.birth_year, key.method],
    ],
    [
      'platform_grant',
      [network, newId(), id, organisation, organisation, 'care', '{identity,contacts}', 'public-task', today, now],
    ],
  ]
}

async function onSite<T>(
  records: readonly LinkageRecord[],
  work: (site: Site) => AsyncGenerator<T>,
): Promise<AsyncGenerator<T>> {
  const server = await startThrowAway()
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
      const ids = await fill(superuser, scope, records)
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

type Searched = { readonly first: number; readonly ten: number; readonly times: number[] }

function hits(found: readonly { readonly at: number }[]): { first: number; ten: number } {
  return { first: found.filter(({ at }) => at === 0).length, ten: found.filter(({ at }) => at >= 0 && at < 10).length }
}

function* inMemory({
  records,
  known,
  strangers,
}: SyntheticRegister): Generator<Figure, Searched & { index: PeopleIndex }> {
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
  return { first, ten, times, index }
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

async function timed(db: Database, scope: Scope, questions: readonly Question[], ids: readonly PersonId[]) {
  const times: number[] = []
  let [first, ten] = [0, 0]
  for (const { record, row } of questions) {
    await db.inScope(scope, async tx => {
      const started = performance.now()
      const found = await findDuplicates(tx, asCandidate(record), { withUnlikely: true })
      times.push(performance.now() - started)
      const at = found.findIndex(each => each.person.id === ids[row])
      if (at === 0) first++
      if (at >= 0) ten++
    })
  }
  return { times, first, ten }
}

async function trigrams(superuser: pg.Client, questions: readonly Question[], ids: readonly PersonId[]) {
  await superuser.query('create extension if not exists pg_trgm')
  await superuser.query('create table trigram as select person_id, search_text as name from registry_person')
  await superuser.query('create index on trigram using gin (name gin_trgm_ops)')
  await superuser.query('analyze trigram')
  await superuser.query('set pg_trgm.similarity_threshold = 0.3')
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
    if (rows[0]?.person_id === ids[row]) first++
  }
  return { times, first }
}

export async function* searchFigures(quick: boolean, people = 1_000_000): AsyncGenerator<Figure> {
  const size = quick ? 10_000 : people
  const register = aSyntheticRegister(size, quick ? 300 : 2000, 4711)
  yield* inMemory(register)
  const questions = register.known.slice(0, quick ? 150 : 600)
  const figures = await onSite(
    register.records,
    async function* ({ db, scope, ids, superuser }): AsyncGenerator<Figure> {
      await timed(db, scope, questions.slice(0, 20), ids) // warm
      const ours = await timed(db, scope, questions, ids)
      const theirs = await trigrams(superuser, questions.slice(0, quick ? 60 : 150), ids)
      const name = `${size} people stored, search in SQL`
      yield {
        name: `${name}, right one first`,
        value: share(ours.first, questions.length),
        unit: '%',
        peer: 'pg_trgm >= 0.3, names only',
        peerValue: share(theirs.first, theirs.times.length),
      }
      yield { name: `${name}, right one among ten`, value: share(ours.ten, questions.length), unit: '%' }
      yield* speed(name, ours.times, 10, 20, theirs.times)
    },
  )
  yield* figures
}
