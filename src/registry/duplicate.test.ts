// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { composeCodiceFiscale, omocodiaOf } from '#lib/codice-fiscale.ts'
import { compare } from './duplicate.ts'
import { type Candidate, matchKeyOf, probeOf } from './match-key.ts'
import { aCandidate } from './registry.build.ts'

const born = (iso: string) => ({ birthDate: iso as CivilDate })
const final = (code: string) => ({ taxCode: code, taxCodeKind: 'final' as const })
const provisional = (code: string) => ({ taxCode: code, taxCodeKind: 'provisional' as const })
const codeOf = (familyName: string, givenName: string, birthDate: string) =>
  composeCodiceFiscale({ familyName, givenName, birthDate: birthDate as CivilDate, sex: 'M', birthPlace: 'Z343' })
const meets = (a: Candidate, b: Candidate) => {
  const stored = new Set(matchKeyOf(b).keys)
  return probeOf(a).some(({ key }) => stored.has(key))
}

const spellings: readonly [string, Partial<Candidate>, Partial<Candidate>][] = [
  ['the same again', {}, {}],
  ['surname and name swapped', {}, { familyName: 'Mamadou', givenName: 'Diallo' }],
  ['capitals and accents', { givenName: 'Mamadou' }, { givenName: 'MÁMADOU' }],
  ['another romanisation', { familyName: 'Ouedraogo' }, { familyName: 'Wedraogo' }],
  ['Muhammad in four ways', { givenName: 'Mohammed' }, { givenName: 'Muhamad' }],
  ['an article more', { familyName: 'Al Nouri' }, { familyName: 'Nouri' }],
  ['day and month swapped', born('1998-03-05'), born('1998-05-03')],
  ['a year apart', born('1998-03-17'), born('1997-03-17')],
  ['one date made 1 January', born('1998-03-17'), born('1998-01-01')],
  ['only the year known', {}, { ...born('1998-01-01'), birthPrecision: 'year' }],
  ['only the month known', {}, { ...born('1998-03-01'), birthPrecision: 'month' }],
  [
    'no birth date, same code',
    { ...final(codeOf('Diallo', 'Mamadou', '1998-03-17')) },
    { birthDate: undefined, birthPrecision: 'unknown', ...final(codeOf('Diallo', 'Mamadou', '1998-03-17')) },
  ],
  [
    'provisional code replaced by the final one',
    provisional('01234560611'),
    final(codeOf('Diallo', 'Mamadou', '1998-03-17')),
  ],
]

describe('the same person, written otherwise', () => {
  test.each(spellings)('%s', (_name, one, other) => {
    const [a, b] = [aCandidate(one), aCandidate(other)]
    expect(compare(a, b).grade).not.toBe('unlikely')
    expect(meets(a, b)).toBe(true)
    expect(meets(b, a)).toBe(true)
  })
})

describe('two people', () => {
  test.each<[string, Partial<Candidate>, Partial<Candidate>]>([
    ['same name, other year', born('1998-03-17'), born('1991-10-02')],
    ['same birthday, other name', {}, { familyName: 'Chaudhary', givenName: 'Usman' }],
    ['same 1 January, one name in common', born('1998-01-01'), { ...born('1998-01-01'), familyName: 'Sarro' }],
    [
      'told apart by omocodia',
      final(codeOf('Diallo', 'Mamadou', '1998-03-17')),
      final(omocodiaOf(codeOf('Diallo', 'Mamadou', '1998-03-17'), 1)),
    ],
  ])('%s', (_name, one, other) => expect(compare(aCandidate(one), aCandidate(other)).grade).toBe('unlikely'))

  test('two provisional codes say nothing: same name, same year, another day is at most worth a look', () => {
    const [one, other] = [provisional('01234560611'), provisional('07643520567')]
    const found = compare(aCandidate(one), aCandidate({ ...other, ...born('1998-09-09') }))
    expect(found.grade).not.toBe('likely')
    expect(found.reasons).toContain('other-provisional-code')
  })

  test('a code that differs outweighs nothing else: the pair is shown, and says so', () => {
    const other = final(codeOf('Diallo', 'Mamadu', '1998-03-18'))
    const found = compare(aCandidate(final(codeOf('Diallo', 'Mamadou', '1998-03-17'))), aCandidate(other))
    expect(found).toMatchObject({ grade: 'possible' })
    expect(found.reasons).toContain('other-tax-code')
  })
})

const names = fc.constantFrom('Diallo', 'Traoré', 'Al Nouri', 'Singh', 'Md Rahman', 'Haylu', 'Hu', '', 'سميرة')
const anybody: fc.Arbitrary<Candidate> = fc.record({
  familyName: names,
  givenName: names,
  birthDate: fc.constantFrom(...['1998-01-01', '1998-03-05', '1990-12-31'].map(iso => iso as CivilDate)),
  birthPrecision: fc.constantFrom('day' as const, 'month' as const, 'year' as const),
  sex: fc.constantFrom('F' as const, 'M' as const, undefined),
  citizenship: fc.constantFrom('SEN', 'GMB', undefined),
})

test('who is compared with whom makes no difference', () => {
  fc.assert(
    fc.property(anybody, anybody, (a, b) => {
      expect(compare(a, b)).toEqual(compare(b, a))
    }),
  )
})

test('a record always meets its own copy', () => {
  fc.assert(
    fc.property(anybody, someone => {
      fc.pre(someone.familyName + someone.givenName !== '' && /[A-Za-z]/.test(someone.familyName + someone.givenName))
      expect(meets(someone, { ...someone })).toBe(true)
    }),
  )
})
