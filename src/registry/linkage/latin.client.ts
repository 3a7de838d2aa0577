// SPDX-License-Identifier: EUPL-1.2
// Any text to words of Latin capitals. Scripts without a table of ours (Chinese, Korean, Thai …) go through any-ascii,
// which gives every Chinese character its reading in pinyin.
import anyAscii from 'any-ascii'
import { isAbjad } from './abjads.ts'
import { pairs } from './letter-pairs.ts'
import { lettersOf } from './scripts.ts'

/** A word in Latin capitals; bare when it was written without its short vowels. */
export type LatinWord = { readonly text: string; readonly bare: boolean }

const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ŋ: 'ng',
  ə: 'a',
  ħ: 'h',
}
/** Characters that are read otherwise at the head of a name: a surname has kept its old reading. */
const SURNAMES = new Map(
  pairs('单shan 單shan 解xie 仇qiu 区ou 區ou 查zha 盖ge 蓋ge 翟zhai 缪miao 繆miao 覃qin 朴piao 曾zeng 乐yue 樂yue'),
)
const COMPOUND =
  /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|司徒|夏侯|皇甫|尉迟|尉遲|慕容|令狐|长孙|長孫|宇文|东方|東方|端木|南宫|南宮)/

/**
 * Three characters and more are a surname, mostly of one, and a given name, which papers write in one word: 王小明, Wang
 * Xiaoming. Two may be either; each is a word.
 */
function hanWords(run: string): string {
  if (run.length < 3) return ` ${[...run].join(' ')} `
  const family = COMPOUND.test(run) ? 2 : 1
  return ` ${run.slice(0, family)} ${run.slice(family)} `
}
const SPECIALS = /[ßæœøłđðþıŋəħ]/g
/** Latin and Greek letters that may carry marks, and the marks themselves. */
const MARKED = /[\u00c0-\u024f]|[\u0370-\u03ff]|[\u1e00-\u1fff]|\p{M}/u
const HAN = /[\u3400-\u9fff\uf900-\ufaff]/
const HAN_RUN = /[\u3400-\u9fff\uf900-\ufaff]+/g

/** The words of a text. Of a Chinese name two words are made, of two characters two. Marks fall away; digits stay. */
export function latinWords(text: string): LatinWord[] {
  if (isPlain(text)) return plainWords(text.toUpperCase())
  const whole = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’ʼ`´ʿʾʻ‘]/g, '')
    .replaceAll(HAN_RUN, hanWords)
    .trim()
    .replace(/^./u, first => SURNAMES.get(first) ?? first)
  return whole.split(/[^\p{L}\p{N}\p{M}\u200c\u200d]+/u).flatMap(word => {
    if (word === '') return []
    const bare = isAbjad(word)
    return split(latinLetters(word).toUpperCase()).map(text => ({ text, bare }))
  })
}

const split = (text: string): string[] => text.split(/[^A-Z0-9]+/).filter(word => word !== '')

function plainWords(text: string): LatinWord[] {
  const words: LatinWord[] = []
  let from = -1
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0
    const inside = (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
    if (inside && from < 0) from = i
    if (inside || from < 0) continue
    words.push({ text: text.slice(from, i), bare: false })
    from = -1
  }
  return words
}

/** Letters A to Z, digits, blanks and hyphens only: by far the commonest case. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 126 || code === 39 || code === 96) return false
  }
  return true
}

function latinLetters(word: string): string {
  const plain = unmarked(word)
  if (!/[^ -~]/.test(plain)) return plain
  return HAN.test(plain) ? anyAscii(plain) : (lettersOf(plain) ?? anyAscii(plain))
}

/** Latin, Greek and Cyrillic letters lose their marks; й and ї keep theirs, which make other letters of them. */
function unmarked(word: string): string {
  const special = word.replaceAll(SPECIALS, letter => SPECIAL[letter] ?? letter)
  if (!MARKED.test(special)) return special
  // Vowels of Indian scripts, which came apart, are made one again.
  return special
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}
