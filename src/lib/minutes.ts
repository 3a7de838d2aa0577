// SPDX-License-Identifier: EUPL-1.2
// Time worked is a whole number of minutes. Hours exist only on paper: this file reads and writes them.

/** A whole number of minutes, zero or more. */
export type Minutes = number & { readonly __minutes: true }

/** Longer than any course: what is above is a typing error. */
const LONGEST = 10_000 * 60

export function minutes(value: number): Minutes | undefined {
  return Number.isInteger(value) && value >= 0 && value <= LONGEST ? (value as Minutes) : undefined
}

export const sumMinutes = (list: readonly Minutes[]): Minutes =>
  list.reduce((total, each) => total + each, 0) as Minutes

type Reader = { pattern: RegExp; read: (match: readonly string[]) => number | undefined }

/** '2,5' hours without floating point: the decimal part must be a whole number of minutes. */
function decimalHours(whole: string, fraction = ''): number | undefined {
  const scale = 10 ** fraction.length
  const scaled = Number(fraction || '0') * 60
  return scaled % scale === 0 ? Number(whole) * 60 + scaled / scale : undefined
}

const clock = (hours: string, rest = '0') => (Number(rest) < 60 ? Number(hours) * 60 + Number(rest) : undefined)

const MINUTE_MARK = `(?:m|min|mins|minuti|minuto|minutes?|'|′|’)`
const HOUR_MARK = '(?:h|hh|ora|ore|hours?|heures?)'

/** Every spelling met in paper registers, from the plainest; the first that fits decides. */
const readers: readonly Reader[] = [
  { pattern: /^(\d{1,4}):(\d{2})(?: ?h)?$/, read: ([, h = '', m]) => clock(h, m) },
  { pattern: new RegExp(`^(\\d{1,4}) ?${HOUR_MARK}$`), read: ([, h = '']) => clock(h) },
  {
    pattern: new RegExp(`^(\\d{1,4}) ?${HOUR_MARK}(?: e)? ?(\\d{1,2}) ?${MINUTE_MARK}?$`),
    read: ([, h = '', m]) => clock(h, m),
  },
  { pattern: new RegExp(`^(\\d{1,4}) ?${HOUR_MARK} e mezz[ao]$`), read: ([, h = '']) => clock(h, '30') },
  { pattern: /^mezz(?:'|’)?ora$/, read: () => 30 },
  { pattern: new RegExp(`^(\\d{1,6}) ?${MINUTE_MARK}$`), read: ([, m]) => Number(m) },
  { pattern: new RegExp(`^(\\d{1,4})[.,](\\d{1,4}) ?${HOUR_MARK}?$`), read: ([, h = '', f]) => decimalHours(h, f) },
  // A bare number is hours up to 12 and minutes above: nobody sits for 13 hours, nobody writes down 12 minutes.
  { pattern: /^(\d{1,6})$/, read: ([, n]) => (Number(n) <= 12 ? Number(n) * 60 : Number(n)) },
]

/** Reads a length as people write it: '2h30', '2,5', '02:30', '150 min', "150'", '2 ore e 30', '2 h 30′'. */
export function parseDuration(text: string): Minutes | undefined {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  for (const { pattern, read } of readers) {
    const match = pattern.exec(plain)
    if (!match) continue
    const value = read(match)
    return value === undefined ? undefined : minutes(value)
  }
  return undefined
}

/** '2 h 30′', '45′', '36 h': what staff read, and what `parseDuration` reads back. */
export function formatHours(value: Minutes): string {
  const hours = Math.floor(value / 60)
  const rest = value % 60
  if (hours === 0) return `${rest}′`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest}′`
}
