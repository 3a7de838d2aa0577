// SPDX-License-Identifier: EUPL-1.2
// Names and their comparison. A name field may hold several words; words get joined, split, left out and moved between
// given and family name, so both orientations are looked at and a word may turn up in the other field.
import type { LatinWord } from './latin.client.ts'
import { type Sound, soundLikeness, soundWith } from './sound.ts'
import { madeWord, type Word, wordOf } from './word.ts'

export type Name = {
  /** All words, apart: what "the same text" means. */
  readonly text: string
  /** The words that carry weight; all of them when only particles are left. */
  readonly words: readonly Word[]
  /** The name without its gaps: Abdul Karim, Abdulkarim. */
  readonly joined: Sound
  /** The same with articles and links, where it has any: De la Cruz, Delacruz. */
  readonly whole: Sound
}

// Articles and links of Arabic, Romance and Germanic names: written, joined, split or left out at every office.
const PARTICLES = new Set(
  (
    'AL EL UL AS AD AN AR AZ BIN BEN BN IBN ABN BINT BENT BNT OULED OULD WLD DE DA DI DO DOS DEL DELA DELAS DELOS DELLA ' +
    'LA LE LAS LOS VAN DER VON DEN E Y IL O'
  ).split(' '),
)
// Titles and honorifics that stand for a name on one paper and are missing on the next.
const WEAK = new Set('MD MST MOHD MOST MOSTT SRI SHRI MR MRS MISS DR SRA BIBI BEGUM KHATUN BANO'.split(' '))
const ARTICLE = /^(?:AL|EL|UL)(?=[A-Z]{4})(?!A(?:OU|W)I)/

/** What a word is in a name, told once for each spelling. */
type Role = {
  /** Without a letter it is no part of a name. */
  readonly lettered: boolean
  /** Stands for "no name here". */
  readonly nothing: boolean
  readonly strong: boolean
  readonly word: Word
}
const roles = new Map<string, Role>()
const REMEMBERED = 100_000

function roleOf(latin: LatinWord): Role {
  const known = latin.bare ? undefined : roles.get(latin.text)
  if (known) return known
  const { text, bare } = latin
  const role = {
    lettered: /[A-Z]/.test(text),
    nothing: /^X+$|^FNU$|^LNU$|^NN$/.test(text),
    strong: !PARTICLES.has(text) && !WEAK.has(text),
    word: wordOf({ text: text.replace(ARTICLE, ''), bare }),
  }
  if (bare) return role
  if (roles.size >= REMEMBERED) roles.clear()
  roles.set(text, role)
  return role
}

/** Nothing where a field holds no letter at all (-, //, X for "no given name"). */
export function nameOf(all: readonly LatinWord[]): Name | undefined {
  const [found, strong]: [LatinWord[], LatinWord[]] = [[], []]
  const [words, strongWords]: [Word[], Word[]] = [[], []]
  let nothing = true
  let bare = true
  for (const each of all) {
    const role = roleOf(each)
    if (!role.lettered) continue
    found.push(each)
    words.push(role.word)
    nothing &&= role.nothing
    bare &&= each.bare
    if (!role.strong) continue
    strong.push(each)
    strongWords.push(role.word)
  }
  if (nothing) return undefined
  const kept = strong.length > 0 ? strong : found
  const keptWords = strong.length > 0 ? strongWords : words
  const joined = keptWords.length === 1 ? (keptWords[0] as Word).sound : soundWith(textOf(kept, ''), bare)
  const whole = kept.length === found.length ? joined : soundWith(textOf(found, ''), bare)
  return { text: textOf(found, ' '), words: keptWords, joined, whole }
}

/** Two words as somebody else writes them, in one: Abd Rahman, Abderrahmane. */
export const joinedWord = (a: Word, b: Word): Word =>
  madeWord({ text: a.text + b.text, bare: a.sound.bare || b.sound.bare })

const pairsOf = (words: readonly Word[]): readonly Word[] =>
  words.slice(1).map((next, at) => joinedWord(words[at] as Word, next))

function textOf(words: readonly LatinWord[], gap: string): string {
  let text = (words[0] as LatinWord).text
  for (let at = 1; at < words.length; at++) text += gap + (words[at] as LatinWord).text
  return text
}

/** How two name fields agree, from best to worst. */
export const nameLevels = ['same', 'sound', 'part', 'weak', 'crossed', 'other'] as const
export const SAME = 0
export const SOUND = 1
export const PART = 2
export const WEAK_LEVEL = 3
export const CROSSED = 4
export const OTHER = 5

/** From here on two sounds are the same name in two spellings; from there on perhaps. */
export const SAME_SOUND = 0.8
export const SIMILAR = 0.66

/** Two fields in themselves, without regard to the other field. */
export function compareField(a: Name, b: Name): number {
  if (a.text === b.text) return SAME
  const likeness = soundLikeness(a.joined, b.joined, SIMILAR)
  if (likeness >= SAME_SOUND || oneSlip(a, b)) return SOUND
  if ((a.joined !== a.whole || b.joined !== b.whole) && soundLikeness(a.whole, b.whole, SAME_SOUND) >= SAME_SOUND)
    return SOUND
  const [few, many] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words]
  // Two single words were compared just now.
  const { met, all } = many.length === 1 && single(a) && single(b) ? NOBODY : partners(few, many)
  if (met === few.length) return all ? SOUND : PART
  if (likeness >= SIMILAR || met > 0 || shortForm(a, b)) return WEAK_LEVEL
  return OTHER
}

type Partners = {
  /** How many words of the shorter name found a partner of their own. */
  readonly met: number
  /** Whether every word of the longer one was taken. */
  readonly all: boolean
}
const NOBODY: Partners = { met: 0, all: false }

/** Words that find each other, one by one, or one and two that the longer name writes apart. */
function partners(few: readonly Word[], many: readonly Word[]): Partners {
  const pairs = few.length < many.length ? pairsOf(many) : []
  let taken = 0
  let met = 0
  for (const word of few) {
    const one = many.findIndex((other, at) => (taken & (1 << at)) === 0 && sameWord(word, other))
    const two = one < 0 ? pairs.findIndex((other, at) => (taken & (3 << at)) === 0 && sameTogether(word, other)) : -1
    if (one < 0 && two < 0) continue
    taken |= one < 0 ? 3 << two : 1 << one
    met++
  }
  return { met, all: taken === (1 << many.length) - 1 }
}

const sameWord = (a: Word, b: Word): boolean =>
  a.text === b.text || soundLikeness(a.sound, b.sound, SAME_SOUND) >= SAME_SOUND || slipApart(a.text, b.text)

const sameTogether = (a: Word, b: Word): boolean =>
  mayBeTogether(lettersOf(a.text), lettersOf(b.text)) && sameWord(a, b)

/** The letters and digits of a text, one bit each (some digits share one). */
export function lettersOf(text: string): number {
  let letters = 0
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) & 31)
  return letters
}

const CONSONANTS = ~lettersOf('AEIOUY')
const APART = 2

/** Whether one word and two others together have about the same consonants: most are told apart by that alone. */
export function mayBeTogether(a: number, b: number): boolean {
  let apart = 0
  for (let left = (a ^ b) & CONSONANTS; left !== 0; left &= left - 1) if (++apart > APART) return false
  return true
}

const single = ({ words, text }: Name) => words.length === 1 && words[0]?.text === text

const oneSlip = (a: Name, b: Name) => a.words.length === 1 && b.words.length === 1 && slipApart(a.text, b.text)

/** An initial, or the first three letters and more of the other: Rob, Robert. */
function shortForm(a: Name, b: Name): boolean {
  const [short, long] = a.text.length <= b.text.length ? [a.text, b.text] : [b.text, a.text]
  return (short.length === 1 || short.length >= 3) && long.startsWith(short)
}

/** One wrong, missing, doubled or exchanged letter in a word of five letters or more. */
export function slipApart(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a.charCodeAt(from) === b.charCodeAt(from)) from++
  let endA = a.length
  let endB = b.length
  while (endA > from && endB > from && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--
    endB--
  }
  const restA = endA - from
  const restB = endB - from
  if (restA <= 1 && restB <= 1) return true
  return restA === 2 && restB === 2 && a[from] === b[from + 1] && a[from + 1] === b[from]
}
