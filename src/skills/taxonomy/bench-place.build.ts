// SPDX-License-Identifier: EUPL-1.2
// A database of its own for a bench, durable as the product's is.
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { type NetworkId, newId, type OrganisationId } from '#lib/ids.ts'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase, type Scope } from '#platform/db/scope.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'

export const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits

export type Place = { readonly db: Database; readonly owner: pg.ClientConfig; scope(): Scope; stop(): Promise<void> }

/** A database with every table and nothing in it. */
export async function aPlace(): Promise<Place> {
  const server = await startThrowAway(true)
  const owner = { host: server.socketDir, user: 'nc_owner', database: 'nc' }
  await migrate(owner)
  const services = { secret: randomBytes(32), baseUrl: 'http://localhost', setupToken: 'bench' }
  const db = openDatabase({ host: server.socketDir, user: 'nc_login', database: 'nc', max: 8 }, services)
  const now = new Date().toISOString() as Instant
  const scope: Scope = {
    network: newId<NetworkId>(),
    organisation: newId<OrganisationId>(),
    role: 'case-worker',
    purpose: 'care',
    now,
    today: dayInRome(now),
  }
  const superuser = { ...owner, user: 'postgres' }
  const stop = async () => {
    await db.close()
    await server.stop()
  }
  return { db, owner: superuser, scope: () => scope, stop }
}
