// SPDX-License-Identifier: EUPL-1.2
// Letters of other scripts as the offices that romanise them write them. Small tables of our own, so that a name gives
// the same letters on every machine for years. Abjads (Arabic, Hebrew) write no short vowels: words from them are marked
// by `isAbjad`, and the comparison then lets vowels come and go.

const pairs = (text: string): readonly (readonly [string, string])[] =>
  text.split(' ').map(pair => [pair.slice(0, 1), pair.slice(1)] as const)

/** Arabic with the letters that Persian, Urdu, Pashto and Uyghur add. Hamza and ʿayn have no Latin letter. */
const ARABIC = pairs(
  'اa أa إi آa ٱa بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm نn هh وw يy ىa ةa ئy ؤw ء ' +
    'پp چch ژzh گg کk یy ۀh ہh ھh ٹt ڈd ڑr ںn ےe ۓe ټt ډd ړr ږzh ښsh ګg ڼn ځz څs ڤv ڭng ۇu ۆo ۈu ېe ەa ګg ـ',
)

const HEBREW = pairs('אa בb גg דd הh וv זz חkh טt יy ךk כk לl םm מm ןn נn סs עa ףf פp ץts צts קk רr שsh תt')

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

const letters = new Map<string, string>([...ARABIC, ...HEBREW, ...CYRILLIC, ...GREEK, ...GEORGIAN, ...ARMENIAN])

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

/** The scripts of India share one plan of letters: the same offset is the same sound (ISCII, kept by Unicode). */
const INDIC_BASES = [0x0900, 0x0980, 0x0a00, 0x0a80, 0x0b00, 0x0b80, 0x0c00, 0x0c80, 0x0d00]
const INDIC_CONSONANTS: Readonly<Record<number, string>> = Object.fromEntries(
  'k kh g gh ng ch chh j jh ny t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h'
    .split(' ')
    .map((sound, i) => [0x15 + i, sound]),
)
const INDIC_EXTRA: Readonly<Record<number, string>> = {
  0x58: 'k',
  0x59: 'kh',
  0x5a: 'g',
  0x5b: 'z',
  0x5c: 'r',
  0x5d: 'rh',
  0x5e: 'f',
  0x5f: 'y',
  0x70: 'r',
  0x71: 'v',
}
const INDIC_VOWELS: Readonly<Record<number, string>> = {
  5: 'a',
  6: 'a',
  7: 'i',
  8: 'i',
  9: 'u',
  10: 'u',
  11: 'ri',
  14: 'e',
  15: 'e',
  16: 'ai',
  18: 'o',
  19: 'o',
  20: 'au',
}
const INDIC_SIGNS: Readonly<Record<number, string>> = {
  0x3e: 'a',
  0x3f: 'i',
  0x40: 'i',
  0x41: 'u',
  0x42: 'u',
  0x43: 'ri',
  0x46: 'e',
  0x47: 'e',
  0x48: 'ai',
  0x4a: 'o',
  0x4b: 'o',
  0x4c: 'au',
}
const [INDIC_NASAL, INDIC_ANUSVARA, INDIC_VISARGA, INDIC_KILLER, INDIC_NUKTA] = [1, 2, 3, 0x4d, 0x3c]

/** A word of an Indian script: a consonant carries an a unless a sign says otherwise or the word ends there. */
function indicWord(word: string): string {
  const codes = [...word].map(letter => {
    const code = letter.codePointAt(0) ?? 0
    const base = INDIC_BASES.findLast(from => code >= from && code < from + 0x80)
    return base === undefined ? -1 : code - base
  })
  const bengali = /[\u0980-\u09ff]/.test(word)
  let text = ''
  codes.forEach((code, i) => {
    const next = codes[i + 1]
    const consonant =
      INDIC_CONSONANTS[code] ?? INDIC_EXTRA[code] ?? (bengali && (code === 0x70 || code === 0x71) ? 'r' : undefined)
    if (consonant !== undefined) {
      const sound = bengali && consonant === 'v' ? 'b' : bengali && consonant === 'y' ? 'z' : consonant
      const carries = next !== undefined && next !== INDIC_KILLER && !(next in INDIC_SIGNS) && next !== INDIC_NUKTA
      text += carries ? `${sound}a` : sound
    } else if (code === INDIC_NASAL || code === INDIC_ANUSVARA) text += 'n'
    else if (code === INDIC_VISARGA) text += 'h'
    else if (code === INDIC_NUKTA) text = text.replace(/ja?$/, 'z').replace(/pha?$/, 'f')
    else text += INDIC_VOWELS[code] ?? INDIC_SIGNS[code] ?? (code === 0x4e && bengali ? 't' : '')
  })
  return text
}

const INDIC = /[\u0900-\u0d7f]/
const ABJAD = /[\u0590-\u06ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** Whether a word is written without its short vowels. */
export const isAbjad = (word: string): boolean => ABJAD.test(word)

/** The letters of a word in Latin, or nothing where a letter is not in these tables (Chinese, Thai, …). */
export function lettersOf(word: string): string | undefined {
  if (INDIC.test(word)) return indicWord(word)
  let text = ''
  for (const letter of word) {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x250) text += letter
    else {
      const latin = letters.get(letter) ?? ethiopic(code)
      if (latin === undefined && !/\p{M}|\p{P}|\p{Cf}|\p{Lm}|\p{S}/u.test(letter)) return undefined
      text += latin ?? ''
    }
  }
  return text
}
