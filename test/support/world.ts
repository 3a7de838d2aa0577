// SPDX-License-Identifier: EUPL-1.2
// A whole installation for one test file: its own database, the real server with every slice, people signed in.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { compose } from '#app/compose.ts'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { type AccountId, type NetworkId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { addOrganisation, type OrganisationKind } from '#network/index.ts'
import { createNetwork } from '#platform/auth/networks.ts'
import { addMember } from '#platform/auth/memberships.ts'
import type { Role } from '#platform/auth/roles.ts'
import type { NetworkKind, Viewer } from '#platform/auth/viewer.ts'
import type { Work } from '#platform/db/scope.ts'
import { scopeOfViewer, type SessionViewer } from '#platform/http/request-scope.ts'
import { aDatabase, type TestDatabase } from './database.ts'

export type Response = {
  readonly status: number
  readonly text: string
  readonly location: string | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
  json(): unknown
}

export type Form = Readonly<Record<string, string | readonly string[] | undefined>>
export type SendOptions = { readonly headers?: Readonly<Record<string, string>>; readonly lang?: string }

/** Somebody signed in (or nobody), with a browser's manners. */
export type Client = {
  readonly viewer: SessionViewer | undefined
  /** The value of the session cookie, for a real browser. */
  readonly token: string
  get(url: string, options?: SendOptions): Promise<Response>
  post(url: string, form?: Form, options?: SendOptions): Promise<Response>
  upload(url: string, filename: string, bytes: Buffer, fields?: Form): Promise<Response>
  /** Direct access to the stores, in this member's scope. */
  inScope<T>(work: Work<T>): Promise<T>
}

export type TestOrganisation = { readonly id: OrganisationId; readonly name: string; readonly kind: string }

export type World = {
  readonly app: FastifyInstance
  readonly db: TestDatabase
  readonly network: NetworkId
  readonly nobody: Client
  organisation(kind: string, name: string): Promise<TestOrganisation>
  member(organisation: TestOrganisation, role: Role, displayName?: string): Promise<Client>
  /** The person herself on her own pages; the organisation keeps her record. */
  person(organisation: TestOrganisation, person: PersonId): Client
  /** Another network in the same database, with one organisation in it. */
  otherNetwork(): Promise<{ network: NetworkId; organisation: TestOrganisation }>
  memberOf(network: NetworkId, organisation: TestOrganisation, role: Role): Promise<Client>
  /** Moves the clock of the server. */
  setNow(instant: string): void
  now(): Instant
  close(): Promise<void>
}

type Options = {
  readonly kind?: 'trial' | 'demo'
  readonly now?: string
  readonly perMinute?: number
  /** What stands between the server and its database, for tests that watch or undo what it does. */
  readonly through?: (db: TestDatabase) => TestDatabase
  /** Takes every line that the server logs, from `info` upward. */
  readonly log?: (line: string) => void
}

export async function aWorld(options: Options = {}): Promise<World> {
  const db = await aDatabase()
  let clock = options.now as Instant | undefined
  const now = () => clock ?? (new Date().toISOString() as Instant)
  const sessions = new Map<string, SessionViewer>()
  const { log, through = (same: TestDatabase) => same } = options
  const app = await compose({
    db: through(db),
    now,
    strict: true,
    logLevel: log ? 'info' : 'silent',
    ...(log ? { logStream: { write: log } } : {}),
    perMinute: options.perMinute ?? 1_000_000,
    resolveViewer: async tokens => sessions.get(tokens.staff ?? '') ?? sessions.get(tokens.person ?? ''),
  })
  await app.ready()
  const kind = options.kind ?? 'trial'
  const network = await makeNetwork(db, now, 'Marche', kind)
  const seat = (in_: NetworkId, organisation: TestOrganisation, role: Role, displayName: string) =>
    ({
      network: in_,
      networkName: 'Marche',
      networkKind: kind as NetworkKind,
      organisation: organisation.id,
      organisationName: organisation.name,
      organisationKind: organisation.kind,
      displayName,
      role,
    }) satisfies SessionViewer
  const signedIn = (viewer: SessionViewer): Client => {
    const token = randomBytes(16).toString('hex')
    sessions.set(token, viewer)
    return aClient({ app, db, now }, viewer, token)
  }
  const organisationIn = async (in_: NetworkId, of: string, name: string): Promise<TestOrganisation> => {
    const id = newId<OrganisationId>()
    await db.inScope(adminScope(in_, id, now()), tx => addOrganisation(tx, { id, kind: of as OrganisationKind, name }))
    return { id, name, kind: of }
  }
  const memberOf = async (
    in_: NetworkId,
    organisation: TestOrganisation,
    role: Role,
    displayName = `Prova ${role}`,
  ) => {
    const account = await makeAccount(db, in_, organisation.id, role, displayName, now())
    return signedIn({ ...seat(in_, organisation, role, displayName), account })
  }
  return {
    app,
    db,
    network,
    nobody: aClient({ app, db, now }, undefined, ''),
    organisation: (of, name) => organisationIn(network, of, name),
    member: (organisation, role, displayName) => memberOf(network, organisation, role, displayName),
    memberOf,
    person: (organisation, person) => signedIn({ ...seat(network, organisation, 'person', 'Lei'), person }),
    otherNetwork: async () => {
      const other = await makeNetwork(db, now, 'Umbria', 'trial')
      return { network: other, organisation: await organisationIn(other, 'receptionProject', 'Altra cooperativa') }
    },
    setNow: instant => {
      clock = instant as Instant
    },
    now,
    close: async () => {
      await app.close()
      await db.drop()
    },
  }
}

const adminScope = (network: NetworkId, organisation: OrganisationId, now: Instant) => ({
  network,
  organisation,
  role: 'administrator' as const,
  purpose: 'administration' as const,
  now,
  today: dayInRome(now),
})

async function makeNetwork(
  db: TestDatabase,
  now: () => Instant,
  name: string,
  kind: 'trial' | 'demo',
): Promise<NetworkId> {
  const network = newId<NetworkId>()
  await db.inScope(adminScope(network, newId<OrganisationId>(), now()), tx => createNetwork(tx, { name, kind }))
  return network
}

async function makeAccount(
  db: TestDatabase,
  network: NetworkId,
  organisation: OrganisationId,
  role: Role,
  displayName: string,
  now: Instant,
): Promise<AccountId> {
  const account = newId<AccountId>()
  await db.asRole('nc_signin', network, async tx => {
    await tx
      .insertInto('platform_account')
      .values({
        network_id: network,
        id: account,
        email: `${account}@example.org`,
        display_name: displayName,
        password_hash: '$argon2id$not-a-password',
        password_changed_at: now,
        totp_secret: Buffer.alloc(20),
        created_at: now,
      })
      .execute()
    addMember(tx, { network, account, organisation, role, from: dayInRome(now), now })
  })
  return account
}

type Given = { app: FastifyInstance; db: TestDatabase; now: () => Instant }

function aClient({ app, db, now }: Given, viewer: SessionViewer | undefined, token: string): Client {
  const ask = async (request: InjectOptions, { headers, lang }: SendOptions = {}): Promise<Response> => {
    const cookie = [
      ...(token ? [`${viewer?.role === 'person' ? 'nc_person' : 'nc_session'}=${token}`] : []),
      ...(lang ? [`nc_lang=${lang}`] : []),
    ].join('; ')
    const all = {
      'sec-fetch-site': 'same-origin',
      accept: 'text/html',
      ...(cookie && { cookie }),
      ...request.headers,
      ...headers,
    }
    const response = await app.inject({ ...request, headers: all })
    return {
      status: response.statusCode,
      text: response.body,
      location: response.headers.location as string | undefined,
      headers: response.headers,
      bytes: response.rawPayload,
      json: () => response.json(),
    }
  }
  return {
    viewer,
    token,
    get: (url, options) => ask({ method: 'GET', url }, options),
    post: (url, form = {}, options) =>
      ask(
        {
          method: 'POST',
          url,
          payload: encodeForm(form),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
        options,
      ),
    upload: (url, filename, bytes, fields = {}) => ask({ method: 'POST', url, ...multipart(filename, bytes, fields) }),
    inScope: work => {
      if (!viewer) throw new Error('Nobody is signed in')
      const at = now()
      const whole: Viewer = { ...viewer, purpose: 'care', lang: 'it', now: at, today: dayInRome(at) }
      return db.inScope(scopeOfViewer(whole), work)
    },
  }
}

function encodeForm(form: Form): string {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) {
    for (const one of [value].flat()) if (one !== undefined) body.append(name, one)
  }
  return body.toString()
}

function multipart(
  filename: string,
  bytes: Buffer,
  fields: Form,
): { payload: Buffer; headers: Record<string, string> } {
  const boundary = `----nc${randomBytes(8).toString('hex')}`
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`),
  )
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([...parts, Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}
