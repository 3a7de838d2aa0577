// SPDX-License-Identifier: EUPL-1.2
// The same duties in the other states: pages of a network where nothing has happened, forms sent empty, and every link.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declaredRoutes } from '#platform/http/routes.ts'
import { integrate } from '#ledger/index.ts'
import { createPerson } from '#registry/index.ts'
import { violations } from '#test/support/accessibility.ts'
import { listen, openBrowser } from '#test/support/browser.ts'
import { fill, type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type Client, type Response, type World } from '#test/support/world.ts'
import { goAndLook, LONG, lookAt, PHONE, type Place, showAgain, visitName } from './look.ts'
import { languageOf, manners, opener, type Visit, visitsOf } from './pages.ts'

let world: World
let story: Story
let browser: Browser
let place: Place

beforeAll(async () => {
  ;[world, browser] = await Promise.all([aWorld(), openBrowser()])
  story = await tellStory(world)
  await integrate(world.db, world.network)
  place = { world, browser, address: await listen(world) }
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

describe('a network in which nothing has happened yet', () => {
  test(
    'has no barrier on its empty pages',
    async () => {
      const fresh = await aWorld()
      try {
        const base = await listen(fresh)
        const coop = await fresh.organisation('receptionProject', 'Coop. Il Girasole')
        const lead = await fresh.organisation('leadPartner', 'Regione Marche')
        const centre = await fresh.organisation('jobCentre', 'CPI Jesi')
        const worker = await fresh.member(coop, 'case-worker')
        const person = await worker.inScope(tx => createPerson(tx, { familyName: 'Nuova', givenName: 'Ada' }))
        const seats = {
          'case-worker': worker,
          administrator: await fresh.member(lead, 'administrator'),
          coordinator: await fresh.member(lead, 'coordinator'),
          auditor: await fresh.member(lead, 'auditor'),
          'cpi-operator': await fresh.member(centre, 'cpi-operator'),
          mediator: await fresh.member(coop, 'mediator'),
          person: fresh.person(coop, person),
        }
        const visits = declaredRoutes(fresh.app)
          .filter(route => route.method === 'GET' && /^[^:*]*(\/people\/:person[^:*]*)?$/.test(route.url))
          .map(route => {
            const { role } = opener(route, story)
            const client = role === 'nobody' ? fresh.nobody : seats[role]
            return { pattern: route.url, url: route.url.replace(':person', person), client, role }
          })
        const pages: Visit[] = []
        for (const visit of visits) {
          const { status, headers } = await visit.client.get(visit.url)
          if (status === 200 && String(headers['content-type']).startsWith('text/html')) pages.push(visit)
        }
        expect(pages.length).toBeGreaterThan(30)
        const look = goAndLook(base, { lang: 'it', widths: [PHONE.width] })
        expect(await lookAt({ world: fresh, browser, address: base }, 'it', pages, look, visitName)).toEqual([])
      } finally {
        await fresh.close()
      }
    },
    LONG,
  )
})

describe('a form sent empty', () => {
  test(
    'comes back with its problems named, and without a barrier',
    async () => {
      const answers: { client: Client; url: string; answer: Response; role: string; pattern: string }[] = []
      for (const route of declaredRoutes(world.app)) {
        if (route.method !== 'POST') continue
        const { client, role } = opener(route, story)
        const url = fill(route.url, story.ids)
        const answer = await client.post(url, {})
        expect(answer.status, `${role} POST ${route.url}`).toBeLessThan(500)
        if (answer.status === 422 && answer.text.startsWith('<!'))
          answers.push({ client, url, answer, role, pattern: route.url })
      }
      expect(answers.length).toBeGreaterThan(15)
      const again = showAgain(world.app.server)
      const look = async (page: Page, { answer, url, pattern }: (typeof answers)[number]) => {
        await page.goto(place.address + again(answer))
        // An act whose time is over answers with the page as it is now, on which its form no longer stands.
        const forms = await page.locator(`main form[action="${url}"] [name]:not([type=hidden])`).count()
        const errors = await page.locator('main .nc-err, main .nc-error').count()
        return [
          ...(errors > 0 || forms === 0 ? [] : ['names no problem']),
          ...(await manners(page, languageOf(pattern, 'it'))),
          ...(await violations(page)),
        ]
      }
      const name = (answer: { role: string; pattern: string }) => `${answer.role} POST ${answer.pattern}`
      expect(await lookAt(place, 'it', answers, look, name)).toEqual([])
    },
    LONG,
  )
})

describe('every link', () => {
  const IGNORED = /^\/(my\/leave|sign-out)|^\/\?lang|[?&]lang=/

  /** Of the rows of a list, this many are followed: the rest differ in their numbers only. */
  const ALIKE = 2

  /** Walks from page to page as a role, once to each address. */
  async function deadLinksOf(client: Client, from: readonly string[]): Promise<readonly string[]> {
    const dead: string[] = []
    const seen = new Set(from)
    const shapes = new Map<string, number>()
    const queue = from.map(url => ({ url, on: '' }))
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { status, text, headers } = await client.get(next.url)
      if (next.on && (status === 404 || status >= 500)) dead.push(`${next.on} leads to ${next.url}: ${status}`)
      if (!String(headers['content-type']).startsWith('text/html') || status >= 400) continue
      for (const [, raw = ''] of text.matchAll(/ href="(\/[^"#]*)/g)) {
        const href = raw.replaceAll('&amp;', '&')
        if (seen.has(href) || IGNORED.test(href) || href.startsWith('/assets/')) continue
        seen.add(href)
        const shape = href.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\d{4}-\d{2}-\d{2}/, ':day')
        const times = (shapes.get(shape) ?? 0) + 1
        shapes.set(shape, times)
        if (times > ALIKE) continue
        queue.push({ url: href, on: next.url })
      }
    }
    return dead
  }

  test('leads somewhere, for every role', { timeout: LONG }, async () => {
    const visits = await visitsOf(world, story)
    const dead: string[] = []
    for (const role of ['nobody', ...(Object.keys(story.clients) as (keyof Story['clients'])[])] as const) {
      const client = role === 'nobody' ? story.nobody : story.clients[role]
      const own = visits.filter(visit => visit.role === role).map(visit => visit.url)
      dead.push(...(await deadLinksOf(client, ['/', ...own])).map(each => `${role}: ${each}`))
    }
    expect(dead).toEqual([])
  })
})
