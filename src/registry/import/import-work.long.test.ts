// SPDX-License-Identifier: EUPL-1.2
// Long registers in the background: somebody who waits sees how far it is, and whatever dies leaves nothing half done.
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { chanceFrom } from '#lib/chance.ts'
import { MAX_ATTEMPTS, claimJob, type JobHandler, runDueJobs } from '#platform/jobs/jobs.ts'
import { writeCsv, writeXlsx } from '#platform/spreadsheets/write-spreadsheet.ts'
import { type Client, type World, aWorld } from '#test/support/world.ts'
import { listPeople } from '../person.store.ts'
import { LONG } from './import.ts'
import { importJobs } from './index.ts'

vi.setConfig({ testTimeout: 120_000 }) // a thousand people, on a machine that does much else

let world: World

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T09:00:00.000Z' })
})
afterAll(() => world.close())

let organisations = 0
const aWorker = async (): Promise<Client> =>
  world.member(await world.organisation('receptionProject', `Coop. lunga ${++organisations}`), 'case-worker')

const SYLLABLES = [...'bcdfglmnprstvz'].flatMap(consonant => [...'aeiou'].map(vowel => consonant + vowel))

/** Invented people whose names are not alike, two of them with an error, one with a remark, and one twice. */
function aList(people: number): string[][] {
  const chance = chanceFrom(people)
  const name = (start: string, syllables: number) =>
    start + Array.from({ length: syllables }, () => SYLLABLES[Math.floor(chance() * SYLLABLES.length)]).join('')
  const rows = Array.from({ length: people }, (_, i) => [
    name(i === 0 ? 'Prova' : 'P', 4),
    name('N', 3),
    i < 2 ? 'boh' : `${1 + (i % 28)}/${1 + (i % 12)}/${1950 + (i % 50)}`,
    `300 ${1_000_000 + i}`,
    i === 5 ? 'nota riservata' : '',
  ])
  return [['Cognome', 'Nome', 'Nato il', 'Telefono', 'Note'], ...rows, rows[9] ?? []]
}
const peopleOf = (rows: number): number => rows - 2

/** As many people as it takes. */
const LONG_LIST = LONG + 20
const aLongRegister = (): Buffer => writeCsv(aList(LONG_LIST))

/** A book that is long by its second sheet: few people to write, and the same way through the background. */
const SHORT_LIST = 40
const PEOPLE = peopleOf(SHORT_LIST)
const payments = Array.from({ length: LONG }, (_, i) => [`Ricevuta ${i + 1}`, String(i * 5)])
const aLongBook = (people = SHORT_LIST): Promise<Buffer> =>
  writeXlsx([
    { name: 'Ospiti', rows: aList(people) },
    { name: 'Pagamenti', rows: [['Voce', 'Euro'], ...payments] },
  ])

const errors: string[] = []
const work = (handlers: Readonly<Record<string, JobHandler>> = importJobs) =>
  runDueJobs(
    world.db,
    new Map(Object.entries(handlers)),
    (kind, error) => errors.push(`${kind}: ${String(error)}`),
    () => world.now(),
  )

/** The work as it is, and something that happens at its signs of life. */
const watched = (then: (step: string, done: number) => Promise<void>): Record<string, JobHandler> =>
  Object.fromEntries(
    Object.entries(importJobs).map(([kind, handler]): [string, JobHandler] => [
      kind,
      (tx, payload, running) =>
        handler(tx, payload, {
          ...running,
          report: async (step, done, total) => {
            await running.report(step, done, total)
            await then(step, done)
          },
        }),
    ]),
  )

const count = async (client: Client) => (await client.inScope(tx => listPeople(tx, { limit: 1 }))).total
/** How many people the review offers to import; 0 when there is nothing new. */
const ready = async (client: Client, at: string) =>
  Number(/Importa ([\d.]+) persone/.exec((await client.get(`${at}/review`)).text)?.[1]?.replace('.', '') ?? 0)
const follow = async (client: Client, at: string) => (await client.get(at)).location

/** Uploads what is long and waits until it was read. Gives the address of the import. */
async function readIn(client: Client, name = 'lungo.xlsx', bytes?: Buffer): Promise<string> {
  const answer = await client.upload('/people/import', name, bytes ?? (await aLongBook()))
  expect(answer.location).toMatch(/\/progress\?of=check$/)
  await work()
  const at = (answer.location ?? '').replace(/\/progress.*$/, '')
  expect(await follow(client, `${at}/progress?of=check`)).toBe(`${at}/review`)
  return at
}

async function writtenIn(client: Client, at: string): Promise<void> {
  expect((await client.post(`${at}/apply`)).location).toBe(`${at}/progress?of=write`)
  await work()
  expect(await follow(client, `${at}/progress?of=write`)).toBe(at)
}

/** The job under way loses its time, as when its program has died. */
const letTimePass = () =>
  world.db.asRole('nc_jobs', undefined, tx =>
    tx
      .updateTable('platform_job')
      .set({ run_at: sql`now() - interval '1 second'` })
      .where('finished_at', 'is', null)
      .where('kind', 'like', 'registry.import-%')
      .where('kind', '<>', 'registry.import-forget')
      .execute(),
  )

describe('a long register', () => {
  test('is read, written and taken back in the background, wholly each time', async () => {
    const client = await aWorker()
    const at = await readIn(client, 'lungo.csv', aLongRegister())
    expect(await ready(client, at)).toBe(peopleOf(LONG_LIST))
    expect((await client.get(`${at}/review`)).text.includes('È un registro lungo')).toBe(true)
    expect(await count(client)).toBe(0)
    await writtenIn(client, at)
    expect(await count(client)).toBe(peopleOf(LONG_LIST))
    expect((await client.get(at)).text).toContain('Da correggere: 2')
    const left = await client.get(`${at}/rows?show=error`)
    expect(left.text.includes('>Prova')).toBe(true)
    expect((await client.post(`${at}/undo`)).location).toBe(`${at}/progress?of=undo`)
    await work()
    expect(await follow(client, `${at}/progress?of=undo`)).toBe(at)
    expect((await client.get(at)).text).toContain('Importazione annullata')
    expect(await count(client)).toBe(0)
    const kept = await client.inScope(tx => tx.selectFrom('registry_import_preview').select('import_id').execute())
    expect(kept).toEqual([])
    expect(errors).toEqual([])
  })

  test('imported twice changes nothing', async () => {
    const client = await aWorker()
    await writtenIn(client, await readIn(client))
    const again = await readIn(client, 'copia.xlsx')
    expect(await ready(client, again)).toBe(0)
    await client.post(`${again}/apply`)
    await work()
    expect(await follow(client, `${again}/progress?of=write`)).toBe(again)
    expect(await count(client)).toBe(PEOPLE)
  })

  test('shows each step with its figures while it lasts, and refreshes itself unless told not to', async () => {
    const client = await aWorker()
    const book = await aLongBook(230) // the reading gives a sign of life every 200 rows
    const at = (await client.upload('/people/import', 'lungo.xlsx', book)).location ?? ''
    const queued = await client.get(at)
    expect(queued.text).toContain('Leggiamo il registro')
    expect(queued.headers['refresh']).toBe('3')
    expect((await client.get(`${at}&still=yes`)).headers['refresh']).toBeUndefined()
    const seen = new Map<string, string>()
    await work(
      watched(async step => {
        if (!seen.has(step)) seen.set(step, (await client.get(at)).text)
      }),
    )
    expect([...seen.keys()]).toEqual(['read', 'search'])
    expect(seen.get('read')).toMatch(/<progress[^>]* max="1233" value="200"/)
    expect(seen.get('read')).toContain('200 righe su 1.233')
    expect(seen.get('search')).toContain('Leggiamo e controlliamo le righe: fatto')
  })

  test('is read again when a column becomes something else, and not for a decision', async () => {
    const client = await aWorker()
    const at = await readIn(client)
    const decided = await client.post(`${at}/review`, { 'use-0': 'yes', [`pair-0-11-0-${SHORT_LIST + 2}`]: 'same' })
    expect(decided.location).toBe(`${at}/review?saved=yes`)
    const changed = await client.post(`${at}/review`, { 'use-0': 'yes', 'col-0-2': '' })
    expect(changed.location).toBe(`${at}/progress?of=check`)
    expect((await client.post(`${at}/apply`)).status).toBe(409)
    expect(await follow(client, `${at}/review`)).toBe(`${at}/progress?of=check`)
    await work()
    expect(await ready(client, at)).toBe(PEOPLE + 2)
  })
})

describe('when something dies', () => {
  test('the connection in the middle of writing: nothing is there, and the next try writes all of it once', async () => {
    const client = await aWorker()
    const at = await readIn(client)
    await client.post(`${at}/apply`)
    const superuser = new pg.Client(world.db.superuser)
    await superuser.connect()
    errors.length = 0
    await work(
      watched(async (step, done) => {
        if (step !== 'write' || done <= PEOPLE / 2) return
        // Whoever is in the middle of a transaction that has written people.
        await superuser.query(
          `select pg_terminate_backend(pid) from pg_locks join pg_class c on c.oid = relation
           where c.relname = 'registry_person' and mode = 'RowExclusiveLock' and database = (select oid from pg_database where datname = current_database())`,
        )
      }),
    )
    await superuser.end()
    expect(errors).toHaveLength(1)
    expect(await count(client)).toBe(0)
    expect((await client.get(`${at}/progress?of=write`)).text).toContain('Il tentativo 1 non è riuscito')
    await letTimePass()
    await work()
    expect(await count(client)).toBe(PEOPLE)
    const facts = await client.inScope(tx =>
      tx.selectFrom('registry_import').select('version').where('state', '=', 'applied').execute(),
    )
    expect(facts).toHaveLength(1)
  })

  test('the program: the page says so, and the work begins anew by itself', async () => {
    const client = await aWorker()
    const at = await readIn(client)
    await client.post(`${at}/apply`)
    await claimJob(world.db, world.now()) // a worker that is never heard of again
    expect((await client.get(`${at}/progress?of=write`)).text).toContain('Scriviamo le persone nel registro')
    await letTimePass()
    expect((await client.get(`${at}/progress?of=write`)).text).toContain('Il programma si è fermato')
    await work()
    expect(await count(client)).toBe(PEOPLE)
  })

  test('every try: the page says that nothing is there and what to do, and trying again works', async () => {
    const client = await aWorker()
    const at = await readIn(client)
    await client.post(`${at}/apply`)
    const broken = async () => Promise.reject(new Error('the disk is full'))
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      await letTimePass()
      await work(watched(broken))
    }
    const failed = await client.get(`${at}/progress?of=write`)
    expect(failed.text).toContain('L’importazione non è riuscita')
    expect(failed.text).toContain('Nel registro non è entrato niente')
    expect(failed.headers['refresh']).toBeUndefined()
    expect((await client.get('/people/import')).text).toContain('non riuscito: apri e riprova')
    expect(await count(client)).toBe(0)
    expect((await client.post(`${at}/again`)).location).toBe(`${at}/progress?of=write`)
    expect((await client.get('/people/import')).text).not.toContain('non riuscito')
    await work()
    expect(await count(client)).toBe(PEOPLE)
  })

  test('the wish to go on: work given up leaves the import as it was', async () => {
    const client = await aWorker()
    const at = await readIn(client)
    await client.post(`${at}/apply`)
    const answers: number[] = []
    await work(
      watched(async step => {
        if (step === 'write' && answers.length === 0) answers.push((await client.post(`${at}/give-up`)).status)
      }),
    )
    expect(answers).toEqual([303])
    expect(await count(client)).toBe(0)
    expect(await ready(client, at)).toBe(PEOPLE)
  })
})

test('the work of another organisation is nobody else’s', async () => {
  const client = await aWorker()
  const at = await readIn(client)
  const other = await aWorker()
  expect((await other.get(`${at}/progress`)).status).toBe(404)
  for (const end of ['again', 'give-up']) expect((await other.post(`${at}/${end}`)).status).toBe(404)
})
