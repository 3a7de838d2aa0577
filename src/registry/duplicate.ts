// SPDX-License-Identifier: EUPL-1.2
// "Maybe she is already here. You decide." Weights in bits, set by hand and readable: agreement adds, contradiction
// takes away. A result is a proposal with its reasons; nothing is ever merged by a score.
import { type CivilDate, partsOf } from '#lib/civil-date.ts'
import { compareWithHolder, readCodiceFiscale } from '#lib/codice-fiscale.ts'
import { type Candidate, latin, nameWords, skeleton, swappedDayMonth } from './match-key.ts'

export const duplicateReasons = [
  'same-tax-code',
  'same-provisional-code',
  'other-tax-code',
  'other-provisional-code',
  'omocodia',
  'code-fits',
  'same-name',
  'similar-name',
  'part-of-name',
  'swapped-names',
  'same-native-name',
  'other-name',
  'same-birth',
  'same-first-of-january',
  'swapped-day-month',
  'one-year-apart',
  'same-year-default-day',
  'same-month',
  'same-year',
  'other-birth',
  'other-sex',
  'other-citizenship',
] as const
export type DuplicateReason = (typeof duplicateReasons)[number]

export type Comparison = {
  readonly score: number
  readonly grade: 'likely' | 'possible' | 'unlikely'
  readonly reasons: readonly DuplicateReason[]
}

const LIKELY = 14
const POSSIBLE = 8

type Evidence = readonly [weight: number, reason?: DuplicateReason]

/** How much speaks for two records being one person, and what. */
export function compare(a: Candidate, b: Candidate): Comparison {
  const evidence = [codes(a, b), names(a, b), nativeNames(a, b), births(a, b), ...smaller(a, b)]
  const score = evidence.reduce((sum, [weight]) => sum + weight, 0)
  const reasons = evidence.flatMap(([, reason]) => (reason ? [reason] : []))
  return { score, grade: score >= LIKELY ? 'likely' : score >= POSSIBLE ? 'possible' : 'unlikely', reasons }
}

function codes(a: Candidate, b: Candidate): Evidence {
  if (a.taxCode && b.taxCode) return twoCodes(a, b)
  if (a.taxCode) return codeAgainst(a, b)
  if (b.taxCode) return codeAgainst(b, a)
  return [0]
}

function twoCodes(a: Candidate, b: Candidate): Evidence {
  const [codeA = '', codeB = ''] = [a.taxCode, b.taxCode]
  if (a.taxCodeKind !== b.taxCodeKind) return a.taxCodeKind === 'final' ? codeAgainst(a, b) : codeAgainst(b, a)
  if (codeA === codeB) return a.taxCodeKind === 'final' ? [20, 'same-tax-code'] : [20, 'same-provisional-code']
  if (a.taxCodeKind === 'provisional') return [-10, 'other-provisional-code']
  const [readA, readB] = [readCodiceFiscale(codeA), readCodiceFiscale(codeB)]
  // One base and two codes: the Agenzia told two people apart by the letters. Worth a look, never a proposal to unite.
  if (!readA.problem && !readB.problem && readA.base === readB.base) return [-16, 'omocodia']
  return [-8, 'other-tax-code']
}

/** A tax code on one side only still says name, birth date, sex and place: does the other side fit? */
function codeAgainst(coded: Candidate, bare: Candidate): Evidence {
  if (coded.taxCodeKind !== 'final' || bare.birthPrecision !== 'day') return [0]
  const reading = readCodiceFiscale(coded.taxCode ?? '')
  if (reading.problem) return [0]
  const swapped = { ...bare, familyName: bare.givenName, givenName: bare.familyName }
  const clashes = Math.min(...[bare, swapped].map(holder => compareWithHolder(reading.parts, holder).length))
  return clashes === 0 ? [3, 'code-fits'] : [0]
}

type WrittenName = { readonly family: string; readonly given: string; readonly words: readonly string[] }
// One row of an import meets many records: its name is taken apart once.
const writtenNames = new WeakMap<Candidate, WrittenName>()

function writtenName(candidate: Candidate): WrittenName {
  const known = writtenNames.get(candidate)
  if (known) return known
  const { familyName, givenName } = candidate
  const name = { family: latin(familyName), given: latin(givenName), words: nameWords(familyName, givenName) }
  writtenNames.set(candidate, name)
  return name
}

/** The best of the orders in which a name may have been written, wherever its words ended up. */
function names(a: Candidate, b: Candidate): Evidence {
  const { family, given, words: wordsA } = writtenName(a)
  const { family: otherFamily, given: otherGiven, words: wordsB } = writtenName(b)
  const written = family !== '' || given !== ''
  if (written && family === otherFamily && given === otherGiven) return [9, 'same-name']
  if (written && family === otherGiven && given === otherFamily) return [8, 'swapped-names']
  if (wordsA.length === 0 || wordsB.length === 0) return [0]
  const [few, many] = wordsA.length <= wordsB.length ? [wordsA, wordsB] : [wordsB, wordsA]
  const alike = matchWords(few, many)
  if (alike === few.length && few.length > 1) return [wordsA.length === wordsB.length ? 7 : 6, 'similar-name']
  if (alike === few.length) return [many.length === 1 ? 7 : 3, many.length === 1 ? 'similar-name' : 'part-of-name']
  if (alike > 0) return [alike / few.length >= 0.5 ? 2 : 0, 'part-of-name']
  return [-8, 'other-name']
}

/** How many words of the shorter name find a partner of their own in the longer one. */
function matchWords(few: readonly string[], many: readonly string[]): number {
  const left = [...many]
  let alike = 0
  for (const word of few) {
    const at = left.findIndex(other => soundsLike(word, other))
    if (at < 0) continue
    left.splice(at, 1)
    alike++
  }
  return alike
}

export function soundsLike(a: string, b: string): boolean {
  if (a === b) return true
  const [soundA, soundB] = [skeleton(a), skeleton(b)]
  if (soundA === soundB && soundA.length > 1) return true
  return jaroWinkler(a, b) >= 0.88
}

const nativeNames = (a: Candidate, b: Candidate): Evidence => {
  const plain = (name: string | undefined) => (name ?? '').normalize('NFKC').replaceAll(/\s+/g, '')
  return a.nativeName && b.nativeName && plain(a.nativeName) === plain(b.nativeName) ? [4, 'same-native-name'] : [0]
}

function births(a: Candidate, b: Candidate): Evidence {
  if (!a.birthDate || !b.birthDate) return [0]
  const [pa, pb] = [partsOf(a.birthDate), partsOf(b.birthDate)]
  if (a.birthPrecision !== 'day' || b.birthPrecision !== 'day') return coarseBirths(a, b)
  // Unknown birthdays become 1 January on paper: very many people share that day of their year.
  if (a.birthDate === b.birthDate)
    return pa.month === 1 && pa.day === 1 ? [5, 'same-first-of-january'] : [10, 'same-birth']
  if (swappedDayMonth(a.birthDate) === b.birthDate) return [7, 'swapped-day-month']
  if (pa.year === pb.year && (isDefault(a.birthDate) || isDefault(b.birthDate))) return [3, 'same-year-default-day']
  if (pa.month === pb.month && pa.day === pb.day && Math.abs(pa.year - pb.year) === 1) {
    return isDefault(a.birthDate) ? [1, 'one-year-apart'] : [6, 'one-year-apart']
  }
  if (pa.year === pb.year && (pa.month === pb.month || pa.day === pb.day)) return [-1, 'same-year']
  return [pa.year === pb.year ? -4 : -9, 'other-birth']
}

const isDefault = (date: CivilDate) => date.endsWith('-01-01')

function coarseBirths(a: Candidate, b: Candidate): Evidence {
  const [dateA = '', dateB = ''] = [a.birthDate, b.birthDate]
  if (dateA.slice(0, 4) !== dateB.slice(0, 4)) return [-8, 'other-birth']
  if (a.birthPrecision === 'year' || b.birthPrecision === 'year') return [3, 'same-year']
  return dateA.slice(0, 7) === dateB.slice(0, 7) ? [6, 'same-month'] : [-3, 'same-year']
}

function smaller(a: Candidate, b: Candidate): Evidence[] {
  const found: Evidence[] = []
  if (a.sex && b.sex && a.sex !== b.sex) found.push([-4, 'other-sex'])
  if (a.citizenship && b.citizenship) {
    found.push(a.citizenship === b.citizenship ? [1] : [-3, 'other-citizenship'])
  }
  return found
}

/** Jaro–Winkler similarity, 0 to 1 (Winkler 1990: common prefix of at most four letters, weight 0.1). */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroSimilarity(a, b)
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroSimilarity(a: string, b: string): number {
  if (a === b) return a.length > 0 ? 1 : 0
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = Array.from(b, () => false)
  const matched: string[] = []
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j++) {
      if (taken[j] || a[i] !== b[j]) continue
      taken[j] = true
      matched.push(a[i] ?? '')
      break
    }
  }
  if (matched.length === 0) return 0
  const other = [...b].filter((_, j) => taken[j])
  const moved = matched.filter((letter, i) => letter !== other[i]).length / 2
  const m = matched.length
  return (m / a.length + m / b.length + (m - moved) / m) / 3
}
