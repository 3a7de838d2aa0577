// SPDX-License-Identifier: EUPL-1.2
// Every text in it, en, fr and ar: same keys, same arguments, readable by the formatter, none without a reader.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import {
  isArgumentElement,
  isPluralElement,
  isSelectElement,
  parse,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { languages } from '#platform/i18n/catalogue.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
type Texts = Record<string, string>

function readTexts(folder: string, lang: string): Texts {
  const all = JSON.parse(readFileSync(path.join(ROOT, folder, `${lang}.json`), 'utf8')) as Record<string, unknown>
  return Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith('$'))) as Texts
}

const folders = globSync('src/**/messages', { cwd: ROOT }).toSorted()

/** The arguments of a text, wherever they stand, and the plural categories it names. */
function shape(text: string): { arguments: readonly string[]; plurals: readonly (readonly string[])[] } {
  const found = new Set<string>()
  const plurals: string[][] = []
  const visit = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if ('value' in element && typeof element.value === 'string' && element.type !== 0) found.add(element.value)
      if (isPluralElement(element)) plurals.push(Object.keys(element.options))
      if (isPluralElement(element) || isSelectElement(element))
        for (const option of Object.values(element.options)) visit(option.value)
      if (isArgumentElement(element)) found.add(element.value)
    }
  }
  visit(parse(text, { ignoreTag: true }))
  return { arguments: [...found].toSorted(), plurals }
}

describe.each(folders)('%s', folder => {
  const italian = readTexts(folder, 'it')

  test.each(languages)('has every key in %s', lang => {
    expect(Object.keys(readTexts(folder, lang)).toSorted()).toEqual(Object.keys(italian).toSorted())
  })

  test.each(languages)('can be read by the formatter in %s, with the arguments of the Italian text', lang => {
    for (const [key, text] of Object.entries(readTexts(folder, lang))) {
      expect(shape(text).arguments, `${key}: ${text}`).toEqual(shape(italian[key] ?? '').arguments)
    }
  })

  test.each(languages)('names only plural categories that %s has, and always the general one', lang => {
    const categories = new Set(new Intl.PluralRules(lang).resolvedOptions().pluralCategories as string[])
    for (const [key, text] of Object.entries(readTexts(folder, lang))) {
      for (const plural of shape(text).plurals) {
        expect(plural, key).toContain('other')
        for (const name of plural) expect(name.startsWith('=') || categories.has(name), `${key}: ${name}`).toBe(true)
      }
    }
  })

  test('no text is empty', () => {
    for (const lang of languages)
      for (const [key, text] of Object.entries(readTexts(folder, lang)))
        expect(text.trim(), `${lang} ${key}`).not.toBe('')
  })

  test('a translation that no speaker has read says so', () => {
    for (const lang of languages.filter(l => l !== 'it')) {
      const meta = (
        JSON.parse(readFileSync(path.join(ROOT, folder, `${lang}.json`), 'utf8')) as { $meta?: { reviewed?: unknown } }
      ).$meta
      expect(typeof meta?.reviewed, `${folder}/${lang}.json has no $meta.reviewed`).toBe('boolean')
    }
  })
})

describe('keys', () => {
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: ROOT })
    .filter(file => !/\.test\.tsx?$/.test(file))
    .map(file => readFileSync(path.join(ROOT, file), 'utf8'))
    .join('\n')
  const owners = new Map<string, string[]>()
  for (const folder of folders)
    for (const key of Object.keys(readTexts(folder, 'it'))) owners.set(key, [...(owners.get(key) ?? []), folder])

  test('belong to one slice', () => {
    expect([...owners].filter(([, folders]) => folders.length > 1)).toEqual([])
  })

  test('named in the code exist', () => {
    const named = [...sources.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(match => match[1] ?? '')
    expect([...new Set(named)].filter(key => !owners.has(key))).toEqual([])
  })

  test('are used somewhere: whole, or by the beginning that code puts together', () => {
    const found = (shape: RegExp) => [...new Set([...sources.matchAll(shape)].map(m => m[1] ?? ''))]
    const stems = found(/[`'"]([a-z][\w-]*(?:\.[\w-]+)*\.)(?:\$\{|['"`]\s*\+)/g)
    const tails = found(/\$\{\w[\w.]*\}(\.[\w.-]+)[`$]/g)
    // One pass over the sources instead of one for each key: every word between quotes, whatever the quotes are.
    const quoted = new Set([...sources.matchAll(/[`'"]([\w.-]+)(?=[`'"])/g)].map(m => m[1] ?? ''))
    const isPutTogether = (key: string) =>
      stems.some(stem => key.startsWith(stem)) ||
      tails.some(tail => key.endsWith(tail) && quoted.has(key.slice(0, -tail.length)))
    const unused = [...owners.keys()].filter(key => !quoted.has(key) && !isPutTogether(key))
    expect(unused).toEqual([])
  })
})
