// SPDX-License-Identifier: EUPL-1.2
// Both registers from the bytes to the register of people, on a durable database, as one case worker would do it.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { newId, type ImportId, type NetworkId, type OrganisationId } from '#lib/ids.ts'
import { createNetwork, describeOrganisation } from '#platform/auth/networks.ts'
import type { Bench, Figure } from '#platform/bench.ts'
import { prepareServer } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase, type Scope } from '#platform/db/scope.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { writeCsv } from '#platform/spreadsheets/write-spreadsheet.ts'
import { listPeople } from '../person.store.ts'
import { openAtlas } from '../territory.client.ts'
import { planSheet } from './columns.ts'
import { getImport, insertImport } from './import.store.ts'
import { applyImport, type Done } from './import-steps.store.ts'
import { type Review, reviewOf } from './review.store.ts'

type Seat = { readonly db: Database; readonly scope: () => Scope }
type Place = { readonly db: Database; seat(kind: string, name: string): Promise<Seat>; stop(): Promise<void> }

async function aPlace(): Promise<Place> {
  const server = await startThrowAway(true)
  const superuser = { host: server.socketDir, port: 5432, user: 'postgres', database: 'postgres' }
  await prepareServer(superuser, 'nc_bench')
  await migrate({ ...superuser, user: 'nc_owner', database: 'nc_bench' })
  const services = { secret: randomBytes(32), baseUrl: 'http://localhost', setupToken: 'aaaaa-bbbbb-ccccc-ddddd' }
  const db = openDatabase({ ...superuser, user: 'nc_login', database: 'nc_bench', max: 4 }, services)
  const network = newId<NetworkId>()
  const scopeIn = (organisation: OrganisationId, role: Scope['role'] = 'case-worker'): Scope => {
    const now = new Date().toISOString() as Instant
    return { network, organisation, role, purpose: 'care', now, today: dayInRome(now) }
  }
  await db.inScope(scopeIn(newId(), 'administrator'), tx => createNetwork(tx, { name: 'Marche', kind: 'trial' }))
  const seat = async (kind: string, name: string): Promise<Seat> => {
    const organisation = newId<OrganisationId>()
    await db.inScope(scopeIn(organisation, 'administrator'), tx =>
      describeOrganisation(tx, { organisation, name, kind }),
    )
    return { db, scope: () => scopeIn(organisation) }
  }
  const stop = async () => {
    await db.close()
    await server.stop()
  }
  return { db, seat, stop }
}

type Measured = {
  readonly read: number
  readonly preview: number
  readonly apply: number
  readonly review: Review
  readonly done: Done | undefined
}

async function imported({ db, scope }: Seat, name: string, bytes: Buffer): Promise<Measured> {
  const start = performance.now()
  const reading = await readSpreadsheet(name, bytes)
  if ('code' in reading) throw new Error(reading.code)
  const id = await db.inScope(scope(), (tx): ImportId => {
    const plans = reading.book.sheets.map(sheet => planSheet(sheet, scope().today))
    return insertImport(tx, { fileName: name, bytes, book: reading.book, plans })
  })
  const kept = performance.now()
  const review = await db.inScope(scope(), async tx => reviewOf(tx, await getImport(tx, id)))
  const shown = performance.now()
  const done = await db.inScope(scope(), async tx => {
    const given = await getImport(tx, id)
    return applyImport(tx, given, given)
  })
  const end = performance.now()
  return { read: kept - start, preview: shown - kept, apply: end - shown, review, done }
}

const BAR = 3000

function* figures(name: string, { read, preview, apply, review, done }: Measured): Iterable<Figure> {
  const total = read + preview + apply
  yield { name: `${name}, whole import`, value: Math.round(total), unit: 'ms', bar: `≤ ${BAR}`, ok: total <= BAR }
  yield { name: `${name}, file read and kept`, value: Math.round(read), unit: 'ms' }
  yield { name: `${name}, preview and duplicate search`, value: Math.round(preview), unit: 'ms' }
  yield { name: `${name}, people written`, value: Math.round(apply), unit: 'ms' }
  const places =
    review.plan.units.reduce((sum, unit) => sum + unit.rows.length, 0) +
    review.plan.waiting.length +
    review.plan.unchanged.length
  yield {
    name: `${name}, rows accounted for`,
    value: places,
    unit: 'rows',
    bar: review.rows.length,
    ok: places === review.rows.length,
    correctness: true,
  }
  yield { name: `${name}, people created`, value: done?.created ?? 0, unit: 'people' }
}

function aLongRegister(rows: number): Buffer {
  const body = Array.from({ length: rows }, (_, i) => {
    const family = `Prova${'abcdefghij'[i % 10]}${'klmnopqrst'[Math.floor(i / 10) % 10]}${'uvwxyzaeio'[Math.floor(i / 100) % 10]}`
    return [
      family,
      `Nome${'abcdefghij'[Math.floor(i / 1000) % 10]}`,
      `${1 + (i % 28)}/${1 + (i % 12)}/${1960 + (i % 45)}`,
      'maliano',
      'rifugiato',
      '31/12/2027',
      `300 ${1_000_000 + i}`,
    ]
  })
  return writeCsv([['Cognome', 'Nome', 'Nato il', 'Cittadinanza', 'Permesso', 'Scad. permesso', 'Telefono'], ...body])
}

const sample = (name: string) => readFile(new URL(`./samples/${name}`, import.meta.url))

export const benches: readonly Bench[] = [
  {
    name: 'import',
    async *run({ quick }) {
      const place = await aPlace()
      try {
        await openAtlas() // done at start by the product
        const worker = await place.seat('receptionProject', 'Coop. Il Girasole')
        const coop = await sample('sai-cooperativa.xlsx')
        yield* figures('reception project (278 rows, 2 sheets)', await imported(worker, 'sai-cooperativa.xlsx', coop))
        const count = () => place.db.inScope(worker.scope(), async tx => (await listPeople(tx, { limit: 1 })).total)
        const before = await count()
        const again = await imported(worker, 'sai-cooperativa.xlsx', coop)
        const added = (await count()) - before
        yield {
          name: 'the same file again, people added',
          value: added,
          unit: 'people',
          bar: 0,
          ok: added === 0,
          correctness: true,
        }
        yield {
          name: 'the same file again, whole import',
          value: Math.round(again.read + again.preview + again.apply),
          unit: 'ms',
        }
        const jobCentre = await place.seat('jobCentre', 'CPI di Jesi')
        yield* figures(
          'job centre (421 rows)',
          await imported(jobCentre, 'cpi-export.csv', await sample('cpi-export.csv')),
        )
        const rows = quick ? 1_000 : 5_000
        const long = await imported(jobCentre, 'lungo.csv', aLongRegister(rows))
        const seconds = (long.read + long.preview + long.apply) / 1000
        yield { name: `a register of ${rows} rows, rows imported`, value: Math.round(rows / seconds), unit: 'rows/s' }
      } finally {
        await place.stop()
      }
    },
  },
]
