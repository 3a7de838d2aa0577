// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const host = 'nc.example:3000'

test.each([
  ['reading is always fine', 'GET', { 'sec-fetch-site': 'cross-site' }, true],
  ['a form of ours', 'POST', { 'sec-fetch-site': 'same-origin', cookie: 'nc_session=x' }, true],
  ['typed or bookmarked', 'POST', { 'sec-fetch-site': 'none' }, true],
  ['a form of another site', 'POST', { 'sec-fetch-site': 'cross-site' }, false],
  ['a form of a neighbouring host', 'POST', { 'sec-fetch-site': 'same-site' }, false],
  ['an old browser, our page', 'POST', { origin: 'http://nc.example:3000', cookie: 'a=b' }, true],
  ['an old browser, another port', 'POST', { origin: 'http://nc.example:4000', cookie: 'a=b' }, false],
  ['an old browser, another site', 'POST', { origin: 'https://evil.example', cookie: 'a=b' }, false],
  ['a sandboxed frame', 'POST', { origin: 'null', cookie: 'a=b' }, false],
  ['a cookie and no word of where from', 'POST', { cookie: 'nc_session=x' }, false],
  ['a program without cookies', 'POST', {}, true],
])('%s', (_, method, headers, expected) => {
  expect(isSameOrigin(method, headers, host)).toBe(expected)
})
