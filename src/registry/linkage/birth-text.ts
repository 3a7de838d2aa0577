// SPDX-License-Identifier: EUPL-1.2
// Birth dates as files write them: any order that can be told, any separator, months in words, digits of any script.
import { plainDigits } from './digits.ts'

// A line for each month: Italian, English, French, Spanish, Portuguese, German, Romanian; Russian and Ukrainian as dates have
// them; Arabic as in Cairo, Rabat and Tunis.
const MONTHS = [
  'gennaio january janvier enero janeiro januar ianuarie января січня يناير جانفي',
  'febbraio february fevrier febrero fevereiro februar februarie февраля лютого فبراير فيفري',
  'marzo march mars marco marz martie марта березня مارس',
  'aprile april avril abril aprilie апреля квітня ابريل افريل',
  'maggio may mai mayo maio мая травня مايو ماي',
  'giugno june juin junio junho juni iunie июня червня يونيو جوان',
  'luglio july juillet julio julho juli iulie июля липня يوليو يوليوز جويلية',
  'agosto august aout августа серпня اغسطس غشت اوت',
  'settembre september septembre septiembre setembro septembrie сентября вересня سبتمبر شتنبر',
  'ottobre october octobre octubre outubro oktober octombrie октября жовтня اكتوبر',
  'novembre november noviembre novembro noiembrie ноября листопада نوفمبر نونبر',
  'dicembre december decembre diciembre dezembro dezember decembrie декабря грудня ديسمبر دجنبر',
]

const months = new Map<string, number>()
MONTHS.forEach((names, at) => {
  for (const name of names.split(' ')) {
    months.set(name, at + 1)
    const short = name.slice(0, 3)
    if (!months.has(short)) months.set(short, at + 1)
  }
})
const monthOf = (word: string): number | undefined => months.get(word) ?? months.get(word.slice(0, 3))

/** Reads a date as files write it, day first where both orders are possible; undefined when it is none. */
export function readBirth(text: string): number | undefined {
  const usual = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (usual) return packed(Number(usual[1]), Number(usual[2]), Number(usual[3]))
  const plain = plainOf(text)
  return inNumbers(plain) ?? inWords(plain) ?? withoutSeparators(plain) ?? inPart(plain)
}

/** Small letters without marks; what is said around a date falls away (about, of the year, the time of day). */
function plainOf(text: string): string {
  return plainDigits(text)
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f\u0654]/g, '')
    .normalize('NFC')
    .replaceAll(/[年月]/g, '-')
    .replaceAll(/\s*[\\/]\s*/g, '/')
    .replaceAll(/\s*-\s*/g, '-')
    .replace(/^(?:circa|ca\.?|about|approx\.?|verso(?: il)?|vers|~)\s*(?=\d)/, '')
    .replace(/(?:t|\s+)\d{1,2}:\d{2}.*$/, '')
    .replace(/\s*(?:日|г\.?|р\.?|م|\?)$/, '')
}

function inNumbers(plain: string): number | undefined {
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t.*|\s.*)?$/.exec(plain)
  if (yearFirst) return packed(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  const numeric = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})$/.exec(plain)
  if (!numeric) return undefined
  const first = Number(numeric[1])
  const second = Number(numeric[2])
  const year = wholeYear(numeric[3] ?? '')
  return packed(year, second, first) ?? packed(year, first, second)
}

function inWords(plain: string): number | undefined {
  const worded =
    /^(?:(\d{1,2})[°º.]?[\s/-]+)?(?:de )?([\p{L}\p{M}]+)\.?,?[\s/-]+(?:de )?(?:(\d{1,2}),?\s+)?(\d{4}|\d{2})$/u.exec(
      plain,
    )
  const month = worded && monthOf(worded[2] ?? '')
  return worded && month ? packed(wholeYear(worded[4] ?? ''), month, Number(worded[1] ?? worded[3] ?? 0)) : undefined
}

/** Eight digits, the year at either end; five are a day as spreadsheets count them. */
function withoutSeparators(plain: string): number | undefined {
  const eight = /^(\d{2})(\d{2})(\d{2})(\d{2})(?:\s.*)?$/.exec(plain)
  if (eight) {
    const [one = '', two = '', three = '', four = ''] = eight.slice(1)
    const yearFirst = packed(Number(one + two), Number(three), Number(four))
    return yearFirst ?? packed(Number(three + four), Number(two), Number(one))
  }
  const days = /^[1-4]\d{4}$/.test(plain) ? Number(plain) : undefined
  if (days === undefined) return undefined
  const day = new Date(Date.UTC(1899, 11, 30 + days))
  return packed(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate())
}

function inPart(plain: string): number | undefined {
  const part = /^(?:(\d{1,2})[-/.])?(\d{4})(?:-(\d{2}))?$/.exec(plain)
  return part ? packed(Number(part[2]), Number(part[1] ?? part[3] ?? 0), 0) : undefined
}

/** Two-digit years: who looks for work or shelter is rarely over ninety. */
const wholeYear = (digits: string) =>
  digits.length === 4 ? Number(digits) : Number(digits) > 30 ? 1900 + Number(digits) : 2000 + Number(digits)

/** The number of a date; a day without month, month 13 or year 0 make none. */
export function packed(year: number, month: number, day: number): number | undefined {
  if (year < 1 || year > 9999 || month > 12 || day > 31 || (month === 0 && day > 0)) return undefined
  return year * 10000 + month * 100 + day
}
