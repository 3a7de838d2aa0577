// SPDX-License-Identifier: EUPL-1.2
// The scripts of India and Sri Lanka: a consonant carries an a unless a sign says otherwise or the word ends there.

const numbered = (from: number, sounds: string): Readonly<Record<number, string>> =>
  Object.fromEntries(sounds.split(' ').flatMap((sound, i) => (sound === '.' ? [] : [[from + i, sound]])))

/** What a script writes, by its place in the code block. */
type Plan = {
  readonly consonants: Readonly<Record<number, string>>
  /** Consonants that never carry a vowel. */
  readonly finals: Readonly<Record<number, string>>
  readonly vowels: Readonly<Record<number, string>>
  /** Vowels that take the place of the a that a consonant carries. */
  readonly signs: Readonly<Record<number, string>>
  readonly nasals: readonly number[]
  /** What the nasals are before other sounds than b, m, p. */
  readonly nasal: string
  readonly visarga: number
  /** Takes the a away. */
  readonly killer: number
  /** Whether the a is heard at the end of a word. */
  readonly open: boolean
}

/** Nine scripts share one plan of letters: the same place is the same sound (ISCII, kept by Unicode). */
const BASES = [0x0900, 0x0980, 0x0a00, 0x0a80, 0x0b00, 0x0b80, 0x0c00, 0x0c80, 0x0d00]
const [BENGALI, GURMUKHI, TAMIL, MALAYALAM, SINHALA] = [0x0980, 0x0a00, 0x0b80, 0x0d00, 0x0d80]
const NUKTA = 0x3c
const INDIAN: Plan = {
  consonants: {
    ...numbered(0x15, 'k kh g gh ng ch chh j jh ny t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h'),
    ...numbered(0x58, 'k kh g z r rh f y'),
  },
  finals: {},
  vowels: numbered(5, 'a a i i u u ri . . e e ai . o o au'),
  signs: numbered(0x3e, 'a i i u u ri . . e e ai . o o au'),
  nasals: [1, 2],
  nasal: 'n',
  visarga: 3,
  killer: 0x4d,
  open: false,
}
/** With a dot below, letters stand for sounds of Persian, and for some of their own. */
const DOTTED: Readonly<Record<number, string>> = {
  0x1c: 'z',
  0x21: 'r',
  0x22: 'rh',
  0x2b: 'f',
  0x2f: 'y',
  0x38: 'sh',
}
const PLANS: Readonly<Record<number, Plan>> = {
  ...Object.fromEntries(BASES.map(base => [base, INDIAN])),
  [BENGALI]: {
    ...INDIAN,
    // y is spoken and written j or z; r and w of Assamese stand at the end of the block.
    consonants: { ...INDIAN.consonants, 0x2f: 'z', 0x70: 'r', 0x71: 'w' },
    finals: { 0x4e: 't' },
  },
  [GURMUKHI]: {
    ...INDIAN,
    consonants: { ...INDIAN.consonants, 0x75: 'y' },
    nasals: [1, 2, 0x70],
  },
  // One letter for s and ch: s, unless a rule below says otherwise.
  [TAMIL]: { ...INDIAN, consonants: { ...INDIAN.consonants, 0x1a: 's' } },
  [MALAYALAM]: { ...INDIAN, finals: numbered(0x7a, 'n n r l l k') },
  [SINHALA]: {
    finals: {},
    consonants: numbered(
      0x1a,
      'k kh g gh ng ng ch chh j jh ny gn nj t th d dh n nd th th d dh n . nd p ph b bh m mb y r . l . . v sh sh s h l f',
    ),
    vowels: numbered(5, 'a a e e i i u u ri ri . . e e ai o o au'),
    signs: numbered(0x4f, 'a e e i i u . u ru e e ai o o au'),
    nasals: [2],
    nasal: 'ng',
    visarga: 3,
    killer: 0x4a,
    open: true,
  },
}
/** In Bengali, behind other consonants than these, b after a consonant is a w: Biswas, Ishwar. */
const BEFORE_B = new Set([0x2c, 0x2e, 0x30])
const [B, Y] = [0x2c, 0x2f]
const [K, NG, CH, NY, T] = [0x15, 0x19, 0x1a, 0x1e, 0x1f]
const LABIAL = /^[pbm]/

const baseOf = (code: number): number =>
  code >= SINHALA && code < SINHALA + 0x80 ? SINHALA : (BASES.findLast(from => code >= from) as number)

const INDIC = /[\u0900-\u0dff]/
export const isIndic = (word: string): boolean => INDIC.test(word)

/** The letters of such a word in Latin. */
export function indicWord(word: string): string {
  const base = baseOf(word.codePointAt(word.search(INDIC)) ?? 0)
  const plan = PLANS[base] as Plan
  // Joiners only shape the letters.
  const codes = [...word].filter(letter => !/\p{Cf}/u.test(letter)).map(letter => (letter.codePointAt(0) ?? 0) - base)
  let text = ''
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] as number
    const dotted = base !== SINHALA && codes[at + 1] === NUKTA
    const consonant = (dotted ? DOTTED[code] : undefined) ?? beside(base, codes, at) ?? plan.consonants[code]
    if (dotted) at++
    const next = codes[at + 1]
    if (consonant !== undefined) {
      const carries = next === undefined ? plan.open : next !== plan.killer && !(next in plan.signs)
      text += carries ? `${consonant}a` : consonant
    } else if (plan.nasals.includes(code)) {
      text += LABIAL.test(plan.consonants[next ?? -1] ?? '') ? 'm' : plan.nasal
    } else if (code === plan.visarga) text += 'h'
    else text += plan.finals[code] ?? plan.vowels[code] ?? plan.signs[code] ?? ''
  }
  return text
}

/** What a consonant is beside another one, where that is not its own sound. */
function beside(base: number, codes: readonly number[], at: number): string | undefined {
  if (base === TAMIL) return besideInTamil(codes, at)
  if (base !== BENGALI || codes[at - 1] !== INDIAN.killer) return undefined
  // Bengali y and b behind a consonant: Byapari, Biswas.
  if (codes[at] === Y) return 'y'
  return codes[at] === B && !BEFORE_B.has(codes[at - 2] ?? -1) ? 'w' : undefined
}

/**
 * Tamil writes the ksh of Sanskrit with t and ch (Lakshmi, Meenakshi), ch doubled (Pachamuthu), nj with ny (Manjula), and g as k
 * behind a vowel or ng (Murugan, Thangam).
 */
function besideInTamil(codes: readonly number[], at: number): string | undefined {
  const joined = (first: number, second: number, from: number) =>
    codes[from] === first && codes[from + 1] === INDIAN.killer && codes[from + 2] === second
  if (joined(T, CH, at)) return 'k'
  if (joined(T, CH, at - 2)) return 'sh'
  if (joined(CH, CH, at) || joined(CH, CH, at - 2)) return 'ch'
  if (joined(NY, CH, at)) return 'n'
  if (joined(NY, CH, at - 2)) return 'j'
  const soft = at > 0 && codes[at + 1] !== INDIAN.killer && (codes[at - 1] !== INDIAN.killer || codes[at - 2] === NG)
  return codes[at] === K && soft ? 'g' : undefined
}
