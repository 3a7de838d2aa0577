// SPDX-License-Identifier: EUPL-1.2
// Birth dates as papers carry them: whole, month or year only, 1 January for "not known", day and month exchanged.
// A date is one number, year × 10000 + month × 100 + day, with 0 for a part that is not known.

export const birthLevels = [
  'same',
  'same-first-of-january',
  'swapped-day-month',
  'one-slip',
  'one-year-apart',
  'same-month',
  'year-and-day',
  'same-year-default-day',
  'same-day-other-year',
  'same-year',
  'next-year-default-day',
  'days-apart',
  'ten-years-apart',
  'other',
] as const
const [SAME, JANUARY, SWAPPED, SLIP, YEAR_APART, SAME_MONTH] = [0, 1, 2, 3, 4, 5]
const [YEAR_AND_DAY, DEFAULT_DAY, OTHER_YEAR, SAME_YEAR, NEXT_DEFAULT] = [6, 7, 8, 9, 10]
const [DAYS_APART, TEN_YEARS, OTHER] = [11, 12, 13]

const isDefault = (date: number) => date % 10000 === 101 || date % 10000 === 0

export function compareBirths(a: number, b: number): number {
  if (a === b) return date(a)
  const yearA = Math.floor(a / 10000)
  const yearB = Math.floor(b / 10000)
  const restA = a % 10000
  const restB = b % 10000
  if (yearA !== yearB) return otherYear(yearA, restA, yearB, restB)
  if (isDefault(a) || isDefault(b)) return DEFAULT_DAY
  const monthA = Math.floor(restA / 100)
  const monthB = Math.floor(restB / 100)
  const dayA = restA % 100
  const dayB = restB % 100
  if (monthA === dayB && monthB === dayA) return SWAPPED
  if (monthA === monthB) return dayA === 0 || dayB === 0 || !oneDigit(dayA, dayB) ? SAME_MONTH : SLIP
  if (dayA === dayB) return oneDigit(monthA, monthB) ? SLIP : YEAR_AND_DAY
  return apart(a, b) <= CLOSE_DAYS ? DAYS_APART : SAME_YEAR
}

/** Equal numbers: a whole day, the day that stands for none, or a date of which only month or year is known. */
const date = (value: number) =>
  isDefault(value) ? (value % 10000 === 0 ? DEFAULT_DAY : JANUARY) : value % 100 === 0 ? SAME_MONTH : SAME

function otherYear(yearA: number, restA: number, yearB: number, restB: number): number {
  const next = Math.abs(yearA - yearB) === 1
  if (restA === restB && restA !== 101 && restA % 100 !== 0) {
    if (next) return YEAR_APART
    return oneDigit(yearA, yearB) || turned(yearA, yearB) ? SLIP : OTHER_YEAR
  }
  if (next && (restA === 101 || restB === 101)) return NEXT_DEFAULT
  const days = apart(yearA * 10000 + restA, yearB * 10000 + restB)
  return days <= CLOSE_DAYS ? DAYS_APART : Math.abs(days - TEN_YEARS_DAYS) <= CLOSE_DAYS ? TEN_YEARS : OTHER
}

const CLOSE_DAYS = 62
const TEN_YEARS_DAYS = 3652

/** About how many days lie between two dates. */
const apart = (a: number, b: number) => Math.abs(dayNumber(a) - dayNumber(b))
const dayNumber = (date: number) =>
  Math.floor(date / 10000) * 365.25 + (Math.floor((date % 10000) / 100) - 1) * 30.44 + (date % 100)

/** One digit differs, read as two (or four) digits each. */
function oneDigit(a: number, b: number): boolean {
  let x = a
  let y = b
  let differing = 0
  for (let i = 0; i < 4; i++) {
    if (x % 10 !== y % 10) differing++
    x = Math.floor(x / 10)
    y = Math.floor(y / 10)
  }
  return differing === 1
}

/** The last two digits exchanged: 1989, 1998. */
const turned = (a: number, b: number) =>
  Math.floor(a / 100) === Math.floor(b / 100) && (a % 10) * 10 + (Math.floor(a / 10) % 10) === b % 100
