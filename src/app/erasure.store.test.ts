// SPDX-License-Identifier: EUPL-1.2
// What an erasure leaves to others: nothing to the organisation that erased, its figures to the network, and to nobody a
// way back, not even by a backup made before.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fieldsOf, getPackage, prepareHandover, sendPackage } from '#cpi/index.ts'
import { exportKeys, findOpeningFor, integrateAll, record } from '#ledger/index.ts'
import { verify } from '#ledger/verifier/index.ts'
import { addDays, addMonths, type CivilDate, dayInRome } from '#lib/civil-date.ts'
import { type FactId, type Handle, newId, type PackageId, type PersonId, type ProgrammeId } from '#lib/ids.ts'
import { scopeOf, type Tx, type Work } from '#platform/db/scope.ts'
import { scopeOfViewer } from '#platform/http/request-scope.ts'
import { enrol, reportBundle, reportOn } from '#programmes/index.ts'
import { createPerson, getPerson, linkSamePerson } from '#registry/index.ts'
import { aDatabase } from '#test/support/database.ts'
import { type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { writeBackup } from './backup/backup.ts'
import { restoreBackup } from './backup/restore.ts'
import { erasePerson } from './privacy.ts'

let world: World
let story: Story
let taken: PackageId
/** Her records: the one that was handed over, and the one that the job centre made of it. */
let sent: PersonId
let received: PersonId
const dir = mkdtempSync(path.join(os.tmpdir(), 'nc-erasure-test-'))
const ground = { ground: 'objection', reason: 'richiesta scritta' } as const

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T15:00:00.000Z' })
  story = await tellStory(world)
  taken = story.ids[':package/pact'] as PackageId
  const found = await story.clients['case-worker'].inScope(tx => getPackage(tx, taken))
  sent = found.person as PersonId
  received = found.review?.person as PersonId
}, 180_000)
afterAll(async () => {
  await world.close()
  rmSync(dir, { recursive: true, force: true })
})

const cpiTables = [
  'cpi_package',
  'cpi_package_field',
  'cpi_package_check',
  'cpi_review',
  'cpi_decision',
  'cpi_did',
  'cpi_pact',
] as const

/** How many rows of packages a transaction reads. */
async function rowsRead(tx: Tx): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of cpiTables) {
    // The tables differ, the question does not.
    const rows = await tx
      .selectFrom(table as 'cpi_package')
      .selectAll()
      .execute()
    counts[table] = rows.filter(row => JSON.stringify(row).includes(taken)).length
  }
  return counts
}

const nothing = Object.fromEntries(cpiTables.map(table => [table, 0]))
const asOfs = (): CivilDate[] => [-31, -20, -1, 0].map(days => addDays(dayInRome(world.now()), days))

/** As who counts for the network: the purpose comes from the route, so a scope of its own. */
const counting = <T>(work: Work<T>): Promise<T> => {
  const now = world.now()
  const scope = scopeOfViewer({ ...story.clients.auditor.viewer, purpose: 'reporting' } as never)
  return world.db.inScope({ ...scope, now, today: dayInRome(now) }, work)
}

/** The figures of every day looked at, and whether the bundle of each proves them. */
async function figures(): Promise<unknown[]> {
  await integrateAll(world.db)
  return counting(async tx => {
    const keys = await exportKeys(tx)
    const found: unknown[] = []
    for (const asOf of asOfs()) {
      const report = await reportOn(tx, story.ids['programme'] as ProgrammeId, asOf)
      const { failures, exit } = await verify(await reportBundle(tx, report), keys)
      const { heads, minutes, sex, participations, provinces } = report
      found.push({ asOf, heads: heads.length, minutes, sex, participations, provinces, failures, exit })
    }
    return found
  })
}

/** A pseudonym-only act of the organisation, in both accounts. */
const actsUnder = (handle: Handle) => async (tx: Tx) => ({
  service: (await record(tx, 'package.answered', { handle, fields: { outcome: 'returned' } })).id,
  accounting: (await record(tx, 'hours.signed', { handle, account: 'accounting', fields: { minutes: 60 } })).id,
})

describe('after the sender has erased her', () => {
  let before: unknown[]
  let acts: { service: FactId; accounting: FactId }
  let centreActs: { service: FactId; accounting: FactId }
  let number: string
  const worker = (): Client => story.clients['case-worker']
  const operator = (): Client => story.clients['cpi-operator']

  beforeAll(async () => {
    const programme = story.ids['programme'] as ProgrammeId
    const from = addMonths(dayInRome(world.now()), -1)
    await worker().inScope(tx => enrol(tx, sent, { programme, from }))
    await operator().inScope(tx => enrol(tx, received, { programme, from: addDays(from, 5) }))
    const { handle, number: its } = await worker().inScope(tx => getPackage(tx, taken))
    number = its
    acts = await worker().inScope(actsUnder(handle))
    centreActs = await operator().inScope(actsUnder(handle))
    before = await figures()
    await writeBackup(world.db.owner, path.join(dir, 'old'))
    await worker().inScope(tx => erasePerson(tx, sent, ground, 'test'))
  }, 120_000)

  test('the sender reads no row of the package, the job centre all of them', async () => {
    expect(await worker().inScope(rowsRead)).toEqual(nothing)
    const kept = await operator().inScope(rowsRead)
    expect(kept['cpi_package']).toBe(1)
    expect(kept['cpi_package_field']).toBeGreaterThan(3)
    expect((await operator().get(`/cpi/packages/${taken}`)).status).toBe(200)
    expect((await operator().inScope(tx => fieldsOf(tx, taken))).length).toBeGreaterThan(3)
  })

  test('nobody else of the sender reads it either, whatever the role', async () => {
    for (const role of ['mediator', 'coordinator'] as const) {
      expect(await story.clients[role].inScope(rowsRead)).toEqual(nothing)
    }
  })

  test('its running number is given to no other package', async () => {
    const next = await worker().inScope(async tx => {
      const person = await createPerson(tx, { familyName: 'Altra', givenName: 'Nuova', municipality: 'E388' })
      const id = await sendPackage(tx, await prepareHandover(tx, person, 'Marche'), {
        receiver: story.centre.id,
        legalBasis: 'public-task',
        groups: ['identity'],
        ownWords: false,
        until: addMonths(scopeOf(tx).today, 6),
      })
      return (await getPackage(tx, id)).number
    })
    expect(next).not.toBe(number)
    expect(next > number).toBe(true)
  })

  test('every past day counts as it did, and every bundle proves it', async () => {
    expect(before).not.toEqual([])
    expect(new Set(before.map(each => (each as { heads: number }).heads)).size).toBeGreaterThan(1)
    expect(await figures()).toEqual(before)
  })

  test('acts recorded under her pseudonym open no more, but for those that the accounts need', async () => {
    const open = (client: Client, fact: FactId) =>
      client.inScope(async tx => (await findOpeningFor(tx, fact)) !== undefined)
    expect(await open(worker(), acts.service)).toBe(false)
    expect(await open(worker(), acts.accounting)).toBe(true)
    // The job centre is another controller with keys of its own.
    expect(await open(operator(), centreActs.service)).toBe(true)
  })

  test('nor after a backup from before comes back with the newest keys', async () => {
    await writeBackup(world.db.owner, path.join(dir, 'new'))
    const target = await aDatabase()
    await restoreBackup(target.owner, path.join(dir, 'old'), path.join(dir, 'new.keys'))
    const scope = scopeOfViewer(worker().viewer as never)
    await target.inScope({ ...scope, now: world.now(), today: dayInRome(world.now()) } as never, async tx => {
      expect(await rowsRead(tx)).toEqual(nothing)
      expect(await findOpeningFor(tx, acts.service)).toBeUndefined()
      await expect(getPerson(tx, sent)).rejects.toMatchObject({ code: 'person.not-found' })
    })
    await target.drop()
  }, 60_000)

  test('and when the job centre erases her, too, the figures still stand', async () => {
    await operator().inScope(tx => erasePerson(tx, received, ground, 'test'))
    expect(await figures()).toEqual(before)
    expect(await operator().inScope(async tx => findOpeningFor(tx, centreActs.service))).toBeUndefined()
    expect(await operator().inScope(rowsRead)).toEqual(nothing)
  })
})

describe('the pairs of pseudonyms', () => {
  test('cannot be removed by anybody, and are read by who counts and who wrote them', async () => {
    const worker = story.clients['case-worker']
    await worker.inScope(async tx => {
      const [one, two] = [
        await createPerson(tx, { familyName: 'Doppia', givenName: 'Una' }),
        await createPerson(tx, { familyName: 'Doppia', givenName: 'Due' }),
      ]
      await linkSamePerson(tx, one, two, 'same')
    })
    const count = (client: Client) =>
      client.inScope(async tx => (await tx.selectFrom('registry_same_handle').select('id').execute()).length)
    expect(await count(worker)).toBeGreaterThan(0)
    expect(await count(story.clients.auditor)).toBe(0) // not asking for a report
    const all = await counting(tx => tx.selectFrom('registry_same_handle').select('organisation_id').execute())
    expect(new Set(all.map(row => row.organisation_id)).size).toBeGreaterThan(1)
    await expect(
      worker.inScope(tx => tx.deleteFrom('registry_same_handle').where('id', '=', newId()).execute()),
    ).rejects.toThrow('permission denied')
    const stranger = story.others['case-worker']
    const own = await stranger.inScope(tx => tx.selectFrom('registry_same_handle').selectAll().execute())
    expect(own.every(row => row.organisation_id === story.second.id)).toBe(true)
  })
})
