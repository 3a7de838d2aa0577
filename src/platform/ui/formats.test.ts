// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import { elided } from './elision.ts'
import { formatsFor } from './formats.ts'

const day = '2026-11-08' as CivilDate
const evening = '2026-11-08T23:30:00.000Z' as Instant

test.each([
  ['it', '8 novembre 2026', '8 novembre', '€', '1.234.567,5'],
  ['en', '8 November 2026', '8 November', '€', '1,234,567.5'],
  ['fr', '8 novembre 2026', '8 novembre', '€', '1\u202f234\u202f567,5'],
  ['ar', '8 نوفمبر 2026', '8 نوفمبر', '€', '1.234.567,5'],
])('%s writes dates in words and figures with western digits', (lang, long, short, sign, figure) => {
  const formats = formatsFor(lang)
  expect(formats.dateLong(day)).toBe(long)
  expect(formats.dateShort(day)).toBe(short)
  expect(formats.money(64_079_035)).toContain(sign)
  expect(formats.number(1_234_567.5)).toBe(figure)
})

test.each([
  ['dateLong', '1er décembre 2026'],
  ['dateShort', '1er décembre'],
  ['weekday', 'mardi 1er décembre 2026'],
] as const)('in French the first of a month is an ordinal: %s', (form, words) => {
  expect(formatsFor('fr')[form]('2026-12-01' as CivilDate)).toBe(words)
  expect(formatsFor('fr')[form]('2026-12-21' as CivilDate)).not.toContain('1er')
})

test('dates and instants in digits keep their order in every language, instants in the time of Rome', () => {
  for (const lang of ['it', 'en', 'fr', 'ar']) {
    expect(formatsFor(lang).date(day)).toBe('08/11/2026')
    expect(formatsFor(lang).instant(evening)).toBe('09/11/2026, 00:30')
  }
})

test('parts of one datum stand in a row with the comma of the language', () => {
  expect(formatsFor('it').commas(['3 maggio 1995', undefined, 'Homs'])).toBe('3 maggio 1995, Homs')
  expect(formatsFor('ar').commas(['3 مايو 1995', '', 'Homs'])).toBe('3 مايو 1995، Homs')
})

test('in Italian the last part of a list that begins with an e is joined by “ed”', () => {
  const { list } = formatsFor('it')
  expect(list(['ore', 'esiti'])).toBe('ore ed esiti')
  expect(list(['identità', 'piano', 'Esiti'])).toBe('identità, piano ed Esiti')
  expect(list(['esiti', 'scuola e lingue'])).toBe('esiti e scuola e lingue')
  expect(list(['esiti', 'entrate e uscite'])).toBe('esiti ed entrate e uscite')
  expect(formatsFor('fr').list(['heures', 'et'])).toBe('heures et et')
})

test('a language of our readers has a name in each of our languages', () => {
  for (const lang of ['it', 'en', 'fr', 'ar'])
    for (const code of ['ber', 'kri', 'mnk', 'ti', 'bm', 'wo', 'tw'])
      expect(formatsFor(lang).languageName(code)).not.toBe(code)
})

test('a code that nobody knows is shown as it is', () => {
  expect(formatsFor('it').languageName('not a code')).toBe('not a code')
  expect(formatsFor('it').countryName('SYR')).toBe('SYR')
  expect(formatsFor('it').countryName('SY')).toBe('Siria')
})

test('the first of a month is an ordinal in Italian, too', () => {
  expect(formatsFor('it').dateLong('2026-12-01' as CivilDate)).toBe('1º dicembre 2026')
  expect(formatsFor('it').dateShort('2026-12-21' as CivilDate)).toBe('21 dicembre')
})

test.each([
  ['Scade il 8 luglio 2026.', 'Scade l’8 luglio 2026.'],
  ['Il 11 novembre, dal 8 marzo al 11 aprile', 'L’11 novembre, dall’8 marzo all’11 aprile'],
  ['Incontri: 8 luglio e 11 luglio', 'Incontri: 8 luglio e 11 luglio'],
  ['il 18 luglio, il 7 luglio, il 8/07/2026', 'il 18 luglio, il 7 luglio, il 8/07/2026'],
  ['Abigail 8 marzo', 'Abigail 8 marzo'],
  ['Dopo il 8 ore', 'Dopo il 8 ore'],
])('the article before a day: %s', (written, spoken) => {
  expect(elided(written)).toBe(spoken)
})
