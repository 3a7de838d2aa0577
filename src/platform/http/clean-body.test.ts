// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { cleanBody } from './clean-body.ts'

test.each<[string, unknown, unknown]>([
  [
    'takes NULs out of texts, lists and names',
    { 'a\u0000': 'x\u0000y', b: ['\u0000', 'z'] },
    { a: 'xy', b: ['', 'z'] },
  ],
  [
    'keeps one value in each box of a date',
    { 'on-day': ['1', '2'], days: ['1', '2'] },
    { 'on-day': '1', days: ['1', '2'] },
  ],
  ['keeps what is no form', undefined, undefined],
  ['keeps every other character', { a: '\u200fحداد 👩🏽 \u0001' }, { a: '\u200fحداد 👩🏽 \u0001' }],
])('%s', (_, body, cleaned) => {
  expect(cleanBody(body)).toEqual(cleaned)
})
