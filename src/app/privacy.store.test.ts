// SPDX-License-Identifier: EUPL-1.2
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportKeys, integrateAll } from '#ledger/index.ts'
import { verify } from '#ledger/verifier/index.ts'
import { dayInRome } from '#lib/civil-date.ts'
import type { PersonId, ProgrammeId } from '#lib/ids.ts'
import { scopeOfViewer } from '#platform/http/request-scope.ts'
import { reportBundle, reportOn } from '#programmes/index.ts'
import { displayName, getPerson } from '#registry/index.ts'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import { type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type Response, type World } from '#test/support/world.ts'
import { writeBackup } from './backup/backup.ts'
import { restoreBackup } from './backup/restore.ts'
import { exportPerson, keepers } from './privacy.ts'

let world: World
let story: Story
let person: PersonId
let name: string
const dir = mkdtempSync(path.join(os.tmpdir(), 'nc-privacy-test-'))
/** Every text of her record, by the place where it stands; the words of the other record of the story are not hers. */
const hers = new Map<string, string>()
const words = (group: string, place: string): string => {
  const word = `zafferano${group.replaceAll('_', '')}${place}`
  if (!place.endsWith('other')) hers.set(`${group} ${place}`, word)
  return word
}

beforeAll(async () => {
  world = await aWorld()
  story = await tellStory(world, { words })
  person = story.ids['person'] as PersonId
  name = await story.clients['case-worker'].inScope(async tx => displayName(await getPerson(tx, person)))
  await integrateAll(world.db)
}, 180_000)
afterAll(async () => {
  await world.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Every row of every table, as the role that sees them all. */
async function rowsOf(database: TestDatabase): Promise<readonly { table: string; row: string }[]> {
  const client = new pg.Client(database.owner)
  await client.connect()
  try {
    await client.query('set role nc_backup')
    const tables = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    )
    const all: { table: string; row: string }[] = []
    for (const { name: table } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select row_to_json(t)::text as row from ${table} t`)
      all.push(...rows.map(({ row }) => ({ table, row })))
    }
    return all
  } finally {
    await client.end()
  }
}

/** As who counts for the network: the purpose comes from the route, so a scope of its own. */
const auditor = <T>(work: Parameters<typeof story.clients.auditor.inScope<T>>[0]): Promise<T> => {
  const now = world.now()
  const scope = scopeOfViewer({ ...story.clients.auditor.viewer, purpose: 'reporting' } as never)
  return world.db.inScope({ ...scope, now, today: dayInRome(now) }, work)
}
const report = () =>
  auditor(async tx => {
    const found = await reportOn(tx, story.ids['programme'] as ProgrammeId, dayInRome(world.now()))
    return { heads: found.heads.length, minutes: found.minutes, bundle: await reportBundle(tx, found) }
  })

describe('every slice that knows people', () => {
  test('is asked for a copy and for erasure', async () => {
    const client = new pg.Client(world.db.owner)
    await client.connect()
    const { rows } = await client.query<{ slice: string }>(
      `select distinct split_part(c.relname, '_', 1) as slice from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attname in ('person_id', 'subject_id') and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
    )
    await client.end()
    const asked = new Set(keepers.filter(module => module.privacy).map(module => module.name))
    const missing = rows.map(row => row.slice).filter(slice => slice !== 'platform' && !asked.has(slice))
    expect(rows.length).toBeGreaterThan(5)
    expect(missing).toEqual([])
  })
})

describe('a copy', () => {
  test('holds every text that the organisation keeps of her', async () => {
    const copy = JSON.stringify(await story.clients['case-worker'].inScope(tx => exportPerson(tx, person)))
    expect([...hers].filter(([, word]) => !copy.includes(word)).map(([place]) => place)).toEqual([])
    for (const { name: slice } of keepers) expect(copy).toContain(`"${slice}":`)
    expect(copy).toContain('Comune di Jesi') // with whom she was shared
  })

  test('holds nothing of the secrets that let her in', async () => {
    const copy = JSON.stringify(await story.clients['case-worker'].inScope(tx => exportPerson(tx, person)))
    expect(copy).not.toMatch(/pin_hash|token_hash|argon2/)
  })
})

describe('an erasure', () => {
  let before: Awaited<ReturnType<typeof report>>
  let after: Awaited<ReturnType<typeof report>>
  let erased: Response
  let left: readonly { table: string; row: string }[]

  beforeAll(async () => {
    before = await report()
    await writeBackup(world.db.owner, path.join(dir, 'old'))
    const form = { ground: 'consent-withdrawn', reason: 'richiesta scritta', name }
    erased = await story.clients['case-worker'].post(`/people/${person}/privacy/erase`, form)
    await integrateAll(world.db)
    after = await report()
    left = await rowsOf(world.db)
  }, 120_000)

  test('is confirmed, with whom to tell', () => {
    expect(erased.status).toBe(200)
    expect(erased.text).toContain('Comune di Jesi')
  })

  test('leaves none of her words in any table', () => {
    const found = left.filter(({ row }) => [...hers.values()].some(word => row.includes(word)))
    expect(found.map(({ table }) => table)).toEqual([])
  })

  test('leaves her number only where it leads nowhere', () => {
    const tables = new Set(left.filter(({ row }) => row.includes(person)).map(({ table }) => table))
    expect([...tables].toSorted()).toEqual(['ledger_opening', 'ledger_person_key', 'platform_access'])
  })

  test('destroys the key of her file and keeps the one that the accounts need', () => {
    const keys = left.filter(({ table, row }) => table === 'ledger_person_key' && row.includes(person))
    expect(keys.map(({ row }) => JSON.parse(row)).map(key => [key.service_key, key.accounting_key !== null])).toEqual([
      [null, true],
    ])
  })

  test('changes no figure, and every proof still holds', async () => {
    expect(before.heads).toBeGreaterThan(0)
    expect(before.minutes).toBeGreaterThan(0)
    expect([after.heads, after.minutes]).toEqual([before.heads, before.minutes])
    const keys = await auditor(exportKeys)
    for (const { bundle } of [before, after]) {
      const result = await verify(bundle, keys)
      expect(result.failures).toEqual([])
      expect(result.exit).toBe(0)
    }
  })

  test('is an act in the register, and its reason stands in the access log', () => {
    expect(left.some(({ table, row }) => table === 'ledger_erasure' && row.includes('gdpr-17-consent-withdrawn'))).toBe(
      true,
    )
    expect(left.some(({ table, row }) => table === 'platform_access' && row.includes('richiesta scritta'))).toBe(true)
  })

  test('closes her own page and her file', async () => {
    const parts = ['', '/identity', '/privacy', '/plan', '/seen']
    const answers = []
    for (const part of parts) answers.push((await story.clients['case-worker'].get(`/people/${person}${part}`)).status)
    expect(answers).toEqual(parts.map(() => 404))
    expect((await story.nobody.get(`/my/enter/${story.ids['/my/enter/:token'] ?? ''}`)).text).not.toContain(name)
  })

  test('holds after a restore of a backup made before it, with the newest keys', async () => {
    await writeBackup(world.db.owner, path.join(dir, 'new'))
    const target = await aDatabase()
    const { unreadable } = await restoreBackup(target.owner, path.join(dir, 'old'), path.join(dir, 'new.keys'))
    expect(unreadable).toBeGreaterThan(0)
    const restored = (await rowsOf(target)).filter(({ row }) => [...hers.values()].some(word => row.includes(word)))
    expect(restored.map(({ table }) => table)).toEqual([])
    await target.drop()
  })

  test('and the archive of data alone never said anything of her', () => {
    const lines = gunzipSync(readFileSync(path.join(dir, 'old')))
      .toString('utf8')
      .split('\n')
    const told = lines.filter(line => [...hers.values(), 'Importata', 'Consegnata'].some(word => line.includes(word)))
    expect(told.map(line => line.slice(0, 200))).toEqual([])
  })
})
