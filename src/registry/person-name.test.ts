// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanName, displayName, isPlaceholder, nameProblem } from './person-name.ts'

// Any code points, with more than their share of signs, marks and surrogates.
const hostileText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x2fff }), fc.integer({ min: 0, max: 0x10ffff })), { maxLength: 24 })
  .map(points => String.fromCodePoint(...points))

describe('names are kept as they are written', () => {
  test.each([
    "D'Angelo",
    'O’Brien',
    'Al-Nouri',
    'سميرة النوري',
    '欧阳',
    'Nguyễn Văn',
    'ተስፋዬ',
    'দাস',
    'X Æ',
    'Md.',
    'نی‌لوفر',
  ])('%s', name => {
    expect(cleanName(name)).toBe(name.normalize('NFC'))
    expect(nameProblem(cleanName(name))).toBeUndefined()
  })
})

describe('what deceives is taken out', () => {
  test.each([
    ['Ali\u202eenod', 'Alienod'],
    ['\u200fعلي\u200f', 'علي'],
    ['Ali\u0000\u0007', 'Ali'],
    ['\ufeffAli', 'Ali'],
    ['Ali\u2066x\u2069', 'Alix'],
    ['A\u00adli', 'Ali'],
    ['  Ali \n\t Baba  ', 'Ali Baba'],
  ])('%j', (text, kept) => expect(cleanName(text)).toBe(kept))

  test('cleaning twice changes nothing, and no control or direction sign survives', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const once = cleanName(text)
        expect(cleanName(once)).toBe(once)
        expect(once).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      }),
    )
  })
})

describe('what is no name is refused with its reason', () => {
  test.each([
    ['a'.repeat(300), 'too-long'],
    ['a'.repeat(121), 'too-long'],
    ['a'.repeat(120), undefined],
    ['Ali 😀', 'pictures'],
    ['🇮🇹', 'pictures'],
    ['123', 'no-letter'],
    ["'--", 'no-letter'],
    [`a${'\u0301'.repeat(9)}`, 'marks'],
    ['', undefined],
  ])('%j', (text, problem) => expect(nameProblem(cleanName(text))).toBe(problem))
})

test.each(['-', 'X', 'xx', '//', 'N.D.', 'n.p.', 'sconosciuto', '?', 'FNU'])('%s stands for no name', text =>
  expect(isPlaceholder(text)).toBe(true),
)
test.each(['Xu', 'Nd’Diaye', 'Li'])('%s is a name', text => expect(isPlaceholder(text)).toBe(false))

test('a person with one name is called by it', () => {
  expect(displayName({ givenName: '', familyName: 'Haylu' })).toBe('Haylu')
  expect(displayName({ givenName: 'Samira', familyName: 'Al Nouri' })).toBe('Samira Al Nouri')
})
