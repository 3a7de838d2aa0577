// SPDX-License-Identifier: EUPL-1.2
// Keys under which two records of one person meet although she is spelt differently. A key only proposes; scoring is
// in duplicate.ts. Skeleton: what is left of a romanised name when the habits of transliteration are taken away.
import { type CivilDate, civilDate, partsOf } from '#lib/civil-date.ts'
import { givenNameCode, readCodiceFiscale, surnameCode } from '#lib/codice-fiscale.ts'

export type Candidate = {
  readonly familyName: string
  readonly givenName: string
  readonly usedName?: string | undefined
  readonly nativeName?: string | undefined
  readonly birthDate?: CivilDate | undefined
  readonly birthPrecision: 'day' | 'month' | 'year' | 'unknown'
  readonly sex?: 'F' | 'M' | 'X' | undefined
  /** ISO 3166-1 alpha-3. */
  readonly citizenship?: string | undefined
  /** Belfiore code. */
  readonly birthPlace?: string | undefined
  readonly taxCode?: string | undefined
  readonly taxCodeKind?: 'final' | 'provisional' | undefined
}

/** Latin capitals without marks, words apart. Other scripts fall away: their names are compared as they are. */
export const latin = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll('ß', 'SS')
    .replaceAll('Æ', 'AE')
    .replaceAll('Ø', 'O')
    .replaceAll('Ł', 'L')
    .replaceAll('Đ', 'D')
    .replaceAll(/\p{M}|['’ʼ`ʿʾ]/gu, '')
    .replaceAll(/[^A-Z]+/g, ' ')
    .trim()

// Articles and links of Arabic, Romance and South Asian names: written, joined, split or left out at every office.
const PARTICLES = new Set(
  'AL EL UL AS AD AN AR AZ ABD ABU BIN BEN IBN BINT OULED OULD DE DA DI DO DOS LA LE VAN DER'.split(' '),
)
// Titles and honorifics that stand for a name on one paper and are missing on the next.
const WEAK = new Set('MD MST MOHD MOST SRI'.split(' '))

const rules: readonly (readonly [RegExp, string])[] = [
  [/SCH|TCH|SH|CH|SC(?=[IE])/g, 'X'],
  [/KH|GH/g, 'H'],
  [/DJ|DZ|G(?=[EI])|Z(?=H)/g, 'J'],
  [/PH/g, 'F'],
  [/TH/g, 'T'],
  [/G/g, 'J'],
  [/OU|W/g, 'V'],
  [/[QC]/g, 'K'],
  [/P/g, 'B'],
  [/Z/g, 'S'],
]

/** 'Mohammed', 'Muhamad' → 'MMD'; 'Diallo', 'Jallow' stay apart (DLL/JLLV): that pair needs more than spelling. */
export function skeleton(word: string): string {
  let text = word.replace(/^(?:AL|EL)(?=[A-Z]{4})/, '')
  for (const [pattern, to] of rules) text = text.replaceAll(pattern, to)
  const first = text.slice(0, 1)
  const rest = text.slice(1).replaceAll(/[AEIOUYVH]/g, '')
  // Vowels at the beginning differ (Omar, Umar; Yusuf, Iusuf): one sign stands for all of them.
  const start = /[AEIOUYV]/.test(first) ? 'A' : first
  return (start + rest).replaceAll(/(.)\1+/g, '$1')
}

/** The words of a name that carry weight; all of them when only particles are left. */
export function nameWords(...names: readonly (string | undefined)[]): string[] {
  const words = names.flatMap(name => latin(name ?? '').split(' ')).filter(word => word.length > 0)
  const strong = words.filter(word => word.length > 1 && !PARTICLES.has(word) && !WEAK.has(word))
  return [...new Set(strong.length > 0 ? strong : words)]
}

/** The same day with day and month exchanged, when such a day exists and is another one. */
export function swappedDayMonth(date: CivilDate): CivilDate | undefined {
  const { year, month, day } = partsOf(date)
  const swapped = civilDate(year, day, month)
  return swapped === date ? undefined : swapped
}

/** At most this many words of a name make pairs: four names already give six. */
const PAIRED = 5

function namePairs(words: readonly string[]): string[] {
  const keys = words.slice(0, PAIRED).map(skeleton)
  if (keys.length === 1) return [`p:${keys[0]}`]
  return keys.flatMap((a, i) => keys.slice(i + 1).map(b => `p:${[a, b].sort().join('+')}`))
}

/**
 * What is stored beside a record. p: two sounds of the name in any order; y: one sound and the year; d: the exact day
 * (1 January alone says nothing, so it carries a sound); t: the tax code without omocodia; n: the provisional code;
 * c: the name and year letters of a tax code, also computed for who has none, so that a code meets a bare name.
 */
export function matchKeys(candidate: Candidate): string[] {
  const words = nameWords(candidate.familyName, candidate.givenName, candidate.usedName)
  const sounds = [...new Set(words.map(skeleton))]
  const keys = new Set(namePairs(words))
  const { birthDate } = candidate
  const year = birthDate?.slice(0, 4)
  for (const sound of sounds) if (year) keys.add(`y:${sound}${year}`)
  if (birthDate && candidate.birthPrecision === 'day' && !birthDate.endsWith('-01-01')) keys.add(`d:${birthDate}`)
  if (birthDate?.endsWith('-01-01')) for (const sound of sounds) keys.add(`d:${birthDate}${sound}`)
  if (year) keys.add(`c:${surnameCode(candidate.familyName)}${givenNameCode(candidate.givenName)}${year.slice(2)}`)
  if (candidate.nativeName) keys.add(`s:${candidate.nativeName.normalize('NFKC').replaceAll(/\s+/g, '')}`)
  for (const key of codeKeys(candidate)) keys.add(key)
  return [...keys]
}

function codeKeys(candidate: Candidate): string[] {
  const { taxCode } = candidate
  if (!taxCode) return []
  if (candidate.taxCodeKind === 'provisional') return [`n:${taxCode}`]
  const reading = readCodiceFiscale(taxCode)
  if (reading.problem) return [`t:${taxCode}`]
  return [`t:${reading.base}`, `c:${reading.base.slice(0, 8)}`]
}

/** What is looked up for a newcomer: her own keys, and those of the slips that happen to birth dates. */
export function probeKeys(candidate: Candidate): string[] {
  const keys = new Set(matchKeys(candidate))
  const { birthDate } = candidate
  if (!birthDate) return [...keys]
  const { year, month, day } = partsOf(birthDate)
  const swapped = swappedDayMonth(birthDate)
  if (swapped && candidate.birthPrecision === 'day') keys.add(`d:${swapped}`)
  const sounds = nameWords(candidate.familyName, candidate.givenName, candidate.usedName).map(skeleton)
  for (const near of [year - 1, year + 1]) {
    for (const sound of sounds) keys.add(`y:${sound}${String(near).padStart(4, '0')}`)
    const shifted = civilDate(near, month, day)
    if (shifted && !shifted.endsWith('-01-01')) keys.add(`d:${shifted}`)
  }
  return [...keys]
}
