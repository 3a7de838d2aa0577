// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMonths, dayInRome } from '#lib/civil-date.ts'
import { newId, type PersonId } from '#lib/ids.ts'
import { shareWith } from '#network/index.ts'
import { languages } from '#platform/i18n/catalogue.ts'
import type { Role } from '#platform/auth/roles.ts'
import { createPerson } from '#registry/index.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'

let world: World
let coop: TestOrganisation
let town: TestOrganisation
let worker: Client
let person: PersonId
const form = { ground: 'objection', reason: 'richiesta scritta', name: 'Amina Haddad' }

beforeAll(async () => {
  world = await aWorld()
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  town = await world.organisation('socialService', 'Comune di Jesi')
  worker = await world.member(coop, 'case-worker')
  person = await worker.inScope(tx => createPerson(tx, { familyName: 'Haddad', givenName: 'Amina' }))
  const until = addMonths(dayInRome(world.now()), 3)
  await worker.inScope(tx =>
    shareWith(tx, {
      person,
      organisation: town.id,
      groups: ['identity'],
      purpose: 'care',
      legalBasis: 'consent',
      until,
    }),
  )
})
afterAll(() => world.close())

describe('the page of her rights', () => {
  test.each(languages)('says in %s what goes, what stays and who must be told', async lang => {
    const { status, text } = await worker.get(`/people/${person}/privacy`, { lang })
    expect(status).toBe(200)
    expect(text).toContain('Comune di Jesi')
    expect(text.match(/<li>/g)?.length).toBeGreaterThanOrEqual(5)
  })

  test.each<[Role, number]>([
    ['administrator', 403],
    ['mediator', 403],
    ['coordinator', 403],
    ['auditor', 403],
    ['cpi-operator', 200],
  ])('%s at the same organisation: %i', async (role, status) => {
    const member = await world.member(coop, role)
    expect((await member.get(`/people/${person}/privacy`)).status).toBe(status)
  })

  test('is not there for an organisation that was only shown something', async () => {
    const shown = await world.member(town, 'case-worker')
    expect((await shown.get(`/people/${person}/privacy`)).status).toBe(404)
    expect((await shown.post(`/people/${person}/privacy/copy`)).status).toBe(404)
    expect((await shown.post(`/people/${person}/privacy/erase`, form)).status).toBe(404)
    expect((await worker.get(`/people/${person}/privacy`)).status).toBe(200)
  })

  test('is not there for a stranger, nor for a person who does not exist', async () => {
    const other = await world.otherNetwork()
    const stranger = await world.memberOf(other.network, other.organisation, 'case-worker')
    expect((await stranger.get(`/people/${person}/privacy`)).status).toBe(404)
    expect((await worker.get(`/people/${newId()}/privacy`)).status).toBe(404)
  })
})

test('a copy is a file without her name, and giving it is recorded', async () => {
  const { status, headers, text } = await worker.post(`/people/${person}/privacy/copy`)
  expect(status).toBe(200)
  expect(headers['content-disposition']).toBe('attachment; filename="copia-dei-dati.json"')
  expect(JSON.parse(text)).toMatchObject({ format: 'nuove-comunita/person/1', keeper: 'Coop. Il Girasole' })
  expect(text).toContain('Haddad')
  const after = await worker.post(`/people/${person}/privacy/copy`)
  expect(after.text).toContain('copy.given')
})

describe('an erasure is refused', () => {
  test.each([
    ['without a ground', { ground: '' }, 'Scegli perché si cancella.'],
    ['without a reason', { reason: ' ' }, 'Scrivi il motivo.'],
    ['without her name', { name: '' }, 'Scrivi il nome per confermare.'],
    ['with somebody else’s name', { name: 'Amina Hadad' }, 'Il nome non è quello di questo fascicolo.'],
  ])('%s, and nothing typed is lost', async (_, change, sentence) => {
    const { status, text } = await worker.post(`/people/${person}/privacy/erase`, { ...form, ...change })
    expect(status).toBe(422)
    expect(text).toContain(sentence)
    expect((await worker.get(`/people/${person}`)).status).toBe(200)
  })
})

test('an erasure is done once her name is typed, capital letters and spaces aside', async () => {
  const { status, text } = await worker.post(`/people/${person}/privacy/erase`, { ...form, name: ' amina  HADDAD ' })
  expect(status).toBe(200)
  expect(text).toContain('Comune di Jesi')
  expect((await worker.get(`/people/${person}`)).status).toBe(404)
  expect((await worker.post(`/people/${person}/privacy/erase`, form)).status).toBe(404)
})

describe('the page of translations', () => {
  test.each(languages)('tells an administrator in %s what nobody has read', async lang => {
    const admin = await world.member(coop, 'administrator')
    const { status, text } = await admin.get('/admin/translations', { lang })
    expect(status).toBe(200)
    expect(text.match(/<li>/g)?.length).toBeGreaterThan(10)
  })

  test('is for administrators', async () => {
    expect((await worker.get('/admin/translations')).status).toBe(403)
  })
})
