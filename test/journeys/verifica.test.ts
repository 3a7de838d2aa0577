// SPDX-License-Identifier: EUPL-1.2
// The auditor drops a bundle on the page: it is checked in the browser, gaps first, and goes to no server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changed, spansOf } from '#ledger/damage.build.ts'
import { aRegister } from '#ledger/ledger.build.ts'
import { listen, openBrowser, sitDown } from '../support/browser.ts'
import { aWorld, type World } from '../support/world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'nc-verifica-'))
const file = (name: string): string => path.join(folder, name)
const register = aRegister()
let world: World
let browser: Browser
let address: string

beforeAll(async () => {
  const bundle = register.bundle({ only: act => act.seq !== 4 })
  const act = spansOf(bundle).find(span => span.act?.endsWith('/3'))
  writeFileSync(file('good.json'), bundle)
  writeFileSync(file('bad.json'), changed(bundle, (act?.from ?? 0) + 200, 1))
  writeFileSync(file('keys.txt'), register.trust())
  ;[world, browser] = await Promise.all([aWorld(), openBrowser()])
  address = await listen(world)
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
  rmSync(folder, { recursive: true })
})

async function check(page: Page, bundle: string, keys?: string): Promise<string> {
  await page.goto(`${address}/verifica`)
  await page.setInputFiles('#check-bundle', file(bundle))
  if (keys) await page.setInputFiles('#check-keys', file(keys))
  await page.click('button[type=submit]')
  await page.waitForSelector('.nc-big-seal')
  return page.innerText('main')
}

describe('a bundle dropped on the page', () => {
  test('is proved with trusted keys, gaps first, and nothing is sent', async () => {
    const { context, page } = await sitDown(browser, address, world.nobody)
    const sent: string[] = []
    page.on('request', request => {
      if (request.method() !== 'GET') sent.push(request.url())
    })
    const text = await check(page, 'good.json', 'keys.txt')
    expect(text).toContain('11 atti su 11 sono provati')
    expect(text.indexOf('Prima le lacune')).toBeLessThan(text.indexOf('Che cosa è provato'))
    expect(text).toContain('il pacco non contiene gli atti 4')
    expect(sent).toEqual([])
    await context.close()
  })

  test('without keys is only sound by its own keys', async () => {
    const { context, page } = await sitDown(browser, address, world.nobody)
    expect(await check(page, 'good.json')).toContain('le chiavi sono solo le sue')
    await context.close()
  })

  test('with a changed act is not proved, and the act is named, in Arabic on a phone too', async () => {
    const { context, page } = await sitDown(browser, address, world.nobody, { lang: 'ar', width: 390 })
    const text = await check(page, 'bad.json', 'keys.txt')
    expect(text).toContain('الحزمة غير مثبتة')
    expect(text).toMatch(/تم تغيير القيد رقم [3٣]/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await context.close()
  })

  test('with scripts off the page explains the command line instead', async () => {
    const { context, page } = await sitDown(browser, address, world.nobody, { scripts: false })
    await page.goto(`${address}/verifica`)
    expect(await page.innerText('main')).toContain('npm run cli -- verify')
    await context.close()
  })
})
