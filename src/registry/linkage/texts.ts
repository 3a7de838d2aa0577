// SPDX-License-Identifier: EUPL-1.2
// The smaller fields: places, addresses, telephones, mail addresses, numbers of papers.
import { plainDigits } from './digits.ts'
import { latinWords } from './latin.client.ts'
import { slipApart } from './name.ts'
import { type Sound, soundLikeness, soundWith } from './sound.ts'

/** Two words are alike from this likeness on. */
const ALIKE = 0.82

export type Place = { readonly text: string; readonly words: readonly string[]; readonly sound: Sound }

export function readPlace(text: string): Place | undefined {
  const words = latinWords(text)
  if (words.length === 0) return undefined
  const all = words.map(word => word.text)
  const bare = words.every(word => word.bare)
  return { text: all.join(' '), words: all, sound: soundWith(all.join(''), bare) }
}

/** Anything said in words: same, alike, a word in common, other. */
export const placeLevels = ['same', 'alike', 'part', 'other'] as const

export function comparePlaces(a: Place, b: Place): number {
  if (a.text === b.text) return 0
  if (slipApart(a.text, b.text) || soundLikeness(a.sound, b.sound, ALIKE) >= ALIKE) return 1
  const [short, long] = a.text.length <= b.text.length ? [a.text, b.text] : [b.text, a.text]
  if (short.length >= 3 && long.startsWith(short)) return 2
  return a.words.some(word => word.length > 3 && b.words.includes(word)) ? 2 : 3
}

export type Address = { readonly text: string; readonly numbers: readonly string[]; readonly words: readonly Said[] }

/** A word with its sound. */
type Said = { readonly text: string; readonly sound: Sound }

// The kind of street says nothing: half of a town lives in a via.
const STREET = new Set(
  (
    'VIA VIALE PIAZZA PIAZZALE CORSO LARGO VICOLO STRADA CONTRADA LOC LOCALITA FRAZ FRAZIONE STREET ST ROAD RD AVENUE AVE ' +
    'PLACE PL CRESCENT CRES CIRCUIT CCT CLOSE COURT CT DRIVE DR LANE WAY TERRACE PARADE N NR NO INT SC SCALA'
  ).split(' '),
)

export function readAddress(text: string): Address | undefined {
  const all = latinWords(text)
  if (all.length === 0) return undefined
  const numbers = all.flatMap(word => (/^\d/.test(word.text) ? [word.text] : []))
  const written = all.filter(word => !/^\d/.test(word.text))
  const named = written.filter(word => !STREET.has(word.text))
  const words = (named.length > 0 ? named : written).map(({ text, bare }) => ({ text, sound: soundWith(text, bare) }))
  return { text: all.map(word => word.text).join(' '), numbers, words }
}

export const addressLevels = ['same', 'street-and-number', 'street', 'part', 'other'] as const

export function compareAddresses(a: Address, b: Address): number {
  if (a.text === b.text) return 0
  const [few, many] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words]
  const met = few.filter(word => many.some(other => alikeWords(word, other))).length
  const number = a.numbers.some(each => b.numbers.includes(each))
  const share = few.length === 0 ? 0 : met / few.length
  if (share >= 0.6 && number) return 1
  if (share >= 0.6) return 2
  return met > 0 || number ? 3 : 4
}

const alikeWords = (a: Said, b: Said) =>
  a.text === b.text ||
  slipApart(a.text, b.text) ||
  (a.text.length > 3 && b.text.length > 3 && soundLikeness(a.sound, b.sound, ALIKE) >= ALIKE)

/** The digits that ring: no country code of Italy, no leading zeros of the dial. */
export function readPhone(text: string): string | undefined {
  // Ten digits with a mobile number's 3 in front, the commonest form, are what rings.
  if (/^3\d{9}$/.test(text)) return text
  const digits = ringing(plainDigits(text))
  if (digits.length <= LONGEST_PHONE) return digits.length >= 6 ? digits : undefined
  // Several telephones in one field: the first.
  return text
    .split(/[,;/]|\s+[a-z]\s+/i)
    .map(readPhone)
    .find(each => each !== undefined)
}

/** No telephone of the world is longer (ITU-T E.164). */
const LONGEST_PHONE = 15
const ringing = (text: string): string =>
  text
    .replaceAll(/\D/g, '')
    .replace(/^00/, '')
    .replace(/^39(?=\d{9,10}$)/, '')

/** Letters and digits of a number on a paper. */
export function readNumber(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
  return plain.length >= 2 ? plain : undefined
}

export const numberLevels = ['same', 'near', 'other'] as const
export const compareNumbers = (a: string, b: string): number =>
  a === b ? 0 : slipApart(a, b) || twoSlips(a, b) ? 1 : 2

/** Two wrong digits of seven and more. */
function twoSlips(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 7) return false
  let differing = 0
  for (let i = 0; i < a.length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i) && ++differing > 2) return false
  return true
}

export const postcodeLevels = ['same', 'near', 'area', 'other'] as const

export function comparePostcodes(a: string, b: string): number {
  if (a === b) return 0
  if (a.length === b.length) {
    const different = [...a].flatMap((sign, i) => (sign === b[i] ? [] : [i]))
    const [first = 0, second = 0] = different
    if (different.length === 1) return 1
    if (different.length === 2 && a[first] === b[second] && a[second] === b[first]) return 1
  }
  return a.slice(0, Math.max(2, a.length - 3)) === b.slice(0, Math.max(2, b.length - 3)) ? 2 : 3
}

export type Mail = { readonly text: string; readonly local: string; readonly letters: string }

export function readMail(text: string): Mail | undefined {
  const plain = text.trim().toLowerCase().normalize('NFKC')
  const [local = '', domain = ''] = plain.split(/[@＠]/)
  if (local.length < 2 || (domain === '' && !plain.includes('@'))) return undefined
  return { text: plain, local, letters: local.replaceAll(/[^a-z0-9]/g, '') }
}

export const mailLevels = ['same', 'same-box', 'near', 'other'] as const

export function compareMails(a: Mail, b: Mail): number {
  if (a.text === b.text) return 0
  if (a.local === b.local || slipApart(a.text, b.text)) return 1
  return slipApart(a.letters, b.letters) || a.letters === b.letters || lettersAlike(a.letters, b.letters) ? 2 : 3
}

/** Most pairs of neighbouring letters in common (Dice ≥ 0.7). */
function lettersAlike(a: string, b: string): boolean {
  if (a.length < 5 || b.length < 5) return false
  const left = Array.from({ length: b.length - 1 }, (_, i) => b.slice(i, i + 2))
  let met = 0
  for (let i = 0; i + 1 < a.length; i++) {
    const found = left.indexOf(a.slice(i, i + 2))
    if (found < 0) continue
    left.splice(found, 1)
    met++
  }
  return (2 * met) / (a.length + b.length - 2) >= 0.7
}

const FEMALE = new Set(
  'F FEM FEMALE FEMMINA FEMMINILE FEMININ FEMININE FEMININO FEMENINO FEMME DONNA W WOMAN MUJER FRAU 2 Ж ЖЕН ЖЕНСКИЙ ЖІН ЖІНОЧА أنثى انثى 女'.split(
    ' ',
  ),
)
const MALE = new Set(
  'M MAS MASC MALE MASCHIO MASCHILE MASCULIN MASCULINO HOMME H UOMO MAN HOMBRE MANN 1 М МУЖ МУЖСКОЙ ЧОЛ ЧОЛОВІЧА ذكر 男'.split(
    ' ',
  ),
)

export function readSex(text: string): string | undefined {
  const first = text.trim().toUpperCase()
  return FEMALE.has(first) ? 'F' : MALE.has(first) ? 'M' : undefined
}
