// SPDX-License-Identifier: EUPL-1.2
// The period of a key: changed in time, revoked after it was lost, and what that means for acts under it.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import { type FactId, type NetworkId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { createNetwork, describeOrganisation } from '#platform/auth/networks.ts'
import type { Scope, Work } from '#platform/db/scope.ts'
import { signWith } from './crypto.client.ts'
import { makeEntry } from './entry.ts'
import { buildBundle, exportKeys, integrate, record } from './index.ts'
import { ownKeys, revokeKey, rotateKey } from './key.act.ts'
import { counting } from './ledger.build.ts'
import { signingKey } from './record.act.ts'
import { insertEntry } from './series.store.ts'
import { auditFolder } from './tiles/audit.client.ts'
import { publishRegister } from './tiles/publish.act.ts'
import { type Exit, verify } from './verifier/index.ts'
import { parseTrust } from './verifier/policy.ts'

let db: TestDatabase
const network = newId<NetworkId>()
const coop = newId<OrganisationId>()
const city = newId<OrganisationId>()
const scope = (organisation = coop): Scope => ({
  network,
  organisation,
  role: 'administrator',
  purpose: 'administration',
  today: '2026-11-23' as CivilDate,
  now: '2026-11-23T10:00:00.000Z' as Instant,
})
const as = <T>(work: Work<T>, organisation = coop): Promise<T> => db.inScope(scope(organisation), work)
const facts: FactId[] = []
const act = async (): Promise<number> => {
  const fact = await as(tx => record(tx, 'plan.agreed', { person: newId<PersonId>(), fields: { day: '2026-11-23' } }))
  facts.push(fact.id)
  return fact.orgSeq
}
const report = {
  title: 'Prova',
  programme: null,
  asOf: '2026-11-23',
  from: null,
  until: null,
  counting: { ...counting, heads: [] },
  figures: {},
  byOrganisation: [],
  byMeasure: [],
}
const bundle = (): Promise<Buffer> => as(tx => buildBundle(tx, { facts: facts.map(fact => ({ fact })), report }))
const checked = async (): Promise<{ exit: Exit; refused: number[] }> => {
  await integrate(db, network)
  const { exit, failures } = await verify(await bundle(), await as(exportKeys))
  expect(failures.every(one => one.code === 'act.revoked-key')).toBe(true)
  return { exit, refused: failures.map(one => one.act?.seq ?? 0) }
}
async function audited(): Promise<string[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-keys-'))
  try {
    await db.asRole('nc_ledger', network, tx => publishRegister(tx, network, folder))
    const trust = parseTrust(await as(exportKeys))
    if (typeof trust === 'number') throw new Error(`line ${trust}`)
    const { problems } = await auditFolder(folder, { trust, signatures: true, workers: 1 })
    return problems.map(problem => problem.code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

beforeAll(async () => {
  db = await aDatabase()
  await as(async tx => {
    await createNetwork(tx, { name: 'Marche di prova', kind: 'trial' })
    describeOrganisation(tx, { organisation: coop, name: 'Coop. Il Girasole', kind: 'cooperative' })
    describeOrganisation(tx, { organisation: city, name: 'Comune di Ancona', kind: 'municipality' })
  })
  await act()
})
afterAll(() => db.drop())

test('a key that is changed in time signs its own end; acts before and after it are proved', async () => {
  const { before, keyId } = await as(rotateKey)
  expect(await act()).toBe(5) // 1 registration, 2 act, 3 end, 4 the new key
  const [old, now] = await as(ownKeys)
  expect([old?.id, old?.revokedFrom, now?.id, now?.registeredSeq, now?.revokedFrom]).toEqual([
    before,
    4,
    keyId,
    4,
    undefined,
  ])
  expect(await checked()).toEqual({ exit: 0, refused: [] })
  expect(await audited()).toEqual([])
})

test('what somebody still signs with the old key never comes into the register, and holds up nobody', async () => {
  const [old] = await as(ownKeys)
  const key = await as(tx => signingKey(tx, network, old?.id ?? ''))
  if (!old || !key) throw new Error('no key')
  const waiting = () =>
    db.asRole('nc_ledger', network, tx =>
      tx.selectFrom('ledger_entry').select('org_seq').where('log_index', 'is', null).execute(),
    )
  await as(async tx => {
    const place = { kind: 1, keyId: old.id, seq: 900, commitment: Buffer.alloc(32, 1), origin: 'x' } as const
    const bytes = makeEntry(place, message => signWith(key, message))
    insertEntry(tx, { fact: newId(), keyId: old.id, seq: 900, organisation: coop, bytes })
  })
  await act()
  await integrate(db, network)
  expect((await waiting()).map(row => Number(row.org_seq))).toEqual([900])
  expect(await checked()).toEqual({ exit: 0, refused: [] })
})

describe('a key that is lost', () => {
  test('is revoked from an act on: those before it stay good, those after it are refused', async () => {
    const good = await act()
    const doubtful = [await act(), await act()]
    const [, current] = await as(ownKeys)
    const { keyId } = await as(tx => revokeKey(tx, current?.id ?? '', good + 1))
    expect(keyId).not.toBe(current?.id)
    const after = await act()
    expect(await checked()).toEqual({ exit: 1, refused: doubtful })
    expect(after).toBe(good + 5) // two doubtful ones, the new key, the revocation
    expect(await audited()).toEqual(['key.revoked'])
  })

  test('is refused by whoever knows of it, even in a file that hides the revocation', async () => {
    const file = await as(tx => buildBundle(tx, { facts: facts.slice(0, 1).map(fact => ({ fact })), report }))
    const keys = await as(exportKeys)
    expect((await verify(file, keys)).exit).toBe(0)
    const [first] = await as(ownKeys)
    const known = `${keys.replace(/^revoked .*\n/gm, '')}revoked ${first?.id} 2\n`
    expect((await verify(file, known)).failures.map(one => one.code)).toContain('act.revoked-key')
  })

  test('is revoked once, by its own organisation, and not from before it was registered', async () => {
    const [first, , third] = await as(ownKeys)
    await expect(as(tx => revokeKey(tx, first?.id ?? '', 2))).rejects.toMatchObject({ code: 'ledger.key-revoked' })
    await expect(as(tx => revokeKey(tx, third?.id ?? '', 1))).rejects.toMatchObject({ code: 'ledger.key-period' })
    await expect(as(tx => revokeKey(tx, third?.id ?? '', 99), city)).rejects.toMatchObject({
      code: 'ledger.key-unknown',
    })
    await expect(
      as(tx =>
        tx
          .updateTable('ledger_key')
          .set({ revoked_from: 77 })
          .where('key_id', '=', first?.id ?? '')
          .execute(),
      ),
    ).rejects.toThrow('a key of the ledger does not change')
  })
})

test.each(['revoked x 1', 'revoked 0123456789abcdef 0', 'revoked 0123456789abcdef', 'revoked 0123456789abcdef 1 2'])(
  'the line “%s” of trusted keys is not read',
  line => {
    expect(parseTrust(`${line}\n`)).toBe(1)
  },
)
