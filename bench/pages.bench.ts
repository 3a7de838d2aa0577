// SPDX-License-Identifier: EUPL-1.2
// Server time of the pages that are opened all day, with the demo region's 870 people in one database.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { compose } from '#app/compose.ts'
import { makeDemoRegion } from '#app/demo/region.ts'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import type { AccountId, NetworkId, OrganisationId, PersonId } from '#lib/ids.ts'
import type { Role } from '#platform/auth/roles.ts'
import { type Bench, type Figure, percentile } from '#platform/bench.ts'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase, type Tx } from '#platform/db/scope.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'
import type { SessionViewer } from '#platform/http/request-scope.ts'

const PEOPLE = 870
const BAR_MS = 25
const TIMES = 60

type Site = { readonly app: FastifyInstance; readonly db: Database; readonly statements: () => number }
type Seat = SessionViewer & { readonly account?: AccountId }

/** Who opens a page, which one, and whether the bar holds for it. Several addresses are taken in turn. */
type Look = { readonly name: string; readonly seat: Seat; readonly urls: readonly string[]; readonly bar?: number }

/** The members of the demo region, largest organisation first. */
async function seatsOf(db: Database, network: NetworkId, role: Role): Promise<Seat[]> {
  const members = await db.asRole('nc_signin', network, tx =>
    tx
      .selectFrom('platform_membership as m')
      .innerJoin('platform_organisation_card as c', 'c.organisation_id', 'm.organisation_id')
      .select(['m.organisation_id', 'm.account_id', 'c.name', 'c.kind'])
      .where('m.role', '=', role)
      .execute(),
  )
  const seats = members.map(
    (row): Seat => ({
      network,
      networkName: 'Marche (demo)',
      networkKind: 'demo',
      organisation: row.organisation_id,
      organisationName: row.name,
      organisationKind: row.kind,
      account: row.account_id,
      displayName: 'Bench',
      role,
    }),
  )
  const sizes = new Map<OrganisationId, number>()
  for (const seat of seats) sizes.set(seat.organisation, (await peopleOf(db, seat)).length)
  const size = ({ organisation }: Seat) => sizes.get(organisation) ?? 0
  return seats.toSorted((a, b) => size(b) - size(a))
}

const inSeat = <T>(db: Database, { network, organisation, account, role }: Seat, work: (tx: Tx) => Promise<T>) => {
  const now = new Date().toISOString() as Instant
  const who = { network, organisation, role, purpose: 'care', today: dayInRome(now), now } as const
  return db.inScope(account ? { ...who, account } : who, work)
}

const peopleOf = async (db: Database, seat: Seat): Promise<PersonId[]> => {
  const rows = await inSeat(db, seat, tx =>
    tx
      .selectFrom('registry_person')
      .select('person_id')
      .where('organisation_id', '=', seat.organisation)
      .orderBy('registered_on')
      .execute(),
  )
  return rows.map(row => row.person_id)
}

async function looksOf(db: Database, network: NetworkId, herself: PersonId, girasole: OrganisationId): Promise<Look[]> {
  const [worker] = await seatsOf(db, network, 'case-worker')
  const [coordinator] = await seatsOf(db, network, 'coordinator')
  const [operator] = await seatsOf(db, network, 'cpi-operator')
  if (!worker || !coordinator || !operator) throw new Error('The demo region has every role')
  const files = (await peopleOf(db, worker)).slice(0, 40).map(person => `/people/${person}`)
  const [programme] = await inSeat(db, coordinator, tx => tx.selectFrom('programmes_programme').select('id').execute())
  const { account: _, ...house } = worker
  const her: Seat = { ...house, organisation: girasole, person: herself, role: 'person' }
  return [
    { name: 'person file', seat: worker, urls: files, bar: BAR_MS },
    {
      name: `desk, case worker of ${(await peopleOf(db, worker)).length} people`,
      seat: worker,
      urls: ['/desk'],
      bar: BAR_MS,
    },
    { name: 'desk, operator of a job centre', seat: operator, urls: ['/desk'], bar: BAR_MS },
    { name: 'start of the coordinator (programmes)', seat: coordinator, urls: ['/programmes'], bar: BAR_MS },
    { name: 'people list', seat: worker, urls: ['/people'] },
    { name: 'programme page', seat: coordinator, urls: [`/programmes/${programme?.id}`] },
    { name: 'her own page', seat: her, urls: ['/my'] },
  ]
}

type Times = { readonly wall: number[]; readonly cpu: number[]; readonly statements: number }

/** One client, one request after the other; the first ones fill the caches and prepare the statements. */
async function timesOf({ app, statements }: Site, look: Look, times: number): Promise<Times> {
  const [wall, cpu]: [number[], number[]] = [[], []]
  let counted = 0
  for (let at = -10; at < times; at++) {
    const url = look.urls[Math.abs(at) % look.urls.length] ?? ''
    const [before, used, started] = [statements(), process.cpuUsage(), performance.now()]
    const cookie = `${look.seat.role === 'person' ? 'nc_person' : 'nc_session'}=${tokenOf(look.seat)}`
    const answer = await app.inject({ url, headers: { cookie, accept: 'text/html' } })
    if (answer.statusCode !== 200)
      throw new Error(`${look.name}: ${url} answered ${answer.statusCode} ${answer.headers.location ?? ''}`)
    if (at < 0) continue
    wall.push(performance.now() - started)
    const { user, system } = process.cpuUsage(used)
    cpu.push((user + system) / 1000)
    counted = Math.max(counted, statements() - before)
  }
  return { wall, cpu, statements: counted }
}

const seated = new Map<string, Seat>()
const tokenOf = (seat: Seat): string => {
  const token = `${seat.role}-${seat.person ?? seat.account}`
  seated.set(token, seat)
  return token
}

/** The limit: an empty scoped transaction, as every page needs one. */
async function emptyScope({ db }: Site, seat: Seat, times: number): Promise<number[]> {
  const taken: number[] = []
  for (let at = 0; at < times; at++) {
    const started = performance.now()
    await inSeat(db, seat, tx => tx.selectNoFrom(eb => eb.lit(1).as('one')).execute())
    taken.push(performance.now() - started)
  }
  return taken
}

const round = (value: number) => Math.round(value * 10) / 10
const p95 = (values: readonly number[]) => round(percentile(values, 0.95))

async function* figuresOf(site: Site, looks: readonly Look[], times: number): AsyncGenerator<Figure> {
  for (const look of looks) {
    const { wall, cpu, statements } = await timesOf(site, look, times)
    const limit = p95(await emptyScope(site, look.seat, times))
    const value = p95(wall)
    yield {
      name: `${look.name}, server time p95`,
      value,
      unit: 'ms',
      ...(look.bar === undefined ? {} : { bar: `<= ${look.bar}`, ok: value <= look.bar }),
      peer: 'scoped transaction with select 1, p95',
      peerValue: limit,
      ratio: round(value / limit),
    }
    yield { name: `${look.name}, server time p50`, value: round(percentile(wall, 0.5)), unit: 'ms' }
    yield { name: `${look.name}, processor time of the program p50`, value: round(percentile(cpu, 0.5)), unit: 'ms' }
    yield { name: `${look.name}, statements`, value: statements, unit: 'statements' }
  }
}

async function* run({ quick }: { readonly quick: boolean }): AsyncGenerator<Figure> {
  const server = await startThrowAway(true)
  try {
    await migrate({ host: server.socketDir, user: 'nc_owner', database: 'nc' })
    const services = { secret: randomBytes(32), baseUrl: 'http://localhost', setupToken: 'bench' }
    const db = openDatabase({ host: server.socketDir, user: 'nc_login', database: 'nc' }, services)
    const { region, herself, girasole } = await makeDemoRegion(db, { people: quick ? 120 : PEOPLE })
    const app = await compose({
      db,
      perMinute: 1_000_000,
      logLevel: 'silent',
      resolveViewer: async ({ staff, person }) => seated.get(person ?? staff ?? ''),
    })
    await app.ready()
    const looks = await looksOf(db, region.network, herself, girasole.organisation)
    yield* figuresOf({ app, db, statements: statementsOf(db) }, looks, quick ? 20 : TIMES)
    await app.close()
    await db.close()
  } finally {
    await server.stop()
  }
}

/** Counts the statements that the pool's connections send. */
function statementsOf(db: Database): () => number {
  let count = 0
  const counted = new WeakSet<object>()
  db.pool.on('acquire', client => {
    if (counted.has(client)) return
    counted.add(client)
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      count++
      return query(...args)
    }) as typeof client.query
  })
  return () => count
}

export const benches: readonly Bench[] = [{ name: 'pages', run }]
