// SPDX-License-Identifier: EUPL-1.2
// For tests: a whole installation with real sessions (the usual test world signs people in by hand), and a browser that
// keeps its cookies.
import type { FastifyInstance } from 'fastify'
import { type TestDatabase, aDatabase } from '#test/support/database.ts'
import { dayInRome, type Instant, instantOf } from '#lib/civil-date.ts'
import { type AccountId, type MembershipId, type NetworkId, newId, type OrganisationId } from '#lib/ids.ts'
import { buildServer } from '../http/server.ts'
import { makeCatalogue } from '../i18n/catalogue.ts'
import { platformMessages } from '../messages.ts'
import type { Module } from '../module.ts'
import { loadAssets } from '../ui/assets.ts'
import { createAccount, renewRecoveryCodes } from './accounts.ts'
import { countAttempt } from './attempts.ts'
import { addMember } from './memberships.ts'
import { createNetwork, describeOrganisation } from './networks.ts'
import type { Role } from './roles.ts'
import { hashPassword } from './passwords.ts'
import { newTotpSecret, totpCode } from './totp.ts'
import { viewerResolver } from './viewer-resolver.ts'

export type Answer = {
  readonly status: number
  readonly text: string
  readonly location: string | undefined
  readonly headers: Readonly<Record<string, unknown>>
}

/** One browser at one address: it keeps cookies, follows nothing by itself, and posts as its own site does. */
export type Browser = {
  readonly cookies: Map<string, string>
  get(url: string, headers?: Record<string, string>): Promise<Answer>
  post(url: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
}

export type Installation = {
  readonly db: TestDatabase
  readonly app: FastifyInstance
  browser(address?: string): Browser
  now(): Instant
  /** Moves the clock forward. */
  wait(ms: number): void
  close(): Promise<void>
}

export const MINUTE = 60_000

/** An installation without any network, with the given slices on top of platform's own routes. */
export async function anInstallation(modules: readonly Module[] = []): Promise<Installation> {
  const db = await aDatabase()
  let clock = Date.parse('2026-11-21T09:00:00.000Z')
  const now = () => instantOf(clock)
  const assets = await loadAssets()
  const app = await buildServer({
    db,
    catalogue: makeCatalogue(
      new Map([...platformMessages, ...modules.map(each => [each.name, each.messages] as const)]),
      true,
    ),
    assets,
    files: assets.files,
    nav: modules.flatMap(each => each.nav ?? []),
    modules,
    resolveViewer: viewerResolver(db),
    now,
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    perMinute: 1_000_000,
  })
  await app.ready()
  return {
    db,
    app,
    browser: (address = '127.0.0.1') => aBrowser(app, address),
    now,
    wait: ms => {
      clock += ms
    },
    close: async () => {
      await app.close()
      await db.drop()
    },
  }
}

function aBrowser(app: FastifyInstance, remoteAddress: string): Browser {
  const cookies = new Map<string, string>()
  const ask = async (method: 'GET' | 'POST', url: string, headers: Record<string, string>, payload?: string) => {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.inject({
      method,
      url,
      remoteAddress,
      headers: {
        accept: 'text/html',
        'sec-fetch-site': 'same-origin',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...(cookie && { cookie }),
        ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const each of response.cookies as { name: string; value: string; expires?: Date }[]) {
      if (each.value === '' || (each.expires && each.expires.getTime() === 0)) cookies.delete(each.name)
      else cookies.set(each.name, each.value)
    }
    const location = response.headers.location as string | undefined
    return { status: response.statusCode, text: response.body, location, headers: response.headers }
  }
  return {
    cookies,
    get: (url, headers = {}) => ask('GET', url, headers),
    post: (url, form = {}, headers = {}) => ask('POST', url, headers, new URLSearchParams(form).toString()),
  }
}

export const PASSWORD = 'quattro gabbiani in volo'
/** Made once: every hash costs a real one’s time. */
let passwordHash: Promise<string> | undefined

export type Staff = {
  readonly network: NetworkId
  readonly organisation: OrganisationId
  readonly account: AccountId
  readonly membership: MembershipId
  readonly email: string
  readonly totpSecret: string
  readonly codes: readonly string[]
}

/** A network with one organisation and one member who has a password, a second factor and recovery codes. */
export async function aMember(
  { db, now }: Pick<Installation, 'db' | 'now'>,
  role: Exclude<Role, 'person'> = 'case-worker',
  given: { email?: string; network?: NetworkId; organisation?: OrganisationId; kind?: 'trial' | 'demo' } = {},
): Promise<Staff> {
  const network = given.network ?? newId<NetworkId>()
  const organisation = given.organisation ?? newId<OrganisationId>()
  const account = newId<AccountId>()
  const email = given.email ?? `${account}@example.org`
  const totpSecret = newTotpSecret()
  const at = now()
  const today = dayInRome(at)
  const scope = { network, organisation, role: 'administrator', purpose: 'administration', now: at, today } as const
  await db.inScope(scope, async tx => {
    if (!given.network) await createNetwork(tx, { name: 'Marche', kind: given.kind ?? 'trial' })
    if (!given.organisation) {
      describeOrganisation(tx, { organisation, name: 'Coop. Il Girasole', kind: 'receptionProject' })
    }
  })
  return db.asRole('nc_signin', network, async tx => {
    const person = { id: account, network, email, displayName: 'Federica Moretti', totpSecret, now: at }
    passwordHash ??= hashPassword(PASSWORD, db.services.passwordCost)
    createAccount(tx, { ...person, passwordHash: await passwordHash })
    const membership = addMember(tx, { network, account, organisation, role, from: today, now: at })
    const codes = await renewRecoveryCodes(tx, network, account)
    return { network, organisation, account, membership, email, totpSecret, codes }
  })
}

/** Signs a member in through the pages, both halves. */
export async function signIn(house: Installation, browser: Browser, member: Staff, next?: string): Promise<Answer> {
  const more = next === undefined ? {} : { next }
  const first = { network: member.network, email: member.email, password: PASSWORD, ...more }
  const half = await browser.post('/sign-in', first)
  if (half.status !== 303) return half
  // A code is good for one sign-in: whoever signs in again waits for the next one.
  house.wait(30_000)
  return browser.post('/sign-in/code', { code: totpCode(member.totpSecret, Date.parse(house.now())), ...more })
}

/** Strangers try an account from as many addresses; counted as the pages count, without making so many hashes. */
export async function flood(
  { db, now }: Installation,
  network: NetworkId,
  target: string,
  times: number,
): Promise<void> {
  for (let i = 0; i < times; i++) {
    const address = `203.0.${Math.floor(i / 250)}.${i % 250}`
    await db.asRole('nc_signin', network, tx => countAttempt(tx, { network, target, address, now: now() }))
  }
}
