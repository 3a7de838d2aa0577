// SPDX-License-Identifier: EUPL-1.2
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { integrateAll, verifyCommand } from '#ledger/index.ts'
import { dayInRome } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { importPaths } from '#registry/import/index.ts'
import { createPerson, listPeople, type Model, modelInUse } from '#registry/index.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { seatOf } from './acting.ts'
import { anchorNewest } from './anchor.command.ts'
import { UsageError } from './command.ts'
import { createNetwork } from './create-network.command.ts'
import { importRegister } from './import-register.command.ts'
import { trustedKeys } from './keys.command.ts'
import { adopt } from './linkage.command.ts'
import { copyOf, eraseIn } from './person.command.ts'
import { resetPassword } from './reset-password.command.ts'
import { listKeys, revokeIn, rotateIn } from './signing-key.command.ts'

let world: World
let coop: TestOrganisation
let worker: Client
let email: string
const roles = ['case-worker', 'cpi-operator'] as const
const network = 'Marche'

beforeAll(async () => {
  world = await aWorld()
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  worker = await world.member(coop, 'case-worker')
  email = `${worker.viewer?.account}@example.org`
})
afterAll(() => world.close())

const seat = () => seatOf(world.db, { email, roles, network })
const tokenIn = (url: string) => url.split('/').at(-1) ?? ''
const people = () => worker.inScope(async tx => (await listPeople(tx)).total)

describe('create-network', () => {
  const given = { name: 'Umbria', organisation: 'Regione Umbria', administrator: 'Ada Neri', email: 'ada@example.org' }

  test('prints a link that leads into the network and works until it is used', async () => {
    const link = await createNetwork(world.db, given, world.now())
    const opened = await world.nobody.get(`/invitations/${tokenIn(link.url)}`)
    expect([200, 303]).toContain(opened.status)
    expect((await world.nobody.get(`/invitations/${'x'.repeat(43)}`)).status).toBeGreaterThanOrEqual(400)
  })

  test('makes the first administrator, at the lead organisation', async () => {
    const found = await seatOf(world.db, { email: 'ADA@example.org', roles: ['administrator'] })
    expect(found.organisationName).toBe('Regione Umbria')
  })

  test('does not make a second network of the same name', async () => {
    await expect(createNetwork(world.db, given, world.now())).rejects.toMatchObject({ code: 'network-taken' })
  })
})

describe('reset-password', () => {
  test('makes a link for whoever works here, and takes the former one back', async () => {
    const first = await resetPassword(world.db, email, network, world.now())
    const second = await resetPassword(world.db, email.toUpperCase(), network, world.now())
    const status = async (url = '') => (await world.nobody.get(`/invitations/${tokenIn(url)}`)).status
    expect(await status(first?.url)).toBeGreaterThanOrEqual(400)
    expect([200, 303]).toContain(await status(second?.url))
  })

  test('says nothing of an address that nobody has', async () => {
    expect(await resetPassword(world.db, 'nobody@example.org', network, world.now())).toBeUndefined()
  })
})

describe('in whose name', () => {
  test.each([
    ['an address that nobody has', { email: 'nobody@example.org' }],
    ['another organisation', { organisation: 'Comune di Jesi' }],
    ['another network', { network: 'Umbria' }],
    ['a role that may not', { roles: ['auditor'] as const }],
  ])('%s is refused', async (_, change) => {
    await expect(seatOf(world.db, { email, roles, network, ...change })).rejects.toThrow(UsageError)
  })

  test('the seat is that of the member, today', async () => {
    const { scope, organisationName } = await seat()
    expect(organisationName).toBe('Coop. Il Girasole')
    expect(scope).toMatchObject({ organisation: coop.id, role: 'case-worker', today: dayInRome(scope.now) })
  })
})

describe('import-register', () => {
  const bytes = readFileSync(new URL('../../registry/import/samples/sai-cooperativa.xlsx', import.meta.url))
  const register = { name: 'registro.xlsx', bytes }

  test('a preview counts every row and writes nothing', async () => {
    const before = await people()
    const done = await importRegister(world.db, await seat(), { ...register, apply: false })
    if ('unread' in done) throw new Error(done.unread.code)
    expect(done.counts.ready + done.counts.attention).toBeGreaterThan(0)
    expect(done.applied).toBeUndefined()
    expect(await people()).toBe(before)
    expect((await worker.get(importPaths.start.to())).text).not.toContain('registro.xlsx')
  })

  test('applying writes what the preview counted, says what it is at, and a second time changes nothing', async () => {
    const said: string[] = []
    const apply = async () =>
      importRegister(world.db, await seat(), { ...register, apply: true }, what => said.push(what))
    const first = await apply()
    if ('unread' in first) throw new Error(first.unread.code)
    expect(first.applied?.created).toBe(first.counts.people)
    expect(await people()).toBe(first.counts.people)
    expect(said.length).toBe(3)
    const again = await apply()
    if ('unread' in again) throw new Error(again.unread.code)
    expect(again.applied?.created ?? 0).toBe(0)
    expect(await people()).toBe(first.counts.people)
  })

  test('a file that is no register is not read', async () => {
    const done = await importRegister(world.db, await seat(), {
      name: 'x.xlsx',
      bytes: Buffer.from('PK\u0003\u0004 broken'),
      apply: true,
    })
    expect(done).toHaveProperty('unread.code')
  })
})

describe('export-person and erase-person', () => {
  test('give her everything, then forget her, in the name of the keeper only', async () => {
    const person: PersonId = await worker.inScope(tx => createPerson(tx, { familyName: 'Haddad', givenName: 'Amina' }))
    const other = await world.member(await world.organisation('receptionProject', 'Coop. La Ginestra'), 'case-worker')
    const elsewhere = await seatOf(world.db, { email: `${other.viewer?.account}@example.org`, roles, network })
    const erasure = { ground: 'objection', reason: 'richiesta' } as const
    await expect(copyOf(world.db, elsewhere, person)).rejects.toThrow('privacy.not-keeper')
    await expect(eraseIn(world.db, elsewhere, person, erasure)).rejects.toThrow('privacy.not-keeper')
    expect(JSON.stringify(await copyOf(world.db, await seat(), person))).toContain('Haddad')
    const { fact } = await eraseIn(world.db, await seat(), person, erasure)
    expect(fact.id).toBeTruthy()
    await expect(copyOf(world.db, await seat(), person)).rejects.toThrow('privacy.not-keeper')
  })
})

test('keys writes one line for the register and one for each organisation', async () => {
  await integrateAll(world.db)
  const keys = await trustedKeys(world.db, network)
  expect(keys?.split('\n').filter(line => line !== '' && !line.startsWith('#')).length).toBeGreaterThanOrEqual(2)
  expect(keys).toContain('# Coop. Il Girasole')
  await expect(trustedKeys(world.db, 'Atlantis')).rejects.toThrow(UsageError)
  await expect(trustedKeys(world.db, undefined)).rejects.toMatchObject({ code: 'which-network' })
})

describe('signing-key', () => {
  test('changes and revokes the key of the organisation whose administrator asks, and lists their periods', async () => {
    const administrator = await world.member(coop, 'administrator')
    const own = await seatOf(world.db, {
      email: `${administrator.viewer?.account}@example.org`,
      roles: ['administrator'],
      network,
    })
    const keys = async () => (await listKeys(world.db, own)).lines
    const before = await keys()
    expect(before).toHaveLength(1)
    const { keyId } = (await rotateIn(world.db, own)).result as { keyId: string }
    expect((await keys()).map(line => line.includes(keyId))).toEqual([false, true])
    await revokeIn(world.db, own, keyId, 900)
    expect(await keys()).toHaveLength(3)
    expect((await keys())[1]).toMatch(/899/)
    await expect(revokeIn(world.db, own, keyId, 900)).rejects.toMatchObject({ code: 'ledger.key-revoked' })
    await expect(revokeIn(world.db, own, 'nonsense', 1)).rejects.toThrow(UsageError)
  })
})

describe('anchor', () => {
  test('deposits the newest head in a folder, as a file that verify reads', async () => {
    await integrateAll(world.db)
    const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-anchored-'))
    const given = { words: ['file', folder], options: {}, flags: new Set<string>() }
    const done = await anchorNewest(world.db, world.network, given)
    const [file, keys] = [path.join(folder, 'anchor.json'), path.join(folder, 'keys.txt')]
    writeFileSync(file, done?.text ?? '')
    writeFileSync(keys, (await trustedKeys(world.db, network)) ?? '')
    const said: string[] = []
    const check = (...more: string[]) => verifyCommand([file, '--trust', keys, ...more], text => said.push(text))
    expect([await check(), await check('--folder', folder), await check('--folder', os.tmpdir())]).toEqual([2, 0, 1])
    rmSync(folder, { recursive: true, force: true })
  })
})

type FieldModel = Model['fields'][string]

describe('linkage adopt', () => {
  const fileWith = (content: string) => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'nc-adopt-')), 'model.json')
    writeFileSync(file, content)
    return file
  }
  // A field that agrees among strangers as often as for one person says nothing.
  const dumb = ({ kind, u }: FieldModel) => ({ kind, m: u, u })
  const PEOPLE = 40

  test('lets a model weigh, and one that finds less only when that is asked for', async () => {
    const there = await seat()
    const { given, family } = (await worker.inScope(modelInUse)).fields as Record<'given' | 'family', FieldModel>
    const learned = fileWith(JSON.stringify({ fields: { given, family } }))
    expect(await adopt(world.db, there, learned, false, PEOPLE)).toMatchObject({ version: 1 })
    const worse = fileWith(JSON.stringify({ fields: { given: dumb(given), family: dumb(family) } }))
    const refused = await adopt(world.db, there, worse, false, PEOPLE)
    expect(refused.after).toBeLessThan(refused.before)
    expect(refused.version).toBeUndefined()
    expect((await worker.inScope(modelInUse)).fields['family']).toEqual(family)
    expect(await adopt(world.db, there, worse, true, PEOPLE)).toMatchObject({ version: 2 })
    expect((await worker.inScope(modelInUse)).fields['family']).toEqual(dumb(family))
  })

  test('takes no file that is not a model', async () => {
    for (const content of ['{"fields":{}}', 'family,given', '[]'])
      await expect(adopt(world.db, await seat(), fileWith(content), true)).rejects.toMatchObject({ code: 'no-model' })
  })
})
