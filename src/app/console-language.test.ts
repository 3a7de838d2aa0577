// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { consoleLanguage } from './console-language.ts'

test.each([
  ['the language of the machine', { LANG: 'fr_FR.UTF-8' }, 'fr'],
  ['what overrides it', { LANG: 'fr_FR.UTF-8', LC_ALL: 'ar_MA' }, 'ar'],
  ['the language of messages', { LANG: 'fr_FR.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' }, 'en'],
  ['an empty setting as none', { LANG: 'en_US', LC_ALL: '' }, 'en'],
  ['Italian where none is set', {}, 'it'],
  ['Italian where the setting is no language', { LANG: 'C.UTF-8' }, 'it'],
  ['Italian where the language is none of ours', { LANG: 'de_DE.UTF-8' }, 'it'],
])('the console takes %s', (_, env, language) => {
  expect(consoleLanguage(env)).toBe(language)
})
