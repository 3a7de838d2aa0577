// SPDX-License-Identifier: EUPL-1.2
// Server time of the pages that are opened all day, with the demo region's 870 people in one database. Each request does
// everything a visitor's does: cookie, session, scope, access row, queries, page, compression.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { compose } from '#app/compose.ts'
import { makeDemoRegion } from '#app/demo/region.ts'
import { viewerResolver } from '#platform/auth/viewer-resolver.ts'
import { type Bench, type Figure, percentile } from '#platform/bench.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/scope.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'
import { emptyScope, type Look, looksOf, type Site, statementsOf, timesOf } from './page-looks.ts'

const PEOPLE = 870
const QUICK_PEOPLE = 120
const TIMES = 200

const round = (value: number) => Math.round(value * 10) / 10
const p95 = (values: readonly number[]) => round(percentile(values, 0.95))

export async function* figuresOf(site: Site, looks: readonly Look[], times: number): AsyncGenerator<Figure> {
  for (const look of looks) {
    const { wall, cpu, statements, bytes } = await timesOf(site, look, times)
    const limit = p95(await emptyScope(site, look.seat, times))
    const value = p95(wall)
    yield {
      name: `${look.name}, server time p95`,
      value,
      unit: 'ms',
      bar: `<= ${look.bar}`,
      ok: value <= look.bar,
      peer: 'scoped transaction with select 1, p95',
      peerValue: limit,
      ratio: round(value / limit),
    }
    yield { name: `${look.name}, server time p50`, value: round(percentile(wall, 0.5)), unit: 'ms' }
    yield { name: `${look.name}, processor time of the program p50`, value: round(percentile(cpu, 0.5)), unit: 'ms' }
    yield { name: `${look.name}, statements`, value: statements, unit: 'statements' }
    yield { name: `${look.name}, answer on the wire`, value: bytes, unit: 'bytes' }
  }
}

/** What autovacuum and the checkpointer have done wherever the data is some minutes old; here they would do it meanwhile. */
async function settle(socketDir: string): Promise<void> {
  const superuser = new pg.Client({ host: socketDir, user: 'postgres', database: 'nc' })
  await superuser.connect()
  await superuser.query('vacuum (analyze)')
  await superuser.query('checkpoint')
  await superuser.end()
}

async function* run({ quick }: { readonly quick: boolean }): AsyncGenerator<Figure> {
  const server = await startThrowAway(true)
  try {
    await migrate({ host: server.socketDir, user: 'nc_owner', database: 'nc' })
    const services = { secret: randomBytes(32), baseUrl: 'http://localhost', setupToken: 'bench' }
    const db = openDatabase({ host: server.socketDir, user: 'nc_login', database: 'nc' }, services)
    const { region, herself, girasole } = await makeDemoRegion(db, { people: quick ? QUICK_PEOPLE : PEOPLE })
    await settle(server.socketDir)
    const app = await compose({ db, perMinute: 1_000_000, logLevel: 'silent', resolveViewer: viewerResolver(db) })
    await app.ready()
    const looks = await looksOf(db, { network: region.network, herself, keeper: girasole.organisation })
    yield* figuresOf({ app, db, statements: statementsOf(db) }, looks, quick ? 20 : TIMES)
    await app.close()
    await db.close()
  } finally {
    await server.stop()
  }
}

export const benches: readonly Bench[] = [{ name: 'pages', run }]
