// SPDX-License-Identifier: EUPL-1.2
// How the tables of letters are written: a letter of another script, and behind it what stands for it in Latin.

export const pairs = (text: string): readonly (readonly [string, string])[] =>
  text.split(' ').map(pair => [pair.slice(0, 1), pair.slice(1)] as const)

const ORNAMENT = /\p{M}|\p{P}|\p{Cf}|\p{Lm}|\p{S}/u
/** Marks and signs that fall away where no table knows them. */
export const isOrnament = (letter: string): boolean => ORNAMENT.test(letter)

// Two letters of another script that would be read as one sound of ours: سه is s and h, not sh.
const READ_AS_ONE = /^(?:[cdgkpstz]h|nh|d[jyz]|ny|gn|s[cz]|tz|ts(?!h))/

/** Puts what stands for one letter behind what stands for those before it; a vowel parts what would be read as one sound. */
export const joined = (before: string, next: string, vowel: string): string =>
  before !== '' && next !== '' && READ_AS_ONE.test(before.slice(-1) + next) ? before + vowel + next : before + next
