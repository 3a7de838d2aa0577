// SPDX-License-Identifier: EUPL-1.2
// One journey per role with nothing but the keyboard: Tab, Enter, Space and arrows. Wherever the focus goes it is seen;
// when something is wrong it goes to the list of problems.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { listen, openBrowser, sitDown } from '#test/support/browser.ts'
import { type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { at, read } from './hands.ts'

let world: World
let story: Story
let browser: Browser
let address: string
let context: BrowserContext | undefined

beforeAll(async () => {
  ;[world, browser] = await Promise.all([aWorld(), openBrowser()])
  story = await tellStory(world)
  address = await listen(world)
})
afterEach(async () => context?.close())
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

async function sit(client: Client, url: string, width = 1280): Promise<Page> {
  const seat = await sitDown(browser, address, client, { width })
  context = seat.context
  await seat.page.goto(address + url)
  return seat.page
}

type Focused = { readonly name: string; readonly matches: boolean; readonly seen: boolean; readonly what: string }

/** What has the focus, whether it is what is looked for, and whether somebody who looks can see it. */
const focused = (page: Page, selector: string): Promise<Focused> =>
  page.evaluate(wanted => {
    const element = document.activeElement as HTMLElement
    // A field may hand its frame to what surrounds it: a label, a drop zone, an answer.
    const framed = [element, element.closest('label'), element.nextElementSibling, element.parentElement]
    const seen = framed.some(each => {
      if (!each) return false
      const style = getComputedStyle(each)
      const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2
      return outlined || style.boxShadow !== 'none'
    })
    const box = element.getBoundingClientRect()
    return {
      name: element.getAttribute('name') ?? '',
      matches: element.matches(wanted),
      seen: seen && box.width > 0 && box.height > 0,
      what: element.outerHTML.slice(0, 160),
    }
  }, selector)

/** Tabs on until the focus is at something that matches; every stop on the way must be visible. */
async function tabTo(page: Page, selector: string, { back = false, most = 150 } = {}): Promise<void> {
  let now = await focused(page, selector)
  for (let presses = 0; presses < most; presses++) {
    if (now.matches) return
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    now = await focused(page, selector)
    if (now.what.startsWith('<body')) continue // past the end of the page: the browser's own bar
    expect(now.seen, `the focus cannot be seen at ${now.what}`).toBe(true)
  }
  throw new Error(`${most} presses of Tab never reached ${selector} at ${page.url()}\n${await read(page)}`)
}

/** Presses what has the focus and waits for the page it leads to. */
async function enter(page: Page, key = 'Enter'): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)])
}

async function go(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector)
  await enter(page)
}

async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, `main [name="${name}"]`)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

/** A group of radios is one stop of Tab; the arrows choose in it, the space bar takes the first. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, `main [name="${name}"]`)
  await page.keyboard.press('Space')
  for (let presses = 0; presses < 20; presses++) {
    if ((await page.locator(`main [name="${name}"]:checked`).getAttribute('value')) === value) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the arrows never chose ${value} of ${name}`)
}

/** A list is opened by nobody: typing the beginning of an entry chooses it. */
async function pick(page: Page, name: string, beginning: string): Promise<void> {
  await tabTo(page, `main select[name="${name}"]`)
  await page.keyboard.type(beginning)
}

/** A browser gives the focus that a page asks for when it first draws the page, which may be after it was loaded. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>(done => requestAnimationFrame(() => done())))

/** The focus stands on the list of problems, and its first link leads to the field. */
async function problemsHaveFocus(page: Page): Promise<void> {
  await drawn(page)
  expect((await focused(page, '.nc-err')).matches, 'the list of problems has the focus').toBe(true)
  await page.keyboard.press('Tab')
  const first = await focused(page, '.nc-err a')
  expect(first.matches).toBe(true)
  const target = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).hash.slice(1))
  await page.keyboard.press('Enter')
  expect(await page.evaluate(id => document.getElementById(id) !== null, target), `#${target} is on the page`).toBe(
    true,
  )
}

describe('with the keyboard alone', () => {
  test('whoever signs in skips to the page, and is told what is missing', async () => {
    const page = await sit(world.nobody, '/sign-in')
    await page.keyboard.press('Tab')
    expect((await focused(page, 'a.nc-skip')).matches).toBe(true)
    expect((await focused(page, 'a.nc-skip')).seen).toBe(true)
    await page.keyboard.press('Enter')
    await tabTo(page, 'main [name=email]', { most: 5 })
    await type(page, 'email', 'nessuno@example.org')
    await enter(page)
    await problemsHaveFocus(page)
  })

  test('a focus that is not drawn would be noticed', async () => {
    const page = await sit(world.nobody, '/sign-in')
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(':is(#none, *) { outline: none !important; box-shadow: none !important }')
      document.adoptedStyleSheets = [sheet]
    })
    await page.keyboard.press('Tab')
    expect((await focused(page, '*')).seen).toBe(false)
  })

  test('a case worker registers a person', async () => {
    const page = await sit(story.clients['case-worker'], '/people')
    await go(page, 'main a[href="/people/new"]')
    await go(page, 'main form button[type=submit]')
    await problemsHaveFocus(page)
    await type(page, 'familyName', 'Tastiera')
    await type(page, 'givenName', 'Ada')
    await type(page, 'birth-day', '3')
    await type(page, 'birth-month', '5')
    await type(page, 'birth-year', '1995')
    await choose(page, 'sex', 'F')
    await choose(page, 'level', 'documented')
    await go(page, 'main form button[type=submit]')
    expect(at(page)).toMatch(/^\/people\/[0-9a-f-]{36}/)
    expect(await read(page)).toContain('Tastiera')
  })

  test('a mediator asks a question of the interview', async () => {
    const page = await sit(story.clients.mediator, `/people/${story.unsent}/interview`)
    await pick(page, 'personLang', 'ara')
    await go(page, 'main form button[type=submit]')
    await choose(page, 'identityRight', 'yes')
    await go(page, 'main button[name=go][value=next]')
    expect(at(page)).toContain('/interview/')
    expect(at(page)).not.toMatch(/identity$/)
  })

  test('a job centre operator answers a package field by field', async () => {
    const url = `/cpi/packages/${story.ids['package']}`
    const page = await sit(story.clients['cpi-operator'], '/cpi')
    await go(page, `main a[href="${url}"]`)
    await go(page, `main form[action="${url}"] .nc-act button:not([name])`)
    await problemsHaveFocus(page)
    const first = await page.locator('main input[name^="decision-"]').first().getAttribute('name')
    await choose(page, first ?? '', 'refuse')
    await pick(page, first?.replace('decision', 'reason') ?? '', 'N')
    await go(page, `main form[action="${url}"] button[name=action][value=save]`)
    expect(await page.locator(`main [name="${first}"]:checked`).getAttribute('value')).toBe('refuse')
  })

  test('a coordinator opens a number down to the signed meetings', async () => {
    const url = `/programmes/${story.ids['programme']}`
    const page = await sit(story.clients.coordinator, '/programmes')
    await go(page, `main a[href="${url}"]`)
    await tabTo(page, 'main details summary')
    await page.keyboard.press('Enter')
    await go(page, `main a[href*="/organisations/"]`)
    await go(page, `main a[href*="/heads/"]`)
    expect(at(page)).toContain('/heads/')
  })

  test('an administrator adds an organisation', async () => {
    const page = await sit(story.clients.administrator, '/admin')
    await go(page, 'main a[href="/admin/organisations"]')
    await go(page, 'main form[action="/admin/organisations"] button[type=submit]')
    await problemsHaveFocus(page)
    await tabTo(page, 'main select[name=kind]')
    await page.keyboard.press('ArrowDown')
    await type(page, 'name', 'Coop. La Tastiera')
    await go(page, 'main form[action="/admin/organisations"] button[type=submit]')
    expect(await page.locator('h1').innerText()).toContain('Coop. La Tastiera')
  })

  test('an auditor opens the figures and the page that checks a bundle', async () => {
    const page = await sit(story.clients.auditor, '/programmes')
    await go(page, `main a[href="/programmes/${story.ids['programme']}"]`)
    await go(page, 'footer a[href="/verifica"]')
    await tabTo(page, '#check-bundle')
    expect((await focused(page, '#check-bundle')).seen).toBe(true)
  })

  test('the person signs, or says that it is not right', async () => {
    const page = await sit(story.clients.person, '/my', 390)
    await go(page, 'main a.btn-primary[href^="/my/sign/"]')
    await go(page, 'main form button[type=submit]')
    await problemsHaveFocus(page)
    await go(page, 'main a[href$="/no"]')
    await choose(page, 'kind', 'other')
    await go(page, 'main form button[type=submit]')
    expect(await page.locator('main .nc-err').count()).toBe(0)
  })

  test('and leaves quickly', async () => {
    const page = await sit(story.clients.person, '/my', 390)
    await tabTo(page, 'header .nc-leave', { most: 6 })
    expect((await focused(page, 'a[href="/my/leave"]')).matches).toBe(true)
  })
})
