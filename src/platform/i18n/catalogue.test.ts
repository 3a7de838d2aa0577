// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { formatsFor } from '../ui/formats.ts'
import { languages, makeCatalogue } from './catalogue.ts'

const texts = {
  rows: '{n, plural, one {# riga} other {# righe}}',
  count: 'In tutto {n, number}',
  year: 'Nel {n}',
}
const catalogue = makeCatalogue(new Map([['prova', { it: texts, en: texts, fr: texts, ar: texts }]]), true)

test.each([7, 2011, 12_011, 1_234_567])('%i has one form: in a sentence, in a plural and in a table', n => {
  for (const lang of languages) {
    const t = catalogue.translator(lang)
    const alone = formatsFor(lang).number(n)
    expect(t('rows', { n })).toBe(`${alone} righe`)
    expect(t('count', { n })).toBe(`In tutto ${alone}`)
  }
})

test('a year is no count', () => {
  expect(catalogue.translator('it')('year', { n: 2011 })).toBe('Nel 2011')
})
