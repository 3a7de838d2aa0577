// SPDX-License-Identifier: EUPL-1.2
// Letters of other scripts as the offices that romanise them write them. Small tables of our own, so that a name gives
// the same letters on every machine for years. Arabic and Hebrew are in `abjads.ts`, the scripts of India in `indic.ts`.
import { abjadWord, isAbjad } from './abjads.ts'
import { indicWord, isIndic } from './indic.ts'
import { isOrnament, joined, pairs } from './letter-pairs.ts'

/** ICAO 9303 has one Cyrillic; names come by four roads. These are the letters, the sound rules forgive the roads. */
const CYRILLIC = pairs(
  'аa бb вv гg ґg дd еe ёe єie жzh зz иi іi їi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юiu яia ' +
    'ђdj јj љlj њnj ћc џdz ѓgj ќkj ўu ѕdz қk ғg ңn өo үu ұu һh әa ҳh ҷj ӣi ӯu',
)

const GREEK = pairs('αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo')

const GEORGIAN = pairs(
  'აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch ცts ძdz წts ჭch ხkh ჯj ჰh',
)

const ARMENIAN = pairs(
  'աa բb գg դd եe զz էe ըy թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo չch պp ջj ռr սs վv տt րr ցts ւu փp քk օo ֆf',
)

const letters = new Map<string, string>([...CYRILLIC, ...GREEK, ...GEORGIAN, ...ARMENIAN])

/** One syllable sign of Geʿez in the order of the code block: eight places for each consonant, the vowel by place. */
// The sixth order is a short vowel or none: ተስፋለም is Tesfalem, and its ስ has none.
const ETHIOPIC_VOWELS = ['e', 'u', 'i', 'a', 'e', '', 'o', 'wa']

function ethiopic(code: number): string | undefined {
  if (code < 0x1200 || code > 0x1357) return undefined
  const [row, place] = [Math.floor((code - 0x1200) / 8), (code - 0x1200) % 8]
  // አ and ዐ are vowels alone, and የ, ወ begin like ours.
  if (row === 20 || row === 26) return ETHIOPIC_ALONE[place] ?? ''
  const consonant = ETHIOPIC_BY_ROW[row] ?? ''
  return consonant === '' || consonant === '.' ? undefined : consonant + (ETHIOPIC_VOWELS[place] ?? '')
}

const ETHIOPIC_ALONE = ['a', 'u', 'i', 'a', 'e', 'i', 'o', 'a']
/** Rows of the block (U+1200 + 8 × row), with the labialised rows that follow q, h, k and g. */
const ETHIOPIC_BY_ROW =
  'h l h m s r s sh q qw q qw b v t ch h hw n ny . k kw kh khw w . z zh y d d j g gw ng t ch p ts ts f p'.split(' ')

/** Who writes these writes Russian or South Slavic, where г is g; elsewhere it may be the h of Ukraine. */
const HARD_G = /[ыэёъђјљњћџѓќ]/

/** The letters of a word in Latin, or nothing where a letter is not in these tables (Chinese, Thai, …). */
export function lettersOf(word: string): string | undefined {
  if (isIndic(word)) return indicWord(word)
  if (isAbjad(word)) return abjadWord(word)
  const hard = HARD_G.test(word)
  let text = ''
  for (const letter of word) {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x250) text += letter
    else {
      const syllable = ethiopic(code)
      const latin = syllable ?? (letter === 'г' && !hard ? 'gh' : letters.get(letter))
      if (latin === undefined && !isOrnament(letter)) return undefined
      text = syllable === undefined ? text + (latin ?? '') : joined(text, syllable, 'e')
    }
  }
  return text
}
