// SPDX-License-Identifier: EUPL-1.2
import { type CivilDate, dayInRome, type Instant, timeInRome } from '#lib/civil-date.ts'
import { dateLocale, numberLocale } from '#lib/locales.ts'

/** How one language writes dates and figures. Western digits in every language, grouped as on Italian papers. */
export type Formats = {
  date(day: CivilDate): string
  dateShort(day: CivilDate): string
  dateLong(day: CivilDate): string
  weekday(day: CivilDate): string
  /** 1 = January. */
  monthName(month: number): string
  instant(at: Instant): string
  time(at: Instant): string
  money(cents: number): string
  number(value: number): string
  percent(share: number): string
  list(items: readonly string[]): string
  /** Parts of one datum, in a row: the Arabic comma is another one. Empty parts are left out. */
  commas(items: readonly (string | undefined)[]): string
  languageName(code: string): string
  countryName(iso2: string): string
}

/** Languages of our readers that the tables of the runtime lack in one of ours, or name as another one. */
const ownLanguageNames: Record<string, Record<string, string>> = {
  ber: { it: 'berbero', en: 'Berber', fr: 'berbère', ar: 'الأمازيغية' },
  fon: { it: 'fon', en: 'Fon', fr: 'fon', ar: 'الفون' },
  kri: { it: 'krio', en: 'Krio', fr: 'krio', ar: 'الكريو' },
  mnk: { it: 'mandinka', en: 'Mandinka', fr: 'mandinka', ar: 'الماندينكا' },
  tw: { it: 'twi', en: 'Twi', fr: 'twi', ar: 'التوي' },
}
/** "e esiti" is spoken "ed esiti": before the same vowel, at the last part of a list. */
const LAST_AND = / e ([eèéEÈÉ][^,]*)$/u
const cache = new Map<string, Formats>()

export function formatsFor(lang: string): Formats {
  const known = cache.get(lang)
  if (known) return known
  const made = makeFormats(lang)
  cache.set(lang, made)
  return made
}

function makeFormats(lang: string): Formats {
  const dates = dateLocale[lang] ?? lang
  const numbers = numberLocale[lang] ?? lang
  const civil = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(dates, { ...options, timeZone: 'UTC' })
    const written = (day: CivilDate) => format.format(new Date(`${day}T12:00:00Z`))
    // The runtime writes "1 décembre", "1 dicembre"; on paper the first of a month is an ordinal.
    const first = { fr: '1er', it: '1º' }[lang]
    return remembered(first ? (day: CivilDate) => written(day).replace(/(^| )1 (?=\p{L})/u, `$1${first} `) : written)
  }
  const moment = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(dates, { ...options, timeZone: 'Europe/Rome', hourCycle: 'h23' })
    return (at: Instant) => format.format(new Date(at))
  }
  const monthOnly = civil({ month: 'long' })
  const money = new Intl.NumberFormat(numbers, { style: 'currency', currency: 'EUR', useGrouping: 'always' })
  const number = new Intl.NumberFormat(numbers, { useGrouping: 'always', maximumFractionDigits: 2 })
  const percent = new Intl.NumberFormat(numbers, { style: 'percent', maximumFractionDigits: 1 })
  const list = new Intl.ListFormat(lang, { type: 'conjunction' })
  const namesOf = (names: Intl.DisplayNames) => remembered((code: string) => named(names, code))
  const languageNames = namesOf(new Intl.DisplayNames(lang, { type: 'language' }))
  const countryNames = namesOf(new Intl.DisplayNames(lang, { type: 'region' }))
  return {
    date: day => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`,
    dateShort: civil({ day: 'numeric', month: 'long' }),
    dateLong: civil({ day: 'numeric', month: 'long', year: 'numeric' }),
    weekday: civil({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    monthName: month => monthOnly(`2024-${String(month).padStart(2, '0')}-01` as CivilDate),
    // Digits in one order everywhere, as on the papers; Arabic's own pattern would turn them round.
    instant: at => {
      const day = dayInRome(at)
      return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}, ${timeInRome(at)}`
    },
    time: moment({ hour: 'numeric', minute: '2-digit' }),
    money: cents => money.format(cents / 100),
    number: value => number.format(value),
    percent: share => percent.format(share),
    list: items => (lang === 'it' ? list.format(items).replace(LAST_AND, ' ed $1') : list.format(items)),
    commas: items => items.filter(item => item !== undefined && item !== '').join(lang === 'ar' ? '، ' : ', '),
    languageName: code => ownLanguageNames[code]?.[lang] ?? languageNames(code),
    countryName: countryNames,
  }
}

const MOST_REMEMBERED = 1000

/** Names and days, each asked of the runtime once: that takes it as long as a paragraph of a page. */
function remembered<Asked extends string>(write: (asked: Asked) => string): (asked: Asked) => string {
  const known = new Map<Asked, string>()
  return asked => {
    const text = known.get(asked) ?? write(asked)
    if (known.size < MOST_REMEMBERED) known.set(asked, text)
    return text
  }
}

// Codes come from people's papers and imports: one that the tables of the runtime do not know is shown as it is.
function named(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}
