// SPDX-License-Identifier: EUPL-1.2
// Arabic and Hebrew write no short vowels: words from them are marked by `isAbjad`, and the comparison then lets vowels
// come and go. What is left to tell is which of the half-vowels is a consonant.
import { isOrnament, joined, pairs } from './letter-pairs.ts'

/**
 * Arabic with the letters that Persian, Urdu, Pashto and Uyghur add. Hamza and ʿayn have no Latin letter. ض and ظ are d in
 * Cairo and z in Tehran and Lahore: dh is near to both. ج is never the y of Slavic and German papers.
 */
const ARABIC = pairs(
  'اa أa إi آa ٱa بb تt ثth جdj حh خkh دd ذdh رr زz سs شsh صs ضdh طt ظdh عa غgh فf قq كk لl مm نn هh وw يy ىa ةa ئy ؤw ء ' +
    'پp چch ژzh گg کk یy ۀh ہh ھh ٹt ڈd ڑr ںn ےe ۓe ټt ډd ړr ږzh ښsh ګg ڼn ځz څs ڤv ڭng ۇu ۆo ۈu ېe ەa ګg ـ',
)

const HEBREW = pairs('אa בb גg דd הh וw זz חkh טt יy ךk כk לl םm מm ןn נn סs עa ףf פp ץts צts קk רr שsh תt')

const letters = new Map<string, string>([...ARABIC, ...HEBREW])

const ABJAD = /[\u0590-\u06ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** Whether a word is written without its short vowels. */
export const isAbjad = (word: string): boolean => ABJAD.test(word)

/** Half-vowels between two consonants are vowels: نور is Nur, دين is Din, but روان is Rawan. */
const HALF: Readonly<Record<string, string>> = { w: 'u', y: 'i' }
const isConsonant = (letter: string | undefined): boolean => letter !== undefined && !/^[aeiouwy]/.test(letter)

/** The letters of a word in Latin, or nothing where a letter is not in these tables. */
export function abjadWord(word: string): string | undefined {
  const found: string[] = []
  for (const letter of word) {
    const latin = (letter.codePointAt(0) as number) < 0x250 ? letter : letters.get(letter)
    if (latin === undefined && !isOrnament(letter)) return undefined
    if (latin) found.push(latin)
  }
  return found.reduce((text, latin, at) => {
    const before = found[at - 1]
    const after = found[at + 1]
    const vowel = (isConsonant(before) || before === latin) && (after === undefined || isConsonant(after))
    return joined(text, vowel ? (HALF[latin] ?? latin) : latin, 'a')
  }, '')
}
