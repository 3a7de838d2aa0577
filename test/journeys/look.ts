// SPDX-License-Identifier: EUPL-1.2
// Looking at many pages in a browser, for the accessibility tests: two windows that are handed from seat to seat.
import type { OutgoingHttpHeaders, RequestListener, Server } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { newId } from '#lib/ids.ts'
import { haveAxeAtHand, violations } from '#test/support/accessibility.ts'
import { sitDown } from '#test/support/browser.ts'
import type { Client, Response, World } from '#test/support/world.ts'
import { answerOf, languageOf, manners, type Visit } from './pages.ts'

export type Sitting = { readonly lang: string; readonly widths: readonly number[] }
/** A world that listens, and the browser that looks at it. */
export type Place = { readonly world: World; readonly browser: Browser; readonly address: string }

const TABS = 2
/** On a machine that does much else; on an idle one each takes half a minute. */
export const LONG = 900_000
export const PHONE = { width: 390, height: 844 }

/** Two windows, each somebody's in turn: signing in is a cookie, so a window can be handed on. */
export async function lookAt<T extends { readonly client: Client }>(
  { world, browser, address }: Place,
  lang: string,
  all: readonly T[],
  look: (page: Page, one: T) => Promise<readonly string[]>,
  name: (one: T) => string,
): Promise<readonly string[]> {
  const found: string[] = []
  const queue = [...all]
  const tab = async () => {
    const { context, page } = await sitDown(browser, address, world.nobody, { width: PHONE.width, lang })
    await haveAxeAtHand(context)
    const noise: string[] = []
    page.on('console', message => {
      // The console also names every answer of 4xx; what the answers should be is asserted elsewhere.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        noise.push(message.text())
    })
    page.on('pageerror', error => noise.push(error.message))
    for (let one = queue.shift(); one; one = queue.shift()) {
      const now = one
      await handOver(context, address, now.client)
      const broken = await look(page, now)
      found.push(...[...broken, ...noise.splice(0)].map(each => `${name(now)} [${lang}]: ${each}`))
    }
    await context.close()
  }
  await Promise.all(Array.from({ length: TABS }, tab))
  return found.toSorted()
}

async function handOver(context: BrowserContext, base: string, { viewer, token }: Client): Promise<void> {
  await context.clearCookies({ name: /^nc_(session|person)$/ })
  const name = viewer?.role === 'person' ? 'nc_person' : 'nc_session'
  if (token) await context.addCookies([{ name, value: token, url: base }])
}

/**
 * Has a server show an answer to a form once more, headers and all, as a page of its own: gives the address. Asking the
 * browser to stand in for the server would cost it its cache, and every page its styles and fonts anew.
 */
export function showAgain(server: Server): (answer: Response) => string {
  const shown = new Map<string, Response>()
  const [handle] = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const answer = shown.get(request.url ?? '')
    if (answer) response.writeHead(answer.status, answer.headers as OutgoingHttpHeaders).end(answer.bytes)
    else handle?.(request, response)
  })
  return answer => {
    const at = `/${newId()}`
    shown.set(at, answer)
    return at
  }
}

export const visitName = (visit: Visit): string => `${visit.role} ${visit.pattern}`

/** The declared addresses that answer with a page: the others hand out files, or lead on. */
export async function pagesOf(visits: readonly Visit[]): Promise<readonly Visit[]> {
  const pages: Visit[] = []
  for (const visit of visits) {
    const { headers } = await visit.client.get(visit.url)
    if (String(headers['content-type']).startsWith('text/html')) pages.push(visit)
  }
  return pages
}

/** Opens an address once and looks at it in both widths: the window is drawn out or in, not opened anew. */
export const goAndLook =
  (base: string, { lang, widths }: Sitting) =>
  async (page: Page, { url, pattern }: Visit): Promise<readonly string[]> => {
    const narrow = page.viewportSize()?.width === PHONE.width
    const answer = await page.goto(base + url)
    const status = answer?.status() ?? 0
    const found = status === answerOf(pattern) ? [] : [`answers ${status}`]
    for (const width of narrow ? [PHONE.width, 1280] : [1280, PHONE.width]) {
      await page.setViewportSize({ width, height: PHONE.height })
      const barriers = widths.includes(width) ? await violations(page) : []
      found.push(
        ...[...(await manners(page, languageOf(pattern, lang))), ...barriers].map(each => `${width} px: ${each}`),
      )
    }
    return found
  }
