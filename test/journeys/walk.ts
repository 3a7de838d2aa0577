// SPDX-License-Identifier: EUPL-1.2
// The places and people of the newcomer's walk, and what one step leaves for the next.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { type Installation, startInstallation } from '#app/installation.ts'
import { addDays, dayInRome, type Instant } from '#lib/civil-date.ts'
import { readConfig } from '#platform/config/config.ts'
import type { Services } from '#platform/db/scope.ts'
import { openBrowser, PATIENCE } from '#test/support/browser.ts'

export const PASSWORD = 'un cavallo giallo sul molo'
export const today = dayInRome(new Date().toISOString() as Instant)
export const yesterday = addDays(today, -1)

const folder = mkdtempSync(path.join(tmpdir(), 'nc-walk-'))
chmodSync(folder, 0o711) // the database runs as another user when we are root
export const inFolder = (name: string): string => path.join(folder, name)

/** What one step leaves for the next. */
export const kept = {
  codes: [] as readonly string[],
  coop: '',
  centre: '',
  workerLink: '',
  operatorLink: '',
  person: '',
  meeting: '',
  package: '',
  programme: '',
  herLink: '',
}

/** Everybody's own window. */
export const people = {} as Record<'administrator' | 'worker' | 'operator' | 'coordinator' | 'her', Page>

let port: number | undefined
let installation: Installation
let browser: Browser

export const address = (): string => installation.url
export const services = (): Services => installation.connected.db.services

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof at === 'object' && at ? at.port : 0
}

/** The real program, as `npm start` starts it; the port is chosen once, so that links outlive a stop. */
export async function startProgram(): Promise<void> {
  port ??= await freePort()
  installation = await startInstallation(
    readConfig({ DATA_DIR: inFolder('data'), PORT: String(port), LOG_LEVEL: 'silent' }),
  )
}
export const stopProgram = (): Promise<void> => installation.stop()

export async function beginWalk(): Promise<void> {
  ;[, browser] = await Promise.all([startProgram(), openBrowser()])
}
export async function endWalk(): Promise<void> {
  await browser?.close()
  await installation?.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Somebody at a browser of her own. */
export async function sit(lang: string, width = 1280, scripts = true): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: lang,
    javaScriptEnabled: scripts,
    acceptDownloads: true,
  })
  context.setDefaultTimeout(PATIENCE)
  const page = await context.newPage()
  await page.goto(`${address()}/?lang=${lang}`)
  return page
}
