// SPDX-License-Identifier: EUPL-1.2
// Steps 4 and 5: a person is met, asked in two languages, agrees a plan, and signs her hours on her own phone.
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { at, fill, open, press, read, send } from './hands.ts'
import { dateBoxes } from '#test/support/date-boxes.ts'
import { address, kept, people, sit, today, yesterday } from './walk.ts'

export function accompanyHer(): void {
  describe('the case worker meets a person', () => {
    const her = () => `/people/${kept.person}`

    test('registers her with the little that is known', async () => {
      const page = people.worker
      await open(page, '/people/new')
      await send(page, '/people/new', {
        familyName: 'Al Nouri',
        givenName: 'Samira',
        nativeName: 'سميرة النوري',
        nativeLang: 'ar',
        ...dateBoxes('birth', '1995-05-03'),
        sex: 'F',
        citizenship: 'SYR',
        permitKind: 'refugee',
        ...dateBoxes('expiresOn', addDays(today, 400)),
        phone: '3331234567',
        municipality: 'Jesi',
        level: 'documented',
      })
      kept.person = at(page).split('/')[2] ?? ''
      expect(await open(page, her())).toContain('Samira')
      expect(await page.locator('main bdi[lang="ar"]').first().innerText()).toContain('سميرة')
    })

    test('gives her the privacy notice in Arabic, and it is on record', async () => {
      const page = people.worker
      await open(page, `${her()}/notice?in=ar`)
      expect(await page.locator('main [lang="ar"][dir="rtl"]').count()).toBeGreaterThan(0)
      await fill(page, { manner: 'read-aloud' })
      const text = await send(page, `${her()}/notice`)
      expect(`${text} ${await open(page, `${her()}/notice`)}`).toContain('arabo')
    })

    test('interviews her in Italian and Arabic side by side', async () => {
      const page = people.worker
      await open(page, `${her()}/interview`)
      await send(page, `${her()}/interview`, { personLang: 'ar', interpreter: 'no' })
      const section = async (name: string, answers = {}) => {
        const to = `${her()}/interview/${name}`
        if (at(page) !== to) await open(page, to)
        expect(await page.locator('main [lang="ar"]').count()).toBeGreaterThan(0)
        await fill(page, answers)
        await press(page, 'main button[name=go][value=next]')
      }
      await section('identity', { identityRight: 'yes', permitRight: 'yes' })
      await section('literacy', { mother: 'ar', reads: 'well', writes: 'well' })
      await section('italian', { listening: 'A2', interaction: 'A2' })
      await section('languages/new', { language: 'en', listening: 'B1' })
      await section('schools/new', { level: 'upperSecondary', completed: 'yes', country: 'SYR' })
      await section('experiences/new', {
        pictures: 'sewing',
        words: 'كنت أخيط فساتين الأعراس',
        'words-lang': 'ar',
        'words-italian': 'Cucivo abiti da sposa',
        kind: 'informal',
        place: 'Homs',
        country: 'SYR',
        'from-year': '2014',
        'until-year': '2020',
      })
      await section('wishes', { aims: 'work', start: 'now' })
      await section('constraints', { mobility: 'bus' })
      const text = await open(page, `${her()}/interview/review`)
      expect(text).toContain('كنت أخيط فساتين الأعراس')
      await send(page, `${her()}/interview/conclude`, { confirmed: 'yes' })
      expect(await open(page, `${her()}/profile`)).toContain('Cucivo abiti da sposa')
    })

    test('agrees the plan of 36 hours from its template', async () => {
      const page = people.worker
      await open(page, `${her()}/plan/new`)
      await send(page, `${her()}/plan/new`, { goals: 'أريد أن أعمل خياطة', lang: 'ar' })
      const text = await send(page, `${her()}/plan/sign`)
      expect(text).toContain('36')
      expect(text).toContain('Manca la firma di Samira')
    })

    test('makes the link to her own page', async () => {
      const page = people.worker
      await open(page, `${her()}/entry`)
      await send(page, `${her()}/entry`)
      kept.herLink = await page.locator('[data-link]').innerText()
      expect(kept.herLink).toContain(address())
    })
  })

  describe('the person opens her link on her own phone, without any script', () => {
    test('chooses a PIN and finds her page in Arabic', async () => {
      people.her = await sit('ar', 390, false)
      const page = people.her
      await page.goto(kept.herLink)
      await send(page, '/my/pin', { pin: '4826', again: '4826' })
      expect(at(page)).toBe('/my')
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
      expect(await read(page)).not.toMatch(/[a-z]+\.[a-z]+\.[a-z]+/)
      const again = await sit('ar', 390)
      await again.goto(kept.herLink)
      expect(await again.locator('main form').count(), 'the link worked once').toBe(0)
      expect((await again.goto(`${address()}/my`))?.url()).not.toMatch(/\/my$/)
      await again.context().close()
    })

    test('reads the plan in her language and puts her name under it', async () => {
      const page = people.her
      await open(page, '/my')
      await press(page, 'main a.btn-primary')
      expect(await read(page)).toContain('أريد أن أعمل خياطة')
      await send(page, at(page), { pin: '4826' })
      expect(await open(people.worker, `/people/${kept.person}/plan`)).toContain('0 h')
    })
  })

  describe('hours count only when both have signed', () => {
    const plan = () => `/people/${kept.person}/plan`
    const meeting = () => `/people/${kept.person}/meetings/${kept.meeting}`
    const counted = async () => (await open(people.worker, plan())).replaceAll(/\s+/g, ' ')

    async function book(day: CivilDate, start: string, end: string): Promise<string> {
      const page = people.worker
      const to = `/people/${kept.person}/meetings/new`
      await open(page, to)
      await page.locator('main input[name=measure]').first().check()
      await send(page, to, { ...dateBoxes('day', day), start, end, place: 'Jesi, via Roma 1', lang: 'ar' })
      const link = page.locator('main tbody a').filter({ hasText: /\w/ })
      const all = await link.evaluateAll(links => links.map(each => each.getAttribute('href') ?? ''))
      return all.find(href => href.includes('/meetings/'))?.split('/')[4] ?? ''
    }

    test('a meeting to come is booked, one that took place is held by the case worker', async () => {
      const page = people.worker
      await book(addDays(today, 2), '9:00', '11:00')
      await book(yesterday, '9:00', '11:30')
      await open(page, plan())
      const links = page.locator('main tbody a[href*="/meetings/"]')
      for (const href of await links.evaluateAll(all => all.map(each => each.getAttribute('href') ?? ''))) {
        await open(page, href)
        if (
          (await page.locator(`main form[action="${href}/hold"]`).count()) > 0 &&
          (await read(page)).includes('11:30')
        )
          kept.meeting = href.split('/')[4] ?? ''
      }
      await open(page, meeting())
      await send(page, `${meeting()}/hold`)
      expect(await counted()).toMatch(/0 h .*36 h|0:00.*36/)
    })

    test('she signs by the code of the picture on her own phone', async () => {
      await open(people.worker, meeting())
      await send(people.worker, `${meeting()}/ask`)
      const code = (await people.worker.locator('main .nc-big.nc-num').innerText()).trim()
      const phone = await sit('ar', 390, false)
      await open(phone, '/sign')
      await send(phone, '/sign', { code })
      expect(await read(phone)).toContain('11:30')
      await send(phone, at(phone), { pin: '4826' })
      await phone.context().close()
      expect(await counted()).toMatch(/2 h 30/)
    })

    test('a mistaken signature is undone by a counter-entry, and the minutes go', async () => {
      const page = people.worker
      await open(page, meeting())
      await page.locator('main details summary').last().click()
      await send(page, `${meeting()}/undo`, { reason: 'Era un altro giorno' })
      expect(await counted()).not.toMatch(/2 h 30′? firm/)
      expect(await open(page, meeting())).toContain('Era un altro giorno')
    })

    test('declared anew, she signs on her own page with her PIN', async () => {
      const page = people.worker
      await open(page, meeting())
      await send(page, `${meeting()}/hold`, { start: '9:00', end: '11:00' })
      await open(people.her, '/my')
      await press(people.her, 'main a.btn-primary')
      await send(people.her, at(people.her), { pin: '9999' })
      expect(await people.her.locator('main .nc-err').count()).toBe(1)
      await send(people.her, at(people.her), { pin: '4826' })
      expect(await counted()).toMatch(/2 h/)
    })
  })
}
