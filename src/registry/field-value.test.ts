// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readField } from './field-value.ts'
import { type Field, fields } from './statement.ts'

// Any code points, with more than their share of signs, marks and surrogates.
const hostileText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x2fff }), fc.integer({ min: 0, max: 0x10ffff })), { maxLength: 24 })
  .map(points => String.fromCodePoint(...points))

test.each<[Field, string, string]>([
  ['familyName', "  D'Angelo ", "D'Angelo"],
  ['phone', '300 123-4567', '3001234567'],
  ['phone', '0039 300 1234567', '+393001234567'],
  ['phone', '+221 77 123 45 67', '+221771234567'],
  ['email', ' samira@example.org ', 'samira@example.org'],
  ['taxCode', 'dll mmd 98a01 z343 y', 'DLLMMD98A01Z343Y'],
  ['taxCode', '0123 4560 611', '01234560611'],
  ['birthPlace', 'z343', 'Z343'],
  ['birthPlace', 'a271', 'A271'],
  ['citizenship', 'XXA', 'XXA'],
  ['citizenship', 'SUN', 'SUN'],
  ['stpCode', 'stp 0110011234567', 'STP0110011234567'],
])('%s %j is kept as %j', (field, text, value) => expect(readField(field, text)).toEqual({ value }))

test.each<[Field, string, string]>([
  ['familyName', 'a'.repeat(300), 'name.too-long'],
  ['usedName', 'Ali 😀', 'name.pictures'],
  ['phone', '123', 'phone.invalid'],
  ['phone', '+39 300 abc', 'phone.invalid'],
  ['email', 'samira@', 'email.invalid'],
  ['email', 'a b@example.org', 'email.invalid'],
  ['taxCode', 'DLLMMD98A01Z343X', 'tax-code.check'],
  ['taxCode', 'DLLMMD98AO1Z343Y', 'tax-code.letter-o-for-zero'],
  ['taxCode', '01234560612', 'provisional-code.check'],
  ['taxCode', '1234560611', 'provisional-code.length'],
  ['birthDate', '1899-12-31', 'birthDate.too-early'],
  ['birthDate', '2026-02-30', 'birthDate.invalid'],
  ['birthPlace', 'Z999', 'birthPlace.unknown'],
  ['citizenship', 'ZZZ', 'citizenship.unknown'],
  ['postcode', '6003', 'postcode.invalid'],
  ['stpCode', 'ENI0110011234567', 'stpCode.invalid'],
])('%s %j is refused as %s', (field, text, problem) => expect(readField(field, text)).toEqual({ problem }))

test('no text breaks a field, and what is kept is read again unchanged', () => {
  const anyField = fc.constantFrom(...(Object.keys(fields) as Field[]))
  fc.assert(
    fc.property(anyField, hostileText, (field, text) => {
      const reading = readField(field, text)
      expect(reading.problem === undefined ? readField(field, reading.value) : reading).toEqual(reading)
    }),
    { numRuns: 1000 },
  )
})
