// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, type Installation, MINUTE, PASSWORD, anInstallation } from '#platform/auth/auth.build.ts'
import { membershipsOf, resolveSession, startStaffSession } from '#platform/auth/sessions.ts'
import { totpCode } from '#platform/auth/totp.ts'
import { module } from './module.ts'

const TOKEN = 'aaaaa-bbbbb-ccccc-ddddd'
const founder = {
  token: TOKEN,
  name: 'Marche',
  organisation: 'Regione Marche',
  displayName: 'Anna Rossi',
  email: 'anna@example.org',
  password: PASSWORD,
}

let house: Installation
beforeAll(async () => {
  house = await anInstallation([module])
})
afterAll(() => house.close())

const secretOn = (text: string) => (/data-secret[^>]*>([A-Z2-7 ]+)</.exec(text)?.[1] ?? '').replaceAll(' ', '')
const linkOn = (text: string) => new URL(/data-link[^>]*>([^<]+)</.exec(text)?.[1] ?? '').pathname
const session = (browser: Browser) => resolveSession(house.db, browser.cookies.get('nc_session') ?? '', house.now())
/** From the page of the second factor to the recovery codes. */
async function enrol(browser: Browser) {
  const secret = secretOn((await browser.get('/enrol')).text)
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const done = await browser.post('/enrol', { code: totpCode(secret, Date.parse(house.now())) })
  return { secret, done, codes: done.text.match(/(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/g) ?? [] }
}

describe('an installation without a network', () => {
  test('offers to create one or to explore the demo region, and sends sign-in there too', async () => {
    const front = await house.browser().get('/')
    expect(front.status).toBe(200)
    expect(front.text).toContain('href="/setup"')
    expect(front.text).toContain('action="/demo"')
    expect((await house.browser().get('/sign-in')).location).toBe('/')
  })

  test.each([
    ['a wrong token', { token: 'zzzzz-bbbbb-ccccc-ddddd' }, 'f-token-error'],
    ['no token', { token: '' }, 'f-token-error'],
    ['no name', { name: ' ' }, 'f-name-error'],
    ['no address', { email: 'anna' }, 'f-email-error'],
    ['a short password', { password: 'corta' }, 'f-password-error'],
    ['the own name as password', { password: 'Anna Rossi 1!' }, 'f-password-error'],
  ])('makes nothing with %s', async (_, wrong, error) => {
    const browser = house.browser('10.0.0.1')
    const answer = await browser.post('/setup', { ...founder, ...wrong })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(error)
    expect(answer.text).not.toContain(`value="${PASSWORD}"`)
    expect((await house.browser().get('/')).text).toContain('href="/setup"')
  })

  test('lets nobody try set-up tokens without end', async () => {
    const thief = house.browser('10.0.0.66')
    for (let i = 0; i < 5; i++) await thief.post('/setup', { ...founder, token: `wrong-${i}` })
    expect((await thief.post('/setup', founder)).status).toBe(429)
  })

  test('makes nothing before the second factor is confirmed', async () => {
    const browser = house.browser()
    expect((await browser.post('/setup', founder)).location).toBe('/enrol')
    expect((await browser.post('/enrol', { code: '000000' })).status).toBe(422)
    expect((await browser.post('/enrol', { code: '' })).status).toBe(422)
    expect((await house.browser().get('/')).text).toContain('href="/setup"')
  })

  test('becomes a trial network with an administrator, once for a token', async () => {
    const [browser, late] = [house.browser(), house.browser('10.0.0.2')]
    await browser.post('/setup', founder)
    await late.post('/setup', { ...founder, email: 'late@example.org' })
    const { done, codes } = await enrol(browser)
    expect(done.status).toBe(200)
    expect(new Set(codes).size).toBe(10)
    expect(await session(browser)).toMatchObject({
      networkName: 'Marche',
      networkKind: 'trial',
      organisationName: 'Regione Marche',
      organisationKind: 'leadPartner',
      role: 'administrator',
    })
    expect((await browser.get('/')).location).toBe('/admin')
    expect((await enrol(late)).done.status).toBe(403)
    expect((await house.browser('10.0.0.3').post('/setup', { ...founder, email: 'third@example.org' })).status).toBe(
      422,
    )
    expect((await house.browser().get('/')).location).toBe('/sign-in')
  })
})

describe('inviting', () => {
  let admin: Browser
  let organisation: string
  beforeAll(async () => {
    const home = await anInstallation([module])
    await house.close()
    house = home
    admin = house.browser()
    await admin.post('/setup', founder)
    await enrol(admin)
    const added = await admin.post('/admin/organisations', { kind: 'receptionProject', name: 'Coop. Il Girasole' })
    organisation = added.location ?? ''
  })

  const invite = (email: string, role = 'case-worker') =>
    admin.post(`${organisation}/invitations`, { email, role, displayName: '' })
  const accept = async (browser: Browser, link: string, displayName = 'Federica Moretti') => {
    expect((await browser.get(link)).location).toBe('/join')
    expect((await browser.post('/join', { displayName, password: PASSWORD })).location).toBe('/enrol')
    return enrol(browser)
  }

  test('shows the link on screen, once; it stands in no later address and no referrer', async () => {
    const shown = await invite('federica@example.org')
    expect(shown.status).toBe(200)
    expect(shown.headers['referrer-policy']).toBe('no-referrer')
    const link = linkOn(shown.text)
    expect(link).toMatch(/^\/invitations\/[A-Za-z0-9_-]{43}$/)
    expect((await admin.get(organisation)).text).not.toContain(link)
    const guest = house.browser()
    const opened = await guest.get(link)
    expect([opened.status, opened.location]).toEqual([303, '/join'])
    expect(opened.headers['referrer-policy']).toBe('no-referrer')
    expect((await guest.get('/join')).text).toContain('Coop. Il Girasole')
  })

  test('a preview of the link does not use it up; accepting does', async () => {
    const link = linkOn((await invite('previewed@example.org')).text)
    await house.browser().get(link)
    await house.browser().get(link)
    const guest = house.browser()
    const { done } = await accept(guest, link)
    expect(done.status).toBe(200)
    expect(await session(guest)).toMatchObject({ displayName: 'Federica Moretti', role: 'case-worker' })
    expect((await house.browser().get(link)).status).toBe(404)
  })

  test('two browsers that opened the same link make one member', async () => {
    const link = linkOn((await invite('twice@example.org')).text)
    const [a, b] = [house.browser(), house.browser()]
    for (const browser of [a, b]) {
      await browser.get(link)
      await browser.post('/join', { displayName: 'Due', password: PASSWORD })
    }
    expect((await enrol(a)).done.status).toBe(200)
    expect((await enrol(b)).done.status).toBe(404)
  })

  test.each([
    ['expired', async () => house.wait(8 * 24 * 60 * MINUTE)],
    [
      'withdrawn',
      async () => {
        const { text } = await admin.get(organisation)
        const id = /\/admin\/invitations\/([0-9a-f-]+)\/withdraw/.exec(text)?.[1]
        await admin.post(`/admin/invitations/${id}/withdraw`)
      },
    ],
    [
      'renewed',
      async () => {
        const { text } = await admin.get(organisation)
        const id = /\/admin\/invitations\/([0-9a-f-]+)\/renew/.exec(text)?.[1]
        await admin.post(`/admin/invitations/${id}/renew`)
      },
    ],
  ])('a link that was %s opens nothing, and looks like one that never was', async (what, act) => {
    const link = linkOn((await invite(`${what}@example.org`)).text)
    await act()
    const [over, never] = [await house.browser().get(link), await house.browser().get(`/invitations/${'A'.repeat(43)}`)]
    expect(over.status).toBe(404)
    const plain = (text: string) => text.replaceAll(/\/invitations\/[\w-]+/g, '')
    expect(plain(over.text)).toBe(plain(never.text))
    if (what === 'expired') admin = await back(admin)
  })

  /** Twelve hours and more have passed for the administrator too. */
  async function back(browser: Browser): Promise<Browser> {
    const row = await house.db.asRole('nc_signin', undefined, tx =>
      tx
        .selectFrom('platform_account')
        .select(['network_id', 'id'])
        .where('email', '=', founder.email)
        .executeTakeFirstOrThrow(),
    )
    const token = await house.db.asRole('nc_signin', row.network_id, async tx => {
      const account = row.id as never
      const [first] = await membershipsOf(
        tx,
        { network_id: row.network_id, account_id: account },
        house.now().slice(0, 10) as never,
      )
      if (!first) throw new Error('No membership')
      return startStaffSession(tx, {
        network: row.network_id,
        account,
        membership: first.membership,
        device: 't',
        now: house.now(),
      })
    })
    browser.cookies.set('nc_session', token)
    return browser
  }

  test('inviting the same address again gives a new link, not a second invitation', async () => {
    const first = linkOn((await invite('again@example.org')).text)
    const second = linkOn((await invite('Again@Example.org')).text)
    expect(second).not.toBe(first)
    expect((await house.browser().get(first)).status).toBe(404)
    expect((await house.browser().get(second)).status).toBe(303)
    expect((await admin.get(organisation)).text.split('again@example.org').length - 1).toBe(1)
  })

  test('a role that the kind of organisation does not know is refused', async () => {
    const answer = await invite('cpi@example.org', 'cpi-operator')
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('f-role-error')
  })

  test('somebody with an account takes one more seat by signing in, nobody else can', async () => {
    const guest = house.browser()
    await accept(guest, linkOn((await invite('both@example.org')).text))
    const centre = await admin.post('/admin/organisations', { kind: 'jobCentre', name: 'Centro per l’Impiego di Jesi' })
    const shown = await admin.post(`${centre.location}/invitations`, {
      email: 'both@example.org',
      role: 'cpi-operator',
    })
    const link = linkOn(shown.text)
    const stranger = house.browser()
    await stranger.get(link)
    expect((await stranger.get('/join')).text).toContain('/sign-in?next=%2Fjoin')
    await stranger.post('/join', { displayName: 'Ladro', password: PASSWORD })
    expect(await session(stranger)).toBeUndefined()
    await admin.get(link)
    await admin.post('/join')
    expect((await session(admin))?.memberships).toHaveLength(1)
    await guest.get(link)
    expect((await guest.post('/join')).location).toBe('/account')
    expect((await session(guest))?.memberships.map(each => each.role)).toEqual(['case-worker', 'cpi-operator'])
  })

  test('a lost password is replaced by a link; until then the old one works, then all sessions end', async () => {
    const guest = house.browser()
    await accept(guest, linkOn((await invite('lost@example.org')).text), 'Perde Tutto')
    const before = guest.cookies.get('nc_session')
    const { text } = await admin.get(organisation)
    const row = text.split('<tr').find(each => each.includes('lost@example.org')) ?? ''
    const shown = await admin.post(/\/admin\/members\/[0-9a-f-]+\/reset/.exec(row)?.[0] ?? '')
    expect(await resolveSession(house.db, before ?? '', house.now())).toBeDefined()
    const anew = house.browser()
    await anew.get(linkOn(shown.text))
    expect((await anew.post('/join', { password: 'un altro mattino di pioggia' })).location).toBe('/enrol')
    expect((await enrol(anew)).done.status).toBe(200)
    expect(await resolveSession(house.db, before ?? '', house.now())).toBeUndefined()
    expect(await session(anew)).toMatchObject({ displayName: 'Perde Tutto' })
  })

  test('an ended member is out at once, and the last administrator cannot be ended', async () => {
    const guest = house.browser()
    await accept(guest, linkOn((await invite('ended@example.org')).text))
    const { text } = await admin.get(organisation)
    const row = text.split('<tr').find(each => each.includes('ended@example.org')) ?? ''
    expect((await admin.post(/\/admin\/members\/[0-9a-f-]+\/end/.exec(row)?.[0] ?? '')).status).toBe(303)
    expect(await session(guest)).toBeUndefined()
    const own = await session(admin)
    expect((await admin.post(`/admin/members/${own?.membership}/end`)).status).toBe(409)
    expect(await session(admin)).toBeDefined()
  })

  test('the pages of the administrator are for administrators only', async () => {
    const guest = house.browser()
    await accept(guest, linkOn((await invite('worker@example.org')).text))
    for (const url of ['/admin', '/admin/organisations', organisation, '/admin/job-centres', '/admin/readiness']) {
      expect((await guest.get(url)).status).toBe(403)
      expect((await house.browser().get(url)).location).toContain('/sign-in')
    }
    expect((await guest.post('/admin/organisations', { kind: 'union', name: 'Mia' })).status).toBe(403)
    expect(
      (await guest.post(`${organisation}/invitations`, { email: 'x@example.org', role: 'administrator' })).status,
    ).toBe(403)
  })
})
