// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { provisionalCheckDigit, readProvisionalCode, restoreLeadingZeros } from './provisional-code.ts'

const anyCode = fc.stringMatching(/^\d{10}$/).map(first10 => first10 + provisionalCheckDigit(first10))

test.each([
  ['01234560611', undefined],
  ['07643520567', undefined],
  ['0123456 061 1', undefined],
  ['01234560612', 'provisional-code.check'],
  ['1234560611', 'provisional-code.length'],
  ['', 'provisional-code.length'],
  ['0123456O611', 'provisional-code.characters'],
])('%j', (text, problem) => expect(readProvisionalCode(text).problem).toBe(problem))

test('a single wrong digit is always noticed', () => {
  fc.assert(
    fc.property(anyCode, fc.nat(10), fc.integer({ min: 1, max: 9 }), (code, place, shift) => {
      expect(readProvisionalCode(code).problem).toBeUndefined()
      const wrong = code.slice(0, place) + ((Number(code[place]) + shift) % 10) + code.slice(place + 1)
      expect(readProvisionalCode(wrong).problem).toBe('provisional-code.check')
    }),
  )
})

test('zeros that a spreadsheet dropped come back only when the check digit agrees', () => {
  expect(restoreLeadingZeros('1234560611')).toBe('01234560611')
  expect(restoreLeadingZeros('1234560612')).toBeUndefined()
  expect(restoreLeadingZeros('01234560611')).toBeUndefined()
  expect(restoreLeadingZeros('12')).toBeUndefined()
})
