// SPDX-License-Identifier: EUPL-1.2
// Who may use what: every declared route × every role × own and other organisation, against a table that people review.
// On the same walk: a refusal changes nothing, an opening is logged once, facts that routes name are really written.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import it from '#platform/http/messages/it.json' with { type: 'json' }
import { may, roles } from '#platform/auth/roles.ts'
import type { FactId } from '#lib/ids.ts'
import { findOpeningFor } from '#ledger/index.ts'
import { declaredRoutes } from '#platform/http/routes.ts'
import { type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { asSuperuser, changedBetween, type Digest, digest, tablesOf, writtenAnyway } from './digest.ts'
import { type Asked, cellsOf, nameOf, readTable, type Row, send, walk, writeTable } from './matrix.ts'
import { provenElsewhere } from './proven-elsewhere.ts'
import { Forgetting } from './undone.ts'

const FILE = path.join(import.meta.dirname, 'role-matrix.md')
const forgetting = new Forgetting()
let world: World
let story: Story
let rows: Row[]

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T15:00:00.000Z', kind: 'demo', through: forgetting.through })
  story = await tellStory(world)
  rows = await walk(world, story, forgetting)
  if (process.env['UPDATE_MATRIX']) writeFileSync(FILE, writeTable(rows))
}, 900_000)
afterAll(() => world.close())

const told = (row: Row, one: Asked) => `${nameOf(row)} as ${one.role} (${one.column}): ${one.cell}`
const where = (holds: (row: Row, one: Asked) => boolean): string[] =>
  rows.flatMap(row => row.asked.filter(one => holds(row, one)).map(one => told(row, one)))

/** The heading of a page that refused a form before its handler saw it. */
const [INVALID = ''] = it['page.invalid'].split('. ')

describe('the table of routes and roles', () => {
  test('is what people have reviewed, cell by cell', () => {
    const reviewed = readTable(readFileSync(FILE, 'utf8'))
    const now = new Map(rows.map(row => [nameOf(row), cellsOf(row)]))
    expect(Object.fromEntries(now)).toEqual(Object.fromEntries(reviewed))
  })

  test('has no cell in which the server fails', () => {
    expect(where((_, { status }) => status >= 500)).toEqual([])
  })

  test('refuses every role that a route does not name, and leads nobody to sign in', () => {
    const passed = where(({ route }, { column, role, cell }) => {
      if (column === 'other organisation' || column === 'other network') return false
      if (role === 'public') return route.config.role !== 'public' && cell !== 'sign-in' && cell !== '403'
      return !may(role, route.config.role) && cell !== '403'
    })
    expect(passed).toEqual([])
  })

  test('lets in every role that a route names', () => {
    const shut = where(
      ({ route }, { column, role, cell }) =>
        column === role &&
        route.config.role !== 'public' &&
        role !== 'public' &&
        may(role, route.config.role) &&
        (cell === '403' || cell === 'sign-in'),
    )
    expect(shut).toEqual([])
  })

  test('finds nobody’s file at another organisation or in another network', () => {
    // An empty form may be refused before anybody is looked for; it then says nothing about her.
    const found = where(
      ({ route }, { column, status, seen, answer }) =>
        route.url.includes('/:person') &&
        column.startsWith('other') &&
        status !== 404 &&
        !(status === 422 && seen.length === 0 && answer.text.includes(INVALID)),
    )
    expect(found).toEqual([])
  })

  test('never opens a person’s file to the administrator or the auditor', () => {
    const opening = rows.filter(
      ({ route }) => route.url.includes('/:person') || (route.config.opens && route.url !== '/desk'),
    )
    const open = opening.flatMap(row =>
      row.asked
        .filter(one => (one.role === 'administrator' || one.role === 'auditor') && one.status !== 403)
        .map(one => told(row, one)),
    )
    expect(open).toEqual([])
  })

  test('lets the person use her own pages only', () => {
    const staffOnly = rows.filter(({ route }) => !['person', 'public'].includes(String(route.config.role)))
    const open = staffOnly.flatMap(row =>
      row.asked.filter(one => one.role === 'person' && one.status !== 403).map(one => told(row, one)),
    )
    expect(open).toEqual([])
    expect(roles).toHaveLength(7)
  })
})

const refused = new Set([401, 403, 404, 409, 422, 429])
const isRefused = ({ status, cell }: Asked) => refused.has(status) || cell === 'sign-in'

/** Sends everything again that was refused; gives the tables that are not as they were, each with whose doing it was. */
async function changesBy(some: readonly Row[], look: () => Promise<Digest>, before: Digest): Promise<string[]> {
  for (const row of some) {
    const again = row.asked.filter(isRefused)
    const statuses: number[] = []
    for (const asking of again) statuses.push((await send(row.route, asking)).status)
    expect(statuses).toEqual(again.map(each => each.status))
  }
  const after = await look()
  const changed = changedBetween(before, after)
  if (changed.length === 0) return []
  const whole = `${some.map(nameOf).join(', ')}: ${changed.join(' ')}`
  if (some.length === 1) return [whole]
  // Which of them it was is asked in halves. What changed only the first time stays the doing of them all.
  const middle = Math.ceil(some.length / 2)
  const first = await changesBy(some.slice(0, middle), look, after)
  const second = await changesBy(some.slice(middle), look, await look())
  return first.length + second.length > 0 ? [...first, ...second] : [whole]
}

describe('refused writes', () => {
  /** So many routes are asked between two looks at every row of every table. */
  const AT_ONCE = 12

  test('change no table', async () => {
    const writing = rows.filter(row => row.route.method !== 'GET')
    const changed = await asSuperuser(world.db.superuser, async client => {
      const tables = (await tablesOf(client)).filter(table => !(table in writtenAnyway))
      const look = () => digest(client, tables)
      const found: string[] = []
      let before = await look()
      for (let at = 0; at < writing.length; at += AT_ONCE) {
        const changes = await changesBy(writing.slice(at, at + AT_ONCE), look, before)
        found.push(...changes)
        if (changes.length > 0) before = await look()
      }
      return found
    })
    expect(changed).toEqual([])
  }, 900_000)

  test('are asked of every changing route', () => {
    const closed = rows.filter(({ route }) => route.method !== 'GET' && route.config.role !== 'public')
    const never = closed.filter(row => !row.asked.some(isRefused)).map(nameOf)
    expect(never).toEqual([])
  })

  test('name only tables that exist as written anyway', async () => {
    const tables = await asSuperuser(world.db.superuser, tablesOf)
    expect(Object.keys(writtenAnyway).filter(table => !tables.includes(table))).toEqual([])
  })
})

/** Routes that log an opening although their declaration names nobody, and why. */
const opensByHand: Readonly<Record<string, string>> = {
  'GET /cpi/packages/:package': 'the address names a package; whose it is stands in the row',
  'POST /cpi/packages/:package': 'the same page again, with its mistakes',
  'POST /cpi/packages/:package/return': 'the same page again, with its mistakes',
  'POST /cpi/packages/:package/did': 'the same page again, with its mistakes',
  'POST /cpi/packages/:package/pact': 'the same page again, with its mistakes',
  'GET /cpi/packages/:package/sap.xml': 'the address names a package; whose it is stands in the row',
  'POST /people/import/sample': 'every row of the file is held against the register: one logged act with its reason',
}

describe('the access log', () => {
  /** What a request must have left there: nothing when it was refused before or while opening. */
  function expected(row: Row, { status, role, answer }: Asked): number {
    if (role === 'public' || !may(role, row.route.config.role)) return 0
    if (status === 422 && answer.text.includes(INVALID)) return 0 // refused before anybody was looked for
    const sentOn = row.route.url === '/desk' && ['administrator', 'coordinator', 'auditor'].includes(role)
    const shown = status < 400 || status === 422 || status === 409
    return shown && !sentOn && (row.route.config.opens || nameOf(row) in opensByHand) ? 1 : 0
  }

  test('gets exactly one row for each opening, and none without one', () => {
    const wrong = rows.flatMap(row =>
      row.asked
        // A refusal rolls the opening back with everything else; a page that explains one has shown the file.
        .filter(one => one.seen.length !== expected(row, one) && !(one.status === 409 && one.seen.length === 0))
        .map(one => `${nameOf(row)} as ${one.role} (${one.column}): ${one.status}, ${one.seen.length} rows`),
    )
    expect(wrong).toEqual([])
  })

  test('names the person of the address, the pattern and no more groups than declared', () => {
    const wrong = rows.flatMap(row =>
      row.asked.flatMap(one =>
        one.seen
          .filter(({ person, groups, route }) => {
            const { opens } = row.route.config
            if (!opens) return route.includes(person ?? '–')
            const hers = 'person' in opens ? person !== null && one.url.includes(person) : person === null
            return !hers || route !== row.route.url || groups.some(group => !opens.groups.includes(group as never))
          })
          .map(seen => `${nameOf(row)} as ${one.role}: ${JSON.stringify(seen)}`),
      ),
    )
    expect(wrong).toEqual([])
  })

  test('is written by hand only where the route says why', () => {
    const declared = new Set(declaredRoutes(world.app).map(({ method, url }) => `${method} ${url}`))
    expect(Object.keys(opensByHand).filter(name => !declared.has(name))).toEqual([])
  })
})

/** Every type of fact that an organisation has recorded. */
const recordedBy = (client: Client): Promise<readonly string[]> =>
  client.inScope(async tx => {
    const { organisation } = client.viewer ?? {}
    const entries = await tx
      .selectFrom('ledger_opening')
      .select('fact_id')
      .where('organisation_id', '=', organisation ?? ('' as never))
      .execute()
    const types: string[] = []
    for (const { fact_id } of entries) {
      // What an organisation recorded about people opens for those alone who work with people.
      const opening = await findOpeningFor(tx, fact_id as FactId, [])
      if (opening) types.push(opening.event.type)
    }
    return types
  })

describe('the facts that routes declare', () => {
  test('are written by the story, or by a test that is named', async () => {
    const declared = new Set(declaredRoutes(world.app).flatMap(({ config }) => [config.records ?? []].flat()))
    const told = new Set<string>()
    for (const client of Object.values(story.clients)) {
      if (client.viewer?.role !== 'person') for (const type of await recordedBy(client)) told.add(type)
    }
    for (const { facts } of rows.flatMap(row => row.asked)) for (const type of facts) told.add(type)
    expect([...declared].filter(type => !told.has(type) && !(type in provenElsewhere)).toSorted()).toEqual([])
    expect(Object.keys(provenElsewhere).filter(type => told.has(type) || !declared.has(type))).toEqual([])
  })

  test.each(Object.entries(provenElsewhere))('%s is written in %s', (_type, [file, words]) => {
    const place = path.join(import.meta.dirname, '../..', file)
    expect(existsSync(place)).toBe(true)
    expect(readFileSync(place, 'utf8')).toContain(words)
  })
})
