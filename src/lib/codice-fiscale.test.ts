// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CivilDate } from './civil-date.ts'
import { addDays } from './civil-date.ts'
import {
  birthDateOf,
  checkLetter,
  compareWithHolder,
  composeCodiceFiscale,
  givenNameCode,
  omocodiaOf,
  readCodiceFiscale,
  surnameCode,
} from './codice-fiscale.ts'

const day = (iso: string) => iso as CivilDate
const holders = fc.record({
  familyName: fc.stringMatching(/^[A-Z]{1,12}$/),
  givenName: fc.stringMatching(/^[A-Z]{0,12}$/),
  birthDate: fc.integer({ min: 0, max: 36_000 }).map(days => addDays(day('1927-01-01'), days)),
  sex: fc.constantFrom('F' as const, 'M' as const),
  birthPlace: fc.stringMatching(/^[A-MZ]\d{3}$/),
})

// Any code points, with more than their share of signs, marks and surrogates.
const hostileText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x2fff }), fc.integer({ min: 0, max: 0x10ffff })), { maxLength: 24 })
  .map(points => String.fromCodePoint(...points))

describe('three letters of a name', () => {
  test.each([
    ['Ba', 'BAX'],
    ['Diallo', 'DLL'],
    ['Aiello', 'LLA'],
    ["D'Angelo", 'DNG'],
    ['Ñúñez', 'NNZ'],
    ['Đukić', 'DKC'],
    ['Łukasz', 'LKS'],
    ['', 'XXX'],
    ['Ou', 'OUX'],
    ['عمر', 'XXX'],
  ])('surname %s', (name, expected) => expect(surnameCode(name)).toBe(expected))
  test.each([
    ['Chidinma', 'CDN'],
    ['Maria', 'MRA'],
    ['Mamadou', 'MMD'],
    ['Awa', 'WAA'],
    ['', 'XXX'],
  ])('given name %s', (name, expected) => expect(givenNameCode(name)).toBe(expected))
})

describe('reading a code', () => {
  test.each([
    ['dllmmd98a01z343y', undefined],
    ['DLL MMD 98A01 Z343 Y', undefined],
    ['DLLMMD98A01Z343X', 'tax-code.check'],
    ['DLLMMD98A01Z343', 'tax-code.length'],
    ['DLLMMD98A01Z34€Y', 'tax-code.characters'],
    ['DLLMMD98A32Z343Y', 'tax-code.structure'],
    ['DLLMMD98F01Z343Y', 'tax-code.structure'],
    ['1LLMMD98A01Z343Y', 'tax-code.structure'],
    ['', 'tax-code.length'],
  ])('%j', (text, problem) => expect(readCodiceFiscale(text).problem).toBe(problem))

  test('the letter O in place of a zero is named, with the repair', () => {
    expect(readCodiceFiscale('DLLMMD98AO1Z343Y')).toEqual({
      code: 'DLLMMD98AO1Z343Y',
      problem: 'tax-code.letter-o-for-zero',
      suggestion: 'DLLMMD98A01Z343Y',
    })
  })

  test('a composed code is read back with its parts', () => {
    fc.assert(
      fc.property(holders, holder => {
        const reading = readCodiceFiscale(composeCodiceFiscale(holder))
        if (reading.problem) throw new Error(reading.problem)
        expect(reading.omocodia).toBe(0)
        expect(compareWithHolder(reading.parts, holder)).toEqual([])
        expect(birthDateOf(reading.parts, day('2026-11-21'))).toBe(holder.birthDate)
      }),
    )
  })

  test('every level of omocodia is valid, different and comes from the same base', () => {
    fc.assert(
      fc.property(holders, fc.integer({ min: 1, max: 7 }), (holder, level) => {
        const plain = composeCodiceFiscale(holder)
        const variant = omocodiaOf(plain, level)
        const reading = readCodiceFiscale(variant)
        if (reading.problem) throw new Error(reading.problem)
        expect(variant).not.toBe(plain)
        expect(reading.base).toBe(plain)
        expect(reading.omocodia).toBe(level)
        expect(compareWithHolder(reading.parts, holder)).toEqual([])
      }),
    )
  })

  test('a wrong check letter is always noticed', () => {
    fc.assert(
      fc.property(holders, fc.integer({ min: 1, max: 25 }), (holder, shift) => {
        const code = composeCodiceFiscale(holder)
        const letter = String.fromCharCode(65 + ((code.charCodeAt(15) - 65 + shift) % 26))
        expect(readCodiceFiscale(code.slice(0, 15) + letter).problem).toBe('tax-code.check')
      }),
    )
  })

  test('no text breaks the reader', () => {
    fc.assert(
      fc.property(hostileText, text => {
        expect(readCodiceFiscale(text).problem ?? '').toMatch(/^tax-code\./)
      }),
    )
  })
})

describe('a mismatch with the data beside it is listed, never a refusal', () => {
  const holder = { familyName: 'Diallo', givenName: 'Mamadou', birthDate: day('1998-01-01'), birthPlace: 'Z343' }
  const reading = readCodiceFiscale('DLLMMD98A01Z343Y')
  if (reading.problem) throw new Error(reading.problem)
  test.each([
    [{ ...holder, sex: 'M' as const }, []],
    [{ ...holder, sex: 'F' as const }, ['sex']],
    [{ ...holder, sex: 'X' as const }, []],
    [{ ...holder, birthDate: day('1998-01-10') }, ['birth-date']],
    [{ ...holder, birthDate: undefined }, []],
    [{ ...holder, birthPlace: 'Z335' }, ['birth-place']],
    [{ ...holder, familyName: 'Mamadou', givenName: 'Diallo' }, ['surname', 'given']],
  ])('%j', (data, expected) => expect(compareWithHolder(reading.parts, data)).toEqual(expected))
})

test('the same table signs other bodies of digits and capitals', () => {
  expect(checkLetter('H501X000004A0220170101')).toBe('B')
})
