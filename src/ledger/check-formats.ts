// SPDX-License-Identifier: EUPL-1.2
// Figures and dates of a check, written as on every other page. Drawn in the browser: it can use nothing of the server.
import { dateLocale, numberLocale } from '#lib/locales.ts'
import type { Labels } from './check-labels.ts'

export function numberIn(lang: string): (n: number) => string {
  const format = new Intl.NumberFormat(numberLocale[lang] ?? lang, { useGrouping: 'always' })
  return n => format.format(n)
}

/** A civil day, as in an act. */
export const dayIn = (lang: string, day: string): string =>
  new Intl.DateTimeFormat(dateLocale[lang] ?? lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))

/** A moment by the clock of the computer that checks, in 24 hours. */
export function momentIn(lang: string, at: Date): { date: string; time: string } {
  const locale = dateLocale[lang] ?? lang
  return {
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(at),
    time: new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(at),
  }
}

/** Acts count minutes; the pages of a programme speak of hours. */
export function hoursIn(lang: string, labels: Labels, minutes: number): string {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  const label = labels[m === 0 ? 'hours.whole' : 'hours.both']
  return label.replace('{h}', numberIn(lang)(h)).replace('{m}', String(m))
}
