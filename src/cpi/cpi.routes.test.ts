// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PackageId, PersonId } from '#lib/ids.ts'
import { addOrganisation } from '#network/index.ts'
import {
  createPerson,
  currentPermit,
  getPerson,
  listPeople,
  permitsOf,
  recordPermit,
  state,
  statementsOf,
} from '#registry/index.ts'
import { profileOf, takeOver } from '#skills/index.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { cpiStateOf, deliverWaiting, inboxCount, prepareHandover, sendPackage } from './index.ts'
import { checksOf, fieldsOf } from './package-content.store.ts'
import { packagesOf } from './package.store.ts'
import { fakeRegionalSystem } from './sap/regional-system.fake.ts'

let world: World
let worker: Client
let operator: Client
let colleague: Client
let stranger: Client
let otherCentre: Client
let jesi: TestOrganisation

const NOW = '2026-11-21T09:00:00.000Z'
const sil = fakeRegionalSystem()
const promoter = 'L191C000446'

async function anOrganisation(kind: 'jobCentre' | 'thirdSector', name: string): Promise<TestOrganisation> {
  const founder = await world.organisation('leadPartner', `Fondazione ${name}`)
  const admin = await world.member(founder, 'administrator')
  const id = await admin.inScope(tx => addOrganisation(tx, { kind, name }))
  return { id, name, kind }
}

beforeAll(async () => {
  world = await aWorld({ now: NOW })
  const coop = await anOrganisation('thirdSector', 'Coop. Il Girasole')
  const other = await anOrganisation('thirdSector', 'Coop. Altra')
  jesi = await anOrganisation('jobCentre', 'CPI di Jesi')
  const ancona = await anOrganisation('jobCentre', 'CPI di Ancona')
  worker = await world.member(coop, 'case-worker')
  colleague = await world.member(jesi, 'cpi-operator', 'P. Severini')
  operator = await world.member(jesi, 'cpi-operator')
  otherCentre = await world.member(ancona, 'cpi-operator')
  stranger = await world.member(other, 'case-worker')
})
afterAll(() => world.close())

/** A person with a text of her own in every group, so that a leak can be seen. */
function aPerson(name = 'CANARYidentity'): Promise<PersonId> {
  return worker.inScope(async tx => {
    const person = await createPerson(tx, {
      familyName: name,
      givenName: 'Tesfalem',
      birthDate: '1998-01-01' as never,
      birthPrecision: 'day',
      sex: 'M',
      citizenship: 'ERI',
      phone: '+39 333 1112223',
      municipality: 'E388',
      address: 'via CANARYcontacts 9',
      provenance: { level: 'documented', saidBy: 'document', source: 'permesso' },
    })
    await state(tx, person, [{ field: 'familyStatus', value: 'single', level: 'declared', saidBy: 'person' }])
    return person
  })
}

const handoverForm = (change: Record<string, string | string[]> = {}) => ({
  receiver: jesi.id,
  legalBasis: 'public-task',
  groups: ['contacts'],
  'until-day': '21',
  'until-month': '5',
  'until-year': '2027',
  ...change,
})

async function handedOver(
  change: Record<string, string | string[]> = {},
  name?: string,
): Promise<{ person: PersonId; id: PackageId }> {
  const person = await aPerson(name)
  const sent = await worker.post(`/people/${person}/handover`, handoverForm(change))
  expect(sent.status).toBe(303)
  const [latest] = await worker.inScope(tx => packagesOf(tx, person))
  return { person, id: latest?.id as PackageId }
}

const fieldsFor = (id: PackageId) => operator.inScope(tx => fieldsOf(tx, id))
const decideAll = async (id: PackageId, choice = 'accept', change: Record<string, string> = {}) => {
  const fields = await fieldsFor(id)
  return { ...Object.fromEntries(fields.map(field => [`decision-${field.position}`, choice])), ...change }
}
const positionOf = async (id: PackageId, name: string) =>
  (await fieldsFor(id)).find(field => field.name === name)?.position ?? 0
const countFacts = () =>
  operator.inScope(async tx => (await tx.selectFrom('ledger_entry').select('fact_id').execute()).length)

describe('handing over', () => {
  test('shows the pre-checks with four answers and asks to choose where the catchment is not known', async () => {
    const person = await aPerson()
    const page = await worker.get(`/people/${person}/handover`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Controlli prima della DID')
    expect(page.text).toContain('Li sa solo il CPI')
    expect(page.text).toContain('Residenza assente.')
    expect(page.text).toContain('CPI di Jesi')
  })

  test('without centre, legal basis or date it is asked again, every error at once, and nothing is written', async () => {
    const person = await aPerson()
    const page = await worker.post(`/people/${person}/handover`, {
      groups: 'contacts',
      'until-day': '31',
      'until-month': '11',
      'until-year': '2026',
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Scegli il Centro per l’impiego')
    expect(page.text).toContain('Scegli la base giuridica')
    expect(await worker.inScope(tx => packagesOf(tx, person))).toEqual([])
  })

  test('a date that has passed or lies too far is refused at its field', async () => {
    const person = await aPerson()
    for (const year of ['2025', '2030']) {
      expect((await worker.post(`/people/${person}/handover`, handoverForm({ 'until-year': year }))).status).toBe(422)
    }
    expect(await worker.inScope(tx => packagesOf(tx, person))).toEqual([])
  })

  test('before it the job centre sees nothing of the person, after it only the groups that were shared', async () => {
    const person = await aPerson('CANARYbefore')
    expect((await operator.inScope(tx => listPeople(tx, { search: 'CANARYbefore' }))).total).toBe(0)
    await worker.post(`/people/${person}/handover`, handoverForm({ groups: [] }))
    const [sent] = await worker.inScope(tx => packagesOf(tx, person))
    const page = await operator.get(`/cpi/packages/${sent?.id}`)
    expect(page.text).toContain('CANARYbefore')
    expect(page.text).not.toContain('CANARYcontacts')
    const said = await operator.inScope(tx => statementsOf(tx, person))
    expect(said.length).toBeGreaterThan(0)
    expect(JSON.stringify(said)).not.toContain('CANARYcontacts')
    expect(JSON.stringify(said)).not.toContain('single')
  })

  test('while a pre-check blocks, what is sent past the page is refused with what to put right, and nothing is written', async () => {
    const person = await worker.inScope(tx => createPerson(tx, { familyName: 'Senza', givenName: 'Domicilio' }))
    const facts = await countFacts()
    const page = await worker.post(`/people/${person}/handover`, handoverForm())
    expect(page.status).toBe(409)
    expect(page.text).toContain('Così il CPI non potrebbe accettare')
    expect(page.text).toContain(`/people/${person}/contacts`)
    expect(await worker.inScope(tx => packagesOf(tx, person))).toEqual([])
    expect(await countFacts()).toBe(facts)
  })

  test('whoever sends without the page is refused by the same rule', async () => {
    const person = await worker.inScope(tx => createPerson(tx, { familyName: 'Senza', givenName: 'Domicilio' }))
    const facts = await countFacts()
    const handover: Parameters<typeof sendPackage>[2] = {
      receiver: jesi.id,
      legalBasis: 'public-task',
      groups: ['identity'],
      ownWords: false,
      until: '2027-05-21' as never,
    }
    const sent = worker.inScope(async tx => sendPackage(tx, await prepareHandover(tx, person, 'Marche'), handover))
    await expect(sent).rejects.toMatchObject({ code: 'package.blocked' })
    expect(await worker.inScope(tx => packagesOf(tx, person))).toEqual([])
    expect(await countFacts()).toBe(facts)
  })

  test('a second handover waits until the first has its answer, and the page says since when', async () => {
    const { person } = await handedOver()
    const again = await worker.post(`/people/${person}/handover`, handoverForm())
    expect(again.status).toBe(409)
    expect(again.text).toContain('Aspettiamo la risposta. Per ora non consegnarla di nuovo.')
  })

  test('a package cannot be changed once it has left', async () => {
    const { id } = await handedOver()
    await expect(
      worker.inScope(tx =>
        tx.updateTable('cpi_package').set({ person_name: 'changed' }).where('id', '=', id).execute(),
      ),
    ).rejects.toThrow(/permission denied/)
    await expect(
      worker.inScope(tx =>
        tx.updateTable('cpi_package_field').set({ level: 'certified' }).where('package_id', '=', id).execute(),
      ),
    ).rejects.toThrow(/permission denied/)
  })

  test('withdrawing the access leaves the snapshot with its basis', async () => {
    const { person, id } = await handedOver()
    expect((await worker.post(`/people/${person}/cpi/withdrawal`, { package: id })).status).toBe(303)
    await expect(operator.inScope(tx => getPerson(tx, person))).rejects.toMatchObject({ kind: 'not-found' })
    const page = await operator.get(`/cpi/packages/${id}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('CANARYcontacts')
    expect(page.text).toContain('Coop. Il Girasole ha chiuso l’accesso il 21 novembre 2026.')
    expect(page.text).toContain('puoi decidere su questa')
    const sent = (await worker.get(`/people/${person}/cpi`)).text
    expect(sent).toContain('accesso chiuso il 21 novembre 2026')
    expect(sent).toContain(`/people/${person}/shares`)
  })
})

describe('the inbox', () => {
  test('holds what came to this centre, with the answers of the pre-checks', async () => {
    const before = await operator.inScope(inboxCount)
    await handedOver({}, 'Inboxperson')
    expect(await operator.inScope(inboxCount)).toBe(before + 1)
    const page = await operator.get('/cpi')
    expect(page.text).toContain('Inboxperson')
    expect(page.text).toMatch(/li sa il CPI/)
    expect((await otherCentre.get('/cpi')).text).not.toContain('Inboxperson')
  })

  test('another centre, another cooperative and the sender itself get 404 for a package that is not theirs to answer', async () => {
    const { id } = await handedOver()
    expect((await otherCentre.get(`/cpi/packages/${id}`)).status).toBe(404)
    expect((await otherCentre.post(`/cpi/packages/${id}`, {})).status).toBe(404)
    expect((await stranger.get(`/cpi/packages/${id}/sap.xml`)).status).toBe(404)
    expect((await worker.post(`/cpi/packages/${id}`, {})).status).toBe(403)
  })

  test('opening a package writes one access row that names the person', async () => {
    const { id, person } = await handedOver()
    const rows = () =>
      worker.inScope(tx =>
        tx
          .selectFrom('platform_access')
          .select('route')
          .where('person_id', '=', person)
          .where('route', '=', '/cpi/packages/:package')
          .execute(),
      )
    expect(await rows()).toHaveLength(0)
    await operator.get(`/cpi/packages/${id}`)
    expect(await rows()).toHaveLength(1)
  })
})

describe('reviewing a package', () => {
  test('half a review is kept, is shown as "in review" and its decisions stay on the operator’s desk', async () => {
    const { person, id } = await handedOver()
    const saved = await operator.post(`/cpi/packages/${id}`, {
      action: 'save',
      'decision-1': 'accept',
      'decision-2': 'refuse',
      'reason-2': 'does-not-match',
    })
    expect(saved.status).toBe(303)
    expect(await worker.inScope(tx => cpiStateOf(tx, person))).toMatchObject({ state: 'in-review', to: 'CPI di Jesi' })
    expect((await colleague.get(`/cpi/packages/${id}`)).text).toContain('1 accettato, 0 corretti, 1 rifiutato')
    expect(
      await worker.inScope(tx =>
        tx.selectFrom('cpi_decision').select('position').where('package_id', '=', id).execute(),
      ),
    ).toEqual([])
  })

  test('"accept the documented" decides what a paper shows and leaves the rest open', async () => {
    const { id } = await handedOver()
    await operator.post(`/cpi/packages/${id}`, { action: 'accept-documented' })
    const decisions = await operator.inScope(tx =>
      tx.selectFrom('cpi_decision').select('choice').where('package_id', '=', id).execute(),
    )
    expect(decisions.length).toBeGreaterThan(4)
    expect(decisions.every(each => each.choice === 'accept')).toBe(true)
  })

  test('an answer with open or wrong decisions is asked again and makes no record', async () => {
    const { id } = await handedOver({}, 'Halfway')
    const before = await operator.inScope(tx => listPeople(tx, { search: 'Halfway', ownOnly: true }))
    expect((await operator.post(`/cpi/packages/${id}`, { 'decision-1': 'accept' })).status).toBe(422)
    const wrong = {
      ...(await decideAll(id)),
      'decision-3': 'correct',
      'value-3': '31/11/1998',
      'source-3': 'document-seen',
    }
    const page = await operator.post(`/cpi/packages/${id}`, wrong)
    expect(page.status).toBe(422)
    expect(page.text).toContain('31/11/1998')
    const after = await operator.inScope(tx => listPeople(tx, { search: 'Halfway', ownOnly: true }))
    expect(after.total).toBe(before.total)
  })

  test('accepting makes the centre’s own record from accepted and corrected fields, tied as the same person', async () => {
    const { person, id } = await handedOver({}, 'Accepted')
    const at = await positionOf(id, 'phone')
    const form = await decideAll(id, 'accept', {
      [`decision-${at}`]: 'correct',
      [`value-${at}`]: '+39 333 9998887',
      [`source-${at}`]: 'person-says',
    })
    const before = await countFacts()
    expect((await operator.post(`/cpi/packages/${id}`, form)).status).toBe(303)
    expect(await countFacts()).toBeGreaterThan(before)
    const { people } = await operator.inScope(tx => listPeople(tx, { search: 'Accepted', ownOnly: true }))
    expect(people).toHaveLength(1)
    const own = people[0]?.id as PersonId
    expect(own).not.toBe(person)
    expect(await operator.inScope(tx => getPerson(tx, own))).toMatchObject({
      familyName: 'Accepted',
      phone: '+393339998887',
      municipality: 'E388',
    })
    const said = await operator.inScope(tx => statementsOf(tx, own))
    expect(said.find(each => each.field === 'familyName')).toMatchObject({
      saidBy: 'organisation',
      source: 'Coop. Il Girasole',
      level: 'documented',
    })
    expect(said.find(each => each.field === 'phone')).toMatchObject({ saidBy: 'person', level: 'declared' })
    const links = await operator.inScope(tx =>
      tx.selectFrom('registry_link').selectAll().where('person_id', '=', own).execute(),
    )
    expect(links).toHaveLength(1)
  })

  test('a package is answered once', async () => {
    const { id } = await handedOver()
    const form = await decideAll(id)
    expect((await operator.post(`/cpi/packages/${id}`, form)).status).toBe(303)
    expect((await operator.post(`/cpi/packages/${id}`, form)).status).toBe(409)
    expect((await operator.post(`/cpi/packages/${id}/return`, { reason: 'incomplete' })).status).toBe(409)
  })

  test('after the access was withdrawn it can still be answered, and ties nothing', async () => {
    const { person, id } = await handedOver({}, 'Withdrawn')
    await worker.post(`/people/${person}/cpi/withdrawal`, { package: id })
    expect((await operator.post(`/cpi/packages/${id}`, await decideAll(id))).status).toBe(303)
    const { people } = await operator.inScope(tx => listPeople(tx, { search: 'Withdrawn', ownOnly: true }))
    const links = await operator.inScope(tx =>
      tx
        .selectFrom('registry_link')
        .selectAll()
        .where('person_id', '=', people[0]?.id as PersonId)
        .execute(),
    )
    expect(links).toEqual([])
    const page = (await operator.get(`/cpi/packages/${id}`)).text
    expect(page).toContain('Non è legata a quella di chi l’ha consegnata')
    expect(page).toContain('Restano la copia del 21 novembre 2026 e la tua scheda')
  })

  test('sending it back says why, and the person can be handed over again', async () => {
    const { person, id } = await handedOver()
    expect((await operator.post(`/cpi/packages/${id}/return`, {})).status).toBe(422)
    expect(
      (await operator.post(`/cpi/packages/${id}/return`, { reason: 'other-centre', note: 'Ora abita ad Ancona' }))
        .status,
    ).toBe(303)
    const page = await worker.get(`/people/${person}/cpi`)
    expect(page.text).toContain('Risponde un altro Centro per l’impiego')
    expect(page.text).toContain('Ora abita ad Ancona')
    expect((await worker.post(`/people/${person}/handover`, handoverForm())).status).toBe(303)
  })
})

describe('the centre’s own record after the answer', () => {
  const all = ['contacts', 'permit', 'schooling_languages', 'work_history', 'wishes_constraints']
  const telling = { level: 'declared', saidBy: 'interpreter', saidOn: '2026-11-10' as never } as const

  /** A person who told of two languages, a school, two jobs, a licence and what she wants. */
  async function aWholePerson(name: string): Promise<PersonId> {
    const person = await aPerson(name)
    await worker.inScope(async tx => {
      await recordPermit(
        tx,
        person,
        {
          documentType: 3,
          kind: 'asylumRequest',
          number: 'I1234567',
          expiresOn: '2027-05-01' as never,
          renewalAskedOn: '2026-10-01' as never,
          asylum: { appliedOn: '2026-01-10' as never, detained: false, accelerated: false },
        },
        { level: 'documented', saidBy: 'document' },
      )
      await takeOver(tx, person, [
        {
          ...telling,
          kind: 'language',
          content: { language: 'it', dimensions: { listening: 'B1', reading: 'A1', interaction: 'A2' }, learnt: [] },
        },
        { ...telling, kind: 'language', content: { language: 'ti', dimensions: { interaction: 'C2' }, learnt: [] } },
        {
          ...telling,
          kind: 'schooling',
          content: { level: 'lowerSecondary', years: 8, country: 'ERI', title: { text: 'CANARYschool', lang: 'ti' } },
        },
        {
          ...telling,
          kind: 'experience',
          content: {
            pictures: ['building'],
            kind: 'informal',
            place: 'CANARYplace',
            country: 'SDN',
            words: { text: 'CANARYwords', lang: 'ti' },
            period: { from: { year: 2014 }, until: { year: 2018, month: 3 }, ongoing: false },
          },
        },
        {
          ...telling,
          kind: 'experience',
          content: { pictures: [], place: 'CANARYrefused', country: 'LBY', period: { ongoing: false } },
        },
        { ...telling, kind: 'ability', content: { pictures: [], learnt: [], licences: ['car'] } },
        { ...telling, kind: 'wish', content: { aims: ['work'], pictures: ['cooking'], hours: 'part' } },
        { ...telling, kind: 'constraint', content: { earliest: 510, days: ['weekdays'], mobility: ['bus'] } },
      ])
    })
    return person
  }

  async function sentWhole(name: string, change = {}): Promise<{ person: PersonId; id: PackageId }> {
    const person = await aWholePerson(name)
    const form = handoverForm({ groups: all, ownWords: 'on', ...change })
    expect((await worker.post(`/people/${person}/handover`, form)).status).toBe(303)
    const [latest] = await worker.inScope(tx => packagesOf(tx, person))
    return { person, id: latest?.id as PackageId }
  }
  const ownOf = async (name: string) =>
    (await operator.inScope(tx => listPeople(tx, { search: name, ownOnly: true }))).people[0]?.id as PersonId

  test('holds what was accepted, as it was said and by whom, when the access is long closed', async () => {
    const { person, id } = await sentWhole('Completa')
    const fields = await fieldsFor(id)
    const refused = fields.find(field => field.name === 'experience' && field.value['place'] === 'CANARYrefused')
    const italian = fields.find(field => field.name === 'language' && field.value['language'] === 'it')
    const form = await decideAll(id, 'accept', {
      [`decision-${refused?.position}`]: 'refuse',
      [`reason-${refused?.position}`]: 'not-needed',
      [`decision-${italian?.position}`]: 'correct',
      [`value-${italian?.position}`]: 'B1',
      [`source-${italian?.position}`]: 'document-seen',
    })
    expect((await operator.post(`/cpi/packages/${id}`, form)).status).toBe(303)
    await worker.post(`/people/${person}/cpi/withdrawal`, { package: id })
    const own = await ownOf('Completa')
    const { permit, profile } = await operator.inScope(async tx => ({
      permit: await currentPermit(tx, own),
      profile: await profileOf(tx, own),
    }))
    expect(permit).toMatchObject({
      documentType: 3,
      kind: 'asylumRequest',
      number: 'I1234567',
      expiresOn: '2027-05-01',
      renewalAskedOn: '2026-10-01',
      asylum: { appliedOn: '2026-01-10' },
      level: 'documented',
      saidBy: 'organisation',
      source: 'Coop. Il Girasole',
    })
    expect(profile.languages).toMatchObject([
      {
        language: 'it',
        dimensions: { listening: 'B1', reading: 'A1', interaction: 'B1' },
        provenance: { level: 'documented', saidBy: 'operator' },
      },
      { language: 'ti', provenance: { saidBy: 'interpreter', source: 'Coop. Il Girasole', saidOn: '2026-11-21' } },
    ])
    expect(profile.schooling).toMatchObject([{ level: 'lowerSecondary', years: 8, country: 'ERI' }])
    expect(profile.experiences).toHaveLength(1)
    expect(profile.experiences[0]).toMatchObject({
      pictures: ['building'],
      place: 'CANARYplace',
      words: { text: 'CANARYwords', lang: 'ti' },
      period: { from: { year: 2014 }, until: { year: 2018, month: 3 } },
      provenance: { level: 'declared', saidBy: 'interpreter', source: 'Coop. Il Girasole' },
    })
    expect(profile.abilities?.licences).toEqual(['car'])
    expect(profile.wishes).toMatchObject({ aims: ['work'], pictures: ['cooking'], hours: 'part' })
    expect(profile.constraints).toMatchObject({ earliest: 510, days: ['weekdays'], mobility: ['bus'] })
    expect(JSON.stringify(profile)).not.toMatch(/CANARYrefused|informal/)
  })

  test('holds nothing of a group that was not in the package, and a refused permit not at all', async () => {
    const { id } = await sentWhole('Ristretta', { groups: ['permit'] })
    const at = await positionOf(id, 'permit')
    const form = await decideAll(id, 'accept', { [`decision-${at}`]: 'refuse', [`reason-${at}`]: 'no-document' })
    expect((await operator.post(`/cpi/packages/${id}`, form)).status).toBe(303)
    const own = await ownOf('Ristretta')
    const kept = await operator.inScope(async tx => [await permitsOf(tx, own), await profileOf(tx, own)])
    expect(kept[0]).toEqual([])
    expect(JSON.stringify(kept)).not.toContain('CANARY')
  })

  test('a level that is none is said at its field before anything is answered', async () => {
    const { id } = await sentWhole('Livello')
    const at = await positionOf(id, 'language')
    const wrong = { [`decision-${at}`]: 'correct', [`value-${at}`]: 'benino', [`source-${at}`]: 'person-says' }
    expect((await operator.post(`/cpi/packages/${id}`, await decideAll(id, 'accept', wrong))).status).toBe(422)
    expect(await ownOf('Livello')).toBeUndefined()
  })
})

test('where the permit hides the place, it is in no package, no pre-check and no living access', async () => {
  const person = await aPerson('Nascosta')
  await worker.inScope(tx =>
    recordPermit(
      tx,
      person,
      { documentType: 1, kind: 'specialCases', number: 'I7654321', questura: 'AN', expiresOn: '2027-05-01' as never },
      { level: 'documented', saidBy: 'document' },
    ),
  )
  expect((await worker.post(`/people/${person}/handover`, handoverForm())).status).toBe(303)
  const [sent] = await worker.inScope(tx => packagesOf(tx, person))
  const { text } = await operator.get(`/cpi/packages/${sent?.id}`)
  expect(text).not.toMatch(/CANARYcontacts|E388|Ancona \(AN\)|Jesi \(AN\)/)
  const left = await operator.inScope(async tx => ({
    fields: await fieldsOf(tx, sent?.id as PackageId),
    said: await statementsOf(tx, person),
    checks: [...(await checksOf(tx, [sent?.id as PackageId])).values()],
  }))
  expect(left.fields.map(field => field.name)).toContain('phone')
  expect(left.checks.flat()).toContainEqual(expect.objectContaining({ name: 'domicile', reason: 'hidden', facts: {} }))
  expect(JSON.stringify(left)).not.toMatch(/CANARYcontacts|E388|"municipality"/)
})

describe('what only a job centre confirms', () => {
  const didForm = { 'on-day': '20', 'on-month': '11', 'on-year': '2026', identifier: 'DID/2026/77' }
  const pactForm = (policyId: string) => ({
    'proposedOn-day': '20',
    'proposedOn-month': '11',
    'proposedOn-year': '2026',
    'signedOn-day': '21',
    'signedOn-month': '11',
    'signedOn-year': '2026',
    'endsOn-day': '21',
    'endsOn-month': '11',
    'endsOn-year': '2027',
    promoter,
    policyId,
    responsibleOperator: 'P. Severini',
    availableForWorkshops: 'on',
  })
  const accepted = async () => {
    const handed = await handedOver()
    await operator.post(`/cpi/packages/${handed.id}`, await decideAll(handed.id))
    return handed
  }

  test('accepted, declared, agreed: each step needs the one before', async () => {
    const { person, id } = await handedOver()
    expect((await operator.post(`/cpi/packages/${id}/did`, didForm)).status).toBe(409)
    await operator.post(`/cpi/packages/${id}`, await decideAll(id))
    const policyId = sil.mintPolicyId(promoter, 'A02', '2026-11-20' as never)
    expect((await operator.post(`/cpi/packages/${id}/pact`, pactForm(policyId))).status).toBe(409)
    expect((await operator.post(`/cpi/packages/${id}/did`, didForm)).status).toBe(303)
    expect(await worker.inScope(tx => cpiStateOf(tx, person))).toMatchObject({ state: 'did', did: '2026-11-20' })
    expect((await operator.post(`/cpi/packages/${id}/pact`, pactForm(policyId))).status).toBe(303)
    expect(await worker.inScope(tx => cpiStateOf(tx, person))).toMatchObject({ state: 'pact', pact: '2026-11-21' })
    const page = await worker.get(`/people/${person}/cpi`)
    expect(page.text).toContain('DID/2026/77')
    expect(page.text).toContain(policyId)
  })

  test('the case worker cannot confirm either', async () => {
    const { id } = await accepted()
    expect((await worker.post(`/cpi/packages/${id}/did`, didForm)).status).toBe(403)
    expect((await worker.post(`/cpi/packages/${id}/pact`, {})).status).toBe(403)
  })

  const ticked = (html: string) =>
    [...html.matchAll(/<input[^>]*>/g)].flatMap(([input]) =>
      / checked/.test(input) ? (/name="(available\w+)"/.exec(input)?.[1] ?? []) : [],
    )
  const valueIn = (html: string, name: string) =>
    /value="([^"]*)"/.exec(new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? '')?.[1]

  test('a day to come is refused beside what was typed, and all that is wrong is said at once', async () => {
    const { id } = await accepted()
    const change = { 'on-day': '22', 'on-month': '12', identifier: 'x', promoter: 'Tolentino' }
    const refused = await operator.post(`/cpi/packages/${id}/did`, { ...didForm, ...change })
    expect(refused.status).toBe(422)
    for (const [name, value] of Object.entries(change)) expect(valueIn(refused.text, name)).toBe(value)
    expect(refused.text).toContain('Ci sono 3 cose da sistemare')
    const empty = await operator.post(`/cpi/packages/${id}/did`, { 'on-day': '31', 'on-month': '2', 'on-year': '2026' })
    expect(empty.text).toContain('Ci sono 2 cose da sistemare')
  })

  test('a policy id with a wrong letter is refused, and one id belongs to one pact', async () => {
    const [first, second] = [await accepted(), await accepted()]
    for (const { id } of [first, second]) await operator.post(`/cpi/packages/${id}/did`, didForm)
    const good = sil.mintPolicyId(promoter, 'A02', '2026-11-20' as never)
    const letter = good.at(-1) === 'A' ? 'B' : 'A'
    const wrong = await operator.post(`/cpi/packages/${first.id}/pact`, pactForm(good.slice(0, -1) + letter))
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('La lettera finale non corrisponde')
    expect(ticked(wrong.text)).toEqual(['availableForWorkshops'])
    expect((await operator.post(`/cpi/packages/${first.id}/pact`, pactForm(good))).status).toBe(303)
    const known = await operator.post(`/cpi/packages/${second.id}/pact`, pactForm(good))
    expect(known.status).toBe(422)
    expect(known.text).toContain('è già di un altro patto')
    expect(ticked(known.text)).toEqual(['availableForWorkshops'])
  })

  test('the signed record waits in the outbox, is tried again, and keeps what the regional system refused', async () => {
    const { id } = await accepted()
    await operator.post(`/cpi/packages/${id}/did`, didForm)
    expect((await operator.inScope(tx => deliverWaiting(tx, sil))).has(id)).toBe(false)
    const policyId = sil.mintPolicyId(promoter, 'A02', '2026-11-20' as never)
    await operator.post(`/cpi/packages/${id}/pact`, pactForm(policyId))
    sil.breakFor(100)
    expect((await operator.inScope(tx => deliverWaiting(tx, sil))).get(id)).toMatchObject({
      state: 'waiting',
      attempts: 1,
    })
    sil.breakFor(0)
    const refused = (await operator.inScope(tx => deliverWaiting(tx, sil))).get(id)
    expect(refused).toMatchObject({ state: 'rejected', attempts: 2, problems: [{ element: 'codicefiscale' }] })
    expect((await operator.inScope(tx => deliverWaiting(tx, sil))).has(id)).toBe(false)
    expect((await otherCentre.inScope(tx => deliverWaiting(tx, sil))).size).toBe(0)
  })

  test('both sides download the record as a file, with the pact in it once it is signed', async () => {
    const { id } = await accepted()
    await operator.post(`/cpi/packages/${id}/did`, didForm)
    const policyId = sil.mintPolicyId(promoter, 'A02', '2026-11-20' as never)
    await operator.post(`/cpi/packages/${id}/pact`, pactForm(policyId))
    for (const side of [operator, worker]) {
      const file = await side.get(`/cpi/packages/${id}/sap.xml`)
      expect(file.status).toBe(200)
      expect(file.headers['content-type']).toContain('application/xml')
      expect(file.text).toContain(`<identificativo_politica>${policyId}</identificativo_politica>`)
    }
  })
})

test('a correction becomes one more statement in the sender’s record, said by the job centre, once', async () => {
  const { person, id } = await handedOver()
  const at = await positionOf(id, 'phone')
  const form = await decideAll(id, 'accept', {
    [`decision-${at}`]: 'correct',
    [`value-${at}`]: '+39 333 4445556',
    [`source-${at}`]: 'document-seen',
  })
  await operator.post(`/cpi/packages/${id}`, form)
  expect((await worker.get(`/people/${person}/cpi`)).text).toContain('Prendi la correzione')
  const phones = async () =>
    (await worker.inScope(tx => statementsOf(tx, person))).filter(each => each.field === 'phone')
  expect(await phones()).toHaveLength(1)
  for (const _ of [1, 2]) await worker.post(`/people/${person}/cpi/corrections`, { package: id, position: String(at) })
  const said = await phones()
  expect(said).toHaveLength(2)
  expect(said.at(-1)).toMatchObject({ value: '+393334445556', saidBy: 'organisation', source: 'CPI di Jesi' })
  expect((await worker.get(`/people/${person}/cpi`)).text).toContain('presa nella scheda')
  expect((await stranger.get(`/people/${person}/cpi`)).status).toBe(404)
})
