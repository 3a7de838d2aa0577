// SPDX-License-Identifier: EUPL-1.2
// People remember work by the year, sometimes by the month. A period keeps that precision and never invents a day.
import type { CivilDate } from '#lib/civil-date.ts'

export type PartialDate = { readonly year: number; readonly month?: number }
export type Period = { readonly from?: PartialDate; readonly until?: PartialDate; readonly ongoing: boolean }

/** Months since year 0, so that two partial dates can be compared. */
const index = (date: PartialDate, missing: number): number => date.year * 12 + (date.month ?? missing) - 1

/** Only what is certain: 2016 is not before March 2016, it contains it. */
export function isBefore(a: PartialDate, b: PartialDate): boolean {
  return index(a, 12) < index(b, 1)
}

export const partialOf = (day: CivilDate): PartialDate => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
})

/** 'YYYY' or 'YYYY-MM', as it is stored and shown to machines. */
export const isoOf = (date: PartialDate): string =>
  date.month === undefined ? `${date.year}` : `${date.year}-${String(date.month).padStart(2, '0')}`

export function parsePartial(iso: string): PartialDate | undefined {
  const match = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(iso)
  if (!match) return undefined
  const year = Number(match[1])
  return match[2] === undefined ? { year } : { year, month: Number(match[2]) }
}

/** First and last month that count. Years alone are read from January to the January that ends them: 2014–2020 is six years. */
function months(period: Period, today: CivilDate): readonly [number, number] | undefined {
  const until = period.ongoing ? partialOf(today) : period.until
  if (!period.from || !until) return undefined
  const first = index(period.from, 1)
  const last = until.month === undefined ? until.year * 12 - 1 : index(until, 12)
  // Within one year known only by its number at least a month was worked.
  return last < first ? (isBefore(until, period.from) ? undefined : [first, first]) : [first, last]
}

/** Length of one period in whole months, or undefined when an end is not known. */
export function monthsOf(period: Period, today: CivilDate): number | undefined {
  const found = months(period, today)
  return found && found[1] - found[0] + 1
}

/** Months of work in all; two jobs at the same time count once. */
export function monthsInAll(periods: readonly Period[], today: CivilDate): number {
  const spans = periods
    .map(period => months(period, today))
    .filter(span => span !== undefined)
    .toSorted((a, b) => a[0] - b[0])
  let [total, reached] = [0, Number.NEGATIVE_INFINITY]
  for (const [first, last] of spans) {
    if (last > reached) total += last - Math.max(first, reached + 1) + 1
    reached = Math.max(reached, last)
  }
  return total
}

/** Whole years and remaining months, for words such as "6 years and 2 months". */
export const yearsAndMonths = (months: number): { years: number; months: number } => ({
  years: Math.floor(months / 12),
  months: months % 12,
})
