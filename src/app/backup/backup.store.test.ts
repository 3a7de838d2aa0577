// SPDX-License-Identifier: EUPL-1.2
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eraseKeys, record } from '#ledger/index.ts'
import type { PersonId } from '#lib/ids.ts'
import { createPerson } from '#registry/index.ts'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { writeBackup } from './backup.ts'
import { restoreBackup } from './restore.ts'

let world: World
let worker: Client
let people: PersonId[]
const dir = mkdtempSync(path.join(os.tmpdir(), 'nc-backup-test-'))
const file = (name: string) => path.join(dir, name)

const NAMES = ["D'Angelo Nwosu", 'سميرة النوري', 'Ünal "Ömer" \\ Yıldız', 'Мельниченко\nОксана', '李 明']

beforeAll(async () => {
  world = await aWorld()
  worker = await world.member(await world.organisation('receptionProject', 'Coop. Il Girasole'), 'case-worker')
  people = []
  for (const familyName of NAMES)
    people.push(await worker.inScope(tx => createPerson(tx, { familyName, givenName: 'Canary' })))
  await worker.inScope(tx => record(tx, 'plan.closed', { person: people[0] as PersonId, fields: { outcome: 'job' } }))
})
afterAll(async () => {
  await world.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Every row of every table as text, as the role that sees them all. */
async function contentOf(database: TestDatabase, leaveOut: readonly string[] = []): Promise<Record<string, string[]>> {
  const client = new pg.Client(database.owner)
  await client.connect()
  try {
    await client.query('set role nc_backup')
    const tables = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    )
    const content: Record<string, string[]> = {}
    for (const { name } of tables.rows.filter(table => !leaveOut.includes(table.name))) {
      const { rows } = await client.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`)
      content[name] = rows.map(({ row }) => row).toSorted()
    }
    return content
  } finally {
    await client.end()
  }
}

const NOT_KEPT = ['platform_migration', 'ledger_signing_key', 'platform_session', 'platform_throttle']

test('what is restored into an empty database is what was backed up, to the letter', async () => {
  await writeBackup(world.db.owner, file('a'))
  const target = await aDatabase()
  const { unreadable } = await restoreBackup(target.owner, file('a'), file('a.keys'))
  expect(unreadable).toBe(0)
  const restored = await contentOf(target, NOT_KEPT)
  expect(restored).toEqual(await contentOf(world.db, NOT_KEPT))
  expect(restored['registry_person']).toHaveLength(NAMES.length)
  await target.drop()
})

test('the data archive alone says nothing of a person', async () => {
  await writeBackup(world.db.owner, file('b'))
  const text = gunzipSync(readFileSync(file('b'))).toString('utf8')
  for (const name of [...NAMES, 'Canary']) expect(text).not.toContain(name)
  expect(text).toContain('Il Girasole') // organisations are no secret
})

test('whoever was erased after the data archive was written stays erased after a restore', async () => {
  await writeBackup(world.db.owner, file('old'))
  const gone = people[1] as PersonId
  await worker.inScope(tx => eraseKeys(tx, gone, { legalBasis: 'consent-withdrawn' }))
  await writeBackup(world.db.owner, file('new'))
  const target = await aDatabase()
  const { unreadable } = await restoreBackup(target.owner, file('old'), file('new.keys'))
  expect(unreadable).toBeGreaterThan(0)
  const restored = await contentOf(target)
  const rows = Object.entries(restored).filter(([table]) => !table.startsWith('ledger_'))
  expect(rows.flatMap(([, all]) => all).filter(row => row.includes(gone))).toEqual([])
  expect(restored['registry_person']).toHaveLength(NAMES.length - 1)
  // The proofs do not depend on the person's key: every entry and every node of the tree is there.
  expect(restored['ledger_entry']?.length).toBeGreaterThanOrEqual(NAMES.length)
  await target.drop()
})

test('a damaged archive is refused and leaves the database empty', async () => {
  await writeBackup(world.db.owner, file('c'))
  const whole = readFileSync(file('c'))
  const target = await aDatabase()
  const empty = await contentOf(target)
  const damage: Record<string, () => void> = {
    cut: () => truncateSync(file('c'), whole.length - 40),
    'one byte changed': () => {
      const changed = Buffer.from(whole)
      changed[Math.floor(whole.length / 2)] = (changed[Math.floor(whole.length / 2)] ?? 0) ^ 1
      writeFileSync(file('c'), changed)
    },
    'the line of a table is no JSON': () => {
      const lines = gunzipSync(whole).toString('utf8').split('\n')
      const at = lines.findIndex(line => line.startsWith('{"table":'))
      writeFileSync(file('c'), gzipSync(lines.with(at, (lines[at] ?? '').slice(0, -1)).join('\n')))
    },
    'a value that its column cannot hold': () => {
      const lines = gunzipSync(whole).toString('utf8').split('\n')
      const at = lines.findIndex(line => line.includes('"network_id":"'))
      writeFileSync(file('c'), gzipSync(lines.with(at, (lines[at] ?? '').replace('"network_id":"', '$&z')).join('\n')))
    },
    'not an archive': () => writeFileSync(file('c'), 'name;surname\n'),
  }
  for (const [name, spoil] of Object.entries(damage)) {
    writeFileSync(file('c'), whole)
    spoil()
    const outcome = await restoreBackup(target.owner, file('c'), file('c.keys')).then(
      () => 'restored',
      (error: Error) => error.message,
    )
    const why = /^archive\.(foreign|not-unpacked|short|damaged|changed|no-table)$|authenticate|JSON/
    expect({ name, outcome }).toEqual({ name, outcome: expect.stringMatching(why) })
    expect({ name, content: await contentOf(target) }).toEqual({ name, content: empty })
  }
  appendFileSync(file('c.keys'), 'x')
  await target.drop()
})

test('a database that holds something is not restored over', async () => {
  await writeBackup(world.db.owner, file('d'))
  await expect(restoreBackup(world.db.owner, file('d'), file('d.keys'))).rejects.toMatchObject({ code: 'not-empty' })
})

test('the archives cannot be taken one for the other', async () => {
  await writeBackup(world.db.owner, file('e'))
  const target = await aDatabase()
  await expect(restoreBackup(target.owner, file('e.keys'), file('e'))).rejects.toMatchObject({ code: 'other-part' })
  await target.drop()
})
