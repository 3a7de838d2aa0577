// SPDX-License-Identifier: EUPL-1.2
// Who opens which page in the bench of the pages: members of the demo region who are signed in, and the person herself.
import type { FastifyInstance } from 'fastify'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import type { AccountId, MembershipId, NetworkId, OrganisationId, PersonId } from '#lib/ids.ts'
import { createPersonLink } from '#platform/auth/person-access.ts'
import type { Role } from '#platform/auth/roles.ts'
import { PERSON_COOKIE, STAFF_COOKIE, startPersonSession, startStaffSession } from '#platform/auth/sessions.ts'
import type { Database, Tx, Work } from '#platform/db/scope.ts'

/** Milliseconds within which 95 of 100 answers are made. */
const DESK_BAR = 25
const OVERVIEW_BAR = 30
/** Fewer would not be a busy desk; the demo region of 870 people has workers with three times as many. */
const BUSY = 40
const FILES = 40
/** A page that is opened all day is compiled and its statements are prepared: what a program needs minutes for at 8 in the morning. */
const WARM_UP = 100

export type Site = { readonly app: FastifyInstance; readonly db: Database; readonly statements: () => number }

export type Seat = {
  readonly network: NetworkId
  readonly organisation: OrganisationId
  readonly account: AccountId
  readonly membership: MembershipId
  readonly role: Role
  /** People whose records the organisation keeps. */
  readonly people: readonly PersonId[]
}

/** Who opens a page, which one, and the bar it is held to. Several addresses are taken in turn. */
export type Look = {
  readonly name: string
  readonly seat: Seat
  readonly cookie: string
  readonly urls: readonly string[]
  readonly bar: number
}

type Known = { readonly network: NetworkId; readonly herself: PersonId; readonly keeper: OrganisationId }

const instant = () => new Date().toISOString() as Instant

export function inSeat<T>(
  db: Database,
  { network, organisation, account, role }: Omit<Seat, 'people'>,
  work: Work<T>,
): Promise<T> {
  const now = instant()
  return db.inScope({ network, organisation, account, role, purpose: 'care', today: dayInRome(now), now }, work)
}

/** The members of one role, the one whose organisation keeps most records first. */
async function seatsOf(db: Database, network: NetworkId, role: Role): Promise<readonly [Seat, ...Seat[]]> {
  const members = await db.asRole('nc_signin', network, tx =>
    tx
      .selectFrom('platform_membership')
      .select(['id', 'organisation_id', 'account_id'])
      .where('network_id', '=', network)
      .where('role', '=', role)
      .execute(),
  )
  const seats: Seat[] = []
  for (const { id, organisation_id: organisation, account_id: account } of members) {
    const seat = { network, organisation, account, membership: id as MembershipId, role }
    seats.push({ ...seat, people: await inSeat(db, seat, tx => keptBy(tx, organisation)) })
  }
  const [first, ...others] = seats.toSorted((a, b) => b.people.length - a.people.length)
  if (!first) throw new Error(`The demo region has no ${role}`)
  return [first, ...others]
}

async function keptBy(tx: Tx, organisation: OrganisationId): Promise<PersonId[]> {
  const rows = await tx
    .selectFrom('registry_person')
    .select('person_id')
    .where('organisation_id', '=', organisation)
    .orderBy('registered_on')
    .execute()
  return rows.map(row => row.person_id)
}

async function staffCookie(db: Database, { network, account, membership }: Seat): Promise<string> {
  const session = { network, account, membership, device: 'Bench', now: instant() }
  const token = await db.asRole('nc_signin', undefined, tx => startStaffSession(tx, session))
  return `${STAFF_COOKIE}=${token}`
}

async function personCookie(db: Database, keeper: Seat, person: PersonId): Promise<string> {
  const { id: link } = await inSeat(db, keeper, tx => createPersonLink(tx, person))
  const session = { network: keeper.network, link, device: 'Bench', now: instant() }
  const token = await db.asRole('nc_person_link', undefined, tx => startPersonSession(tx, session))
  return `${PERSON_COOKIE}=${token}`
}

export async function looksOf(db: Database, { network, herself, keeper }: Known): Promise<readonly Look[]> {
  const workers = await seatsOf(db, network, 'case-worker')
  const [worker] = workers
  const [operator] = await seatsOf(db, network, 'cpi-operator')
  const [coordinator] = await seatsOf(db, network, 'coordinator')
  const house = workers.find(each => each.organisation === keeper) ?? worker
  const of = async (seat: Seat, bar: number, name: string, urls: readonly string[]): Promise<Look> => ({
    name,
    seat,
    cookie: await staffCookie(db, seat),
    urls,
    bar,
  })
  const files = worker.people.slice(0, FILES).map(person => `/people/${person}`)
  const [programme] = await inSeat(db, coordinator, tx => tx.selectFrom('programmes_programme').select('id').execute())
  const many = worker.people.length
  return [
    await of(worker, DESK_BAR, 'person file', files),
    await of(worker, DESK_BAR, `desk of the busiest case worker (${many} people${many < BUSY ? ', too few' : ''})`, [
      '/desk',
    ]),
    await of(house, DESK_BAR, `desk of a case worker with a full diary (${house.people.length} people)`, ['/desk']),
    await of(operator, DESK_BAR, `desk of a job centre (${operator.people.length} people)`, ['/desk']),
    await of(coordinator, DESK_BAR, 'desk of the coordinator (programmes)', ['/programmes']),
    await of(coordinator, OVERVIEW_BAR, 'programme page', [`/programmes/${programme?.id}`]),
    { ...(await of(house, OVERVIEW_BAR, 'her own page', ['/my'])), cookie: await personCookie(db, house, herself) },
    await of(worker, OVERVIEW_BAR, 'people list', ['/people']),
  ]
}

export type Times = {
  readonly wall: number[]
  readonly cpu: number[]
  readonly statements: number
  readonly bytes: number
}

/** One client, one request after the other; the first ones fill the caches and prepare the statements. */
export async function timesOf({ app, statements }: Site, look: Look, times: number): Promise<Times> {
  const [wall, cpu]: [number[], number[]] = [[], []]
  let [counted, bytes] = [0, 0]
  for (let at = -WARM_UP; at < times; at++) {
    const url = look.urls[Math.abs(at) % look.urls.length] ?? ''
    const [before, used, started] = [statements(), process.cpuUsage(), performance.now()]
    const headers = { cookie: look.cookie, accept: 'text/html', 'accept-encoding': 'gzip, br' }
    const answer = await app.inject({ url, headers })
    const taken = performance.now() - started
    if (answer.statusCode !== 200)
      throw new Error(`${look.name}: ${url} answered ${answer.statusCode} ${answer.headers.location ?? ''}`)
    if (at < 0) continue
    wall.push(taken)
    const { user, system } = process.cpuUsage(used)
    cpu.push((user + system) / 1000)
    counted = Math.max(counted, statements() - before)
    bytes = Math.max(bytes, answer.rawPayload.length)
  }
  return { wall, cpu, statements: counted, bytes }
}

/** The limit: an empty scoped transaction, as every page needs one. */
export async function emptyScope({ db }: Site, seat: Seat, times: number): Promise<number[]> {
  const taken: number[] = []
  for (let at = 0; at < times; at++) {
    const started = performance.now()
    await inSeat(db, seat, tx => tx.selectNoFrom(eb => eb.lit(1).as('one')).execute())
    taken.push(performance.now() - started)
  }
  return taken
}

/** Counts the statements that the pool's connections send. */
export function statementsOf(db: Database): () => number {
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
