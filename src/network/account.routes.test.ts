// SPDX-License-Identifier: EUPL-1.2
// Ending an account, with real sessions: what the member held in hand is of no use from that moment on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayInRome } from '#lib/civil-date.ts'
import {
  aMember,
  anInstallation,
  type Browser,
  type Installation,
  PASSWORD,
  signIn,
  type Staff,
} from '#platform/auth/auth.build.ts'
import { invite, inviteToReset } from '#platform/auth/invitations.ts'
import { languages } from '#platform/i18n/catalogue.ts'
import { module } from './module.ts'

let house: Installation
let admin: Staff
let browser: Browser

beforeAll(async () => {
  house = await anInstallation([module])
  admin = await aMember(house, 'administrator')
  browser = house.browser()
  await signIn(house, browser, admin)
})
afterAll(() => house.close())

const member = (role: 'case-worker' | 'administrator' = 'case-worker') =>
  aMember(house, role, { network: admin.network, organisation: admin.organisation })
const asAdmin = <T>(work: Parameters<typeof house.db.inScope<T>>[1]) =>
  house.db.inScope(
    {
      network: admin.network,
      organisation: admin.organisation,
      account: admin.account,
      role: 'administrator',
      purpose: 'administration',
      now: house.now(),
      today: dayInRome(house.now()),
    },
    work,
  )
const end = (staff: Staff, by = browser) => by.post(`/admin/accounts/${staff.account}/end`)

describe('the page of an account', () => {
  test.each(languages)('says in %s where somebody works and what an end does', async lang => {
    const worker = await member()
    const { status, text } = await browser.get(`/admin/accounts/${worker.account}?lang=${lang}`)
    expect(status).toBe(200)
    expect(text).toContain(worker.email)
    expect(text).toContain(`/admin/accounts/${worker.account}/end`)
    await browser.get('/admin?lang=it')
  })

  test('is for administrators of the same network', async () => {
    const [worker, other] = [await member(), await aMember(house, 'administrator')]
    const own = house.browser()
    await signIn(house, own, worker)
    expect((await own.get(`/admin/accounts/${admin.account}`)).status).toBe(403)
    expect((await end(admin, own)).status).toBe(403)
    const stranger = house.browser()
    await signIn(house, stranger, other)
    expect((await stranger.get(`/admin/accounts/${worker.account}`)).status).toBe(404)
    expect((await end(worker, stranger)).status).toBe(404)
    expect((await own.get('/account')).status).toBe(200)
  })
})

describe('ending an account', () => {
  test('ends its sessions at once, and nobody signs in with it again', async () => {
    const worker = await member()
    const own = house.browser()
    await signIn(house, own, worker)
    expect((await own.get('/account')).status).toBe(200)
    expect((await end(worker)).status).toBe(303)
    expect((await own.get('/account')).location).toContain('/sign-in')
    const sessions = await house.db.asRole('nc_signin', admin.network, tx =>
      tx.selectFrom('platform_session').select('id').where('account_id', '=', worker.account).execute(),
    )
    expect(sessions).toEqual([])
    const again = await house.browser().post('/sign-in', { email: worker.email, password: PASSWORD })
    expect(again.location ?? '').not.toBe('/desk')
    const page = await browser.get(`/admin/accounts/${worker.account}`)
    expect(page.text).toContain('L’account è chiuso')
    expect(page.text).not.toContain(`/admin/accounts/${worker.account}/end`)
  })

  test('makes its open invitations void: the ones to join elsewhere, and the link to a new password', async () => {
    const worker = await member()
    const [elsewhere, reset, others] = await asAdmin(async tx => [
      await invite(tx, { email: worker.email, organisation: admin.organisation, role: 'coordinator' }),
      inviteToReset(tx, { ...worker, role: 'case-worker' }),
      await invite(tx, { email: 'altra@example.org', organisation: admin.organisation, role: 'mediator' }),
    ])
    expect((await end(worker)).status).toBe(303)
    const state = (url = '') => house.browser().get(new URL(url).pathname)
    for (const link of [elsewhere, reset]) expect((await state(link?.url)).status).toBe(404)
    expect((await state(others?.url)).status).toBe(303)
  })

  test('leaves its address free: a new invitation makes a new account', async () => {
    const worker = await member()
    await end(worker)
    const link = await asAdmin(tx =>
      invite(tx, { email: worker.email, organisation: admin.organisation, role: 'mediator' }),
    )
    const guest = house.browser()
    await guest.get(new URL(link.url).pathname)
    const page = await guest.get('/join')
    expect(page.status).toBe(200)
    expect(page.text).toContain('name="password"')
    const again = await aMember(house, 'mediator', {
      network: admin.network,
      organisation: admin.organisation,
      email: worker.email,
    })
    const own = house.browser()
    await signIn(house, own, again)
    expect((await own.get('/account')).status).toBe(200)
  })

  test('is refused for one’s own account and for the last administrator, and changes nothing', async () => {
    expect((await end(admin)).status).toBe(409)
    const second = await member('administrator')
    const own = house.browser()
    await signIn(house, own, second)
    expect((await end(admin, own)).status).toBe(303)
    expect((await browser.get('/admin')).location).toContain('/sign-in')
    const page = await own.get(`/admin/accounts/${second.account}`)
    expect(page.text).not.toContain(`/admin/accounts/${second.account}/end`)
    expect((await end(second, own)).status).toBe(409)
    expect((await own.get('/admin')).status).toBe(200)
  })
})
