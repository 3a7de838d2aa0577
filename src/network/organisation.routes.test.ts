// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayInRome } from '#lib/civil-date.ts'
import { newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import {
  aMember,
  anInstallation,
  type Browser,
  type Installation,
  signIn,
  type Staff,
} from '#platform/auth/auth.build.ts'
import { grant } from '#platform/auth/grants.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import type { Role } from '#platform/auth/roles.ts'
import type { Scope } from '#platform/db/scope.ts'
import { createPerson, recordPermit } from '#registry/index.ts'
import { addOrganisation } from './add-organisation.store.ts'
import { jobCentreFor } from './job-centre.store.ts'
import { module } from './module.ts'
import { getOrganisation, organisationsIn } from './organisation.store.ts'
import { sharesOf, shareWith, withdraw } from './share.store.ts'

let house: Installation
let admin: Staff
let browser: Browser
let coop: OrganisationId
let centre: OrganisationId
let worker: Staff

const scope = (role: Role, organisation: OrganisationId, account?: Staff['account']): Scope => ({
  network: admin.network,
  organisation,
  ...(account ? { account } : {}),
  role,
  purpose: role === 'administrator' ? 'administration' : 'care',
  now: house.now(),
  today: dayInRome(house.now()),
})
const asAdmin = <T>(work: Parameters<typeof house.db.inScope<T>>[1]) =>
  house.db.inScope(scope('administrator', admin.organisation), work)
const asWorker = <T>(work: Parameters<typeof house.db.inScope<T>>[1]) =>
  house.db.inScope(scope('case-worker', coop, worker.account), work)
const asCentre = <T>(work: Parameters<typeof house.db.inScope<T>>[1]) =>
  house.db.inScope(scope('cpi-operator', centre), work)
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    error => (error as { code?: string }).code ?? String(error),
  )

beforeAll(async () => {
  house = await anInstallation([module])
  admin = await aMember(house, 'administrator')
  coop = await asAdmin(tx => addOrganisation(tx, { kind: 'receptionProject', name: 'Coop. La Quercia' }))
  centre = await asAdmin(tx => addOrganisation(tx, { kind: 'jobCentre', name: 'CPI di Tolentino' }))
  worker = await aMember(house, 'case-worker', { network: admin.network, organisation: coop })
  browser = house.browser()
  await signIn(house, browser, admin)
})
afterAll(() => house.close())

describe('organisations', () => {
  test('are added with a card for sessions and a key in the ledger', async () => {
    const keys = await asAdmin(tx =>
      tx.selectFrom('ledger_key').select('name').where('organisation_id', '=', coop).execute(),
    )
    expect(keys).toEqual([{ name: 'Coop. La Quercia' }])
    const cards = await asAdmin(tx =>
      tx
        .selectFrom('platform_organisation_card')
        .select(['name', 'kind'])
        .where('organisation_id', '=', coop)
        .execute(),
    )
    expect(cards).toEqual([{ name: 'Coop. La Quercia', kind: 'receptionProject' }])
  })

  test('by the form, with errors beside their fields and nothing half made', async () => {
    const before = (await asAdmin(tx => organisationsIn(tx))).length
    const bad = await browser.post('/admin/organisations', {
      kind: 'castle',
      name: '',
      email: 'x',
      municipality: 'Jesi',
    })
    expect(bad.status).toBe(422)
    for (const field of ['kind', 'name', 'email', 'municipality']) expect(bad.text).toContain(`f-${field}-error`)
    expect((await browser.post('/admin/organisations', { kind: 'union', name: ' coop. la QUERCIA ' })).status).toBe(409)
    expect((await asAdmin(tx => organisationsIn(tx))).length).toBe(before)
    const good = await browser.post('/admin/organisations', { kind: 'union', name: 'CGIL Jesi', municipality: 'e388' })
    const id = good.location?.split('/').at(-1) as OrganisationId
    expect(await asAdmin(tx => getOrganisation(tx, id))).toMatchObject({
      name: 'CGIL Jesi',
      municipality: 'E388',
      kind: 'union',
    })
  })

  test('are changed with their version: a page that was open too long changes nothing', async () => {
    const url = `/admin/organisations/${coop}/details`
    const change = { name: 'Coop. La Quercia', phone: '0731 1234', version: '1' }
    expect((await browser.post(url, change)).status).toBe(303)
    expect((await browser.post(url, { ...change, phone: '000' })).status).toBe(409)
    expect((await asAdmin(tx => getOrganisation(tx, coop))).phone).toBe('0731 1234')
  })

  test('one that is not there, and one of another network, are the same 404', async () => {
    const elsewhere = await aMember(house, 'administrator')
    expect((await browser.get(`/admin/organisations/${newId()}`)).status).toBe(404)
    expect((await browser.get('/admin/organisations/x')).status).toBe(404)
    expect((await browser.get(`/admin/organisations/${elsewhere.organisation}`)).status).toBe(404)
    expect(await code(asAdmin(tx => getOrganisation(tx, elsewhere.organisation)))).toBe('organisation.not-found')
  })

  test('are written by administrators only, whatever a route forgets', async () => {
    expect(await code(asWorker(tx => addOrganisation(tx, { kind: 'union', name: 'Mia' })))).toBe('42501')
    expect(
      await code(
        asWorker(tx =>
          tx
            .insertInto('network_organisation')
            .values({ network_id: admin.network, id: newId(), kind: 'union', name: 'M', since: '2026-01-01' as never })
            .execute(),
        ),
      ),
    ).toBe('42501')
  })

  test('no hash, token or secret can be read at work', async () => {
    for (const [table, column] of [
      ['platform_account', 'password_hash'],
      ['platform_account', 'totp_secret'],
      ['platform_invitation', 'token_hash'],
      ['platform_session', 'token_hash'],
      ['platform_recovery_code', 'code_hash'],
      ['platform_step', 'sealed'],
      ['platform_throttle', 'key'],
    ] as const) {
      const read = asAdmin(tx =>
        tx
          .selectFrom(table as 'platform_account')
          .select(column as 'password_hash')
          .execute(),
      )
      expect(await code(read)).toBe('42501')
    }
  })
})

describe('job centres', () => {
  test('know the municipalities a source gives them; any other is not known', async () => {
    expect((await asWorker(tx => jobCentreFor(tx, 'F051')))?.id).toBe(centre)
    expect(await asWorker(tx => jobCentreFor(tx, 'H501'))).toBeUndefined()
  })

  test('take over a municipality by the form', async () => {
    const form = {
      organisation: centre,
      municipality: 'g436',
      name: 'Penna San Giovanni',
      source: 'telefonata del 3 ottobre 2026',
    }
    expect((await browser.post('/admin/job-centres', { ...form, source: '' })).status).toBe(422)
    expect((await browser.post('/admin/job-centres', { ...form, organisation: coop })).status).toBe(422)
    expect((await browser.post('/admin/job-centres', form)).status).toBe(303)
    expect((await asWorker(tx => jobCentreFor(tx, 'G436')))?.id).toBe(centre)
  })
})

describe('from trial to real', () => {
  const decide = (item: string) =>
    browser.post('/admin/readiness', {
      item,
      reference: 'DGR 7/2026',
      'decided-day': '3',
      'decided-month': '9',
      'decided-year': '2026',
    })

  test('takes all four decisions, and there is no way back', async () => {
    expect((await browser.post('/admin/readiness/real')).status).toBe(409)
    expect(
      (
        await browser.post('/admin/readiness', {
          item: 'dpia',
          reference: 'x',
          'decided-day': '31',
          'decided-month': '11',
          'decided-year': '2026',
        })
      ).status,
    ).toBe(422)
    for (const item of ['controllers', 'legal-bases', 'retention']) expect((await decide(item)).status).toBe(303)
    expect((await browser.post('/admin/readiness/real')).status).toBe(409)
    await decide('dpia')
    expect((await browser.get('/admin/readiness')).text).toContain('/admin/readiness/real')
    expect((await browser.post('/admin/readiness/real')).status).toBe(303)
    const kind = () => asAdmin(tx => tx.selectFrom('platform_network').select('kind').executeTakeFirstOrThrow())
    expect(await kind()).toEqual({ kind: 'real' })
    expect(
      await code(asAdmin(tx => tx.updateTable('platform_network').set({ kind: 'trial', real_since: null }).execute())),
    ).toBe('23514')
  })
})

describe('showing a file to another organisation', () => {
  const share = (person: PersonId) =>
    ({
      person,
      organisation: centre,
      groups: ['identity', 'plan'],
      purpose: 'handover',
      legalBasis: 'public-task',
      until: '2027-01-31',
    }) as const
  const someone = () => asWorker(tx => createPerson(tx, { familyName: 'Al Nouri', givenName: 'Samira' }))

  test('opens exactly the named groups, until withdrawn', async () => {
    const person = await someone()
    const seen = () =>
      asCentre(tx => tx.selectFrom('registry_person').select('person_id').where('person_id', '=', person).execute())
    expect(await seen()).toHaveLength(0)
    const id = await asWorker(tx => shareWith(tx, share(person) as never))
    expect(await seen()).toHaveLength(1)
    expect((await asCentre(tx => sharesOf(tx, person)))[0]).toMatchObject({
      state: 'current',
      groups: ['identity', 'plan'],
      grantedByName: 'Coop. La Quercia',
    })
    await asWorker(tx => withdraw(tx, id))
    await asWorker(tx => withdraw(tx, id))
    expect(await seen()).toHaveLength(0)
    const withdrawn = await asWorker(tx => sharesOf(tx, person))
    expect(withdrawn.map(each => each.state)).toEqual(['withdrawn'])
  })

  test('is the keeper’s right only: a receiver cannot pass it on, a stranger cannot begin', async () => {
    const person = await someone()
    expect(await code(asCentre(tx => shareWith(tx, { ...share(person), organisation: coop } as never)))).toBe(
      'share.not-found',
    )
    const id = await asWorker(tx => shareWith(tx, share(person) as never))
    expect(await code(asCentre(tx => shareWith(tx, { ...share(person), organisation: coop } as never)))).toBe(
      'share.not-found',
    )
    expect(await code(asCentre(tx => withdraw(tx, id)))).toBe('share.not-found')
    expect(await code(asAdmin(tx => withdraw(tx, id)))).toBe('share.not-found')
  })

  test.each([
    ['the own organisation', { organisation: 'coop' }, 'share.to-self'],
    ['an organisation that is not there', { organisation: newId() }, 'organisation.not-found'],
    ['a day that has passed', { until: '2026-01-01' }, 'share.until-past'],
    ['ten years', { until: '2036-01-01' }, 'share.until-far'],
    ['nothing at all', { groups: [] }, 'share.no-groups'],
  ])('is refused with %s', async (_, change, expected) => {
    const person = await someone()
    const given = {
      ...share(person),
      ...change,
      ...('organisation' in change && change.organisation === 'coop' ? { organisation: coop } : {}),
    }
    expect(await code(asWorker(tx => shareWith(tx, given as never)))).toBe(expected)
  })

  test('cannot reach further than the keeper’s own hold', async () => {
    const person = newId<PersonId>()
    await asWorker(tx =>
      grant(tx, { person, organisation: coop, purpose: 'care', groups: ['identity'], legalBasis: 'public-task' }),
    )
    expect(await code(asWorker(tx => shareWith(tx, { ...share(person), groups: fieldGroups } as never)))).toBe(
      'share.not-own',
    )
  })

  test('contacts stay with the keeper while her permit hides where she is, by act and on the page', async () => {
    const person = await someone()
    const contacts = { ...share(person), groups: ['identity', 'contacts'] }
    const permit = (kind: 'specialCases' | 'refugee') =>
      asWorker(tx =>
        recordPermit(
          tx,
          person,
          { documentType: 1, kind, number: 'I7654321', questura: 'AN' },
          { level: 'documented', saidBy: 'document' },
        ),
      )
    await permit('specialCases')
    expect(await code(asWorker(tx => shareWith(tx, contacts as never)))).toBe('share.location-hidden')
    const own = house.browser()
    await signIn(house, own, worker)
    const form = { organisation: centre, purpose: 'care', legalBasis: 'consent', groups: 'contacts' }
    const until = { 'until-day': '31', 'until-month': '1', 'until-year': '2027' }
    const page = await own.post(`/people/${person}/shares`, { ...form, ...until })
    expect(page.status).toBe(422)
    expect(page.text).toContain('f-groups-error')
    expect(await asWorker(tx => sharesOf(tx, person))).toEqual([])
    await asWorker(tx => shareWith(tx, share(person) as never))
    await permit('refugee')
    await asWorker(tx => shareWith(tx, contacts as never))
    expect(await asWorker(tx => sharesOf(tx, person))).toHaveLength(2)
  })

  test('on its page: shown, added, withdrawn; unknown to a second organisation', async () => {
    const person = await someone()
    const own = house.browser()
    await signIn(house, own, worker)
    const url = `/people/${person}/shares`
    expect((await own.get(url)).text).toContain('Al Nouri')
    const form = {
      organisation: centre,
      groups: 'identity',
      purpose: 'care',
      legalBasis: 'consent',
      'until-day': '31',
      'until-month': '1',
      'until-year': '2027',
    }
    expect((await own.post(url, { ...form, 'until-day': '31', 'until-month': '2' })).text).toContain('f-until-error')
    expect((await own.post(url, { ...form, groups: '' })).text).toContain('f-groups-error')
    expect((await own.post(url, form)).status).toBe(303)
    const [given] = await asWorker(tx => sharesOf(tx, person))
    expect((await own.post(`${url}/${given?.grant}/withdraw`)).status).toBe(303)
    const stranger = await aMember(house, 'case-worker', { network: admin.network })
    const other = house.browser()
    await signIn(house, other, stranger)
    expect((await other.get(url)).status).toBe(404)
    expect((await other.post(url, form)).status).toBe(404)
    expect((await other.post(`${url}/${given?.grant}/withdraw`)).status).toBe(404)
    expect((await browser.get(url)).status).toBe(403)
  })
})

describe('every page of the administrator', () => {
  test.each(['it', 'en', 'fr', 'ar'])('is drawn in %s, empty and full', async lang => {
    const fresh = await aMember(house, 'administrator')
    const empty = house.browser()
    await signIn(house, empty, fresh)
    for (const each of [empty, browser]) {
      for (const url of ['/admin', '/admin/organisations', '/admin/job-centres', '/admin/readiness', '/account']) {
        const answer = await each.get(`${url}?lang=${lang}`)
        expect(`${url} ${answer.status}`).toBe(`${url} 200`)
        expect(answer.text).toContain(`lang="${lang}"`)
      }
    }
    expect((await browser.get(`/admin/organisations/${coop}?lang=${lang}`)).status).toBe(200)
  })
})
