// SPDX-License-Identifier: EUPL-1.2
// Finds a browser, or says exactly how to get one. Browser tests are never skipped in silence.
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

/** CHROMIUM_PATH, then the usual places, then the browser among our development packages (Linux). */
export async function findBrowser(): Promise<{ path: string; flags: readonly string[] }> {
  const given = process.env['CHROMIUM_PATH']
  if (given) return { path: given, flags: FLAGS }
  const found = PLACES.find(place => existsSync(place))
  if (found) return { path: found, flags: FLAGS }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium')
    return { path: await packaged.executablePath(), flags: [...packaged.args, ...FLAGS] }
  }
  throw new Error('No browser found. Install Chromium or Chrome, or set CHROMIUM_PATH to one, and run the tests again.')
}

export async function openBrowser(): Promise<Browser> {
  const { path, flags } = await findBrowser()
  return chromium.launch({ executablePath: path, args: [...flags] })
}

/** Makes a world's server reachable for a browser; gives its address. */
export async function listen(world: World): Promise<string> {
  if (!world.app.server.listening) await world.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://localhost:${(world.app.server.address() as AddressInfo).port}`
}

export type Seat = { readonly width?: number; readonly lang?: string; readonly scripts?: boolean }

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
  const cookies = [{ name: 'nc_lang', value: lang, url: address }]
  const name = client.viewer?.role === 'person' ? 'nc_person' : 'nc_session'
  if (client.token) cookies.push({ name, value: client.token, url: address })
  await context.addCookies(cookies)
  return { context, page: await context.newPage() }
}
