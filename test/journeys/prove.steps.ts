// SPDX-License-Identifier: EUPL-1.2
// Steps 6 to 10: the job centre, a figure that proves itself, what she sees, and what a stop leaves.
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { policyLetter } from '#cpi/policy-id.ts'
import { addDays } from '#lib/civil-date.ts'
import { PATIENCE } from '#test/support/browser.ts'
import { dateBoxes } from '#test/support/date-boxes.ts'
import { at, enrol, fill, open, press, read, send } from './hands.ts'
import { address, inFolder, kept, PASSWORD, people, sit, startProgram, stopProgram, today } from './walk.ts'

export function proveIt(): void {
  describe('the person goes to the job centre', () => {
    const file = () => `/people/${kept.person}`

    test('before the handover the job centre sees nothing', async () => {
      const page = people.operator
      expect((await page.goto(`${address()}${file()}`))?.status()).toBe(404)
      expect(await open(page, '/cpi')).not.toContain('Samira')
    })

    test('pre-checks answer in four ways, and nothing unknown is green', async () => {
      const page = people.worker
      const text = await open(page, `${file()}/handover`)
      expect(text).toContain('Non lo sappiamo:')
      await fill(page, { legalBasis: 'public-task', receiver: kept.centre.split('/').at(-1) ?? '' })
      await send(page, `${file()}/handover`)
      expect(await open(page, `${file()}/cpi`)).toContain('CPI di Jesi')
    })

    test('the operator accepts, corrects and refuses field by field, seeing where each comes from', async () => {
      const page = people.operator
      const inbox = await open(page, '/cpi')
      expect(inbox).toContain('Samira')
      await press(page, 'main a[href^="/cpi/packages/"]')
      kept.package = at(page)
      expect(await read(page)).toMatch(/dichiarato|documentato/i)
      const names = await page
        .locator('main input[type=radio][name^="decision-"][value=accept]')
        .evaluateAll(all => all.map(each => each.getAttribute('name') ?? ''))
      expect(names.length).toBeGreaterThan(8)
      const [first = '', second = '', ...rest] = names
      await fill(page, { [first]: 'refuse', [second]: 'correct', ...Object.fromEntries(rest.map(n => [n, 'accept'])) })
      await page.locator(`main select[name="${first.replace('decision', 'reason')}"]`).selectOption({ index: 1 })
      await page.locator(`main input[name="${second.replace('decision', 'value')}"]`).fill('Amira')
      await page.locator(`main select[name="${second.replace('decision', 'source')}"]`).selectOption({ index: 1 })
      await press(page, `main form[action="${kept.package}"] .nc-act button:not([name])`)
      expect(await page.locator('main .nc-err').count()).toBe(0)
    })

    test('records the declaration and the pact with their identifiers', async () => {
      const page = people.operator
      await open(page, kept.package)
      await send(page, `${kept.package}/did`, { identifier: 'DID-2026-0001' })
      await open(page, kept.package)
      const letter = policyLetter({ promoter: 'E388C000446', activity: 'A02', proposedOn: today })
      const policyId = `110000002A${letter}`
      await send(page, `${kept.package}/pact`, { promoter: 'E388C000446', policyId, ...dateBoxes('proposedOn', today) })
      expect(await open(page, kept.package)).toContain(policyId)
    })

    test('the case worker sees the outcome', async () => {
      const text = await open(people.worker, `${file()}/cpi`)
      expect(text).toContain('DID-2026-0001')
      expect(text).toContain('Amira')
    })

    test('the job centre sees only the groups that were shared', async () => {
      const page = people.operator
      expect((await page.goto(`${address()}${file()}`))?.status()).toBe(200)
      expect(await read(page)).not.toContain('3331234567')
    })
  })

  describe('a figure that proves itself', () => {
    const run = (file: string, args: readonly string[]) =>
      new Promise<{ code: number; text: string }>(resolve => {
        const node = path.join(process.cwd(), 'node_modules/.bin/node')
        execFile(node, ['scripts/program.mjs', 'src/app/cli.ts', 'verify', file, ...args], (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout + stderr }),
        )
      })

    async function download(page: Page, selector: string, name: string): Promise<string> {
      const [file] = await Promise.all([page.waitForEvent('download'), page.locator(selector).click()])
      await file.saveAs(inFolder(name))
      return inFolder(name)
    }

    test('the coordinator is invited, joins and makes a programme with a target', async () => {
      const admin = people.administrator
      await open(admin, '/admin/organisations')
      const lead = await admin.locator('main tbody a', { hasText: 'Marche' }).first().getAttribute('href')
      await open(admin, lead ?? '')
      await send(admin, `${lead}/invitations`, { email: 'coordina@example.org', role: 'coordinator' })
      const page = await sit('it')
      people.coordinator = page
      await page.goto(await admin.locator('[data-link]').innerText())
      await send(page, '/join', { displayName: 'Lucia Conti', password: PASSWORD })
      await enrol(page)
      await open(page, '/programmes/new')
      await send(page, '/programmes/new', {
        name: 'Prima',
        code: 'PRIMA-1',
        fund: 'FAMI 2021–2027',
        ...dateBoxes('startsOn', addDays(today, -60)),
        ...dateBoxes('endsOn', addDays(today, 300)),
        heads: '50',
        hoursEach: '36',
        budget: '50.000',
        partners: kept.coop.split('/').at(-1) ?? '',
      })
      kept.programme = at(page)
      expect(kept.programme).toMatch(/^\/programmes\/[0-9a-f-]{36}$/)
    })

    test('the person is enrolled, and her hour is in the figure', async () => {
      const to = `/people/${kept.person}/enrol`
      await open(people.worker, to)
      await send(people.worker, to, {
        programme: kept.programme.split('/').at(-1) ?? '',
        ...dateBoxes('from', addDays(today, -30)),
      })
      const text = await open(people.coordinator, kept.programme)
      expect(text).toMatch(/2 h\b/)
      expect(text).toContain('1 di 50')
      expect(text, 'the coordinator counts without names').not.toContain('Samira')
      await people.coordinator.locator('main a[href*="/organisations/"]').first().click()
      expect(await read(people.coordinator)).not.toContain('Samira')
    })

    test('the report is handed out as a table and as a bundle', async () => {
      const page = people.coordinator
      // The register takes waiting acts in every other second.
      await expect
        .poll(
          async () => (await open(page, kept.programme)) && page.locator('main .nc-seal, main [popovertarget]').count(),
          {
            timeout: PATIENCE,
          },
        )
        .toBeGreaterThan(0)
      const table = readFileSync(await download(page, 'main button[name=kind][value=xlsx]', 'report.xlsx'))
      expect(table.subarray(0, 2).toString()).toBe('PK')
      await download(page, 'main button[name=kind][value=bundle]', 'bundle.json')
      writeFileSync(inFolder('keys.txt'), await (await fetch(`${address()}/ledger/keys.txt`)).text())
      expect(readFileSync(inFolder('bundle.json'), 'utf8')).not.toContain('Samira')
    })

    test('the command proves it, says what is not proved, and what is wrong in a changed file', async () => {
      const bundle = inFolder('bundle.json')
      const [trusted, alone] = await Promise.all([run(bundle, ['--trust', inFolder('keys.txt')]), run(bundle, [])])
      expect(trusted.text).toContain('Provato: nessun atto è stato cambiato dopo la firma.')
      expect(trusted.text).toContain('Che cosa non è provato, mai')
      expect(trusted.code).toBe(0)
      expect(alone.code, 'its own keys prove less').toBe(2)
      const text = readFileSync(bundle, 'utf8')
      const place = text.indexOf('"minutes"') + 12
      const changed =
        text.slice(0, place) + text.slice(place).replace(/[0-9]/, digit => String((Number(digit) + 1) % 10))
      writeFileSync(inFolder('changed.json'), changed)
      const broken = await run(inFolder('changed.json'), ['--trust', inFolder('keys.txt')])
      expect(broken.code).toBe(1)
      expect(broken.text).toMatch(/atto|parte/)
    })

    test('anybody checks it in the browser', async () => {
      const page = await sit('it')
      await open(page, '/verifica')
      const check = async (name: string) => {
        await page.setInputFiles('#check-bundle', inFolder(name))
        await page.setInputFiles('#check-keys', inFolder('keys.txt'))
        await page.click('main button[type=submit]')
        await page.waitForSelector('.nc-big-seal')
        return read(page)
      }
      expect(await check('bundle.json')).toMatch(/sono provati/)
      await open(page, '/verifica')
      expect(await check('changed.json')).not.toMatch(/sono provati/)
    })
  })

  describe('what she sees, and what stays', () => {
    test('her page shows her steps, her hours and who opened her file', async () => {
      const page = people.her
      const text = await open(page, '/my?lang=it')
      expect(text).toContain('I miei passi')
      expect(text).toContain('2 ore')
      expect(text).toContain('CPI di Jesi')
      const seen = await open(page, '/my/seen')
      expect(seen).toContain('Coop. Il Girasole')
      expect(seen, 'the name is told on request only').not.toContain('Federica')
    })

    test('after a stop and a start everything is there', async () => {
      await stopProgram()
      await startProgram()
      expect(await open(people.worker, `/people/${kept.person}/plan`)).toMatch(/2 h\b/)
      expect(await open(people.coordinator, kept.programme)).toMatch(/2 h\b/)
      expect(await open(people.her, '/my?lang=it')).toContain('I miei passi')
      const page = await sit('it')
      await open(page, '/sign-in')
      await send(page, '/sign-in', { email: 'marta@example.org', password: PASSWORD })
      await send(page, '/sign-in/code', { code: kept.codes[0] ?? '' })
      // Whoever came in by a recovery code is shown how many are left.
      expect(at(page)).toBe('/account')
      expect(await open(page, '/admin/organisations')).toContain('Coop. Il Girasole')
    })
  })
}
