// SPDX-License-Identifier: EUPL-1.2
// A case worker brings her own file: on a phone's width, in Italian, with the keyboard. What is wrong is said with its
// reason, corrected in the file and brought again; who may be here already is asked; twice changes nothing; once is undone.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { jobHandlers } from '#app/compose.ts'
import { parseCivilDate } from '#lib/civil-date.ts'
import { startWorker } from '#platform/jobs/jobs.ts'
import { readBook } from '#platform/spreadsheets/book-reader.ts'
import type { Cell } from '#platform/spreadsheets/book.ts'
import { limits } from '#platform/spreadsheets/limits.ts'
import { writeXlsx } from '#platform/spreadsheets/write-spreadsheet.ts'
import { createPerson, listPeople } from '#registry/index.ts'
import { overflow, violations } from '#test/support/accessibility.ts'
import { listen, openBrowser, sitDown } from '#test/support/browser.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { at, press, read } from './hands.ts'

let world: World
let worker: Client
let browser: Browser
let address: string
let context: BrowserContext | undefined
const folder = mkdtempSync(path.join(tmpdir(), 'nc-import-'))

beforeAll(async () => {
  ;[world, browser] = await Promise.all([aWorld(), openBrowser()])
  worker = await world.member(await world.organisation('receptionProject', 'Coop. Il Girasole'), 'case-worker')
  address = await listen(world)
})
afterEach(async () => context?.close())
afterAll(async () => {
  await browser?.close()
  await world?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function sit(url: string, scripts = true): Promise<Page> {
  const seat = await sitDown(browser, address, worker, { width: 390, scripts })
  context = seat.context
  await seat.page.goto(address + url)
  return seat.page
}

const kept = (name: string, bytes: Buffer): string => {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return file
}

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    if (await page.evaluate(wanted => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${selector} at ${page.url()}\n${await read(page)}`)
}

/** Goes to a button or link and presses Enter; gives the page it leads to, which must fit the phone. */
async function go(page: Page, selector: string): Promise<string> {
  await tabTo(page, selector)
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  expect(await overflow(page), `${at(page)} is wider than the phone`).toBe(0)
  return read(page)
}

async function bring(page: Page, file: string): Promise<string> {
  await page.goto(`${address}/people/import`)
  await tabTo(page, 'input[type=file]')
  await page.locator('input[type=file]').setInputFiles(file)
  return go(page, 'main form[enctype] button[type=submit]')
}

/** A group of radios is one stop of Tab; the arrows choose in it. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, `[name="${name}"]`)
  for (let presses = 0; presses < 4; presses++) {
    if (await page.locator(`[name="${name}"][value="${value}"]`).isChecked()) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the arrows never chose ${value}`)
}

/** Takes the waiting rows home and corrects their tax codes there. */
async function correctedFile(page: Page): Promise<string> {
  await tabTo(page, 'main a[href$="/waiting/xlsx"]')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  const book = await readBook('righe.xlsx', readFileSync(await download.path()), limits)
  const right = new Map<Cell, Cell>([
    ['GRTKRY93H47Z138D', 'GRTKRY93H47Z138P'],
    ['HXHBJR66B15Z1O0B', 'HXHBJR66B15Z100B'],
  ])
  const rows = (book.sheets[0]?.rows ?? []).map(row => row.map(cell => right.get(cell) ?? cell))
  expect(rows).toHaveLength(4)
  return kept('righe corrette.xlsx', await writeXlsx([{ name: 'Ospiti', rows }]))
}

const APPLY = 'main button[formaction$="/apply"]'
const CHECK = 'main form[action$="/review"] button[type=submit]:not([formaction])'
const names = async (): Promise<string[]> =>
  (await worker.inScope(tx => listPeople(tx, {}))).people.map(each => each.familyName).sort()

const register = (): Promise<Buffer> =>
  writeXlsx([
    {
      name: 'Ospiti',
      rows: [
        ['Elenco ospiti al 31 ottobre'],
        ['Cognome', 'Nome', 'Nome', 'Nato il', 'Cittadinanza', 'C.F.', 'DATA_DID'],
        ['Diallo', 'Awa', 'Fatou', '01/02/1999', 'senegalese', '', ''],
        ['Gritsenko', 'Kateryna', 'Olena', '07/06/1993', 'ucraina', 'GRTKRY93H47Z138D', ''],
        ['Hoxha', 'Bujar', 'Agim', '15/02/1966', 'albanese', 'HXHBJR66B15Z1O0B', '25/12/2020'],
        ['ALNURI', 'SAMIRA', '', '03/05/95', 'siriana', '', ''],
      ],
    },
  ])

describe('a case worker’s own file', () => {
  test('goes in, is corrected, comes again, changes nothing the second time, and is taken back', async () => {
    await worker.inScope(tx =>
      createPerson(tx, {
        familyName: 'Al Nouri',
        givenName: 'Samira',
        birthDate: parseCivilDate('1995-05-03'),
        citizenship: 'SYR',
      }),
    )
    const page = await sit('/people/import')
    const asked = await bring(page, kept('ospiti.xlsx', await register()))
    expect(asked).toContain('La colonna “Nome” c’è più di una volta: scegli che cosa diventa')
    expect(asked).toContain('DATA_DID: non importiamo ancora DID e patto')
    expect(await violations(page)).toEqual([])
    await tabTo(page, 'select[name="col-0-1"]')
    await page.keyboard.type('Nome')
    const checked = await go(page, CHECK)
    expect(checked).toContain('Scelte salvate')
    expect(checked).toContain('L’ultima lettera non torna')
    expect(checked).toContain('C’è la lettera O al posto dello zero: forse intendevi HXHBJR66B15Z100B')
    expect(checked).toContain('Forse ci sono già')

    const result = await go(page, APPLY)
    expect(result).toContain('Da correggere: 2. Forse ci sono già: 1.')
    expect(await names()).toEqual(['Al Nouri', 'Diallo'])
    const corrected = await correctedFile(page)

    const again = await bring(page, corrected)
    expect(again).not.toContain('Righe da correggere')
    const question = await page.locator('input[type=radio][name^="same-"]').first().getAttribute('name')
    await choose(page, question ?? '', 'same')
    const finished = await go(page, APPLY)
    expect(finished).toContain('Importate 2 persone nuove')
    // The list's word is the later one; what was said before stands beside it.
    expect(await names()).toEqual(['Alnuri', 'Diallo', 'Gritsenko', 'Hoxha'])
    const second = at(page)

    expect(await bring(page, corrected)).toContain('Non c’è niente di nuovo da importare')
    expect(await page.locator(APPLY).count()).toBe(0)
    expect(await names()).toHaveLength(4)

    await page.goto(address + second)
    expect(await go(page, 'main form[action$="/undo"] button')).toContain('Importazione annullata')
    expect(await names()).toEqual(['Al Nouri', 'Diallo'])
  })
})

describe('a long register, with scripts off', () => {
  test('says how far it is and leads on by itself', async () => {
    // Long by its second sheet: what is looked at here is the way of the page, not the weight of the people.
    const payments = Array.from({ length: 1_100 }, (_, i) => [`Ricevuta ${i + 1}`, String(i * 5)])
    const book = await writeXlsx([
      {
        name: 'Ospiti',
        rows: [
          ['Cognome', 'Nome', 'Nato il'],
          ['Diallo', 'Awa', '01/02/1999'],
          ['Gritsenko', 'Olena', '07/06/1993'],
        ],
      },
      { name: 'Pagamenti', rows: [['Voce', 'Euro'], ...payments] },
    ])
    const file = kept('lungo.xlsx', book)
    const page = await sit('/people/import', false)
    await page.locator('input[type=file]').setInputFiles(file)
    const waiting = await press(page, 'main form[enctype] button[type=submit]')
    expect(waiting).toContain('Leggiamo il registro')
    expect(waiting).toContain('Puoi chiudere questa pagina: il lavoro va avanti')
    expect(await overflow(page)).toBe(0)
    const background = startWorker(world.db, jobHandlers(), () => {})
    try {
      await page.waitForURL('**/review')
      expect(await read(page)).toContain('2 righe con persone')
    } finally {
      await background.stop()
    }
  })
})
