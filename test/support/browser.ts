// SPDX-License-Identifier: EUPL-1.2
// Finds a browser, or says exactly how to get one. Browser tests are never skipped in silence.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Client, World } from './world.ts'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const FLAGS = [
  '--no-sandbox', // needed as root, as in many containers; the pages are ours
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page here lives for a second: compiling its scripts for speed costs more than it ever gives back.
  '--js-flags=--no-maglev --no-turbofan',
]

/** The browser among our development packages (Linux): the same for everybody, and without windows half the work. */
async function packagedBrowser(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const { default: packaged } = await import('@sparticuz/chromium')
  const path = await packaged.executablePath()
  // It needs some libraries of the system, which the package cannot bring along.
  return spawnSync(path, ['--version']).status === 0 ? path : undefined
}

/** CHROMIUM_PATH, then the browser of our packages where it runs, then the usual places. */
export async function findBrowser(): Promise<string> {
  const found = process.env['CHROMIUM_PATH'] ?? (await packagedBrowser()) ?? PLACES.find(place => existsSync(place))
  if (found) return found
  throw new Error('No browser found. Install Chromium or Chrome, or set CHROMIUM_PATH to one, and run the tests again.')
}

/** Before the workers begin: two that unpack the browser at one time would each find half of it. They inherit the path. */
export async function setup(): Promise<void> {
  process.env['CHROMIUM_PATH'] = await findBrowser()
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: [...FLAGS] })
}

/** Makes a world's server reachable for a browser; gives its address. */
export async function listen(world: World): Promise<string> {
  if (!world.app.server.listening) await world.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://localhost:${(world.app.server.address() as AddressInfo).port}`
}

export type Seat = { readonly width?: number; readonly lang?: string; readonly scripts?: boolean }

/** Milliseconds for which a page is waited for: on a machine that does much else a quarter of a minute is nothing. */
export const PATIENCE = 60_000

/** A browser window of somebody signed in: 1280 or 390 px wide, in a language, with scripts or without. */
export async function sitDown(
  browser: Browser,
  address: string,
  client: Client,
  { width = 1280, lang = 'it', scripts = true }: Seat = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale: lang,
    javaScriptEnabled: scripts,
  })
  context.setDefaultTimeout(PATIENCE)
  const cookies = [{ name: 'nc_lang', value: lang, url: address }]
  const name = client.viewer?.role === 'person' ? 'nc_person' : 'nc_session'
  if (client.token) cookies.push({ name, value: client.token, url: address })
  await context.addCookies(cookies)
  return { context, page: await context.newPage() }
}
