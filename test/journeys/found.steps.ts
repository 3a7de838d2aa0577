// SPDX-License-Identifier: EUPL-1.2
// Steps 2 and 3: the network, those who work in it, and the register they bring.
import { describe, expect, test } from 'vitest'
import { at, enrol, follow, open, press, read, send } from './hands.ts'
import { address, kept, PASSWORD, people, services, sit } from './walk.ts'

export function foundTheNetwork(): void {
  describe('the administrator makes the network', () => {
    test('the first page offers a network of one’s own and the demo region', async () => {
      people.administrator = await sit('it')
      const text = await read(people.administrator)
      expect(text).toContain('Crea la tua rete')
      expect(text).toContain('Esplora la regione di prova')
      await follow(people.administrator, '/setup')
    })

    test('nobody gets further without the set-up token', async () => {
      const page = people.administrator
      const answers = { name: 'Marche', displayName: 'Marta Raffaelli', email: 'marta@example.org', password: PASSWORD }
      expect(await send(page, '/setup', { ...answers, token: 'indovinato' })).toContain('codice')
      expect(at(page)).toBe('/setup')
      await send(page, '/setup', { token: services().setupToken, password: PASSWORD })
      expect(at(page)).toBe('/enrol')
      expect(services(), 'a hash costs what OWASP asks for, outside of tests').not.toHaveProperty('passwordCost')
    })

    test('a password alone is not enough: the second factor, then recovery codes', async () => {
      const page = people.administrator
      const { codes } = await enrol(page)
      expect(codes.length).toBeGreaterThanOrEqual(8)
      kept.codes = codes
      await press(page, 'main a.btn-primary')
      expect(at(page)).toBe('/admin')
      expect(await page.locator('.nc-network').innerText()).toMatch(/prova/i)
    })

    test('two organisations, and an invitation to each whose link is on the screen', async () => {
      const page = people.administrator
      await follow(page, '/admin/organisations')
      const add = async (kind: string, name: string, more = {}) => {
        await open(page, '/admin/organisations')
        await send(page, '/admin/organisations', { kind, name, ...more })
        return at(page)
      }
      kept.coop = await add('receptionProject', 'Coop. Il Girasole')
      kept.centre = await add('jobCentre', 'CPI di Jesi')
      const invite = async (organisation: string, email: string, role: string) => {
        await open(page, organisation)
        await send(page, `${organisation}/invitations`, { email, role })
        return page.locator('[data-link]').innerText()
      }
      kept.workerLink = await invite(kept.coop, 'federica@example.org', 'case-worker')
      kept.operatorLink = await invite(kept.centre, 'paolo@example.org', 'cpi-operator')
      expect(kept.workerLink).toContain(`${address()}/invitations/`)
    })
  })

  describe('those who were invited join', () => {
    test.each([
      ['worker', 'Federica Moretti'],
      ['operator', 'Paolo Severini'],
    ] as const)('the %s chooses a name, a password and a second factor', async (who, displayName) => {
      const page = await sit('it')
      people[who] = page
      await page.goto(who === 'worker' ? kept.workerLink : kept.operatorLink)
      await send(page, '/join', { displayName, password: PASSWORD })
      await enrol(page)
      await press(page, 'main a.btn-primary')
      expect(at(page)).toBe('/desk')
      // The first screen is empty, and says what to do next.
      expect(await page.locator('main a').count()).toBeGreaterThan(0)
    })

    test('a link works once', async () => {
      const page = await sit('it')
      const answer = await page.goto(kept.workerLink)
      expect(answer?.status()).toBe(404)
      await page.context().close()
    })
  })

  describe('the case worker brings her register', () => {
    const importing = () => at(people.worker).match(/^\/people\/import\/[^/]+/)?.[0] ?? ''

    test('the sample is one click away: columns recognised, rows in their places', async () => {
      const page = people.worker
      await open(page, '/people')
      expect(await read(page)).toMatch(/import/i)
      await open(page, '/people/import')
      const review = await send(page, '/people/import/sample')
      expect(at(page)).toMatch(/\/review$/)
      expect(await page.locator('main select').count()).toBeGreaterThan(5)
      expect(review).toContain('278 righe con persone')
      expect(review, 'what is wrong stands beside its row').toContain('SVCKSN98R71Z138M')
    })

    test('rows with errors can be downloaded, the others enter, and nothing is lost', async () => {
      const page = people.worker
      const base = importing()
      await press(page, `main button[formaction="${base}/apply"]`)
      expect(at(page)).toBe(base)
      const file = await page.request.get(`${address()}${base}/waiting/xlsx`)
      expect((await file.body()).subarray(0, 2).toString()).toBe('PK')
      expect(await page.locator(`main a[href="${base}/waiting/xlsx"]`).count()).toBe(1)
      await open(page, '/people')
      expect(await page.locator('main tbody tr').count()).toBeGreaterThan(3)
    })

    test('the same file twice changes nothing', async () => {
      const page = people.worker
      await open(page, '/people/import')
      await send(page, '/people/import/sample')
      expect(await page.locator(`main button[formaction]`).count()).toBe(0)
    })

    test('the import can be undone while nothing was built on it', async () => {
      const page = people.worker
      await open(page, '/people/import')
      const first = await page.locator('main tbody tr a').last().getAttribute('href')
      await open(page, first ?? '')
      await press(page, `main form[action="${first}/undo"] button`)
      await open(page, '/people')
      expect(await page.locator('main tbody tr').count()).toBe(0)
    })
  })
}
