// SPDX-License-Identifier: EUPL-1.2
// How a romanised word sounds, and how far two sounds are apart. The same name reaches Latin letters by many roads:
// French (Ouedraogo), English (Wedraogo), German, Italian, ICAO 9303, the clerk's ear. A word becomes a string of sound
// signs; the distance is an edit distance whose costs say which signs stand in for each other on those roads.

/**
 * Letters to sound signs. A capital is a sound that has no letter of its own: S sh, C ch, J dj, Q soft g, K kh, G gh,
 * T th, D dh, N ny, Z ts, Y the letter j (y in Slavic and German, h in Spanish), X the letter x (ks, h, sh, s).
 */
const RULES = (
  [
    [/schtsch|chtch|shch|szcz/g, 'S'],
    [/tzsch|tsch|dsch|tch|tsh|cz/g, 'C'],
    [/sch|sz|sh|sc(?=[ei])/g, 'S'],
    [/cch|ck|cqu|qu(?=[eia])|ch(?=[rl])/g, 'k'],
    [/ch/g, 'C'],
    [/dzh|dj|dge|dz(?=[iea])|zh|gj|xh|dy(?=[aeiou])/g, 'J'],
    [/ts|tz/g, 'Z'],
    [/ks|x/g, 'X'],
    [/kh/g, 'K'],
    [/g(?=[ei])/g, 'Q'],
    [/gh(?=[ei])|gu(?=[ei])/g, 'g'],
    [/gh/g, 'G'],
    [/ph/g, 'f'],
    [/th/g, 'T'],
    [/dh/g, 'D'],
    [/gn|ny|nh(?=[aeo])/g, 'N'],
    [/c(?=[eiy])/g, 's'],
    [/c/g, 'k'],
    [/ou(?=[aeio])|^u(?=[aeio])/g, 'w'],
    [/ou|oo/g, 'u'],
    [/ee|ii|ie$|iy|yi/g, 'i'],
    [/(?<=[aeiou])y(?![aeiou])/g, 'i'],
    [/y(?=[aeiou])/g, '~'],
    [/y/g, 'i'],
    [/~/g, 'y'],
    [/j/g, 'Y'],
  ] as const
).map(([pattern, sign]) => ({ pattern, sign, begins: lettersIn(beginnings(pattern.source)) }))

/** The letters with which something that a rule changes may begin: a word without them need not be looked through. */
function beginnings(pattern: string): string {
  return pattern
    .replaceAll(/\(.*?\)/g, '')
    .split('|')
    .map(each => /^\^?\[([^\]]+)\]/.exec(each)?.[1] ?? each.replace('^', '').slice(0, 1))
    .join('')
}

/** The letters of a text, one bit each; the sign ~ has a bit of its own. */
function lettersIn(text: string): number {
  let letters = 0
  for (let i = 0; i < text.length; i++) {
    const at = text.charCodeAt(i) - 97
    if (at >= 0 && at < 30) letters |= 1 << at
  }
  return letters
}

/** The sound signs of a word of Latin capitals; the same sign twice is written once. */
export function soundOf(word: string): string {
  let text = word.toLowerCase()
  let letters = lettersIn(text)
  for (const { pattern, sign, begins } of RULES) {
    if ((letters & begins) === 0) continue
    text = text.replaceAll(pattern, sign)
    letters |= lettersIn(sign)
  }
  for (let i = 1; i < text.length; i++)
    if (text.charCodeAt(i) === text.charCodeAt(i - 1)) return text.replaceAll(/(.)\1+/g, '$1')
  return text
}

export const SIGNS = 128
/** Costs are hundredths. What it costs to change a sign into another one: by the number of the one × SIGNS + that of the other. */
export const substitution = new Uint8Array(SIGNS * SIGNS).fill(100)
const removal = new Uint8Array(SIGNS).fill(90)
const code = (sign: string) => sign.charCodeAt(0)

function near(cost: number, ...groups: readonly string[]): void {
  for (const group of groups)
    for (const a of group)
      for (const b of group) {
        const at = code(a) * SIGNS + code(b)
        if (a !== b) substitution[at] = Math.min(substitution[at] ?? 100, cost)
      }
}

near(35, 'aeiou')
near(12, 'ei', 'ou', 'ae')
near(22, 'ao')
near(8, 'iy', 'uw', 'YJ', 'JQ', 'gQ', 'kq', 'iY', 'yY', 'QY')
near(15, 'ey', 'ow', 'vw', 'Tt', 'Dd', 'Ts', 'Dz', 'gG', 'nN', 'SC', 'CZ', 'sZ', 'zZ', 'kK', 'hK', 'hX', 'SX', 'hG')
near(20, 'sz', 'pb', 'dt', 'bv', 'fv', 'gq', 'Ck', 'sC', 'Ss', 'zJ', 'CJ', 'hY', 'sX', 'fp', 'KG', 'Jy', 'CK')
// What is written j in Latin letters is g in Egypt: Gamal, Jamal.
near(20, 'gY', 'gJ')
near(30, 'SJ', 'SK', 'QC', 'uv', 'zD', 'zT', 'kG', 'KX', 'kX', 'zX', 'YS', 'dJ', 'zY', 'hQ', 'XY', 'XQ')
near(45, 'lr', 'mn', 'nl', 'bf', 'kg', 'hk')
near(90, 'gh')
for (const sign of 'aeiou') removal[code(sign)] = 30
for (const sign of 'hywY') removal[code(sign)] = 25
for (const sign of 'G') removal[code(sign)] = 40
for (const sign of 'KNTD') removal[code(sign)] = 80
for (let sign = 0; sign < SIGNS; sign++) substitution[sign * SIGNS + sign] = 0

/** In a word without its short vowels (Arabic, Hebrew script) they cost next to nothing. */
const BARE_VOWEL = 4
const FINAL = 15

export type Sound = {
  readonly signs: string
  readonly weight: number
  readonly bare: boolean
  /** How often each family of consonants is in the word for certain, and how often at most: four bits for each. */
  readonly sure: number
  readonly maybe: number
}

// Families inside which signs stand in for each other; across them a change costs 0.45 or more.
const FAMILIES: readonly string[] = ['bpfvwu', 'dtTDJY', 'szZSCXJQYTDhy', 'kqgKGXCQhxJY', 'lr', 'mnNlr']
const DOUBTFUL = 'CXJQYTDKGhwyu'
const MN = 5

/** By sign: a one in the place of each family it may belong to, and of those it belongs to for certain. */
const may = new Int32Array(SIGNS)
const does = new Int32Array(SIGNS)
FAMILIES.forEach((family, at) => {
  for (const sign of family) {
    const one = 1 << (4 * at)
    const place = code(sign)
    may[place] = (may[place] as number) | one
    if (!DOUBTFUL.includes(sign) && !(at === MN && 'lr'.includes(sign))) does[place] = (does[place] as number) | one
  }
})
/** The count of a family stops here, so that its four bits have one to spare. */
const MANY = 7

function familiesOf(signs: string): { sure: number; maybe: number } {
  let sure = 0
  let maybe = 0
  for (let i = 0; i < signs.length; i++) {
    const sign = signs.charCodeAt(i)
    const certain = does[sign] ?? 0
    for (let left = may[sign] ?? 0; left !== 0; left &= left - 1) {
      const one = left & -left
      if (((maybe / one) & 15) < MANY) maybe += one
      if ((certain & one) !== 0 && ((sure / one) & 15) < MANY) sure += one
    }
  }
  return { sure, maybe }
}

const SPARE = 0x888888
/** How many consonants of one word certainly have no counterpart in the other: what is over in each family, four bits each. */
function unmatched(sure: number, maybe: number): number {
  const left = (sure | SPARE) - maybe
  const over = left & SPARE
  return left & (over - (over >>> 3))
}

/** What a consonant costs at least that the other word has no counterpart for. */
const FOREIGN = 45
/** The same by family: mostly it falls away or becomes something else altogether; S may become K, g J, and l n. */
const FOREIGN_IN = [90, 90, 30, 45, 45, 80]
/** By the counts of three families: what they cost at least. */
const lost = [0, 3].map(first =>
  Int32Array.from({ length: 1 << 12 }, (_, counts) =>
    [0, 1, 2].reduce((sum, at) => sum + ((counts >>> (4 * at)) & 7) * (FOREIGN_IN[first + at] ?? 0), 0),
  ),
) as [Int32Array, Int32Array]
const inAll = Int32Array.from(
  { length: 1 << 12 },
  (_, counts) => ((counts & 7) + ((counts >>> 4) & 7) + ((counts >>> 8) & 7)) * FOREIGN,
)

/** Whether one sound certainly loses more than that on the way to another, by their counts of consonants. */
export function losesMore(sure: number, maybe: number, most: number): boolean {
  const counts = unmatched(sure, maybe)
  const low = counts & 0xfff
  const high = counts >>> 12
  return (
    (inAll[low] as number) + (inAll[high] as number) > most ||
    (lost[0][low] as number) + (lost[1][high] as number) > most
  )
}

export function soundWith(word: string, bare: boolean): Sound {
  const signs = soundOf(word)
  let weight = 0
  for (let i = 0; i < signs.length; i++) weight += removal[signs.charCodeAt(i)] ?? 90
  return { signs, weight, bare, ...familiesOf(signs) }
}

const isVowel = (sign: number) => sign === 97 || sign === 101 || sign === 105 || sign === 111 || sign === 117

/** What it costs to leave out a sign; at the end of a word a vowel is hardly heard. */
export function removalAt(signs: string, at: number, bare: boolean): number {
  const sign = signs.charCodeAt(at)
  if (bare && isVowel(sign)) return BARE_VOWEL
  const cost = removal[sign] ?? 90
  return at === signs.length - 1 && at > 1 && (isVowel(sign) || sign === 104) ? FINAL : cost
}

let above = new Int32Array(64)
let line = new Int32Array(64)
/** What it costs to put each sign of the second word. */
let puts = new Int32Array(64)

/** The cheapest way from one sound to the other; as soon as it must cost more than `most`, anything above that. */
function distance(a: Sound, b: Sound, most: number): number {
  const s = a.signs
  const t = b.signs
  const bare = a.bare !== b.bare
  const columns = t.length
  if (columns + 1 > line.length) {
    above = new Int32Array(columns + 1)
    line = new Int32Array(columns + 1)
    puts = new Int32Array(columns + 1)
  }
  above[0] = 0
  for (let j = 1; j <= columns; j++) {
    const put = removalAt(t, j - 1, bare)
    puts[j] = put
    above[j] = (above[j - 1] as number) + put
  }
  for (let i = 1; i <= s.length; i++) {
    const sign = s.charCodeAt(i - 1)
    const gone = removalAt(s, i - 1, bare)
    let before = above[0] as number
    let last = before + gone
    let least = last
    line[0] = last
    for (let j = 1; j <= columns; j++) {
      const other = t.charCodeAt(j - 1)
      const change = before + (substitution[sign * SIGNS + other] as number)
      before = above[j] as number
      const cut = before + gone
      const put = last + (puts[j] as number)
      last = change < cut ? (change < put ? change : put) : cut < put ? cut : put
      line[j] = last
      if (last < least) least = last
    }
    if (least > most) return least
    const held = above
    above = line
    line = held
  }
  return above[columns] as number
}

/** What two sounds may lose on the way and still be so much alike. */
export const mostLost = (whole: number, atLeast: number): number => (1 - atLeast) * whole + 1e-6

/**
 * 1 = the same sound, 0 = nothing in common; costs are held against what there is to lose.
 * @param atLeast answers below it are not wanted: 0 is as good
 */
export function soundLikeness(a: Sound, b: Sound, atLeast: number): number {
  if (a.signs === b.signs) return 1
  const [light, heavy] = a.weight < b.weight ? [a.weight, b.weight] : [b.weight, a.weight]
  // With everything of the lighter word kept, the rest of the heavier one is still lost.
  if (!a.bare && !b.bare && light < heavy * 0.5) return 0
  const whole = a.bare === b.bare ? (light + heavy) / 2 : light
  const most = mostLost(whole, atLeast)
  if (whole === 0 || losesMore(a.sure, b.maybe, most) || losesMore(b.sure, a.maybe, most)) return 0
  return Math.max(0, (whole - distance(a, b, most)) / whole)
}
