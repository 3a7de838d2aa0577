// SPDX-License-Identifier: EUPL-1.2
// A date without time is a civil date: a text, never a JavaScript Date, so that no time zone can move it by a day.
// People live in Europe/Rome, machines in UTC; the two meet only in the functions at the end of this file.

/** 'YYYY-MM-DD', a day that exists in the (proleptic) Gregorian calendar. */
export type CivilDate = string & { readonly __civilDate: true }
/** A moment in UTC, 'YYYY-MM-DDTHH:MM:SS.sssZ'. */
export type Instant = string & { readonly __instant: true }

export type DateParts = { year: number; month: number; day: number }

const DAY = 86_400_000
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (LENGTHS[month - 1] ?? 0)
}

const pad = (value: number, width: number) => String(value).padStart(width, '0')
const write = (parts: DateParts) => `${pad(parts.year, 4)}-${pad(parts.month, 2)}-${pad(parts.day, 2)}` as CivilDate

/** The day of these three numbers, or nothing when the calendar has no such day (31 November, 29 February 2023). */
export function civilDate(year: number, month: number, day: number): CivilDate | undefined {
  if (![year, month, day].every(Number.isInteger)) return undefined
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return write({ year, month, day })
}

/** Reads exactly 'YYYY-MM-DD'. Other spellings are the business of forms and of the import. */
export function parseCivilDate(iso: string): CivilDate | undefined {
  const match = ISO.exec(iso)
  return match ? civilDate(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

export function partsOf(date: CivilDate): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** Days since 1970-01-01, by arithmetic alone. */
function dayNumber(date: CivilDate): number {
  const { year, month, day } = partsOf(date)
  const moment = new Date(0)
  moment.setUTCFullYear(year, month - 1, day) // setUTCFullYear, because Date.UTC reads the years 0–99 as 1900–1999
  return Math.round(moment.getTime() / DAY)
}

function fromDayNumber(days: number): CivilDate {
  const moment = new Date(days * DAY)
  const year = moment.getUTCFullYear()
  if (!(year >= 1 && year <= 9999)) throw new RangeError('a civil date lies between the years 1 and 9999')
  return write({ year, month: moment.getUTCMonth() + 1, day: moment.getUTCDate() })
}

export const addDays = (date: CivilDate, days: number): CivilDate => fromDayNumber(dayNumber(date) + days)

/** Whole days from `from` to `to`; negative when `to` comes first. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

/** The same day of another month, or that month's last day when it is shorter (31 January + 1 = 28 February). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + (month - 1) + months
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 }
  if (target.year < 1 || target.year > 9999) throw new RangeError('a civil date lies between the years 1 and 9999')
  return write({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) })
}

/** For sort(): negative, zero or positive. */
export const compareDates = (a: CivilDate, b: CivilDate): number => (a < b ? -1 : a > b ? 1 : 0)

/** Completed years on a day. Born on 29 February: a year older on 1 March when the year has no 29th. */
export function ageOn(birth: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export const weekday = (date: CivilDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z$/

/** Reads a UTC instant with 'Z' and writes it in the one form the product uses (milliseconds). */
export function parseInstant(text: string): Instant | undefined {
  if (!INSTANT.test(text)) return undefined
  const time = Date.parse(text)
  if (Number.isNaN(time)) return undefined
  const instant = new Date(time).toISOString()
  return instant.slice(0, 16) === text.slice(0, 16) ? (instant as Instant) : undefined
}

export const instantOf = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString() as Instant

const rome = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const HOUR = 3_600_000
/** A page writes a hundred moments of a few days: what the tables of the runtime say of an hour is asked once. */
const offsets = new Map<number, number>()
const MOST_OFFSETS = 10_000

/** Milliseconds by which Italian clocks are ahead of UTC. They have changed on full hours of UTC since 1893. */
function offsetAt(epochMilliseconds: number): number {
  const hour = Math.floor(epochMilliseconds / HOUR)
  const known = offsets.get(hour)
  if (known !== undefined) return known
  const part: Record<string, number> = {}
  for (const { type, value } of rome.formatToParts(hour * HOUR)) part[type] = Number(value)
  const { year = 0, month = 1, day, hour: hours, minute } = part
  const offset = Date.UTC(year, month - 1, day, hours, minute) - hour * HOUR
  if (offsets.size >= MOST_OFFSETS) offsets.clear()
  offsets.set(hour, offset)
  return offset
}

function wallClock(epochMilliseconds: number): { day: CivilDate; time: string } {
  const shown = new Date(epochMilliseconds + offsetAt(epochMilliseconds)).toISOString()
  return { day: shown.slice(0, 10) as CivilDate, time: shown.slice(11, 16) }
}

/** The day people in Italy live in at that moment. */
export const dayInRome = (instant: Instant): CivilDate => wallClock(Date.parse(instant)).day

/** 'HH:MM' on Italian clocks at that moment. */
export const timeInRome = (instant: Instant): string => wallClock(Date.parse(instant)).time

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/**
 * The moment when Italian clocks show this day and time ('HH:MM'). In the hour that is skipped in March the clock jumps
 * forward; in the hour that comes twice in October the first one is meant. Nothing when `time` is not a time of day.
 */
export function instantInRome(day: CivilDate, time: string): Instant | undefined {
  const match = TIME.exec(time)
  if (!match) return undefined
  const asUtc = dayNumber(day) * DAY + (Number(match[1]) * 60 + Number(match[2])) * 60_000
  for (const offsetHours of [2, 1]) {
    const guess = asUtc - offsetHours * HOUR
    const shown = wallClock(guess)
    if (shown.day === day && shown.time === time) return instantOf(guess)
  }
  return instantOf(asUtc - HOUR)
}
