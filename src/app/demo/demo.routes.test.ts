// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import { compose } from '../compose.ts'
import { makingOf, startMaking } from './making.ts'
import { findDemo } from './prepare.ts'

const PEOPLE = 9
const SAME = { 'sec-fetch-site': 'same-origin', host: 'localhost' }
let db: TestDatabase
let app: Awaited<ReturnType<typeof compose>>

beforeAll(async () => {
  db = await aDatabase()
  app = await compose({ db, resolveViewer: async () => undefined, strict: true, logLevel: 'silent' })
  await app.ready()
}, 60_000)
afterAll(async () => {
  await app.close()
  await db.drop()
})

const get = (url: string, headers = {}, remoteAddress = '127.0.0.1') =>
  app.inject({ url, headers: { ...SAME, ...headers }, remoteAddress })
const post = (url: string, headers = {}, remoteAddress = '127.0.0.1') =>
  app.inject({ method: 'POST', url, headers: { ...SAME, ...headers }, remoteAddress })

describe('exploring the demo region', () => {
  test('is offered on the first page, beside creating a network', async () => {
    const { body } = await get('/')
    expect(body).toContain('action="/demo"')
    expect(body).toContain('href="/setup"')
  })

  test.each([
    ['another computer', {}, '192.0.2.7'],
    ['a proxy on this computer', { 'x-forwarded-for': '192.0.2.7' }, '127.0.0.1'],
  ])('is refused from %s', async (_, headers, address) => {
    expect((await get('/demo', headers, address)).statusCode).toBe(403)
    expect((await post('/demo', headers, address)).statusCode).toBe(403)
    expect((await post('/demo/herself', headers, address)).statusCode).toBe(403)
    expect(await findDemo(db)).toBeUndefined()
  })

  test('leads back to the first page before anybody began', async () => {
    expect((await get('/demo')).headers.location).toBe('/')
  })

  test('shows how far the making is, and that by itself', async () => {
    const making = startMaking(
      db,
      error => {
        throw error
      },
      PEOPLE,
    )
    const shown = await get('/demo')
    expect(shown.headers['refresh']).toBe('2; url=/demo')
    expect(shown.body).toContain('<progress')
    expect(shown.body).toContain('Persone pronte')
    expect(await startMaking(db, () => {}, PEOPLE)).toBeUndefined()
    expect((await making)?.state).toBe('ready')
    expect(makingOf(db)).toBeUndefined()
  }, 120_000)

  test('then shows one door for each role, and hers', async () => {
    const { body, headers } = await get('/demo')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(body.match(/href="\/demo\/enter\//g)).toHaveLength(5)
    expect(body).toContain('action="/demo/herself"')
    const ready = await findDemo(db)
    const people = ready?.state === 'ready' ? ready.people : 0
    expect(people).toBeGreaterThan(0)
    expect(body).toContain(`Il programma MIGRANT.NET: ${people} persone`)
    expect(body).not.toContain('870')
    const door = /href="(\/demo\/enter\/[^"]+)"/.exec(body)?.[1] ?? ''
    const entered = await get(door)
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/desk'])
  })

  test('opens the page of the person by a link of her own', async () => {
    expect((await post('/demo/herself')).headers.location).toMatch(/\/my\/enter\/[\w-]{43}$/)
  })

  test('makes nothing twice: a network is there', async () => {
    const before = await findDemo(db)
    expect((await post('/demo')).headers.location).toBe('/demo')
    expect(makingOf(db)).toBeUndefined()
    expect(await findDemo(db)).toEqual(before)
  })

  test('offers on the first page the doors, and says where a network of one’s own goes', async () => {
    const { body } = await get('/')
    expect(body).toContain('href="/demo"')
    expect(body).toContain('DATA_DIR=')
  })
})
