// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { type PactInput, readDid, readPact } from './declaration.ts'
import { fakeRegionalSystem } from './sap/regional-system.fake.ts'

const day = (text: string) => text as CivilDate
const today = day('2026-11-21')
const promoter = 'L191C000446'
const sil = fakeRegionalSystem()
const did = { on: day('2026-11-18'), identifier: 'DID/2026/1234' }

describe('the declaration of availability', () => {
  test('is recorded with its day and the identifier of the regional system', () => {
    expect(readDid({ on: day('2026-11-18'), identifier: ' did/2026/1234 ', promoter: '' }, today)).toEqual(did)
  })

  test('cannot be confirmed for a day to come, nor without an identifier', () => {
    expect(readDid({ on: day('2026-11-22'), identifier: '', promoter: '' }, today)).toEqual([
      { field: 'on', code: 'did.on.future' },
      { field: 'identifier', code: 'did.identifier.required' },
    ])
    expect(readDid({ on: today, identifier: 'no spaces here', promoter: '' }, today)).toEqual([
      { field: 'identifier', code: 'did.identifier.wrong-form' },
    ])
  })

  test('when a promoter is given, the identifier is a SAP id of activity N00 and its letter must verify', () => {
    const good = sil.mintPolicyId(promoter, 'N00', day('2026-11-18'))
    const other = sil.mintPolicyId(promoter, 'A02', day('2026-11-18'))
    expect(readDid({ on: day('2026-11-18'), identifier: good, promoter }, today)).toEqual({
      on: '2026-11-18',
      identifier: good,
    })
    expect(readDid({ on: day('2026-11-18'), identifier: other, promoter }, today)).toEqual([
      { field: 'identifier', code: 'policy-id.wrong-letter' },
    ])
    expect(readDid({ on: today, identifier: good, promoter: 'Tolentino' }, today)).toEqual([
      { field: 'promoter', code: 'policy-id.promoter.wrong-form' },
    ])
    expect(readDid({ on: today, identifier: 'DID1', promoter }, today)).toEqual([
      { field: 'identifier', code: 'policy-id.wrong-form' },
    ])
  })
})

describe('the service pact', () => {
  const parts = {
    responsibleOperator: 'P. Severini',
    employabilityProfile: 'Saldatore, italiano A2',
    searchActs: 'Due candidature al mese',
    contactFrequency: 'Ogni due settimane',
    proofOfSearch: 'Elenco delle candidature',
    availableForWorkshops: true,
    availableForTraining: true,
    availableForOffers: true,
  }
  const pact = (change: Partial<PactInput> = {}): PactInput => {
    const proposedOn = change.proposedOn ?? day('2026-11-18')
    const policyId = sil.mintPolicyId(promoter, 'A02', proposedOn)
    return { proposedOn, signedOn: day('2026-11-20'), endsOn: day('2027-05-20'), promoter, policyId, parts, ...change }
  }

  test('is recorded when its id carries the letter of promoter and proposal day', () => {
    const input = pact()
    expect(
      readPact({ ...input, policyId: input.policyId.toLowerCase(), promoter: ' l191c000446' }, did, today),
    ).toEqual(input)
  })

  test.each([
    ['proposed after it was signed', { proposedOn: day('2026-11-21') }, 'proposedOn', 'pact.proposed.after-signed'],
    ['signed in the future', { signedOn: day('2026-11-22') }, 'signedOn', 'pact.signed.future'],
    [
      'signed before the declaration',
      { signedOn: day('2026-11-17'), proposedOn: day('2026-11-17') },
      'signedOn',
      'pact.signed.before-did',
    ],
    ['ended before it was signed', { endsOn: day('2026-11-19') }, 'endsOn', 'pact.ends.before-signed'],
    ['without a promoter', { promoter: 'CPI Jesi' }, 'promoter', 'policy-id.promoter.wrong-form'],
    ['with an id of another form', { policyId: '12345' }, 'policyId', 'policy-id.wrong-form'],
    ['without an id', { policyId: '' }, 'policyId', 'policy-id.required'],
  ])('is refused when %s', (_, change, field, code) => {
    expect(readPact(pact(change), did, today)).toContainEqual({ field, code })
  })

  test('an id made for another day is refused by its letter', () => {
    const policyId = sil.mintPolicyId(promoter, 'A02', day('2026-11-17'))
    expect(readPact(pact({ policyId }), did, today)).toEqual([{ field: 'policyId', code: 'policy-id.wrong-letter' }])
  })
})
