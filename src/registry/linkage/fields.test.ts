// SPDX-License-Identifier: EUPL-1.2
// Dates, telephones, sexes and tax codes as files write them.
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { composeCodiceFiscale, omocodiaOf } from '#lib/codice-fiscale.ts'
import { readBirth } from './birth-text.ts'
import { compareCodes, readCode } from './code.ts'
import { readPhone, readSex } from './texts.ts'

describe('dates as files write them', () => {
  test.each<[string, number | undefined]>([
    ['1990-05-03', 19900503],
    ['19900503', 19900503],
    ['03/05/1990', 19900503],
    ['3.5.90', 19900503],
    ['12/25/1990', 19901225],
    ['1 gennaio 1990', 19900101],
    ['May 3, 1990', 19900503],
    ['gennaio 1990', 19900100],
    ['1990', 19900000],
    ['05/1990', 19900500],
    ['١٢/٠٣/١٩٩٠', 19900312],
    ['১২/০৩/১৯৯০', 19900312],
    ['12 / 03 / 1990', 19900312],
    ['12-MAR-90', 19900312],
    ['12-lug-1990', 19900712],
    ['1990/3/12', 19900312],
    ['12031990', 19900312],
    ['12.03.1990 г.', 19900312],
    ['12/03/1990 00:00', 19900312],
    ['12 марта 1990', 19900312],
    ['1 березня 1990 р.', 19900301],
    ['12 de marzo de 1990', 19900312],
    ['12 يوليوز 1990', 19900712],
    ['12 أكتوبر 1990', 19901012],
    ['1990年3月12日', 19900312],
    ['32944', 19900312],
    ['circa 1990', 19900000],
    ['soon', undefined],
    ['3-90', undefined],
    ['99/99/1990', undefined],
  ])('%s', (text, date) => expect(readBirth(text)).toBe(date))
})

test.each([
  ['+39 333 1234567', '3331234567'],
  ['0039333/1234567', '3331234567'],
  ['٣٣٣١٢٣٤٥٦٧', '3331234567'],
  ['333 123 4567 / 320 1112223', '3331234567'],
  ['3331234567 e 3201112223', '3331234567'],
  ['0049 151 23456789', '4915123456789'],
  ['none', undefined],
])('the telephone %s rings as %s', (text, phone) => expect(readPhone(text)).toBe(phone))

test.each([
  ['Femmina', 'F'],
  ['donna', 'F'],
  ['أنثى', 'F'],
  ['жен', 'F'],
  ['H', 'M'],
  ['ذكر', 'M'],
  ['X', undefined],
])('%s is read as %s', (text, sex) => expect(readSex(text)).toBe(sex))

describe('tax codes', () => {
  const code = (birth: string) =>
    composeCodiceFiscale({
      familyName: 'Nwosu',
      givenName: 'Ngozi',
      birthDate: birth as CivilDate,
      sex: 'F',
      birthPlace: 'Z335',
    })
  const whole = code('1985-02-01')
  test.each<[string, string, string, number]>([
    ['the same', whole, whole.toLowerCase(), 0],
    ['told apart by omocodia', whole, omocodiaOf(whole, 1), 3],
    ['another birth date', whole, code('1985-02-09'), 2],
    ['a letter O for a zero', whole, whole.replace(/0(?=.{2}$)/, 'O'), 0],
    ['provisional, then final', '01234560611', whole, -1],
    ['two provisional ones', '01234560611', '07643520567', -1],
    ['a provisional one that lost its zero', '01234560611', '1234560611', 0],
  ])('%s', (_name, a, b, level) => {
    const [x, y] = [readCode(a), readCode(b)]
    expect(x && y ? compareCodes(x, y) : undefined).toBe(level)
  })
})
