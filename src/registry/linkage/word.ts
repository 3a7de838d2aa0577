// SPDX-License-Identifier: EUPL-1.2
// One word of a name with everything that comparing and blocking need of it, made once for each spelling.
import { aliasOf } from './aliases.ts'
import { hashText } from './hash.ts'
import type { LatinWord } from './latin.client.ts'
import { type Sound, soundWith } from './sound.ts'

export type Word = {
  readonly text: string
  readonly sound: Sound
  /** Hashes of the skeletons under which the word is found: one, or two where a sign has two readings. */
  readonly skeletons: readonly number[]
  /**
   * Hashes of further skeletons that are asked for and not stored, since one side is enough: g for j and j for g (Ragab,
   * Rajab), z for j and j for z (Mizan, Mijan).
   */
  readonly asked: readonly number[]
  /** Hash of the first two signs of its first skeleton: what is left when the rest is spelt otherwise. */
  readonly opening: number
  /** The family of its first sign: what is left when everything else is spelt otherwise. */
  readonly begins: number
}

/** What stays of a sound when vowels, h and half-vowels go and the signs that stand in for each other are one. */
const CLASS: Readonly<Record<string, string>> = {
  b: 'b',
  p: 'b',
  f: 'f',
  v: 'v',
  w: 'v',
  d: 'd',
  t: 'd',
  T: 'd',
  D: 'd',
  s: 's',
  z: 's',
  Z: 's',
  S: 's',
  C: 's',
  X: 's',
  k: 'k',
  q: 'k',
  g: 'k',
  K: 'k',
  G: 'k',
  J: 'j',
  Q: 'j',
  Y: 'j',
  l: 'l',
  r: 'r',
  m: 'm',
  n: 'm',
  N: 'm',
}
/** The other reading: kh and gh as h, x as h, j as y, soft g as hard, v as a half-vowel, th as s. */
const OTHER: Readonly<Record<string, string>> = {
  ...CLASS,
  K: '',
  G: '',
  X: '',
  Y: '',
  J: 's',
  Q: 'k',
  v: '',
  w: '',
  T: 's',
  D: 's',
  C: 'k',
  f: 'b',
}

/** What is asked for beside: each row another reading of some signs. */
const ASKED = ([{ g: 'j' }, { J: 'k', Y: 'k' }, { z: 'j' }, { J: 's', Y: 's' }] as const).map(other => ({
  signs: Object.keys(other),
  classes: { ...CLASS, ...other },
}))

function skeletonBy(signs: string, classes: Readonly<Record<string, string>>): string {
  let text = ''
  for (const sign of signs) {
    const kept = classes[sign] ?? ''
    if (kept !== '' && !text.endsWith(kept)) text += kept
  }
  return text
}

/** The skeletons of a sound, for the tables of cases; a word of vowels only keeps its first one. */
export function skeletonsOf(signs: string): readonly string[] {
  const first = skeletonBy(signs, CLASS)
  const second = skeletonBy(signs, OTHER)
  const named = first === '' ? `-${signs.slice(0, 1)}` : first
  return second === first || second.length < 2 ? [named] : [named, second]
}

/** Skeletons of a sound that may stand for what is stored as another one. */
function askedOf(signs: string, known: readonly string[]): readonly string[] {
  const found = ASKED.filter(each => each.signs.some(sign => signs.includes(sign))).map(({ classes }) =>
    skeletonBy(signs, classes),
  )
  return [...new Set(found)].filter(each => each.length > 1 && !known.includes(each))
}

const SKELETON_SEED = 0x5e1e
const OPENING = 2

const BEGINNINGS = ['bpfvwuo', 'dtTD', 'szZSCXJYjQ', 'kqgKGhx', 'lr', 'mnN', 'aeiy']

/** Which family a sound begins with; -1 for none. */
const beginningOf = (signs: string): number =>
  signs === '' ? -1 : BEGINNINGS.findIndex(family => family.includes(signs.charAt(0)))

const words = new Map<string, Word>()
const REMEMBERED = 100_000

/** The word with all of that; the words of names come again and again, so they are remembered. */
export function wordOf({ text, bare }: LatinWord): Word {
  const known = bare ? undefined : words.get(text)
  if (known) return known
  const word = madeWord({ text, bare })
  if (bare) return word
  if (words.size >= REMEMBERED) words.clear()
  words.set(text, word)
  return word
}

/** The same, not remembered. */
export function madeWord({ text, bare }: LatinWord): Word {
  const sound = soundWith(aliasOf(text), bare)
  const read = skeletonsOf(sound.signs)
  const skeletons = read.map(skeleton => hashText(skeleton, SKELETON_SEED))
  const asked = askedOf(sound.signs, read).map(skeleton => hashText(skeleton, SKELETON_SEED))
  const opening = hashText((read[0] ?? '').slice(0, OPENING), SKELETON_SEED)
  return { text, sound, skeletons, asked, opening, begins: beginningOf(sound.signs) }
}
