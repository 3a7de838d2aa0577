// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { CivilDate } from '#lib/civil-date.ts'
import { aPackage, aProposal } from '../cpi.build.ts'
import type { Did, Pact } from '../declaration.ts'
import type { FieldName, FieldValue } from '../field.ts'
import { fakeRegionalSystem } from './regional-system.fake.ts'
import { sapRecord } from './sap-record.ts'
import { sapXml } from './sap-xml.client.ts'

const day = (text: string) => text as CivilDate
const schema = readFileSync(new URL('scheda-ap.xsd', import.meta.url), 'utf8')
const xmlOf = (fields: readonly { name: FieldName; value: FieldValue }[], more: { did?: Did; pact?: Pact } = {}) =>
  sapXml(sapRecord({ fields, updatedOn: day('2026-11-21'), ...more }))
const validate = (xml: string) => validateXML({ xml: [{ fileName: 'sap.xml', contents: xml }], schema: [schema] })

const did: Did = { on: day('2026-11-18'), identifier: 'DID/2026/1234' }
const promoter = 'L191C000446'
const proposedOn = day('2026-11-18')
const pact: Pact = {
  proposedOn,
  signedOn: day('2026-11-20'),
  endsOn: day('2027-05-20'),
  promoter,
  policyId: fakeRegionalSystem().mintPolicyId(promoter, 'A02', proposedOn),
  parts: {
    responsibleOperator: 'P. Severini',
    employabilityProfile: '',
    searchActs: '',
    contactFrequency: '',
    proofOfSearch: '',
    availableForWorkshops: true,
    availableForTraining: true,
    availableForOffers: true,
  },
}

describe('the SAP-shaped record', () => {
  test('of a whole package with declaration and pact is valid against our schema', async () => {
    const result = await validate(xmlOf(aPackage(), { did, pact }))
    expect(result.errors).toEqual([])
    expect(result.valid).toBe(true)
  })

  test('puts every collected field where the national tree has it', () => {
    const { lavoratore } = new XMLParser({ parseTagValue: false }).parse(xmlOf(aPackage(), { did, pact }))
    expect(lavoratore.datianagrafici.datipersonali).toEqual({
      codicefiscale: 'HYLTFL98A01Z368T',
      cognome: 'Haylu',
      nome: 'Tesfalem',
      sesso: 'M',
      datanascita: '1998-01-01',
      codcittadinanza: '466',
    })
    expect(lavoratore.datianagrafici.domicilio).toEqual({ codcomune: 'E388', indirizzo: 'via Setificio 9, Jesi' })
    expect(lavoratore.esperienzelavoro_lst.esperienzalavoro.descrizione).toBe('Saldatore')
    expect(lavoratore.politiche_attive_lst.politiche_attive).toHaveLength(2)
  })

  test('the validation of the DID names the pact: N00 carries the id of A02', () => {
    const { lavoratore } = new XMLParser({ parseTagValue: false }).parse(xmlOf(aPackage(), { did, pact }))
    const [validation, service] = lavoratore.politiche_attive_lst.politiche_attive
    expect(validation).toMatchObject({ tipo_attivita: 'N00', identificativo_presa_in_carico: pact.policyId })
    expect(service).toMatchObject({
      tipo_attivita: 'A02',
      identificativo_politica: pact.policyId,
      codice_ente_promotore: promoter,
    })
  })

  test('before the job centre confirms there is no declaration and no policy in it', () => {
    expect(xmlOf(aPackage())).not.toMatch(/politiche_attive|statoinanagrafe/)
  })

  test('a year alone is not written as a date, and an unknown code is left out', async () => {
    const xml = xmlOf([
      aProposal('family-name', { text: 'Diallo' }),
      aProposal('birth', { date: '1998-01-01', precision: 'year' }),
      aProposal('citizenship', { country: 'XKX' }),
      aProposal('domicile', { address: '', municipality: 'Altrove' }),
    ])
    expect(xml).not.toMatch(/datanascita|codcittadinanza|codcomune/)
    expect((await validate(xml)).errors).toEqual([])
  })

  test('hostile texts stay texts: markup is escaped and what XML forbids is dropped', async () => {
    const name = `</cognome><x a="1">&'\u0001 \uD800 \u202Eé 😀`
    const xml = xmlOf([aProposal('family-name', { text: name }), aProposal('given-name', { text: 'Ọlá' })])
    const result = await validate(xml)
    expect(result.errors).toEqual([])
    const { lavoratore } = new XMLParser({ parseTagValue: false, trimValues: false }).parse(xml)
    expect(lavoratore.datianagrafici.datipersonali.cognome).toBe(`</cognome><x a="1">&'  \u202Eé 😀`)
  })

  test('the schema is no rubber stamp: a wrong date, an unknown element and a wrong id are refused', async () => {
    const good = xmlOf(aPackage(), { did, pact })
    for (const [from, to] of [
      ['1998-01-01', '1998-13-01'],
      ['<nome>', '<altro>x</altro><nome>'],
      [pact.policyId, '11-bad'],
      ['<sesso>M', '<sesso>Q'],
    ] as const) {
      expect((await validate(good.replace(from, to))).valid).toBe(false)
    }
  })
})

describe('the regional system of the tests', () => {
  test('takes a complete record once, gives the same receipt again and mints ids that verify', async () => {
    const sil = fakeRegionalSystem()
    const message = { id: 'package-0001', xml: xmlOf(aPackage()) }
    const first = await sil.deliver(message)
    expect(first).toEqual(await sil.deliver(message))
    expect(first.outcome).toBe('delivered')
    expect(sil.received.size).toBe(1)
  })

  test('refuses a record without tax code, names, birth or domicile, element by element', async () => {
    const refused = await fakeRegionalSystem().deliver({ id: '1', xml: xmlOf([aProposal('sex', { sex: 'F' })]) })
    expect(refused).toMatchObject({
      outcome: 'rejected',
      problems: [
        { element: 'codicefiscale' },
        { element: 'cognome' },
        { element: 'nome' },
        { element: 'datanascita' },
        { element: 'domicilio' },
      ],
    })
  })

  test('may be away, and is there again later', async () => {
    const sil = fakeRegionalSystem()
    sil.breakFor(1)
    const message = { id: '1', xml: xmlOf(aPackage()) }
    expect((await sil.deliver(message)).outcome).toBe('unavailable')
    expect((await sil.deliver(message)).outcome).toBe('delivered')
  })
})
