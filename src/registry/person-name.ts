// SPDX-License-Identifier: EUPL-1.2
// Names come as they come: one name only, apostrophes, several scripts. What is neutralised is only what deceives.

/**
 * Signs that turn the direction of a text, hide in it or control a terminal. Joiners (U+200C, U+200D) stay: Persian and
 * several Indian scripts need them inside a name.
 */
const DECEPTIVE = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/gu
/** Pictures are no name; digits could be somebody's code in the wrong box. */
const PICTURES = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u
const LETTER = /\p{L}/u
/** Zalgo: more marks on one letter than any living script needs. */
const HEAPED_MARKS = /\p{M}{5,}/u

export const LONGEST_NAME = 120

export type NameProblem = 'too-long' | 'pictures' | 'no-letter' | 'marks'

/** The name as it is kept: NFC, one blank between words, without invisible signs. Letters, case and marks stay. */
export function cleanName(text: string): string {
  return text
    .replaceAll(/[\t\n\r]/g, ' ')
    .replaceAll(DECEPTIVE, '')
    .normalize('NFC')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Why a cleaned text cannot be a name, or nothing. The empty text is no problem here: one name alone is enough. */
export function nameProblem(name: string): NameProblem | undefined {
  if (name === '') return undefined
  if ([...name].length > LONGEST_NAME) return 'too-long'
  if (PICTURES.test(name)) return 'pictures'
  if (HEAPED_MARKS.test(name)) return 'marks'
  if (!LETTER.test(name)) return 'no-letter'
  return undefined
}

/** Placeholders that registers write where a name is missing. They are never a name. */
export const isPlaceholder = (text: string): boolean =>
  /^(?:[-–—./\\*?_\s]+|x{1,4}|n\.?\s?[dap]\.?|nd|sconosciut[oa]|ignot[oa]|fnu|lnu)$/i.test(text.trim())

/** As on lists: given name first; a person with one name has just that. */
export const displayName = (person: { givenName: string; familyName: string }): string =>
  [person.givenName, person.familyName].filter(part => part !== '').join(' ')
