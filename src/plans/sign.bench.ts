// SPDX-License-Identifier: EUPL-1.2
// Recording and signing a meeting over HTTP, with access log and ledger fact, on the embedded database that pays for the disk.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { type AccountId, type MeetingId, type NetworkId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { logAccess } from '#platform/auth/access.ts'
import { addMember } from '#platform/auth/memberships.ts'
import { createNetwork, describeOrganisation } from '#platform/auth/networks.ts'
import { hashPassword } from '#platform/auth/passwords.ts'
import { setPin } from '#platform/auth/person-access.ts'
import { type Bench, type Figure, percentile } from '#platform/bench.ts'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase, type Tx } from '#platform/db/scope.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'
import { buildServer } from '#platform/http/server.ts'
import { makeCatalogue } from '#platform/i18n/catalogue.ts'
import { platformMessages } from '#platform/messages.ts'
import { loadAssets } from '#platform/ui/assets.ts'
import { createPerson } from '#registry/index.ts'
import { bookMeeting, draftPlan, getMeeting, getPlan, hoursOf, signPlan, whatIsSigned } from './index.ts'
import { module } from './module.ts'
import { writeSubject } from './signing-subject.ts'

const NOW = '2026-11-21T15:00:00.000Z' as Instant
const PIN = '739205'
const WITHOUT_PIN_MS = 40
const WITH_PIN_MS = 150

type Site = { app: FastifyInstance; db: Database; network: NetworkId; coop: OrganisationId; account: AccountId }

const base = ({ network, coop }: Pick<Site, 'network' | 'coop'>) =>
  ({
    network,
    networkName: 'Marche',
    networkKind: 'trial',
    organisation: coop,
    organisationName: 'Coop. Il Girasole',
    organisationKind: 'receptionProject',
    displayName: 'Bench',
  }) as const

/** A network with one organisation and one case worker, and sessions that cost nothing: what is measured is the act. */
async function aSite(db: Database): Promise<Site> {
  const [network, coop, account] = [newId<NetworkId>(), newId<OrganisationId>(), newId<AccountId>()]
  const day = dayInRome(NOW)
  const admin = {
    network,
    organisation: coop,
    role: 'administrator',
    purpose: 'administration',
    today: day,
    now: NOW,
  } as const
  await db.inScope(admin, async tx => {
    await createNetwork(tx, { name: 'Marche', kind: 'trial' })
    describeOrganisation(tx, { organisation: coop, name: 'Coop. Il Girasole', kind: 'receptionProject' })
  })
  await db.asRole('nc_signin', network, tx => addAccount(tx, { network, coop, account }))
  const assets = await loadAssets()
  const app = await buildServer({
    db,
    assets,
    files: assets.files,
    nav: [],
    modules: [module],
    catalogue: makeCatalogue(new Map([...platformMessages, [module.name, module.messages]])),
    resolveViewer: async ({ staff, person }) =>
      person
        ? {
            ...base({ network, coop }),
            person: person as PersonId,
            role: 'person',
            ...(staff ? { signing: { subject: '', method: 'code' } } : {}),
          }
        : staff
          ? { ...base({ network, coop }), account, role: 'case-worker' }
          : undefined,
    now: () => NOW,
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    perMinute: 1_000_000,
  })
  await app.ready()
  return { app, db, network, coop, account }
}

async function addAccount(
  tx: Tx,
  { network, coop, account }: Pick<Site, 'network' | 'coop' | 'account'>,
): Promise<void> {
  await tx
    .insertInto('platform_account')
    .values({
      network_id: network,
      id: account,
      email: 'bench@example.org',
      display_name: 'Bench',
      password_hash: '$argon2id$none',
      password_changed_at: NOW,
      totp_secret: Buffer.alloc(20),
      created_at: NOW,
    })
    .execute()
  addMember(tx, { network, account, organisation: coop, role: 'case-worker', from: dayInRome(NOW), now: NOW })
}

const staffScope = ({ network, coop, account }: Pick<Site, 'network' | 'coop' | 'account'>) =>
  ({
    network,
    organisation: coop,
    account,
    role: 'case-worker',
    purpose: 'care',
    today: dayInRome(NOW),
    now: NOW,
  }) as const

type Made = { person: PersonId; meetings: readonly MeetingId[] }

/** A person with an agreed plan and booked meetings, two hours each on a day of their own. */
function aPersonWith(site: Site, meetings: number): Promise<Made> {
  return site.db.inScope(staffScope(site), async tx => {
    const person = await createPerson(tx, { givenName: 'Bench', familyName: 'Marche' })
    await setPin(tx, person, PIN, { network: site.network, organisation: site.coop, now: NOW })
    const measures = [{ kind: 'guidance' as const, ceiling: 60_000 as Minutes }]
    const id = await draftPlan(tx, person, 'open-plan', { goals: [{ words: 'Lavorare', lang: 'it' }], measures })
    await signPlan(tx, await getPlan(tx, id), 'operator', 'account')
    await signPlan(tx, await getPlan(tx, id), 'person', 'pin-screen-turned')
    const plan = await getPlan(tx, id)
    const [measure] = plan.measures
    if (!measure) throw new Error('the plan has a measure')
    const made: MeetingId[] = []
    for (let at = 0; at < meetings; at++) {
      const day = dayInRome(new Date(Date.parse(NOW) - (at + 1) * 86_400_000).toISOString() as Instant)
      const booking = { measure: measure.id, day, span: { start: 540, end: 660 }, place: 'Jesi', lang: 'it' }
      made.push(await bookMeeting(tx, plan, { ...booking, operator: site.account }))
    }
    return { person, meetings: made }
  })
}

async function timed(site: Site, cookie: string, url: string, form: Record<string, string>): Promise<number> {
  const started = performance.now()
  const answer = await site.app.inject({
    method: 'POST',
    url,
    headers: {
      'sec-fetch-site': 'same-origin',
      accept: 'text/html',
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(form).toString(),
  })
  if (answer.statusCode !== 303) throw new Error(`${url} answered ${answer.statusCode}`)
  return performance.now() - started
}

const staff = 'nc_session=staff'

const hold = (site: Site, { person }: Made, meeting: MeetingId) =>
  timed(site, staff, `/people/${person}/meetings/${meeting}/hold`, { start: '9:00', end: '11:00' })

async function shownOf(site: Site, person: PersonId, meeting: MeetingId): Promise<Record<string, string>> {
  const scope = { network: site.network, organisation: site.coop, person, role: 'person', purpose: 'self' } as const
  const held = await site.db.inScope({ ...scope, today: dayInRome(NOW), now: NOW }, tx => getMeeting(tx, meeting))
  return Object.fromEntries(Object.entries(whatIsSigned(held)).map(([name, value]) => [name, String(value)]))
}

const p95 = (values: readonly number[]) => Math.round(percentile(values, 0.95) * 10) / 10

type Limit = { readonly peer: string; readonly peerValue: number }

const figure = (name: string, values: readonly number[], bar: number, { peer, peerValue }: Limit): Figure => {
  const value = p95(values)
  const ratio = Math.round((10 * value) / peerValue) / 10
  return { name, value, unit: 'ms', bar: `<= ${bar}`, ok: value <= bar, peer, peerValue, ratio }
}

/** What nothing can be faster than, on this machine in this minute: the PIN's hash alone, one durable row alone. */
async function limits(site: Site, times: number): Promise<{ hash: Limit; row: Limit }> {
  const [hash, row]: [number[], number[]] = [[], []]
  for (let at = 0; at < times; at++) {
    const started = performance.now()
    await hashPassword(PIN)
    const hashed = performance.now()
    await site.db.inScope(staffScope(site), tx =>
      logAccess(tx, { groups: ['hours'], route: 'bench', organisationName: 'Bench' }),
    )
    hash.push(hashed - started)
    row.push(performance.now() - hashed)
  }
  return {
    hash: { peer: 'argon2id of the PIN alone, p95', peerValue: p95(hash) },
    row: { peer: 'one row written and committed alone, p95', peerValue: p95(row) },
  }
}

async function* measure(site: Site, people: number, meetings: number): AsyncIterable<Figure> {
  const times = { record: [] as number[], sign: [] as number[] }
  let counted = 0
  for (let at = 0; at < people; at++) {
    const made = await aPersonWith(site, meetings)
    const cookie = `nc_person=${made.person}`
    for (const meeting of made.meetings) {
      times.record.push(await hold(site, made, meeting))
      const shown = await shownOf(site, made.person, meeting)
      const url = `/my/sign/${writeSubject({ kind: 'meeting', id: meeting })}`
      times.sign.push(await timed(site, cookie, url, { ...shown, pin: PIN }))
    }
    const hours = await site.db.inScope(staffScope(site), tx => hoursOf(tx, made.person))
    counted += hours.total.signed
  }
  // The first acts open keys and compile statements; a server that runs has done so.
  const warm = (values: number[]) => values.slice(3)
  const { hash, row } = await limits(site, 20)
  yield figure('record a meeting, access log and fact included, p95', warm(times.record), WITHOUT_PIN_MS, row)
  yield figure('sign a meeting with PIN, fact and pseudonymous row included, p95', warm(times.sign), WITH_PIN_MS, hash)
  const expected = people * meetings * 120
  yield {
    name: 'minutes counted',
    value: counted,
    unit: 'min',
    bar: expected,
    ok: counted === expected,
    correctness: true,
  }
}

/** Signing without the PIN check: a one-time code alone. Measured on the act, since a code's session is auth's. */
async function* withoutPin(site: Site, people: number, meetings: number): AsyncIterable<Figure> {
  const times: number[] = []
  for (let at = 0; at < people; at++) {
    const made = await aPersonWith(site, meetings)
    await removePin(site, made.person)
    for (const meeting of made.meetings) {
      await hold(site, made, meeting)
      const shown = await shownOf(site, made.person, meeting)
      const url = `/my/sign/${writeSubject({ kind: 'meeting', id: meeting })}`
      times.push(await timed(site, `nc_person=${made.person}; nc_session=by-code`, url, { ...shown, pin: '-' }))
    }
  }
  yield figure(
    'sign a meeting by one-time code, without PIN, p95',
    times.slice(3),
    WITHOUT_PIN_MS,
    (await limits(site, 20)).row,
  )
}

const removePin = (site: Site, person: PersonId) =>
  site.db.inScope(staffScope(site), tx =>
    tx.deleteFrom('platform_person_secret').where('person_id', '=', person).execute(),
  )

async function* run({ quick }: { readonly quick: boolean }): AsyncIterable<Figure> {
  const server = await startThrowAway(true)
  const services = { secret: randomBytes(32), baseUrl: 'http://localhost', setupToken: 'bench' }
  await migrate({ host: server.socketDir, user: 'nc_owner', database: 'nc' })
  const db = openDatabase({ host: server.socketDir, user: 'nc_login', database: 'nc' }, services)
  try {
    const site = await aSite(db)
    yield* measure(site, quick ? 3 : 20, 12)
    yield* withoutPin(site, quick ? 2 : 10, 12)
    await site.app.close()
  } finally {
    await db.close()
    await server.stop()
  }
}

export const benches: readonly Bench[] = [{ name: 'sign', run }]
