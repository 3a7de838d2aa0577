// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
import { aMember, anInstallation, type Installation, MINUTE, PASSWORD, type Staff, signIn } from './auth.build.ts'
import { demoSignInLinks } from './demo.ts'
import { addMember } from './memberships.ts'
import { resolveSession } from './sessions.ts'
import { totpCode } from './totp.ts'

let house: Installation
beforeAll(async () => {
  house = await anInstallation()
})
afterAll(() => house.close())

async function signedIn(member: Staff, address?: string) {
  const browser = house.browser(address)
  expect((await signIn(house, browser, member)).status).toBe(303)
  return browser
}
const alive = async (token: string | undefined) =>
  (await resolveSession(house.db, token ?? '', house.now())) !== undefined

describe('a session', () => {
  test('ends after thirty minutes without a request, and lasts through an hour of work', async () => {
    const browser = await signedIn(await aMember(house))
    for (let i = 0; i < 3; i++) {
      house.wait(25 * MINUTE)
      expect((await browser.get('/account')).status).toBe(200)
    }
    house.wait(31 * MINUTE)
    expect((await browser.get('/account')).location).toContain('/sign-in')
  })

  test('ends after twelve hours whatever happens', async () => {
    const browser = await signedIn(await aMember(house))
    for (let i = 0; i < 28; i++) {
      house.wait(25 * MINUTE)
      expect((await browser.get('/account')).status).toBe(200)
    }
    house.wait(25 * MINUTE)
    expect((await browser.get('/account')).status).toBe(303)
  })

  test('ends with signing out, on the server and not only in the browser', async () => {
    const browser = await signedIn(await aMember(house))
    const token = browser.cookies.get('nc_session')
    expect((await browser.post('/sign-out')).location).toBe('/sign-in?after=sign-out')
    expect(browser.cookies.has('nc_session')).toBe(false)
    expect(await alive(token)).toBe(false)
  })

  test.each([
    ['the account', (m: Staff) => ({ table: 'platform_account', id: m.account }) as const],
    ['the membership', (m: Staff) => ({ table: 'platform_membership', id: m.membership }) as const],
  ])('ends with %s', async (_, of) => {
    const member = await aMember(house)
    const browser = await signedIn(member)
    const { table, id } = of(member)
    await house.db.asRole('nc_signin', member.network, tx =>
      tx.updateTable(table).set({ ended_at: house.now() }).where('id', '=', id).execute(),
    )
    expect((await browser.get('/account')).status).toBe(303)
  })

  test('is a new one at every sign-in: a token laid in a browser beforehand opens nothing', async () => {
    const member = await aMember(house)
    const browser = house.browser()
    const planted = 'A'.repeat(43)
    browser.cookies.set('nc_session', planted)
    await signIn(house, browser, member)
    expect(browser.cookies.get('nc_session')).not.toBe(planted)
    expect(await alive(planted)).toBe(false)
  })

  test('is not to be found in the database by its cookie', async () => {
    const member = await aMember(house)
    const token = (await signedIn(member)).cookies.get('nc_session') ?? ''
    const rows = await house.db.asRole('nc_signin', member.network, tx =>
      tx.selectFrom('platform_session').selectAll().execute(),
    )
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(rows.map(row => row.token_hash.toString('latin1')).join()).not.toContain(token)
  })

  test.each(['', 'x', '../../etc/passwd', "' or 1=1 --", 'A'.repeat(43), 'A'.repeat(5000)])(
    '%j is nobody',
    async token => {
      expect(await alive(token)).toBe(false)
    },
  )
})

describe('my account', () => {
  test('lists my sessions and ends one of them', async () => {
    const member = await aMember(house)
    const [here, there] = [await signedIn(member), await signedIn(member)]
    const { text } = await here.get('/account')
    expect(text).toContain('Firefox · Linux')
    const action = /\/account\/sessions\/[0-9a-f-]+\/end/.exec(text)?.[0] ?? ''
    expect((await here.post(action)).status).toBe(303)
    expect((await here.get('/account')).status).toBe(200)
    expect((await there.get('/account')).status).toBe(303)
  })

  test('somebody else’s session is not found and goes on', async () => {
    const [mine, other] = [await aMember(house), await aMember(house)]
    const [a, b] = [await signedIn(mine), await signedIn(other)]
    const id = (await resolveSession(house.db, b.cookies.get('nc_session') ?? '', house.now()))?.session
    expect((await a.post(`/account/sessions/${id}/end`)).status).toBe(404)
    expect((await b.get('/account')).status).toBe(200)
  })

  test('closes all other sessions at once', async () => {
    const member = await aMember(house)
    const [here, there] = [await signedIn(member), await signedIn(member)]
    await here.post('/account/sessions/end-others')
    expect((await there.get('/account')).status).toBe(303)
    expect((await here.get('/account')).status).toBe(200)
  })

  test('a new password ends every session but this one, and only it lets in', async () => {
    const member = await aMember(house)
    const [here, there] = [await signedIn(member), await signedIn(member)]
    const before = here.cookies.get('nc_session')
    const changed = await here.post('/account/password', { current: PASSWORD, password: 'nuovo mattino d’ottobre' })
    expect(changed.status).toBe(200)
    expect(await alive(before)).toBe(false)
    expect((await here.get('/account')).status).toBe(200)
    expect((await there.get('/account')).status).toBe(303)
    expect((await signIn(house, house.browser(), member)).status).toBe(422)
  })

  test.each([
    ['the present one wrong', { current: 'non è questa', password: 'nuovo mattino d’ottobre' }, 'f-current-error'],
    ['the new one short', { current: PASSWORD, password: 'corta' }, 'f-password-error'],
    ['the new one common', { current: PASSWORD, password: 'passwordpassword' }, 'f-password-error'],
    ['nothing written', {}, 'f-current-error'],
  ])('a password is not changed with %s', async (_, form, error) => {
    const member = await aMember(house)
    const browser = await signedIn(member)
    const answer = await browser.post('/account/password', form as Record<string, string>)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(error)
    expect((await signIn(house, house.browser(), member)).status).toBe(303)
  })

  test('ten new recovery codes cost a code of the phone, are shown once and replace the old ones', async () => {
    const member = await aMember(house)
    const browser = await signedIn(member)
    expect((await browser.post('/account/recovery-codes', { code: '000000' })).status).toBe(422)
    house.wait(30_000)
    const made = await browser.post('/account/recovery-codes', {
      code: totpCode(member.totpSecret, Date.parse(house.now())),
    })
    const codes = made.text.match(/(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/g) ?? []
    expect(new Set(codes).size).toBe(10)
    expect(made.headers['cache-control']).toBe('no-store')
    expect(made.headers['referrer-policy']).toBe('no-referrer')
    const again = house.browser()
    await again.post('/sign-in', { network: member.network, email: member.email, password: PASSWORD })
    expect((await again.post('/sign-in/code', { code: member.codes[0] ?? '' })).status).toBe(422)
    expect((await again.post('/sign-in/code', { code: codes[0] ?? '' })).status).toBe(303)
  })

  test('switches between my memberships and to nobody else’s', async () => {
    const member = await aMember(house)
    const other = await aMember(house, 'coordinator', { network: member.network })
    const second = await house.db.asRole('nc_signin', member.network, tx =>
      addMember(tx, {
        ...other,
        account: member.account,
        role: 'coordinator',
        from: '2026-11-01' as never,
        now: house.now(),
      }),
    )
    const browser = await signedIn(member)
    expect((await browser.post('/account/membership', { membership: second })).location).toBe('/desk')
    expect(await resolveSession(house.db, browser.cookies.get('nc_session') ?? '', house.now())).toMatchObject({
      role: 'coordinator',
      organisation: other.organisation,
    })
    expect((await browser.post('/account/membership', { membership: other.membership })).status).toBe(404)
    expect((await browser.post('/account/membership', { membership: newId() })).status).toBe(404)
  })
})

describe('the doors of the demo', () => {
  const door = async (house: Installation, member: Staff) => {
    const [first] = await demoSignInLinks(house.db, member.network, house.now())
    return new URL(first?.url ?? '').pathname
  }

  test('open from this computer into a demo network', async () => {
    const member = await aMember(house, 'coordinator', { kind: 'demo' })
    const browser = house.browser()
    expect((await browser.get(await door(house, member))).location).toBe('/desk')
    expect((await browser.get('/account')).status).toBe(200)
  })

  test('stay shut from elsewhere, through a proxy, damaged, and after a day', async () => {
    const member = await aMember(house, 'coordinator', { kind: 'demo' })
    const url = await door(house, member)
    expect((await house.browser('192.168.1.9').get(url)).status).toBe(404)
    expect((await house.browser().get(url, { 'x-forwarded-for': '8.8.8.8' })).status).toBe(404)
    const damaged = url.at(-5) === 'A' ? 'B' : 'A' // not the last letter: some of its bits say nothing
    expect((await house.browser().get(url.slice(0, -5) + damaged + url.slice(-4))).status).toBe(404)
    house.wait(25 * 60 * MINUTE)
    expect((await house.browser().get(url)).status).toBe(404)
  })

  test('do not exist for a trial network', async () => {
    const member = await aMember(house)
    expect(await demoSignInLinks(house.db, member.network, house.now())).toEqual([])
  })

  test('stay shut where a real network exists', async () => {
    const own = await anInstallation()
    try {
      const demo = await aMember(own, 'coordinator', { kind: 'demo' })
      const url = await door(own, demo)
      const real = await aMember(own)
      await own.db.asRole('nc_signin', real.network, tx =>
        tx
          .updateTable('platform_network')
          .set({ kind: 'real', real_since: own.now() })
          .where('id', '=', real.network)
          .execute(),
      )
      expect((await own.browser().get(url)).status).toBe(404)
    } finally {
      await own.close()
    }
  })
})
