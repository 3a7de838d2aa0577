// SPDX-License-Identifier: EUPL-1.2
// Every page of the product, in a browser: WCAG 2.2 AA, no sideways scrolling, no script blocked, one heading, the right
// language and direction. Full pages from a told story, empty ones from a new network, and forms sent empty.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declaredRoutes } from '#platform/http/routes.ts'
import { newId, type PersonId } from '#lib/ids.ts'
import { integrate } from '#ledger/index.ts'
import { createPerson } from '#registry/index.ts'
import { violations } from '#test/support/accessibility.ts'
import { listen, openBrowser, sitDown } from '#test/support/browser.ts'
import { fill, type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { answerOf, languageOf, manners, opener, type Visit, visitsOf } from './pages.ts'

let world: World
let story: Story
let browser: Browser
let address: string

beforeAll(async () => {
  ;[world, browser] = await Promise.all([aWorld(), openBrowser()])
  story = await tellStory(world)
  await integrate(world.db, world.network)
  address = await listen(world)
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

type Sitting = { readonly lang: string; readonly widths: readonly number[] }
const TABS = 2
/** On a machine that does much else; on an idle one each takes half a minute. */
const LONG = 300_000
const PHONE = { width: 390, height: 844 }

/** Two windows, each somebody's in turn: signing in is a cookie, so a window can be handed on. */
async function lookAt<T extends { readonly client: Client }>(
  base: string,
  lang: string,
  all: readonly T[],
  look: (page: Page, one: T) => Promise<readonly string[]>,
  name: (one: T) => string,
): Promise<readonly string[]> {
  const found: string[] = []
  const queue = [...all]
  const tab = async () => {
    const { context, page } = await sitDown(browser, base, world.nobody, { width: PHONE.width, lang })
    const noise: string[] = []
    page.on('console', message => {
      // The console also names every answer of 4xx; what the answers should be is asserted elsewhere.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        noise.push(message.text())
    })
    page.on('pageerror', error => noise.push(error.message))
    for (let one = queue.shift(); one; one = queue.shift()) {
      const now = one
      await handOver(context, base, now.client)
      const broken = await look(page, now)
      found.push(...[...broken, ...noise.splice(0)].map(each => `${name(now)} [${lang}]: ${each}`))
    }
    await context.close()
  }
  await Promise.all(Array.from({ length: TABS }, tab))
  return found.toSorted()
}

async function handOver(context: BrowserContext, base: string, { viewer, token }: Client): Promise<void> {
  for (const name of ['nc_session', 'nc_person']) await context.clearCookies({ name })
  const name = viewer?.role === 'person' ? 'nc_person' : 'nc_session'
  if (token) await context.addCookies([{ name, value: token, url: base }])
}

const visitName = (visit: Visit): string => `${visit.role} ${visit.pattern}`

/** The declared addresses that answer with a page: the others hand out files, or lead on. */
async function pagesOf(visits: readonly Visit[]): Promise<readonly Visit[]> {
  const pages: Visit[] = []
  for (const visit of visits) {
    const { headers } = await visit.client.get(visit.url)
    if (String(headers['content-type']).startsWith('text/html')) pages.push(visit)
  }
  return pages
}

/** Opens an address once and looks at it in every width: the window is drawn out, not opened anew. */
const goAndLook =
  (base: string, { lang, widths }: Sitting) =>
  async (page: Page, { url, pattern }: Visit): Promise<readonly string[]> => {
    await page.setViewportSize(PHONE)
    const answer = await page.goto(base + url)
    const status = answer?.status() ?? 0
    const found = status === answerOf(pattern) ? [] : [`answers ${status}`]
    for (const width of [PHONE.width, 1280]) {
      await page.setViewportSize({ width, height: PHONE.height })
      const barriers = widths.includes(width) ? await violations(page) : []
      found.push(
        ...[...(await manners(page, languageOf(pattern, lang))), ...barriers].map(each => `${width} px: ${each}`),
      )
    }
    return found
  }

describe('every page with something on it', () => {
  let pages: readonly Visit[] = []
  beforeAll(async () => {
    pages = await pagesOf(await visitsOf(world, story))
  })

  test('the list is the product’s', () => {
    expect(pages.length).toBeGreaterThan(50)
  })

  test.each([
    { lang: 'it', widths: [390] },
    { lang: 'ar', widths: [1280] },
  ])(
    'has no barrier in $lang at $widths px',
    async sitting => {
      expect(await lookAt(address, sitting.lang, pages, goAndLook(address, sitting), visitName)).toEqual([])
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
        expect(await lookAt(base, 'it', pages, look, visitName)).toEqual([])
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
      const answers: { client: Client; url: string; html: string; role: string; pattern: string }[] = []
      for (const route of declaredRoutes(world.app)) {
        if (route.method !== 'POST') continue
        const { client, role } = opener(route, story)
        const url = fill(route.url, story.ids)
        const { status, text } = await client.post(url, {})
        expect(status, `${role} POST ${route.url}`).toBeLessThan(500)
        if (status === 422 && text.startsWith('<!')) answers.push({ client, url, html: text, role, pattern: route.url })
      }
      expect(answers.length).toBeGreaterThan(15)
      const look = async (page: Page, answer: (typeof answers)[number]) => {
        const show = `${address}/${newId<PersonId>()}`
        await page.route(show, route => route.fulfill({ status: 422, contentType: 'text/html', body: answer.html }))
        await page.goto(show)
        // An act whose time is over answers with the page as it is now, on which its form no longer stands.
        const forms = await page.locator(`main form[action="${answer.url}"] [name]:not([type=hidden])`).count()
        const errors = await page.locator('main .nc-err, main .nc-error').count()
        return [
          ...(errors > 0 || forms === 0 ? [] : ['names no problem']),
          ...(await manners(page, languageOf(answer.pattern, 'it'))),
          ...(await violations(page)),
        ]
      }
      const name = (answer: { role: string; pattern: string }) => `${answer.role} POST ${answer.pattern}`
      expect(await lookAt(address, 'it', answers, look, name)).toEqual([])
    },
    LONG,
  )
})
