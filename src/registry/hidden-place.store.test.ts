// SPDX-License-Identifier: EUPL-1.2
// A paper that hides where somebody lives, recorded after her contacts were shared.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMonths, dayInRome } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { sharesOf, shareWith } from '#network/index.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import { languages } from '#platform/i18n/catalogue.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { createPerson, recordPermit, state } from './index.ts'
import { permitsOf } from './permit.store.ts'
import { statementsOf } from './statement.store.ts'

let world: World
let coop: TestOrganisation
let town: TestOrganisation
let worker: Client
let receiver: Client
let her: PersonId

const paper = { documentType: 1, number: 'I7654321', questura: 'AN' } as const
const documented = { level: 'documented', saidBy: 'document' } as const
const permitForm = (kind: string) => ({
  documentType: '1',
  kind,
  number: 'I7654322',
  questura: 'MC',
  level: 'documented',
  'issuedOn-day': '1',
  'issuedOn-month': '10',
  'issuedOn-year': '2026',
  'expiresOn-day': '1',
  'expiresOn-month': '10',
  'expiresOn-year': '2027',
})

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T15:00:00.000Z' })
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  town = await world.organisation('socialService', 'Comune di Jesi')
  worker = await world.member(coop, 'case-worker')
  receiver = await world.member(town, 'case-worker')
  her = await someone()
})
afterAll(() => world.close())

async function someone(): Promise<PersonId> {
  const person = await worker.inScope(async tx => {
    const id = await createPerson(tx, { familyName: 'Haddad', givenName: 'Amina', municipality: 'E388' })
    await state(tx, id, [
      { field: 'phone', value: '+393331112223', level: 'declared', saidBy: 'person' },
      { field: 'address', value: 'via Roma 1', level: 'declared', saidBy: 'person' },
    ])
    await recordPermit(tx, id, { ...paper, kind: 'asylumRequest' }, documented)
    return id
  })
  await show(person, ['identity', 'contacts', 'permit'])
  return person
}

const show = (person: PersonId, groups: readonly FieldGroup[], placeConfirmed = false) =>
  worker.inScope(tx =>
    shareWith(tx, {
      person,
      organisation: town.id,
      groups,
      purpose: 'care',
      legalBasis: 'consent',
      until: addMonths(dayInRome(world.now()), 3),
      placeConfirmed,
    }),
  )

/** What an organisation reads of where she is. */
const placeFor = (client: Client, person: PersonId) =>
  client.inScope(async tx => ({
    contacts: (await statementsOf(tx, person, 'contacts')).map(each => each.value),
    offices: (await permitsOf(tx, person)).map(each => each.questura),
  }))

const nothing = { contacts: [], offices: [undefined, undefined] }
const all = { contacts: expect.arrayContaining(['+393331112223', 'via Roma 1', 'E388']), offices: ['MC', 'AN'] }

describe('when her paper begins to hide where she lives', () => {
  test('before it, what was shared is read', async () => {
    expect(await placeFor(receiver, her)).toEqual({ ...all, offices: ['AN'] })
  })

  test('the case worker records it and is told from whom her place was taken', async () => {
    expect((await worker.post(`/people/${her}/permits`, permitForm('specialCases'))).status).toBe(303)
    for (const lang of languages) {
      const { text } = await worker.get(`/people/${her}/permits`, { lang })
      expect(text).toContain('Comune di Jesi')
      expect(text).toContain(`/people/${her}/shares`)
    }
  })

  test('contacts and offices, of older papers too, are gone for others at once; the rest stays', async () => {
    expect(await placeFor(receiver, her)).toEqual(nothing)
    expect(await placeFor(worker, her)).toEqual(all)
    const page = await receiver.get(`/people/${her}/permits`)
    expect(page.status).toBe(200)
    for (const word of ['via Roma', '333', 'Comune di Jesi</bdi>:']) expect(page.text).not.toContain(word)
    const [now, before] = await worker.inScope(tx => sharesOf(tx, her))
    expect([now?.state, now?.groups]).toEqual(['current', ['identity', 'permit']])
    expect([before?.state, before?.groups]).toEqual(['withdrawn', ['identity', 'contacts', 'permit']])
  })

  test('each share that ended so is an act in the register', async () => {
    const facts = await worker.inScope(tx => tx.selectFrom('ledger_opening').select('fact_id').execute())
    const { findOpeningFor } = await import('#ledger/index.ts')
    const types = await worker.inScope(async tx => {
      const found: (string | undefined)[] = []
      for (const { fact_id } of facts) found.push((await findOpeningFor(tx, fact_id as never, []))?.event.type)
      return found
    })
    expect(types.filter(type => type === 'share.narrowed')).toHaveLength(1)
  })

  test('sharing contacts again asks for one more word, and then shows them', async () => {
    const form = {
      organisation: town.id,
      groups: 'contacts',
      purpose: 'care',
      legalBasis: 'consent',
      'until-day': '31',
      'until-month': '1',
      'until-year': '2027',
    }
    const refused = await worker.post(`/people/${her}/shares`, form)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('name="placeConfirmed"')
    expect(await placeFor(receiver, her)).toEqual(nothing)
    expect((await worker.post(`/people/${her}/shares`, { ...form, placeConfirmed: 'yes' })).status).toBe(303)
    expect(await placeFor(receiver, her)).toEqual(all)
    expect((await worker.get(`/people/${her}/permits`)).text).toContain('mostrati di nuovo')
  })

  test('whoever is not hidden is not asked', async () => {
    const other = await someone()
    expect((await worker.get(`/people/${other}/shares`)).text).not.toContain('name="placeConfirmed"')
    expect((await worker.get(`/people/${her}/shares`)).text).toContain('name="placeConfirmed"')
  })

  test('the database itself refuses an office beside such a paper', async () => {
    await expect(
      worker.inScope(tx =>
        tx.updateTable('registry_permit').set({ questura: 'MC' }).where('person_id', '=', her).execute(),
      ),
    ).rejects.toThrow('registry_permit_hidden_place')
  })

  test('a later paper that hides nothing gives nothing back by itself', async () => {
    const other = await someone()
    await worker.inScope(tx => recordPermit(tx, other, { ...paper, kind: 'specialCases' }, documented))
    expect(await placeFor(receiver, other)).toEqual(nothing)
    await worker.inScope(tx => recordPermit(tx, other, { ...paper, kind: 'refugee' }, documented))
    expect((await placeFor(receiver, other)).contacts).toEqual([])
  })
})
