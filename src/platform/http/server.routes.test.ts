// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorld, type World } from '#test/support/world.ts'
import { declaredRoutes } from './routes.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

describe('the server', () => {
  test('says when it is ready, as a problem document', async () => {
    const response = await world.nobody.get('/status')
    expect(response.status).toBe(200)
    expect(response.headers['content-type']).toContain('application/problem+json')
  })

  test('accepts no inline script or style, and no frame', async () => {
    const policy = String((await world.nobody.get('/nothing-here')).headers['content-security-policy'])
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test.each([
    ['it', 'Questa pagina non c’è'],
    ['en', 'This page does not exist'],
    ['fr', 'Cette page n’existe pas'],
    ['ar', 'هذه الصفحة غير موجودة'],
  ])('says in %s that a page does not exist', async (lang, text) => {
    const response = await world.nobody.get('/nothing-here', { lang })
    expect(response.status).toBe(404)
    expect(response.text).toContain(text)
    expect(response.text).toContain(`lang="${lang}"`)
    expect(response.text).toContain(lang === 'ar' ? 'dir="rtl"' : 'dir="ltr"')
  })

  test('whoever is signed in keeps the way back on a page that is not there, or not theirs', async () => {
    const worker = await world.member(await world.organisation('receptionProject', 'Coop. Il Girasole'), 'case-worker')
    for (const [url, status] of [
      ['/nothing-here', 404],
      ['/admin', 403],
    ] as const) {
      const response = await worker.get(url)
      expect(response.status).toBe(status)
      expect(response.text).toContain('href="/people"')
      expect(response.text).toContain('Coop. Il Girasole')
    }
    expect((await world.nobody.get('/nothing-here')).text).not.toContain('href="/people"')
  })

  test('a form sent after the session ended says how to send it again, and a page how to come back to it', async () => {
    const headers = { cookie: 'nc_session=over' }
    const sent = await world.nobody.post('/people/new', {}, { headers })
    expect(sent.status).toBe(401)
    expect(sent.text).toContain('ricarica questa pagina')
    expect(sent.text).toMatch(/href="\/sign-in" target="_blank"/)
    expect((await world.nobody.post('/people/new', {})).status).toBe(403)
    expect((await world.nobody.get('/people?search=x', { headers })).location).toBe(
      '/sign-in?next=%2Fpeople%3Fsearch%3Dx&after=idle',
    )
    expect((await world.nobody.get('/sign-in?after=idle')).text).toContain('Il tuo accesso è scaduto')
  })

  test('an error is a short heading, and below it what to do', async () => {
    const { text } = await world.nobody.post('/sign-in', {}, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(text).toMatch(/<h1>La richiesta arriva da un altro sito<\/h1>/)
    expect(text).toContain('<p class="lead">Riprova dalla pagina di partenza</p>')
  })

  test('speaks the first language of the browser that it has', async () => {
    const response = await world.nobody.get('/nothing-here', {
      headers: { 'accept-language': 'sq, ar;q=0.8, it;q=0.5' },
    })
    expect(response.text).toContain('lang="ar"')
  })

  test('gives programs a problem document with a stable code', async () => {
    const response = await world.nobody.get('/nothing-here', { headers: { accept: 'application/json' } })
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json()).toMatchObject({ status: 404, code: 'page.not-found' })
  })

  test('keeps pages out of every cache', async () => {
    expect((await world.nobody.get('/nothing-here')).headers['cache-control']).toBe('no-store')
  })

  test('every changing route says what it records, and every route who may use it', () => {
    const routes = declaredRoutes(world.app)
    expect(routes.length).toBeGreaterThan(0)
    expect(routes.filter(route => !route.config.role)).toEqual([])
  })

  test('every reference of the API contract resolves', async () => {
    const text = JSON.stringify((await world.nobody.get('/api/openapi.json')).json())
    const contract = JSON.parse(text) as { openapi: string; components?: { schemas?: Record<string, unknown> } }
    expect(contract.openapi).toBe('3.1.0')
    const wanted = [...text.matchAll(/#\/components\/schemas\/([\w.-]+)/g)].map(match => match[1] ?? '')
    expect(wanted.filter(name => !(name in (contract.components?.schemas ?? {})))).toEqual([])
  })
})
