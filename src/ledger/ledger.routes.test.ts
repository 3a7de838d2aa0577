// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FactId, PersonId } from '#lib/ids.ts'
import { newId } from '#lib/ids.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { integrate, record } from './index.ts'
import { paths } from './ledger.paths.ts'
import { verify } from './verifier/index.ts'

let world: World
let worker: Client
let colleague: Client
let fact: FactId

beforeAll(async () => {
  world = await aWorld()
  const coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  const city = await world.organisation('socialService', 'Comune di Ancona')
  worker = await world.member(coop, 'case-worker')
  colleague = await world.member(city, 'case-worker')
  const fields = { minutes: 90, measureKind: 'guidance', day: '2026-11-20', remark: 'CANARY-REMARK' }
  fact = await worker.inScope(
    async tx => (await record(tx, 'hours.signed', { person: newId<PersonId>(), account: 'accounting', fields })).id,
  )
})
afterAll(() => world.close())

describe('the page that checks a bundle', () => {
  test('is open to everybody, and says the command for whoever has no scripts', async () => {
    const page = await world.nobody.get(paths.check.to())
    expect(page.status).toBe(200)
    expect(page.text).toContain('npm run cli -- verify')
    expect(page.text).toContain('data-island="verifica"')
  })

  test.each(['it', 'en', 'fr', 'ar'])(
    'gives the verifier its words in %s, with the places to fill left open',
    async lang => {
      const page = await world.nobody.get(paths.check.to(), { lang })
      const texts = /data-texts="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&quot;', '"') ?? '{}'
      expect((JSON.parse(texts) as Record<string, string>)['act.changed']).toMatch(/\{seq\}.*\{organisation\}/)
    },
  )
})

describe('an act that waits for the register', () => {
  test('says so on its page, without its content', async () => {
    const page = await worker.get(paths.fact.to({ fact }))
    expect(page.status).toBe(200)
    expect(page.text).toContain('Entra nel registro fra pochi secondi')
    expect(page.text).not.toContain('CANARY-REMARK')
  })

  test('has no proof to download before there is a signed head', async () => {
    expect((await worker.get(paths.proof.to({ fact }))).status).toBe(503)
    expect((await world.nobody.get(paths.head.to())).status).toBe(503)
  })
})

describe('a sealed act', () => {
  beforeAll(async () => {
    await integrate(world.db, world.network)
  })

  test('has a proof that holds with the public keys of this server', async () => {
    const proof = await worker.get(paths.proof.to({ fact }))
    const keys = await world.nobody.get(paths.keys.to())
    expect(await verify(proof.bytes, keys.text)).toMatchObject({ exit: 0, failures: [] })
    expect(proof.text).not.toContain('CANARY-REMARK')
  })

  test('shows another organisation that it exists and who signed it, not what it says', async () => {
    const page = await colleague.get(paths.fact.to({ fact }))
    expect(page.text).toContain('Coop. Il Girasole')
    expect(page.text).not.toContain('hours.signed')
    const result = await verify((await colleague.get(paths.proof.to({ fact }))).bytes)
    expect(result.gaps.map(one => one.code)).toContain('act.not-opened')
  })

  test('is under a head that everybody may read', async () => {
    const head = await world.nobody.get(paths.head.to())
    expect(head.text).toMatch(/^nuovecomunita\.example\/marche-\w+\n\d+\n/)
  })

  test('is unknown in another network', async () => {
    const { network, organisation } = await world.otherNetwork()
    const stranger = await world.memberOf(network, organisation, 'case-worker')
    expect((await stranger.get(paths.fact.to({ fact }))).status).toBe(404)
    expect((await stranger.get(paths.proof.to({ fact }))).status).toBe(404)
  })
})

test.each([
  paths.fact.to({ fact: 'x' }),
  paths.fact.to({ fact: newId() }),
  `${paths.keys.to()}?network=x`,
  `${paths.keys.to()}?network=${newId()}`,
])('%s is not found', async url => {
  expect((await worker.get(url)).status).toBe(404)
})

test('nobody reads about an act without signing in', async () => {
  expect([302, 303, 401]).toContain((await world.nobody.get(paths.fact.to({ fact: newId() }))).status)
})
