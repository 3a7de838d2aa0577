// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  aMember,
  anInstallation,
  type Browser,
  flood,
  type Installation,
  MINUTE,
  PASSWORD,
  type Staff,
  signIn,
} from './auth.build.ts'
import { findCredentials, savePasswordHash } from './accounts.ts'
import { hashPassword } from './passwords.ts'
import { resolveSession } from './sessions.ts'
import { totpCode } from './totp.ts'

let house: Installation
beforeAll(async () => {
  house = await anInstallation()
})
afterAll(() => house.close())

const codeNow = (member: Staff) => totpCode(member.totpSecret, Date.parse(house.now()))
const halfWay = (browser: Browser, member: Staff, password = PASSWORD) =>
  browser.post('/sign-in', { network: member.network, email: member.email, password })
const session = (browser: Browser) => resolveSession(house.db, browser.cookies.get('nc_session') ?? '', house.now())

describe('signing in', () => {
  test('takes a password and then a code, and leads to the role’s own first page', async () => {
    const browser = house.browser()
    const member = await aMember(house, 'administrator')
    const half = await halfWay(browser, member)
    expect([half.status, half.location]).toEqual([303, '/sign-in/code'])
    expect(browser.cookies.has('nc_session')).toBe(false)
    const done = await browser.post('/sign-in/code', { code: codeNow(member) })
    expect([done.status, done.location]).toEqual([303, '/admin'])
    expect(await session(browser)).toMatchObject({
      account: member.account,
      role: 'administrator',
      organisationName: 'Coop. Il Girasole',
    })
  })

  test('capital letters and spaces around the address do not matter', async () => {
    const browser = house.browser()
    const member = await aMember(house, 'case-worker', { email: `Maiuscola-${Date.now()}@Example.ORG` })
    const sent = { network: member.network, email: `  ${member.email.toUpperCase()} `, password: PASSWORD }
    expect((await browser.post('/sign-in', sent)).location).toBe('/sign-in/code')
  })

  test('goes on to the page that was asked for, never to another site', async () => {
    const member = await aMember(house)
    const own = house.browser()
    expect((await own.get('/account')).location).toBe('/sign-in?next=%2Faccount')
    expect((await signIn(house, own, member, '/account')).location).toBe('/account')
    const other = house.browser()
    expect((await signIn(house, other, member, '//evil.example/x')).location).toBe('/desk')
  })

  test('a half sign-in opens nothing', async () => {
    const browser = house.browser()
    const member = await aMember(house)
    await halfWay(browser, member)
    expect((await browser.get('/account')).status).toBe(303)
    browser.cookies.set('nc_session', browser.cookies.get('nc_code') ?? '')
    expect((await browser.get('/account')).location).toContain('/sign-in')
  })

  test('cookies are unreadable for scripts and not sent along by other sites', async () => {
    const browser = house.browser()
    const member = await aMember(house)
    await halfWay(browser, member)
    house.wait(30_000)
    const done = await browser.post('/sign-in/code', { code: codeNow(member) })
    const set = [done.headers['set-cookie']].flat().filter(line => !String(line).includes('nc_code'))
    expect(set.length).toBeGreaterThan(1)
    for (const line of set) expect(String(line)).toMatch(/HttpOnly.*SameSite=Lax/)
  })

  test('a hash of a lower cost is made anew by the way', async () => {
    const member = await aMember(house)
    const weak = await hashPassword(PASSWORD, { memory: 32, passes: 1, parallelism: 1 })
    await house.db.asRole('nc_signin', member.network, tx => savePasswordHash(tx, member.account, weak))
    expect((await signIn(house, house.browser(), member)).status).toBe(303)
    const after = await house.db.asRole('nc_signin', member.network, tx =>
      findCredentials(tx, member.network, { id: member.account }),
    )
    expect(after?.passwordHash).toContain('m=64')
  })
})

describe('what a stranger learns', () => {
  const shown = (text: string) => text.replaceAll(/value="[^"]*"/g, '')

  test('an address without an account gives exactly the page that a wrong password gives', async () => {
    const member = await aMember(house)
    const wrong = await halfWay(house.browser('10.0.0.1'), member, 'non è questa password')
    const nobody = await halfWay(house.browser('10.0.0.2'), { ...member, email: 'nobody@example.org' })
    expect(wrong.status).toBe(422)
    expect(nobody.status).toBe(422)
    expect(shown(nobody.text)).toBe(shown(wrong.text))
  })

  test('an ended account too', async () => {
    const member = await aMember(house)
    await house.db.asRole('nc_signin', member.network, tx =>
      tx.updateTable('platform_account').set({ ended_at: house.now() }).where('id', '=', member.account).execute(),
    )
    expect((await halfWay(house.browser(), member)).status).toBe(422)
  })

  test('the password is never sent back, not even a wrong one', async () => {
    const member = await aMember(house)
    const wrong = await halfWay(house.browser('10.0.0.3'), member, 'segretissima-ma-sbagliata')
    expect(wrong.text).not.toContain('segretissima-ma-sbagliata')
    expect(wrong.text).toContain(member.email)
  })
})

describe('the second factor', () => {
  test('a code works once, also in two browsers at the same moment', async () => {
    const member = await aMember(house)
    const [a, b] = [house.browser(), house.browser()]
    await halfWay(a, member)
    await halfWay(b, member)
    const code = codeNow(member)
    const both = await Promise.all([a.post('/sign-in/code', { code }), b.post('/sign-in/code', { code })])
    expect(both.map(each => each.status).toSorted()).toEqual([303, 422])
    const late = house.browser()
    await halfWay(late, member)
    expect((await late.post('/sign-in/code', { code })).status).toBe(422)
  })

  test('a recovery code lets in once, without the phone, and leads to where new ones are made', async () => {
    const member = await aMember(house)
    const code = member.codes[0]?.toLowerCase() ?? ''
    const first = house.browser()
    await halfWay(first, member)
    expect((await first.post('/sign-in/code', { code })).location).toBe('/account')
    const second = house.browser()
    await halfWay(second, member)
    expect((await second.post('/sign-in/code', { code })).status).toBe(422)
  })

  test('somebody else’s recovery code does not let in', async () => {
    const [mine, other] = [await aMember(house), await aMember(house)]
    const browser = house.browser()
    await halfWay(browser, mine)
    expect((await browser.post('/sign-in/code', { code: other.codes[0] ?? '' })).status).toBe(422)
  })

  test('half an hour after the password it is too late', async () => {
    const member = await aMember(house)
    const browser = house.browser()
    await halfWay(browser, member)
    house.wait(31 * MINUTE)
    const late = await browser.post('/sign-in/code', { code: codeNow(member) })
    expect(late.status).toBe(401)
    expect(browser.cookies.has('nc_session')).toBe(false)
  })

  test('the step is used up with the sign-in', async () => {
    const member = await aMember(house)
    const browser = house.browser()
    await halfWay(browser, member)
    const step = browser.cookies.get('nc_code') ?? ''
    house.wait(30_000)
    expect((await browser.post('/sign-in/code', { code: codeNow(member) })).status).toBe(303)
    house.wait(30_000)
    browser.cookies.set('nc_code', step)
    expect((await browser.post('/sign-in/code', { code: codeNow(member) })).status).toBe(401)
  })

  test('is stored encrypted', async () => {
    const member = await aMember(house)
    const row = await house.db.asRole('nc_signin', member.network, tx =>
      tx
        .selectFrom('platform_account')
        .select('totp_secret')
        .where('id', '=', member.account)
        .executeTakeFirstOrThrow(),
    )
    expect(row.totp_secret.toString('latin1')).not.toContain(member.totpSecret)
  })
})

describe('guessing', () => {
  const guess = (browser: Browser, member: Staff) => halfWay(browser, member, 'una password a caso')

  test('after five wrong passwords the sixth waits, and after a minute the right one works', async () => {
    const member = await aMember(house)
    const browser = house.browser('10.1.0.1')
    for (let i = 0; i < 5; i++) expect((await guess(browser, member)).status).toBe(422)
    const waiting = await halfWay(browser, member)
    expect(waiting.status).toBe(429)
    expect(browser.cookies.has('nc_code')).toBe(false)
    house.wait(MINUTE)
    expect((await signIn(house, browser, member)).status).toBe(303)
  })

  test('the wait is the same for an address that has no account', async () => {
    const member = { ...(await aMember(house)), email: 'nessuno@example.org' }
    const browser = house.browser('10.1.0.2')
    for (let i = 0; i < 5; i++) await guess(browser, member)
    expect((await guess(browser, member)).status).toBe(429)
  })

  test('many guesses at the same moment are counted one by one', async () => {
    const member = await aMember(house)
    const browsers = Array.from({ length: 12 }, () => house.browser('10.1.0.3'))
    const statuses = (await Promise.all(browsers.map(browser => guess(browser, member)))).map(each => each.status)
    expect(statuses.filter(status => status === 422)).toHaveLength(5)
    expect(statuses.filter(status => status === 429)).toHaveLength(7)
  })

  test('strangers who guess from everywhere lock the owner out neither at home nor at a new place', async () => {
    const member = await aMember(house)
    const home = house.browser('10.2.0.1')
    await signIn(house, home, member)
    await home.post('/sign-out')
    await flood(house, member.network, member.email, 30)
    expect((await signIn(house, home, member)).status).toBe(303)
    expect((await signIn(house, house.browser('10.2.2.1'), member)).status).toBe(303)
  })

  test('while strangers guess, a right and a wrong password look the same to them', async () => {
    const member = await aMember(house)
    await flood(house, member.network, member.email, 25)
    const [wrong, right, nobody] = [house.browser('10.3.2.1'), house.browser('10.3.2.2'), house.browser('10.3.2.3')]
    const first = await guess(wrong, member)
    const second = await halfWay(right, member)
    expect([first.status, first.location]).toEqual([second.status, second.location])
    const afterWrong = await wrong.post('/sign-in/code', { code: codeNow(member) })
    const afterRight = await right.post('/sign-in/code', { code: '000000' })
    expect(afterWrong.status).toBe(422)
    expect(afterWrong.text).toBe(afterRight.text)
    const stranger = { ...member, email: 'altro@example.org' }
    await flood(house, member.network, stranger.email, 25)
    expect((await guess(nobody, stranger)).location).toBe('/sign-in/code')
  })

  test('six digits cannot be tried without end by somebody who knows the password', async () => {
    const member = await aMember(house)
    const browser = house.browser('10.4.0.1')
    await halfWay(browser, member)
    for (let i = 0; i < 5; i++) expect((await browser.post('/sign-in/code', { code: `00000${i}` })).status).toBe(422)
    expect((await browser.post('/sign-in/code', { code: codeNow(member) })).status).toBe(429)
  })

  test('with the password and many addresses, digits end and only recovery codes are left', async () => {
    const member = await aMember(house)
    await flood(house, member.network, `code ${member.account}`, 21)
    const thief = house.browser('10.5.1.1')
    await halfWay(thief, member)
    expect((await thief.post('/sign-in/code', { code: codeNow(member) })).status).toBe(422)
    expect((await thief.post('/sign-in/code', { code: member.codes[3] ?? '' })).status).toBe(303)
  })

  test('no address and no e-mail can be read out of what is counted', async () => {
    const member = await aMember(house)
    await guess(house.browser('10.6.0.1'), member)
    const rows = await house.db.asRole('nc_signin', member.network, tx =>
      tx.selectFrom('platform_throttle').selectAll().execute(),
    )
    const all = rows.map(row => row.key.toString('latin1')).join()
    expect(rows.every(row => row.key.length === 32)).toBe(true)
    expect(all).not.toContain('10.6.0.1')
    expect(all).not.toContain(member.email)
  })
})

describe('forged requests', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister domain', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
  ])('from %s change nothing', async (_, headers) => {
    const member = await aMember(house)
    const browser = house.browser()
    await signIn(house, browser, member)
    expect((await browser.post('/account/sessions/end-others', {}, headers)).status).toBe(403)
    expect((await browser.post('/sign-out', {}, headers)).status).toBe(403)
    expect(await session(browser)).toBeDefined()
  })
})
