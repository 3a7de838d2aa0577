// SPDX-License-Identifier: EUPL-1.2
// One request, one transaction, one database role with its scope. Row-Level Security does the rest.
import { sql, type Transaction } from 'kysely'
import pg from 'pg'
import { type CivilDate, type Instant, instantInRome } from '#lib/civil-date.ts'
import type { AccountId, NetworkId, OrganisationId, PersonId, UnitId } from '#lib/ids.ts'
import type { Argon2Cost } from '../auth/passwords.ts'
import type { Purpose, Role } from '../auth/roles.ts'
import type { DB } from './tables.ts'
import { PreparedClient } from './prepared-client.ts'
import { send, type Statement, transactionsOf } from './transaction.ts'
import { parsers } from './value-parsers.ts'

export { send } from './transaction.ts'
export type Tx = Transaction<DB>
/** What is done in one transaction. What it only sends is done when the transaction has ended. */
export type Work<T> = (tx: Tx) => Promise<T> | T

/** Who acts, for whom, why and when. With role `person` the transaction runs as nc_person and sees her rows only. */
export type Scope = {
  readonly network: NetworkId
  readonly organisation: OrganisationId
  readonly unit?: UnitId
  readonly account?: AccountId
  readonly person?: PersonId
  readonly role: Role
  readonly purpose: Purpose
  readonly today: CivilDate
  readonly now: Instant
}

/** What verbs need beside the database, handed down with the transaction instead of through every signature. */
export type Services = {
  /** 32 bytes known to this installation only; keys at rest are derived from it. Never in the database or a backup. */
  readonly secret: Buffer
  /** Address under which people reach this installation, without a slash at the end. */
  readonly baseUrl: string
  /** Shown on the console; creating a network needs it. */
  readonly setupToken: string
  /** What a new hash of a password or PIN costs; OWASP's minimum unless told. Only tests tell less. */
  readonly passwordCost?: Argon2Cost
}

/** Roles for work that has no person's scope: before sign-in, and in background work across organisations. */
export type ServiceRole = 'nc_signin' | 'nc_person_link' | 'nc_jobs' | 'nc_ledger'

export type Database = {
  /**
   * Runs work as a member of an organisation (nc_app) or as the person herself (nc_person); commits, or rolls back.
   * @param meanwhile what can be made of the outcome while it is being committed; it must not throw
   */
  inScope<T>(scope: Scope, work: Work<T>, meanwhile?: (done: T) => void): Promise<T>
  /** Runs work under a role of its own that has rights on just the tables it needs. */
  asRole<T>(role: ServiceRole, network: NetworkId | undefined, work: Work<T>): Promise<T>
  /** The same, reading only; its answer comes without waiting for the end of the transaction. */
  readAsRole<T>(role: ServiceRole, network: NetworkId | undefined, work: Work<T>): Promise<T>
  /** Closes the pool after running transactions have ended. */
  close(): Promise<void>
  /** Whether the database answers. */
  isReady(): Promise<boolean>
  readonly services: Services
  /** The pool itself, for tests that prove it can do nothing outside a scope. */
  readonly pool: pg.Pool
}

type Context = { readonly scope: Scope | undefined; readonly services: Services }
const contexts = new WeakMap<Tx, Context>()

/** The scope of a running transaction. Throws (a defect) when the transaction has none, as before sign-in. */
export function scopeOf(tx: Tx): Scope {
  const scope = contexts.get(tx)?.scope
  if (!scope) throw new Error('This transaction has no scope')
  return scope
}

/**
 * Goes on in the same transaction at noon of another day: for acts of the past that are written up one after the other.
 * Who acts, for whom and why stay as they are.
 */
export function turnTo(tx: Tx, today: CivilDate): void {
  const context = contexts.get(tx)
  const scope = scopeOf(tx)
  if (!context || scope.today === today) return
  send(tx, sql`select set_config('app.today', ${today}, true)`.compile(tx))
  const now = instantInRome(today, '12:00') ?? scope.now
  contexts.set(tx, { ...context, scope: { ...scope, today, now } })
}

/** The services that came with a running transaction. */
export function servicesOf(tx: Tx): Services {
  const context = contexts.get(tx)
  if (!context) throw new Error('Not a transaction of ours')
  return context.services
}

/**
 * Opens the pool as nc_login, which by itself may read and write nothing.
 * @param connection where the server is; the user is nc_login
 */
export function openDatabase(connection: pg.PoolConfig, services: Services): Database {
  const pool = new pg.Pool({ max: 10, ...connection, types: { getTypeParser: parsers }, Client: PreparedClient })
  pool.on('error', () => {}) // an idle connection that breaks is replaced by the pool at the next use
  pool.on('connect', client => client.on('error', () => {})) // one that breaks in use fails its work, not the program
  const transaction = transactionsOf<DB>(pool)
  const within =
    <T>(scope: Scope | undefined, work: Work<T>) =>
    (tx: Tx) => {
      contexts.set(tx, { scope, services })
      return work(tx)
    }
  return {
    services,
    pool,
    inScope: (scope, work, meanwhile) => transaction(settingsOf(scope), within(scope, work), { meanwhile }),
    asRole: (role, network, work) => transaction(roleOf(role, network), within(undefined, work)),
    readAsRole: (role, network, work) => transaction(roleOf(role, network), within(undefined, work), { reading: true }),
    close: () => pool.end(),
    isReady: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
  }
}

/**
 * Policies make planning dearer than running, and the plan they give does not depend on who asks. By itself the database
 * would plan a statement anew each time for whoever has little. What does depend on its values says so itself. A server of
 * a distribution would also turn what looks dear into machine code, at each run, for longer than the run takes.
 */
const KEEP_PLANS = `set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true)`

const roleOf = (role: ServiceRole, network: NetworkId | undefined): Statement => ({
  text: `select set_config('role', $1, true), set_config('app.network', $2, true), ${KEEP_PLANS}`,
  values: [role, network ?? ''],
})

/** Role and scope in one statement; `true` ties every setting to this transaction. */
const settingsOf = (scope: Scope): Statement => ({
  text: `select set_config('role', $1, true),
    set_config('app.network', $2, true),
    set_config('app.organisation', $3, true),
    set_config('app.unit', $4, true),
    set_config('app.account', $5, true),
    set_config('app.person', $6, true),
    set_config('app.role', $7, true),
    set_config('app.purpose', $8, true),
    set_config('app.today', $9, true),
    ${KEEP_PLANS}`,
  values: [
    scope.role === 'person' ? 'nc_person' : 'nc_app',
    scope.network,
    scope.organisation,
    scope.unit ?? '',
    scope.account ?? '',
    scope.person ?? '',
    scope.role,
    scope.purpose,
    scope.today,
  ],
})
