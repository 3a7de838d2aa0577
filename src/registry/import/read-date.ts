// SPDX-License-Identifier: EUPL-1.2
// Every way a date is written in registers, day first. Two-digit years are decided by what the date is for.
import { type CivilDate, civilDate, daysInMonth, partsOf } from '#lib/civil-date.ts'
import type { Cell } from '#platform/spreadsheets/book.ts'
import { isCellDay } from '#platform/spreadsheets/book.ts'
import { cellText, folded } from './plain-text.ts'

/** birth: in the past, any century. past: an act of our time. expiry: may lie ahead. */
export type DatePurpose = 'birth' | 'past' | 'expiry'

export type DateReading =
  | { readonly date: CivilDate; readonly precision: 'day' | 'month' | 'year'; readonly problem?: undefined }
  | { readonly problem: 'unreadable' | 'no-such-day' | 'in-future' | 'too-old'; readonly suggestion?: string }

// Italian, English, French; the first three letters of an Italian month are enough when a point or blank follows.
const MONTHS: readonly (readonly string[])[] = [
  ['gennaio', 'gen', 'january', 'jan', 'janvier'],
  ['febbraio', 'feb', 'february', 'fevrier', 'fev'],
  ['marzo', 'mar', 'march', 'mars'],
  ['aprile', 'apr', 'april', 'avril', 'avr'],
  ['maggio', 'mag', 'may', 'mai'],
  ['giugno', 'giu', 'june', 'jun', 'juin'],
  ['luglio', 'lug', 'july', 'jul', 'juillet', 'juil'],
  ['agosto', 'ago', 'august', 'aug', 'aout'],
  ['settembre', 'set', 'sett', 'september', 'sep', 'sept', 'septembre'],
  ['ottobre', 'ott', 'october', 'oct', 'octobre'],
  ['novembre', 'nov', 'november', 'novembre'],
  ['dicembre', 'dic', 'december', 'dec', 'decembre'],
]

const monthNumber = (word: string): number => MONTHS.findIndex(names => names.includes(word)) + 1

function fullYear(text: string, purpose: DatePurpose, today: CivilDate): number {
  const year = Number(text)
  if (text.length > 2) return year
  if (purpose !== 'birth') return 2000 + year
  return year <= partsOf(today).year % 100 ? 2000 + year : 1900 + year
}

// Excel counts from 30 December 1899 because it believes that 1900 was a leap year.
const serialDay = (serial: number): CivilDate | undefined => {
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000)
  return civilDate(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate())
}

const isSerial = (value: number): boolean => value >= 3_654 && value <= 73_415 // 1910 … 2100

const italian = (date: CivilDate): string => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`

function dayReading(year: number, month: number, day: number): DateReading {
  const date = civilDate(year, month, day)
  if (date) return { date, precision: 'day' }
  if (month > 12 && day <= 12) {
    const turned = civilDate(year, day, month)
    return turned ? { problem: 'no-such-day', suggestion: italian(turned) } : { problem: 'no-such-day' }
  }
  if (month < 1 || month > 12 || day < 1) return { problem: 'unreadable' }
  const last = civilDate(year, month, daysInMonth(year, month))
  return last && day <= 31 ? { problem: 'no-such-day', suggestion: italian(last) } : { problem: 'no-such-day' }
}

function monthReading(year: number, month: number): DateReading {
  const date = civilDate(year, month, 1)
  return date ? { date, precision: 'month' } : { problem: 'unreadable' }
}

function textReading(text: string, purpose: DatePurpose, today: CivilDate): DateReading {
  const year = (digits: string) => fullYear(digits, purpose, today)
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text)
  if (iso) return dayReading(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numeric = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})$/.exec(text)
  if (numeric) return dayReading(year(numeric[3] ?? ''), Number(numeric[2]), Number(numeric[1]))
  const monthYear = /^(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(text)
  if (monthYear) return monthReading(Number(monthYear[2]), Number(monthYear[1]))
  const words = /^(?:(\d{1,2}) )?(?:o |di )?([a-z]+) (?:del )?(\d{4}|\d{2})$/.exec(folded(text.replace(/[°º]/g, ' ')))
  const month = words ? monthNumber(words[2] ?? '') : 0
  if (words && month > 0) {
    const y = year(words[3] ?? '')
    return words[1] ? dayReading(y, month, Number(words[1])) : monthReading(y, month)
  }
  if (/^(?:19|20)\d\d$/.test(text)) return { date: civilDate(Number(text), 1, 1) as CivilDate, precision: 'year' }
  if (/^\d{8}$/.test(text)) return dayReading(Number(text.slice(4)), Number(text.slice(2, 4)), Number(text.slice(0, 2)))
  return { problem: 'unreadable' }
}

function anyReading(cell: Cell, purpose: DatePurpose, today: CivilDate): DateReading {
  if (isCellDay(cell)) {
    const [year = 0, month = 0, day = 0] = cell.day.split('-').map(Number)
    return dayReading(year, month, day)
  }
  const text = cellText(cell)
  const number =
    typeof cell === 'number' ? cell : /^\d{4,5}(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN
  // A bare 1990 is a year, a bare 32709 a serial: the ranges do not meet where births are concerned.
  if (Number.isInteger(number) && number >= 1900 && number <= 2100) return textReading(String(number), purpose, today)
  if (!Number.isNaN(number)) {
    const date = isSerial(number) ? serialDay(number) : undefined
    return date ? { date, precision: 'day' } : { problem: 'unreadable' }
  }
  return textReading(text, purpose, today)
}

/** Reads a cell as a date and checks it against what the date is for. `undefined` = the cell is empty. */
export function readDate(cell: Cell | undefined, purpose: DatePurpose, today: CivilDate): DateReading | undefined {
  if (cell === null || cell === undefined || cellText(cell) === '') return undefined
  const reading = anyReading(cell, purpose, today)
  if (reading.problem) return reading
  const { year, month, day } = partsOf(reading.date)
  if (purpose !== 'expiry' && reading.date > today) {
    const earlier = civilDate(year - 100, month, day)
    return purpose === 'birth' && earlier
      ? { problem: 'in-future', suggestion: italian(earlier) }
      : { problem: 'in-future' }
  }
  if (year < partsOf(today).year - 120) return { problem: 'too-old' }
  return reading
}
