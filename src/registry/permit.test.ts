// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { checkPermit, documentTypes, officialExpiry, type PermitData, renewalAlert, validUntil } from './permit.ts'
import { aPermit } from './registry.build.ts'

const day = (iso: string) => iso as CivilDate
const today = day('2026-11-21')
const codes = (permit: PermitData, citizenship = 'SYR') => checkPermit(permit, citizenship, today).map(f => f.code)

describe('the seven document types, as the hiring communication checks them', () => {
  test.each<[string, PermitData, string[]]>([
    ['a complete permit', aPermit(), []],
    [
      '1: number and questura are missing',
      aPermit({ number: undefined, questura: undefined }),
      ['permit.number.missing', 'permit.questura.missing'],
    ],
    ['1: expiry before 2000', aPermit({ expiresOn: day('1999-12-31') }), ['permit.expiresOn.too-early']],
    ['1: the first day that counts', aPermit({ expiresOn: day('2000-01-01') }), []],
    ['1: no expiry yet', aPermit({ expiresOn: undefined }), ['permit.expiresOn.missing']],
    [
      '1: the date of the permanent card',
      aPermit({ expiresOn: day('2099-12-31') }),
      ['permit.expiresOn.only-permanent'],
    ],
    [
      '1: expired before it was issued',
      aPermit({ issuedOn: day('2027-02-01') }),
      ['permit.expiresOn.before-issue', 'permit.issuedOn.future'],
    ],
    ['2: questura is not asked', aPermit({ documentType: 2, questura: undefined }), []],
    ['3: questura must be empty', aPermit({ documentType: 3 }), ['permit.questura.forbidden']],
    [
      '3: the receipt number is asked',
      aPermit({ documentType: 3, questura: undefined, number: undefined }),
      ['permit.number.missing'],
    ],
    ['4: exactly 1900-01-01', aPermit({ documentType: 4, questura: undefined, expiresOn: day('1900-01-01') }), []],
    ['4: any other date', aPermit({ documentType: 4, questura: undefined }), ['permit.expiresOn.fixed']],
    ['5: exactly 2099-12-31', aPermit({ documentType: 5, expiresOn: day('2099-12-31') }), []],
    [
      '5: questura is asked',
      aPermit({ documentType: 5, questura: undefined, expiresOn: day('2099-12-31') }),
      ['permit.questura.missing'],
    ],
    ['6: the date of the measure, no questura', aPermit({ documentType: 6, questura: undefined }), []],
    [
      '7: as a permit',
      aPermit({ documentType: 7, kind: 'euLongTerm', questura: undefined }),
      ['permit.questura.missing'],
    ],
    ['a kind that nobody knows', aPermit({ kind: 'unknown' }), ['permit.kind.missing']],
  ])('%s', (_name, permit, expected) => expect(codes(permit).sort()).toEqual(expected.sort()))

  test.each(['ITA', 'ROU', 'NOR', 'CHE'])('a citizen of %s holds no permit', citizenship =>
    expect(codes(aPermit(), citizenship)).toContain('permit.kind.free-movement'),
  )

  test.each(documentTypes)('type %i: the expiry that is kept passes its own rule', documentType => {
    const kept = aPermit({
      documentType,
      questura: undefined,
      expiresOn: officialExpiry(documentType, day('2027-01-14')),
    })
    expect(codes(kept).filter(code => code.startsWith('permit.expiresOn'))).toEqual([])
  })

  test('asylum dates follow each other and lie in the past', () => {
    const asylum = {
      appliedOn: day('2026-07-10'),
      registeredOn: day('2026-07-01'),
      formalisedOn: day('2026-12-01'),
      detained: false,
      accelerated: false,
    }
    expect(codes(aPermit({ kind: 'asylumRequest', asylum }))).toEqual([
      'permit.formalisedOn.future',
      'permit.registeredOn.before-application',
    ])
  })
})

describe('renewal is announced at 120, 90, 60 and 30 days', () => {
  test.each([
    ['2027-03-22', undefined],
    ['2027-03-21', 120],
    ['2027-02-20', 120],
    ['2027-02-19', 90],
    ['2027-01-21', 90],
    ['2027-01-20', 60],
    ['2026-12-22', 60],
    ['2026-12-21', 30],
    ['2026-11-21', 30],
    ['2026-11-20', 'expired'],
  ])('expires %s: %s', (expiresOn, step) =>
    expect(renewalAlert(aPermit({ expiresOn: day(expiresOn) }), today)?.step).toBe(step),
  )

  test('it says until when to ask: 90 days before (TUI art. 5 c. 4)', () => {
    expect(renewalAlert(aPermit({ expiresOn: day('2027-03-21') }), today)).toMatchObject({
      askBy: '2026-12-21',
      daysLeft: 120,
    })
  })

  test.each<[string, Partial<PermitData>]>([
    ['a receipt', { documentType: 3 }],
    ['a renewal that was asked', { renewalAskedOn: day('2026-11-01') }],
    ['who awaits the first permit', { documentType: 4 }],
    ['a permanent card', { documentType: 5 }],
    ['a paper without expiry', { expiresOn: undefined }],
  ])('%s brings no alert', (_name, given) =>
    expect(renewalAlert(aPermit({ expiresOn: day('2026-12-01'), ...given }), today)).toBeUndefined(),
  )

  test('temporary protection runs to 4 March 2027, whatever date is printed', () => {
    const permit = aPermit({ kind: 'temporaryProtection', expiresOn: day('2024-03-04') })
    expect(validUntil(permit)).toBe('2027-03-04')
    expect(renewalAlert(permit, today)).toMatchObject({ step: 120, expiresOn: '2027-03-04' })
  })
})
