// SPDX-License-Identifier: EUPL-1.2
// The 16-character tax code (DM 23 December 1976). It is recomputed when an identity is corrected: never a key.
// Only the Agenzia delle Entrate assigns codes; what is computed here serves to compare, never to issue.
// Omocodia: two people would share a code, so digits are replaced by letters, beginning from the right.

import { type CivilDate, civilDate } from './civil-date.ts'

const MONTHS = 'ABCDEHLMPRST'
const OMOCODIA = 'LMNPQRSTUV'
/** Places (from 0) that hold digits and may hold an omocodia letter instead. */
const DIGIT_PLACES = [6, 7, 9, 10, 12, 13, 14] as const
/** By the number of the character: a digit is worth what the letter of its order is. */
const ODD = new Uint8Array(128)
for (const [i, worth] of [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
].entries()) {
  ODD[65 + i] = worth
  if (i < 10) ODD[48 + i] = worth
}

export type CodeSex = 'F' | 'M'

/** What a code says about its holder. The sex is the one *in the code*: nothing is inferred from it. */
export type CodiceFiscaleParts = {
  readonly surname: string
  readonly given: string
  readonly yearOfCentury: number
  readonly month: number
  readonly day: number
  readonly sex: CodeSex
  /** Belfiore code: an Italian municipality, or Z and three digits for a state. */
  readonly place: string
}

export type CodiceFiscaleProblem =
  | 'tax-code.length'
  | 'tax-code.characters'
  | 'tax-code.structure'
  | 'tax-code.check'
  | 'tax-code.letter-o-for-zero'

export type CodiceFiscaleReading =
  | {
      readonly code: string
      /** The code with omocodia undone (and its check letter recomputed): equal for the same assigned base. */
      readonly base: string
      /** How many digits were replaced by letters; 0 = plain. */
      readonly omocodia: number
      readonly parts: CodiceFiscaleParts
      readonly problem?: undefined
    }
  | { readonly code: string; readonly problem: CodiceFiscaleProblem; readonly suggestion?: string }

/** The check letter of any text of digits and capitals; also used for SAP policy ids (same table, longer body). */
export function checkLetter(body: string): string {
  let total = 0
  for (let i = 0; i < body.length; i++) {
    const character = body.charCodeAt(i)
    const natural = character <= 57 ? character - 48 : character - 65
    total += i % 2 === 0 ? (ODD[character] ?? 0) : natural
  }
  return String.fromCharCode(65 + (total % 26))
}

const undoOmocodia = (code: string): string =>
  DIGIT_PLACES.every(place => (code[place] ?? '0') <= '9')
    ? code
    : [...code]
        .map((character, i) => {
          const digit = (DIGIT_PLACES as readonly number[]).includes(i) ? OMOCODIA.indexOf(character) : -1
          return digit < 0 ? character : String(digit)
        })
        .join('')

const NAME_CODE = /^(?:[B-DF-HJ-NP-TV-Z]{3}|[B-DF-HJ-NP-TV-Z]{2}[AEIOUX]|[B-DF-HJ-NP-TV-Z][AEIOUX]{2}|[AEIOUX]{3})$/
const SHAPE = /^[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-MZ]\d{3}$/

/** Reads a code as typed: any case, blanks ignored. The result always carries the cleaned code. */
export function readCodiceFiscale(input: string): CodiceFiscaleReading {
  const code = input
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s./-]/g, '')
  if (!/^[A-Z0-9]*$/.test(code)) return { code, problem: 'tax-code.characters' }
  if (code.length !== 16) return { code, problem: 'tax-code.length' }
  const plain = undoOmocodia(code)
  const parts = decode(plain)
  const checked = checkLetter(code.slice(0, 15)) === code[15]
  if (parts && checked && plain === code) return { code, base: code, omocodia: 0, parts }
  if (parts && checked) return { code, base: withCheck(plain), omocodia: replaced(code, plain), parts }
  // The letter O stands where only a digit or an omocodia letter can: a typing slip with one possible repair.
  const repaired = withDigitZero(code)
  if (repaired !== code && !readCodiceFiscale(repaired).problem) {
    return { code, problem: 'tax-code.letter-o-for-zero', suggestion: repaired }
  }
  return { code, problem: parts ? 'tax-code.check' : 'tax-code.structure' }
}

const withCheck = (plain: string) => plain.slice(0, 15) + checkLetter(plain.slice(0, 15))
const replaced = (code: string, plain: string) => DIGIT_PLACES.filter(place => code[place] !== plain[place]).length
const withDigitZero = (code: string) =>
  [...code].map((c, i) => (c === 'O' && (DIGIT_PLACES as readonly number[]).includes(i) ? '0' : c)).join('')

function decode(plain: string): CodiceFiscaleParts | undefined {
  if (!SHAPE.test(plain.slice(0, 15))) return undefined
  const surname = plain.slice(0, 3)
  const given = plain.slice(3, 6)
  if (!NAME_CODE.test(surname) || !NAME_CODE.test(given)) return undefined
  const coded = Number(plain.slice(9, 11))
  const day = coded > 40 ? coded - 40 : coded
  const month = MONTHS.indexOf(plain[8] ?? '') + 1
  const yearOfCentury = Number(plain.slice(6, 8))
  // 2000 + yy stands for both centuries: of 1900 and 2000 only 2000 had a 29 February, and it allows more, never less.
  if (!civilDate(2000 + yearOfCentury, month, day)) return undefined
  return { surname, given, yearOfCentury, month, day, sex: coded > 40 ? 'F' : 'M', place: plain.slice(11, 15) }
}

const letters = (name: string) =>
  name
    .normalize('NFD')
    .toUpperCase()
    .replaceAll('ß', 'SS')
    .replaceAll('Æ', 'AE')
    .replaceAll('Ø', 'O')
    .replaceAll('Ł', 'L')
    .replaceAll('Đ', 'D')
    .replace(/[^A-Z]/g, '')

function threeLetters(name: string, dropSecondOfFour: boolean): string {
  const all = letters(name)
  const consonants = all.replace(/[AEIOU]/g, '')
  if (dropSecondOfFour && consonants.length >= 4) return `${consonants[0]}${consonants[2]}${consonants[3]}`
  return `${consonants}${all.replace(/[^AEIOU]/g, '')}XXX`.slice(0, 3)
}

/** Consonants, then vowels, then X. A person without surname or given name has XXX in its place. */
export const surnameCode = (surname: string): string => threeLetters(surname, false)
/** As for the surname, but of four or more consonants the second is left out. */
export const givenNameCode = (given: string): string => threeLetters(given, true)

export type CodiceFiscaleHolder = {
  readonly familyName: string
  readonly givenName: string
  readonly birthDate?: CivilDate | undefined
  readonly sex?: 'F' | 'M' | 'X' | undefined
  /** Belfiore code of the birthplace. */
  readonly birthPlace?: string | undefined
}

/** The code these data would give, for tests, demo data and comparison. Never shown as somebody's tax code. */
export function composeCodiceFiscale(
  holder: CodiceFiscaleHolder & { birthDate: CivilDate; sex: CodeSex; birthPlace: string },
): string {
  const [year = '', month = '', day = ''] = holder.birthDate.split('-')
  const codedDay = String(Number(day) + (holder.sex === 'F' ? 40 : 0)).padStart(2, '0')
  const date = `${year.slice(2)}${MONTHS[Number(month) - 1]}${codedDay}`
  return withCheck(`${surnameCode(holder.familyName)}${givenNameCode(holder.givenName)}${date}${holder.birthPlace}`)
}

/** The variant of a code with its last `level` digits (counted from the right) replaced by letters. */
export function omocodiaOf(code: string, level: number): string {
  const characters = [...code]
  for (const place of level > 0 ? DIGIT_PLACES.slice(-level) : []) {
    const character = characters[place] ?? ''
    if (/\d/.test(character)) characters[place] = OMOCODIA[Number(character)] ?? character
  }
  return withCheck(characters.join(''))
}

export type CodiceFiscaleMismatch = 'surname' | 'given' | 'birth-date' | 'sex' | 'birth-place'

/**
 * Where a code and the data beside it disagree. A warning, never a block: the Agenzia corrects codes in its own time,
 * and many surnames and given names change places on the way from a passport to a permit.
 */
export function compareWithHolder(parts: CodiceFiscaleParts, holder: CodiceFiscaleHolder): CodiceFiscaleMismatch[] {
  const found: CodiceFiscaleMismatch[] = []
  if (parts.surname !== surnameCode(holder.familyName)) found.push('surname')
  if (parts.given !== givenNameCode(holder.givenName)) found.push('given')
  if (holder.birthDate && holder.birthDate.slice(2) !== birthOf(parts)) found.push('birth-date')
  if ((holder.sex === 'F' || holder.sex === 'M') && holder.sex !== parts.sex) found.push('sex')
  if (holder.birthPlace && holder.birthPlace !== parts.place) found.push('birth-place')
  return found
}

const birthOf = (parts: CodiceFiscaleParts) =>
  [parts.yearOfCentury, parts.month, parts.day].map(part => String(part).padStart(2, '0')).join('-')

/** The birth date in a code, with the century that makes the person between 0 and 99 years old on `today`. */
export function birthDateOf(parts: CodiceFiscaleParts, today: CivilDate): CivilDate | undefined {
  const century = today.slice(2) >= birthOf(parts) ? Number(today.slice(0, 2)) : Number(today.slice(0, 2)) - 1
  return civilDate(century * 100 + parts.yearOfCentury, parts.month, parts.day)
}
