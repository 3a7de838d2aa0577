// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CivilDate, dayInRome } from '#lib/civil-date.ts'
import { newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import {
  aMember,
  anInstallation,
  type Browser,
  type Installation,
  signIn,
  type Staff,
} from '#platform/auth/auth.build.ts'
import { personLinksOf, pinHolder, verifyPin } from '#platform/auth/person-access.ts'
import type { Work } from '#platform/db/scope.ts'
import { createPerson } from '#registry/index.ts'
import { addOrganisation } from './add-organisation.store.ts'
import { module } from './module.ts'
import { shareWith } from './share.store.ts'

let house: Installation
let worker: Staff
let browser: Browser
let centre: OrganisationId
let adult: PersonId
let minor: PersonId

const scope = () => ({
  network: worker.network,
  organisation: worker.organisation,
  account: worker.account,
  now: house.now(),
  today: dayInRome(house.now()),
})
const work = <T>(run: Work<T>) => house.db.inScope({ ...scope(), role: 'case-worker', purpose: 'care' }, run)
const person = (birth: string) =>
  work(tx =>
    createPerson(tx, {
      familyName: 'Al Nouri',
      givenName: 'Samira',
      birthDate: birth as CivilDate,
      birthPrecision: 'day',
    }),
  )
const factTypes = async () => (await work(tx => tx.selectFrom('ledger_entry').select('org_seq').execute())).length

beforeAll(async () => {
  house = await anInstallation([module])
  worker = await aMember(house)
  const admin = { ...scope(), role: 'administrator', purpose: 'administration' } as const
  await house.db.inScope(admin, tx =>
    addOrganisation(tx, { id: worker.organisation, kind: 'receptionProject', name: 'Coop. Il Girasole' }),
  )
  centre = await house.db.inScope(admin, tx => addOrganisation(tx, { kind: 'jobCentre', name: 'CPI Jesi' }))
  browser = house.browser()
  await signIn(house, browser, worker)
  adult = await person('1994-05-12')
  minor = await person('2011-05-12')
})
afterAll(() => house.close())

const linkOn = (text: string) => new URL(/data-link[^>]*>([^<]+)</.exec(text)?.[1] ?? '').pathname

describe('the person’s way in, at the desk', () => {
  test('is a link shown once, with its QR code, that lets her in', async () => {
    const url = `/people/${adult}/entry`
    expect((await browser.get(url)).status).toBe(200)
    const before = await factTypes()
    const made = await browser.post(url)
    expect(made.status).toBe(200)
    expect(made.headers['referrer-policy']).toBe('no-referrer')
    expect(made.text).toContain('class="nc-qr"')
    expect(await factTypes()).toBe(before + 1)
    const link = linkOn(made.text)
    expect((await browser.get(url)).text).not.toContain(link)
    const phone = house.browser()
    await phone.get(link)
    expect((await phone.post('/my/pin', { pin: '7294', again: '7294' })).location).toBe('/my')
    expect((await browser.post(`${url}/revoke`)).status).toBe(303)
    expect((await phone.get('/my/unlock')).location).toBe('/my/enter')
  })

  test('of a minor needs the guardian’s name', async () => {
    const url = `/people/${minor}/entry`
    const refused = await browser.post(url)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('f-guardianName-error')
    expect((await browser.post(url, { guardianName: 'Fatima Al Nouri' })).status).toBe(200)
    expect((await work(tx => personLinksOf(tx, minor)))[0]).toMatchObject({
      holder: 'guardian',
      guardianName: 'Fatima Al Nouri',
    })
    await browser.post(`${url}/pin`, { pin: '7294', again: '7294' })
    expect(await work(tx => pinHolder(tx, minor))).toBe('guardian')
  })

  test.each([
    [{ pin: '1234', again: '1234' }, 'f-pin-error'],
    [{ pin: '7294', again: '7295' }, 'f-again-error'],
    [{}, 'f-pin-error'],
  ])('does not take %j as a PIN and never sends it back', async (form, error) => {
    const answer = await browser.post(`/people/${adult}/entry/pin`, form as Record<string, string>)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(error)
    expect(answer.text).not.toMatch(/value="7294"/)
  })

  test('takes a PIN that she writes herself on the turned screen', async () => {
    expect((await browser.post(`/people/${adult}/entry/pin`, { pin: '8305', again: '8305' })).status).toBe(200)
    expect(await work(tx => verifyPin(tx, adult, '8305'))).toBe('ok')
  })

  test('is the keeper’s only: not a receiver’s, not a stranger’s, not the administrator’s', async () => {
    const given = {
      person: adult,
      organisation: centre,
      groups: ['identity'],
      purpose: 'handover',
      legalBasis: 'public-task',
    } as const
    await work(tx => shareWith(tx, { ...given, until: '2027-01-01' as CivilDate }))
    const [receiver, stranger, admin] = [
      await aMember(house, 'cpi-operator', { network: worker.network, organisation: centre }),
      await aMember(house, 'case-worker', { network: worker.network }),
      await aMember(house, 'administrator', { network: worker.network }),
    ]
    for (const [member, status] of [
      [receiver, 404],
      [stranger, 404],
      [admin, 403],
    ] as const) {
      const other = house.browser()
      await signIn(house, other, member)
      expect((await other.get(`/people/${adult}/entry`)).status).toBe(status)
      expect((await other.post(`/people/${adult}/entry`)).status).toBe(status)
      expect((await other.post(`/people/${adult}/entry/revoke`)).status).toBe(status)
      expect((await other.post(`/people/${adult}/entry/pin`, { pin: '7294', again: '7294' })).status).toBe(status)
    }
    expect((await browser.get(`/people/${newId()}/entry`)).status).toBe(404)
  })

  test.each(['it', 'en', 'fr', 'ar'])('is drawn in %s', async lang => {
    for (const id of [adult, minor]) expect((await browser.get(`/people/${id}/entry?lang=${lang}`)).status).toBe(200)
  })
})
