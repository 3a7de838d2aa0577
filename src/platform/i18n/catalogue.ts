// SPDX-License-Identifier: EUPL-1.2
// Every text of the product, merged from the slices at start. Italian is the source; it, en, fr and ar are complete.
import { type Formatters, IntlMessageFormat } from 'intl-messageformat'
import { numberLocale } from '#lib/locales.ts'

export const languages = ['it', 'en', 'fr', 'ar'] as const
export type Language = (typeof languages)[number]

/** One file of texts; `$meta` says who wrote it and whether a speaker has read it. */
export type Messages = Readonly<Record<string, unknown>>
export type SliceMessages = Readonly<Record<Language, Messages>>
export type Translate = (key: string, args?: Record<string, string | number>) => string
export type Catalogue = {
  translator(lang: Language): Translate
  has(key: string): boolean
  /** Slices whose texts no speaker has read yet, by language: shown on an administration page. */
  readonly unreviewed: ReadonlyMap<Language, readonly string[]>
}

/**
 * Numbers in sentences have the form of those in tables: Italian would leave 2011 without its dot and write 12.011 with
 * one. Formats are costly to make and serve every text of their language.
 */
const formatters: Formatters = {
  getNumberFormat: kept((locale, options) => new Intl.NumberFormat(locale, { useGrouping: 'always', ...options })),
  getDateTimeFormat: kept((locale, options) => new Intl.DateTimeFormat(locale, options)),
  getPluralRules: kept((locale, options) => new Intl.PluralRules(locale, options)),
}

function kept<Options, Format>(
  make: (locale: string | string[] | undefined, options?: Options) => Format,
): (locale?: string | string[], options?: Options) => Format {
  const known = new Map<string, Format>()
  return (locale, options) => {
    const key = JSON.stringify([locale, options])
    const format = known.get(key) ?? make(locale, options)
    known.set(key, format)
    return format
  }
}

export function isLanguage(text: string | undefined): text is Language {
  return languages.includes(text as Language)
}

export const directionOf = (lang: string): 'ltr' | 'rtl' =>
  ['ar', 'fa', 'he', 'ps', 'ur'].includes(lang.split('-')[0] ?? '') ? 'rtl' : 'ltr'

/**
 * @param slices the texts of each slice, by name
 * @param strict throws on a key that nobody wrote instead of showing it; for tests
 */
export function makeCatalogue(slices: ReadonlyMap<string, SliceMessages>, strict = false): Catalogue {
  const texts = new Map<Language, Map<string, string>>()
  const unreviewed = new Map<Language, string[]>()
  for (const lang of languages) {
    const merged = new Map<string, string>()
    for (const [slice, messages] of slices) {
      for (const [key, text] of Object.entries(messages[lang])) if (typeof text === 'string') merged.set(key, text)
      if (lang !== 'it' && !isReviewed(messages[lang])) unreviewed.set(lang, [...(unreviewed.get(lang) ?? []), slice])
    }
    texts.set(lang, merged)
  }
  const translators = new Map(languages.map(lang => [lang, makeTranslator(lang, texts, strict)]))
  return {
    translator: lang => translators.get(lang) ?? fail(`No language ${lang}`),
    has: key => texts.get('it')?.has(key) ?? false,
    unreviewed,
  }
}

function makeTranslator(lang: Language, texts: ReadonlyMap<Language, Map<string, string>>, strict: boolean): Translate {
  const formats = new Map<string, IntlMessageFormat>()
  return (key, args) => {
    const own = texts.get(lang)?.get(key)
    const text = own ?? texts.get('it')?.get(key)
    if (text === undefined) {
      if (strict) throw new Error(`No text for ${key} in ${lang}`)
      return key
    }
    if (!text.includes('{') && !text.includes("''")) return text
    let format = formats.get(key)
    if (!format) {
      const locale = numberLocale[own === undefined ? 'it' : lang]
      format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true, formatters })
      formats.set(key, format)
    }
    return String(format.format(args))
  }
}

function isReviewed(messages: Messages): boolean {
  const meta = messages['$meta']
  return typeof meta === 'object' && meta !== null && 'reviewed' in meta && meta.reviewed === true
}

function fail(message: string): never {
  throw new Error(message)
}
