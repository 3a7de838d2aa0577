// SPDX-License-Identifier: EUPL-1.2
// One thing, one word: the catalogues keep to docs/terms.md, and to what a reader with little school can take in.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '#platform/i18n/catalogue.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
type Text = { lang: string; key: string; text: string }

const texts: readonly Text[] = globSync('src/**/messages/*.json', { cwd: ROOT }).flatMap(file => {
  const all = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Record<string, unknown>
  return Object.entries(all).flatMap(([key, text]) =>
    key.startsWith('$') ? [] : [{ lang: path.basename(file, '.json'), key, text: String(text) }],
  )
})

const shown = ({ lang, key, text }: Text) => `${lang} ${key}: ${text}`

/** The rows of the table “Not on our screens”: a language and the words it does without. */
const banned = readFileSync(path.join(ROOT, 'docs/terms.md'), 'utf8')
  .split('\n')
  .map(line => /^\| (it|en|fr|ar) \| ([^|]+) \|/.exec(line))
  .flatMap(row => (row ? [{ lang: row[1] ?? '', words: (row[2] ?? '').split(',').map(word => word.trim()) }] : []))

/** The pages a person reads on her own: her page, signing, the public pages, the notice read with her. */
const HERS =
  /^(my|sign|object|done|way|turned|pin|signing|public)\.|^notice\.(who|why|what|seen-by|how-long|rights|questions)\b/

/** ICU blocks stand for a word or two; what they choose between is not one sentence. */
const sentences = (text: string) =>
  text
    .replaceAll(/\{(?:[^{}]|\{[^{}]*\})*\}/g, 'x')
    .split(/[.?!:](?:\s|$)/)
    .map(sentence => sentence.trim())

describe('the words of docs/terms.md', () => {
  test('name words to avoid in every language', () => {
    expect(new Set(banned.map(row => row.lang))).toEqual(new Set(languages))
  })

  test.each(banned)('$lang does without: $words', ({ lang, words }) => {
    const found = words.map(word => new RegExp(`(?<![\\p{L}\\p{M}’])${word}(?![\\p{L}\\p{M}])`, 'iu'))
    expect(texts.filter(text => text.lang === lang && found.some(word => word.test(text.text))).map(shown)).toEqual([])
  })
})

describe('how the texts are written', () => {
  test('apostrophes are typographic', () => {
    expect(texts.filter(({ text }) => /\p{L}'\p{L}/u.test(text)).map(shown)).toEqual([])
  })

  test('Arabic has western digits and its own punctuation', () => {
    const foreign = /[٠-٩۰-۹?;]|[\u0621-\u0652],/u
    expect(
      texts.filter(({ lang, text }) => lang === 'ar' && foreign.test(text.replaceAll(/\{\w+, \w+,/g, ''))).map(shown),
    ).toEqual([])
  })

  test('no Italian sentence on the person’s screens has more than twelve words', () => {
    const long = texts.filter(
      ({ lang, key, text }) =>
        lang === 'it' && HERS.test(key) && sentences(text).some(sentence => sentence.split(/\s+/).length > 12),
    )
    expect(long.map(shown)).toEqual([])
  })

  test('nothing is called countersigned before it is, except where the quorum has signed', () => {
    const promised = texts.filter(
      ({ lang, key, text }) =>
        lang === 'it' &&
        /controfirmat/.test(text) &&
        !/non (è )?ancora controfirmat/i.test(text) &&
        !key.startsWith('ui.seal.') &&
        key !== 'finding.proved.cosigned', // what the verifier says after it has checked the quorum
    )
    expect(promised.map(shown)).toEqual([])
  })
})
