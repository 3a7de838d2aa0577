// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayInRome } from '#lib/civil-date.ts'
import { newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import type { Scope, Tx, Work } from '../db/scope.ts'
import { aMember, anInstallation, type Browser, type Installation, MINUTE, type Staff } from './auth.build.ts'
import { fieldGroups } from './field-groups.ts'
import { grant } from './grants.ts'
import {
  createPersonLink,
  erasePersonAccess,
  personLinksOf,
  pinHolder,
  revokePersonLinks,
  setPin,
  verifyPin,
} from './person-access.ts'
import { issueSigningCode, redeemSigningCode } from './signing-codes.ts'
import { viewerResolver } from './viewer-resolver.ts'

let house: Installation
let worker: Staff
let person: PersonId
beforeAll(async () => {
  house = await anInstallation()
  worker = await aMember(house)
})
afterAll(() => house.close())

const scope = (organisation: OrganisationId = worker.organisation): Scope => ({
  network: worker.network,
  organisation,
  account: worker.account,
  role: 'case-worker',
  purpose: 'care',
  now: house.now(),
  today: dayInRome(house.now()),
})
const work = <T>(run: Work<T>, organisation?: OrganisationId) => house.db.inScope(scope(organisation), run)
const herself = <T>(run: Work<T>) => house.db.inScope({ ...scope(), role: 'person', purpose: 'self', person }, run)
const hold = (tx: Tx, of: PersonId, organisation: OrganisationId) =>
  grant(tx, { person: of, organisation, purpose: 'care', groups: fieldGroups, legalBasis: 'public-task' })
const who = (browser: Browser, path = '/my') =>
  viewerResolver(house.db)(
    { staff: browser.cookies.get('nc_session'), person: browser.cookies.get('nc_person') },
    house.now(),
    path,
  )
const pathOf = (url: string) => new URL(url).pathname

beforeEach(async () => {
  person = newId<PersonId>()
  await work(tx => hold(tx, person, worker.organisation))
})

async function entered(pin = '7294') {
  const { url } = await work(tx => createPersonLink(tx, person))
  const phone = house.browser()
  await phone.get(pathOf(url))
  expect((await phone.post('/my/pin', { pin, again: pin })).location).toBe('/my')
  return { phone, link: pathOf(url) }
}

describe('her link', () => {
  test('leads at once to a page without it, tells no other site, and then to her page', async () => {
    const { url } = await work(tx => createPersonLink(tx, person))
    const phone = house.browser()
    const opened = await phone.get(pathOf(url))
    expect([opened.status, opened.location]).toEqual([303, '/my/pin'])
    expect(opened.headers['referrer-policy']).toBe('no-referrer')
    expect((await phone.get('/my/pin')).status).toBe(200)
    expect((await phone.post('/my/pin', { pin: '7294', again: '7294' })).location).toBe('/my')
    expect(await who(phone)).toMatchObject({ role: 'person', person, organisation: worker.organisation })
  })

  test('opened and put away before a code was chosen goes on there, as long as the step lasts', async () => {
    const { url } = await work(tx => createPersonLink(tx, person))
    const phone = house.browser()
    await phone.get(pathOf(url))
    expect((await phone.get('/my/enter')).location).toBe('/my/pin')
    expect((await house.browser().get('/my/enter')).status).toBe(200)
    house.wait(31 * MINUTE)
    expect((await phone.get('/my/enter')).status).toBe(200)
  })

  test('works once; a preview does not use it up', async () => {
    const { url } = await work(tx => createPersonLink(tx, person))
    await house.browser().get(pathOf(url))
    const [a, b] = [house.browser(), house.browser()]
    await a.get(pathOf(url))
    await b.get(pathOf(url))
    expect((await a.post('/my/pin', { pin: '7294', again: '7294' })).location).toBe('/my')
    expect((await b.post('/my/pin', { pin: '8305', again: '8305' })).location).toBe('/my/enter?over=1')
    expect((await house.browser().get(pathOf(url))).location).toBe('/my/enter?over=1')
    expect(await work(tx => verifyPin(tx, person, '7294'))).toBe('ok')
  })

  test.each([
    ['expired', async () => house.wait(8 * 24 * 60 * MINUTE)],
    ['revoked', () => work(tx => revokePersonLinks(tx, person))],
    ['replaced by a new one', () => work(tx => createPersonLink(tx, person))],
  ])('opens nothing once it is %s', async (_, act) => {
    const { url } = await work(tx => createPersonLink(tx, person))
    await act()
    const opened = await house.browser().get(pathOf(url))
    const never = await house.browser().get(`/my/enter/${'A'.repeat(43)}`)
    expect([opened.status, opened.location]).toEqual([never.status, never.location])
  })

  test('revoking it closes her sessions too', async () => {
    const { phone } = await entered()
    await work(tx => revokePersonLinks(tx, person))
    expect(await who(phone)).toBeUndefined()
    expect((await phone.post('/my/unlock', { pin: '7294' })).location).toBe('/my/enter?over=1')
  })

  test('is made by the keeper of her record only, and seen by nobody else', async () => {
    const other = newId<OrganisationId>()
    const made = work(tx => createPersonLink(tx, person), other)
    await expect(made).rejects.toMatchObject({ code: '42501' })
    await work(tx => createPersonLink(tx, person))
    await work(tx =>
      grant(tx, { person, organisation: other, purpose: 'care', groups: ['identity'], legalBasis: 'consent' }),
    )
    expect(await work(tx => personLinksOf(tx, person), other)).toEqual([])
    expect(await work(tx => pinHolder(tx, person), other)).toBeUndefined()
    expect(await work(tx => personLinksOf(tx, person))).toHaveLength(1)
  })

  test('of a minor is the guardian’s, with the guardian’s name', async () => {
    const { url } = await work(tx =>
      createPersonLink(tx, person, { holder: 'guardian', guardianName: 'Fatima Al Nouri' }),
    )
    const phone = house.browser()
    await phone.get(pathOf(url))
    await phone.post('/my/pin', { pin: '7294', again: '7294' })
    expect(await work(tx => pinHolder(tx, person))).toBe('guardian')
    expect((await work(tx => personLinksOf(tx, person)))[0]?.guardianName).toBe('Fatima Al Nouri')
  })

  test.each([
    [{ pin: '1234', again: '1234' }, 'f-pin-error'],
    [{ pin: '72', again: '72' }, 'f-pin-error'],
    [{ pin: '7294', again: '7295' }, 'f-again-error'],
    [{}, 'f-pin-error'],
  ])('does not take %j as a PIN, and is not used up by it', async (form, error) => {
    const { url } = await work(tx => createPersonLink(tx, person))
    const phone = house.browser()
    await phone.get(pathOf(url))
    const answer = await phone.post('/my/pin', form as Record<string, string>)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(error)
    expect((await phone.post('/my/pin', { pin: '7294', again: '7294' })).location).toBe('/my')
  })
})

describe('coming back and leaving', () => {
  test('after half an hour the phone asks for the PIN and gives her a new session', async () => {
    const { phone } = await entered()
    const before = phone.cookies.get('nc_person')
    house.wait(31 * MINUTE)
    expect(await who(phone)).toBeUndefined()
    expect((await phone.get('/my/enter')).location).toBe('/my/unlock')
    expect((await phone.post('/my/unlock', { pin: '0001' })).status).toBe(422)
    expect((await phone.post('/my/unlock', { pin: '7294' })).location).toBe('/my')
    expect(await who(phone)).toMatchObject({ person })
    expect(phone.cookies.get('nc_person')).not.toBe(before)
  })

  test('five wrong PINs lock it for a quarter of an hour, also for the right one', async () => {
    const { phone } = await entered()
    house.wait(31 * MINUTE)
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await phone.post('/my/unlock', { pin: `000${i}` })).status)
    expect(statuses).toEqual([422, 422, 422, 422, 429])
    expect((await phone.post('/my/unlock', { pin: '7294' })).status).toBe(429)
    house.wait(15 * MINUTE)
    expect((await phone.post('/my/unlock', { pin: '7294' })).location).toBe('/my')
  })

  test('leaving in a hurry ends at another site, and the phone asks for the PIN again', async () => {
    const { phone } = await entered()
    const left = await phone.get('/my/leave')
    expect(left.location).toMatch(/^https:\/\//)
    expect(left.headers['referrer-policy']).toBe('no-referrer')
    expect(await who(phone)).toBeUndefined()
    expect((await phone.get('/my/enter')).location).toBe('/my/unlock')
  })

  test('a phone that was never here is told what to do', async () => {
    const answer = await house.browser().get('/my/enter')
    expect(answer.status).toBe(200)
    expect((await house.browser().get('/my/unlock')).location).toBe('/my/enter')
    expect((await house.browser().get('/my/pin')).location).toBe('/my/enter?over=1')
  })
})

describe('the PIN at the desk', () => {
  test('is verified in the operator’s transaction and cannot be read out of the database', async () => {
    await work(tx => setPin(tx, person, '7294'))
    expect(await work(tx => verifyPin(tx, person, '7294'))).toBe('ok')
    expect(await work(tx => verifyPin(tx, person, '7295'))).toBe('wrong')
    const row = await work(tx =>
      tx
        .selectFrom('platform_person_secret')
        .select('pin_hash')
        .where('person_id', '=', person)
        .executeTakeFirstOrThrow(),
    )
    expect(row.pin_hash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/) // what tests let it cost
  })

  test('also in her own scope, on her own phone', async () => {
    await herself(tx => setPin(tx, person, '7294'))
    expect(await herself(tx => verifyPin(tx, person, '7294'))).toBe('ok')
    expect(await herself(tx => verifyPin(tx, person, '0000'))).toBe('wrong')
  })

  test('guesses at the same moment are counted one after the other', async () => {
    await work(tx => setPin(tx, person, '7294'))
    const answers = await Promise.all(Array.from({ length: 6 }, (_, i) => work(tx => verifyPin(tx, person, `110${i}`))))
    expect(answers.filter(answer => answer === 'wrong')).toHaveLength(4)
    expect(answers.filter(answer => answer === 'locked')).toHaveLength(2)
    expect(await work(tx => verifyPin(tx, person, '7294'))).toBe('locked')
  })

  test('a right one clears the count', async () => {
    await work(tx => setPin(tx, person, '7294'))
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) await work(tx => verifyPin(tx, person, '0000'))
      expect(await work(tx => verifyPin(tx, person, '7294'))).toBe('ok')
    }
  })

  test('nobody has one until it is chosen; an easy one is refused', async () => {
    expect(await work(tx => verifyPin(tx, person, '7294'))).toBe('wrong')
    await expect(work(tx => setPin(tx, person, '1234'))).rejects.toMatchObject({ code: 'pin.weak' })
    expect(await work(tx => pinHolder(tx, person))).toBeUndefined()
  })

  test('another organisation can neither try nor replace it', async () => {
    await work(tx => setPin(tx, person, '7294'))
    const other = newId<OrganisationId>()
    expect(await work(tx => verifyPin(tx, person, '7294'), other)).toBe('wrong')
    await expect(work(tx => setPin(tx, person, '8305'), other)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a signing code', () => {
  test('typed on her phone opens the one act and no other page of hers', async () => {
    const { code } = await work(tx => issueSigningCode(tx, person, 'meeting-1'))
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const phone = house.browser()
    expect((await phone.post('/sign', { code: code.toLowerCase().replace('-', ' ') })).location).toBe(
      '/my/sign/meeting-1',
    )
    expect(await who(phone, '/my/sign/meeting-1')).toMatchObject({
      person,
      signing: { subject: 'meeting-1', method: 'code' },
    })
    expect(await who(phone, '/my')).toBeUndefined()
    expect(await who(phone, '/my/sign/meeting-2')).toBeUndefined()
  })

  test('scanned does the same, works once and for ten minutes', async () => {
    const first = await work(tx => issueSigningCode(tx, person, 'meeting-1'))
    const phone = house.browser()
    expect((await phone.get(pathOf(first.url))).location).toBe('/my/sign/meeting-1')
    expect(await who(phone, '/my/sign/meeting-1')).toMatchObject({ signing: { method: 'qr' } })
    expect((await house.browser().get(pathOf(first.url))).status).toBe(422)
    expect((await house.browser('10.9.0.1').post('/sign', { code: first.code })).status).toBe(422)
    const second = await work(tx => issueSigningCode(tx, person, 'meeting-1'))
    house.wait(10 * MINUTE)
    expect((await house.browser().get(pathOf(second.url))).status).toBe(422)
  })

  test('leaves her own session on the phone as it was', async () => {
    const { phone } = await entered()
    const { url } = await work(tx => issueSigningCode(tx, person, 'meeting-1'))
    await phone.get(pathOf(url))
    expect(await who(phone, '/my')).toMatchObject({ person })
    expect((await who(phone, '/my'))?.signing).toBeUndefined()
    expect((await who(phone, '/my/sign/meeting-1'))?.signing?.method).toBe('qr')
  })

  test('a new one replaces the former; one may be redeemed in her own scope', async () => {
    const first = await work(tx => issueSigningCode(tx, person, 'meeting-1'))
    const second = await work(tx => issueSigningCode(tx, person, 'meeting-1'))
    expect(await herself(tx => redeemSigningCode(tx, first.code, house.now()))).toBeUndefined()
    expect(await herself(tx => redeemSigningCode(tx, second.code, house.now()))).toMatchObject({
      person,
      subject: 'meeting-1',
      method: 'code',
    })
    expect(await herself(tx => redeemSigningCode(tx, second.code, house.now()))).toBeUndefined()
  })

  test('cannot be guessed without end from one address', async () => {
    const { code } = await work(tx => issueSigningCode(tx, person, 'meeting-1'))
    const thief = house.browser('10.9.9.9')
    for (let i = 0; i < 5; i++) expect((await thief.post('/sign', { code: `AAAA-BBB${i}` })).status).toBe(422)
    expect((await thief.post('/sign', { code })).status).toBe(429)
    expect((await house.browser('10.9.9.8').post('/sign', { code })).status).toBe(303)
  })
})

test('erasing takes every way in', async () => {
  const { phone } = await entered()
  await work(tx => issueSigningCode(tx, person, 'meeting-1'))
  await work(tx => erasePersonAccess(tx, person))
  expect(await who(phone)).toBeUndefined()
  expect(await work(tx => personLinksOf(tx, person))).toEqual([])
  expect(await work(tx => verifyPin(tx, person, '7294'))).toBe('wrong')
})

test.each(['it', 'en', 'fr', 'ar'])('every page on her way in is drawn in %s', async lang => {
  const { url } = await work(tx => createPersonLink(tx, person))
  const phone = house.browser()
  await phone.get(pathOf(url))
  for (const page of ['/my/enter', '/my/pin', '/sign', '/sign-in']) {
    const answer = await phone.get(`${page}?lang=${lang}`)
    if (answer.status === 303) continue
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(`lang="${lang}"`)
  }
})
