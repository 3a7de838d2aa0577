// SPDX-License-Identifier: EUPL-1.2
// What somebody does with a browser: fill in, press, read. A step that fails says where it stood and what the page said.
import type { Page } from 'playwright-core'
import { totpCode } from '#platform/auth/totp.ts'

export type Answers = Readonly<Record<string, string | readonly string[]>>

/** Fills in the fields of a form by name: boxes and choices are ticked, lists chosen from, the rest typed. */
export async function fill(page: Page, answers: Answers, form = 'main form'): Promise<void> {
  for (const [name, given] of Object.entries(answers)) {
    for (const value of [given].flat()) await fillOne(page, form, name, value)
  }
}

async function fillOne(page: Page, form: string, name: string, value: string): Promise<void> {
  const field = page.locator(`${form} [name="${name}"]`)
  if ((await field.count()) === 0) throw await lost(page, `There is no field "${name}" in ${form}`)
  const kind = await field.first().evaluate(each => (each instanceof HTMLInputElement ? each.type : each.tagName))
  if (kind === 'radio' || kind === 'checkbox') await page.locator(`${form} [name="${name}"][value="${value}"]`).check()
  else if (kind === 'SELECT') await field.first().selectOption(value)
  else if (kind === 'file') await field.first().setInputFiles(value)
  else await field.first().fill(value)
}

/** Fills in the form that goes to `action` and presses its primary button; gives the page it leads to, as text. */
export async function send(page: Page, action: string, answers: Answers = {}): Promise<string> {
  const form = `main form[action="${action}"]`
  await fill(page, answers, form)
  return press(page, `${form} button[type=submit]:not([formaction])`)
}

/** Presses the last visible button that matches; gives the page it leads to, as text. */
export async function press(page: Page, selector: string): Promise<string> {
  const button = page.locator(`${selector} >> visible=true`).last()
  if ((await button.count()) === 0) throw await lost(page, `There is nothing to press at ${selector}`)
  await Promise.all([page.waitForNavigation(), button.click()])
  return read(page)
}

/** Follows the link to an address, as somebody would who sees it; gives the page as text. */
export const follow = (page: Page, href: string): Promise<string> => press(page, `a[href="${href}"]`)

/** Opens an address; gives the page as text. */
export async function open(page: Page, url: string): Promise<string> {
  await page.goto(new URL(url, page.url()).href)
  return read(page)
}

/** The text of the page as it is drawn, with ordinary spaces and none at the ends of lines. */
export const read = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/[\u00a0\u202f\u2009]/g, ' ').replaceAll(/[\u2066-\u2069]/g, '')

/** The path the window stands at. */
export const at = (page: Page): string => new URL(page.url()).pathname

async function lost(page: Page, what: string): Promise<Error> {
  const forms = await page
    .locator('main form')
    .evaluateAll(all =>
      all.map(form => `${form.getAttribute('action')}: ${[...new FormData(form as HTMLFormElement).keys()].join(' ')}`),
    )
  return new Error(`${what} (at ${page.url()}).\n${forms.join('\n')}\n${await read(page)}`)
}

/** Takes the second factor from the screen as text and types its code; gives the secret and the codes shown then. */
export async function enrol(page: Page): Promise<{ secret: string; codes: readonly string[]; text: string }> {
  const secret = (await page.locator('[data-secret]').innerText()).replaceAll(/\s/g, '')
  const text = await send(page, '/enrol', { code: totpCode(secret, Date.now()) })
  return { secret, codes: await page.locator('main ol .nc-code').allInnerTexts(), text }
}
