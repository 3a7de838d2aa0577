// SPDX-License-Identifier: EUPL-1.2
// Erasing a person kills every way to read what was recorded about her, in the database, in files, in a backup from before;
// the register, its published files and the totals stand as they stood.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeBackup } from '#app/backup/backup.ts'
import { restoreBackup } from '#app/backup/restore.ts'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import { type FactId, type Handle, type NetworkId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { createNetwork, describeOrganisation } from '#platform/auth/networks.ts'
import type { Database, Scope, Work } from '#platform/db/scope.ts'
import {
  buildBundle,
  eraseKeys,
  exportKeys,
  findOpeningFor,
  integrate,
  type Opening,
  openingFor,
  record,
} from './index.ts'
import { counting } from './ledger.build.ts'
import { auditFolder } from './tiles/audit.client.ts'
import { publishRegister } from './tiles/publish.act.ts'
import { verify } from './verifier/index.ts'
import { parseTrust } from './verifier/policy.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'nc-erased-'))
const at = (name: string): string => path.join(dir, name)
const network = newId<NetworkId>()
const coop = newId<OrganisationId>()
const scope: Scope = {
  network,
  organisation: coop,
  role: 'case-worker',
  purpose: 'care',
  today: '2026-11-23' as CivilDate,
  now: '2026-11-23T10:00:00.000Z' as Instant,
}
const CANARY = 'zafferano-di-lei'
const her = { person: newId<PersonId>(), handle: newId<Handle>() }
const other = { person: newId<PersonId>(), handle: newId<Handle>() }
/** What the report's side keeps of each act, without her name: given away when it was signed. */
const given: { fact: FactId; opening: Opening }[] = []
const hers: FactId[] = []
let others: FactId
let db: TestDatabase
let restored: TestDatabase
let before: Buffer
let keysBefore: string
let openBefore: boolean[]

const here = <T>(work: Work<T>, on: Database = db): Promise<T> => on.inScope(scope, work)
async function hours(of: typeof her, minutes: number): Promise<FactId> {
  const fields = { minutes, measureKind: 'guidance', day: '2026-11-20', remark: CANARY }
  return here(async tx => {
    const { id } = await record(tx, 'hours.signed', { ...of, account: 'accounting', fields })
    given.push({ fact: id, opening: await openingFor(tx, id, ['minutes', 'measureKind', 'day']) })
    return id
  })
}
const report = {
  title: 'Prova',
  programme: null,
  asOf: '2026-11-23',
  from: null,
  until: null,
  counting: { ...counting, heads: [] },
  figures: { minutes: 240 },
  byOrganisation: [],
  byMeasure: [],
}
const bundle = (): Promise<Buffer> => here(tx => buildBundle(tx, { facts: given, report }))
async function audit(folder: string, keys: string): Promise<object> {
  const trust = parseTrust(keys)
  if (typeof trust === 'number') throw new Error(`line ${trust}`)
  const { problems, size, signatures } = await auditFolder(folder, { trust, signatures: true, workers: 1 })
  return { problems, all: size > 0 && signatures === size }
}
const publish = (name: string, on: Database = db): Promise<number> =>
  on.asRole('nc_ledger', network, tx => publishRegister(tx, network, at(name)))
const isOpen = (fact: FactId, on: Database = db): Promise<boolean> =>
  here(async tx => (await findOpeningFor(tx, fact)) !== undefined, on)
const filesIn = (folder: string): Buffer[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .map(name => path.join(folder, name))
    .filter(name => statSync(name).isFile())
    .map(name => readFileSync(name))

beforeAll(async () => {
  db = await aDatabase()
  await db.inScope({ ...scope, role: 'administrator', purpose: 'administration' }, async tx => {
    await createNetwork(tx, { name: 'Marche di prova', kind: 'trial' })
    describeOrganisation(tx, { organisation: coop, name: 'Coop. Il Girasole', kind: 'cooperative' })
  })
  const story = await here(tx => record(tx, 'note.written', { person: her.person, fields: { text: CANARY } }))
  hers.push(await hours(her, 90), await hours(her, 60), story.id)
  others = await hours(other, 90)
  await integrate(db, network)
  await publish('old')
  before = await bundle()
  keysBefore = await here(exportKeys)
  await writeBackup(db.owner, at('backup'))
  openBefore = await Promise.all(hers.map(fact => isOpen(fact)))
  await here(tx => eraseKeys(tx, [her.person, her.handle], { accounts: ['service', 'accounting'] }))
  await integrate(db, network)
  await publish('new')
  await writeBackup(db.owner, at('after'))
  restored = await aDatabase()
  await restoreBackup(restored.owner, at('backup'), at('after.keys'))
})
afterAll(async () => {
  await db.drop()
  await restored.drop()
  rmSync(dir, { recursive: true, force: true })
})

describe('what was recorded about her cannot be read', () => {
  test('from the database: no opening, no key; what is about others opens as before', async () => {
    expect(openBefore).toEqual([true, true, true])
    expect(await Promise.all(hers.map(fact => isOpen(fact)))).toEqual([false, false, false])
    expect(await isOpen(others)).toBe(true)
    const keys = await here(tx =>
      tx.selectFrom('ledger_person_key').selectAll().where('subject_id', '=', her.person).execute(),
    )
    expect(keys.map(row => [row.service_key, row.accounting_key])).toEqual([[null, null]])
  })

  test('from the published files, before and after: they never held more than commitments', () => {
    for (const folder of ['old', 'new']) {
      const files = filesIn(at(folder))
      expect(files.length).toBeGreaterThan(3)
      for (const word of [CANARY, her.person, her.handle, her.person.replaceAll('-', '')]) {
        expect(files.filter(file => file.includes(word) || file.toString('hex').includes(word))).toEqual([])
      }
    }
  })

  test('from a backup made before, restored with the newest keys', async () => {
    expect(await Promise.all(hers.map(fact => isOpen(fact, restored)))).toEqual([false, false, false])
    expect(await isOpen(others, restored)).toBe(true)
  })
})

describe('every proof and total still verifies', () => {
  test('the published files, with every signature, before, after and out of the restored backup', async () => {
    await publish('restored', restored)
    expect(await audit(at('old'), keysBefore)).toEqual({ problems: [], all: true })
    expect(await audit(at('new'), await here(exportKeys))).toEqual({ problems: [], all: true })
    expect(await audit(at('restored'), keysBefore)).toEqual({ problems: [], all: true })
    // The same history, not another one that happens to be sound.
    const [old, back] = ['old', 'restored'].map(name => readFileSync(path.join(at(name), 'checkpoint'), 'utf8'))
    expect(back).toBe(old)
  })

  test('the bundle from before, and one made after it from what was given away: the same minutes', async () => {
    const after = await bundle()
    expect(await verify(before, keysBefore)).toMatchObject({ exit: 0, failures: [] })
    const result = await verify(after, await here(exportKeys))
    expect(result).toMatchObject({ exit: 0, failures: [] })
    expect(result.proved).toContainEqual(
      expect.objectContaining({ code: 'proved.figures', args: { minutes: 240, heads: 0 } }),
    )
  })

  test('and the register says that something was erased, by whom and why, not whose', async () => {
    const rows = await here(tx => tx.selectFrom('ledger_erasure').selectAll().execute())
    expect(rows.map(({ legal_basis, openings }) => ({ legal_basis, openings }))).toEqual([
      { legal_basis: 'gdpr-17', openings: 3 },
    ])
    expect(JSON.stringify(rows)).not.toContain(her.person)
  })
})
