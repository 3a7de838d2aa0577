// SPDX-License-Identifier: EUPL-1.2
// The demo region, made by the product's own verbs on the embedded database that pays for the disk.
import { randomBytes } from 'node:crypto'
import { type DemoRegion, makeDemoRegion } from '#app/demo/region.ts'
import type { Bench, Figure } from '#platform/bench.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/scope.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'

const PEOPLE = 870
const BAR_S = 30

type Made = { readonly region: DemoRegion; readonly seconds: number; readonly cpuSeconds: number }

async function makeOnce(people: number): Promise<Made> {
  const server = await startThrowAway(true)
  try {
    await migrate({ host: server.socketDir, user: 'nc_owner', database: 'nc' })
    const services = { secret: randomBytes(32), baseUrl: 'http://localhost', setupToken: 'bench' }
    const db = openDatabase({ host: server.socketDir, user: 'nc_login', database: 'nc' }, services)
    const [started, cpu] = [performance.now(), process.cpuUsage()]
    const region = await makeDemoRegion(db, { people })
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(cpu)
    await db.close()
    return { region, seconds, cpuSeconds: (user + system) / 1e6 }
  } finally {
    await server.stop()
  }
}

const round = (value: number) => Math.round(value * 10) / 10

async function* measure({ quick }: { quick: boolean }): AsyncGenerator<Figure> {
  const [first, second] = [await makeOnce(60), await makeOnce(60)]
  yield {
    name: 'same seed, same digest, 60 people made twice',
    value: first.region.digest === second.region.digest ? 1 : 0,
    unit: 'equal',
    bar: 1,
    ok: first.region.digest === second.region.digest,
    correctness: true,
  }
  const people = quick ? 120 : PEOPLE
  const made = await makeOnce(people)
  yield {
    name: `demo region of ${made.region.people} people`,
    value: round(made.seconds),
    unit: 's',
    ...(quick ? {} : { bar: BAR_S, ok: made.seconds <= BAR_S }),
    peer: 'processor time of the program alone',
    peerValue: round(made.cpuSeconds),
    ratio: round(made.seconds / made.cpuSeconds),
  }
}

export const benches: readonly Bench[] = [{ name: 'demo', run: measure }]
