// SPDX-License-Identifier: EUPL-1.2
// How a romanised word sounds, and how far two sounds are apart. The same name reaches Latin letters by many roads:
// French (Ouedraogo), English (Wedraogo), German, Italian, ICAO 9303, the clerk's ear. A word becomes a string of sound
// signs; the distance is an edit distance whose costs say which signs stand in for each other on those roads.

/**
 * Letters to sound signs. A capital is a sound that has no letter of its own: S sh, C ch, J dj, Q soft g, K kh, G gh,
 * T th, D dh, N ny, Z ts, Y the letter j (y in Slavic and German, h in Spanish), X the letter x (ks, h, sh, s).
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/schtsch|chtch|shch|szcz/g, 'S'],
  [/tzsch|tsch|dsch|tch|tsh|cz/g, 'C'],
  [/sch|sz|sh|sc(?=[ei])/g, 'S'],
  [/cch|ck|cqu|qu(?=[eia])|ch(?=[rl])/g, 'k'],
  [/ch/g, 'C'],
  [/dzh|dj|dge|dz(?=[iea])|zh|gj|xh|dy(?=[aeiou])/g, 'J'],
  [/ts|tz/g, 'Z'],
  [/ks|x/g, 'X'],
  [/kh/g, 'K'],
  [/gh(?=[ei])|gu(?=[ei])/g, 'g'],
  [/gh/g, 'G'],
  [/ph/g, 'f'],
  [/th/g, 'T'],
  [/dh/g, 'D'],
  [/gn|ny|nj|nh(?=[aeo])/g, 'N'],
  [/g(?=[ei])/g, 'Q'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/ou(?=[aeio])|^u(?=[aeio])/g, 'w'],
  [/ou|oo/g, 'u'],
  [/ee|ii|ie$|iy|yi/g, 'i'],
  [/(?<=[aeiou])[yj](?![aeiou])/g, 'i'],
  [/y(?=[aeiou])/g, '~'],
  [/y/g, 'i'],
  [/~/g, 'y'],
  [/j/g, 'Y'],
]

/** The sound signs of a word of Latin capitals; the same sign twice is written once. */
export function soundOf(word: string): string {
  let text = word.toLowerCase()
  for (const [pattern, sign] of RULES) text = text.replaceAll(pattern, sign)
  return text.replaceAll(/(.)\1+/g, '$1')
}

const SIGNS = 128
const substitution = new Float64Array(SIGNS * SIGNS).fill(1)
const removal = new Float64Array(SIGNS).fill(0.9)
const code = (sign: string) => sign.charCodeAt(0)

function near(cost: number, ...groups: readonly string[]): void {
  for (const group of groups)
    for (const a of group)
      for (const b of group) {
        const at = code(a) * SIGNS + code(b)
        if (a !== b) substitution[at] = Math.min(substitution[at] ?? 1, cost)
      }
}

near(0.35, 'aeiou')
near(0.12, 'ei', 'ou', 'ae')
near(0.22, 'ao')
near(0.08, 'iy', 'uw', 'YJ', 'JQ', 'gQ', 'kq', 'iY', 'yY', 'QY')
near(0.15, 'ey', 'ow', 'vw', 'Tt', 'Dd', 'Ts', 'Dz', 'gG', 'nN', 'SC', 'CZ', 'sZ', 'zZ', 'kK', 'hK', 'hX', 'SX', 'hG')
near(0.2, 'sz', 'pb', 'dt', 'bv', 'fv', 'gq', 'Ck', 'sC', 'Ss', 'zJ', 'CJ', 'hY', 'sX', 'fp', 'KG', 'Jy', 'CK')
near(0.3, 'SJ', 'SK', 'QC', 'uv', 'zD', 'zT', 'kG', 'KX', 'kX', 'zX', 'YS', 'dJ', 'zY', 'hQ', 'XY', 'XQ')
near(0.45, 'lr', 'mn', 'nl', 'bf', 'kg', 'hk', 'gJ')
near(0.9, 'gh')
for (const sign of 'aeiou') removal[code(sign)] = 0.3
for (const sign of 'hywY') removal[code(sign)] = 0.25
for (const sign of 'G') removal[code(sign)] = 0.4
for (const sign of 'KNTD') removal[code(sign)] = 0.8

/** In a word without its short vowels (Arabic, Hebrew script) they cost next to nothing. */
const BARE_VOWEL = 0.04
const FINAL = 0.15

export type Sound = {
  readonly signs: string
  readonly weight: number
  readonly bare: boolean
  /** Families of consonants that are in the word for certain, and all that may be meant: one bit each. */
  readonly sure: number
  readonly maybe: number
}

// Families inside which signs stand in for each other; across them a change costs 0.45 or more.
const FAMILIES: readonly string[] = ['bpfvwu', 'dtTDJY', 'szZSCXJQYTDhy', 'kqgKGXCQhx', 'lr', 'mnNlr']
const DOUBTFUL = 'CXJQYTDKGhwyuqlr'

function familiesOf(signs: string): { sure: number; maybe: number } {
  let [sure, maybe] = [0, 0]
  for (const sign of signs)
    FAMILIES.forEach((family, bit) => {
      if (!family.includes(sign)) return
      maybe |= 1 << bit
      if (!DOUBTFUL.includes(sign)) sure |= 1 << bit
    })
  if (/[lr]/.test(signs)) sure |= 1 << 4
  return { sure, maybe }
}

function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

export function soundWith(word: string, bare: boolean): Sound {
  const signs = soundOf(word)
  let weight = 0
  for (let i = 0; i < signs.length; i++) weight += removal[signs.charCodeAt(i)] ?? 0.9
  return { signs, weight, bare, ...familiesOf(signs) }
}

const isVowel = (sign: number) => sign === 97 || sign === 101 || sign === 105 || sign === 111 || sign === 117

function removalAt(signs: string, at: number, bare: boolean): number {
  const sign = signs.charCodeAt(at)
  if (bare && isVowel(sign)) return BARE_VOWEL
  const cost = removal[sign] ?? 0.9
  return at === signs.length - 1 && at > 1 && (isVowel(sign) || sign === 104) ? FINAL : cost
}

let above = new Float64Array(64)
let line = new Float64Array(64)

/** The cheapest way from one sound to the other. */
function distance(a: Sound, b: Sound): number {
  const [s, t] = [a.signs, b.signs]
  const bare = a.bare !== b.bare
  if (t.length + 1 > line.length) {
    above = new Float64Array(t.length + 1)
    line = new Float64Array(t.length + 1)
  }
  above[0] = 0
  for (let j = 1; j <= t.length; j++) above[j] = (above[j - 1] as number) + removalAt(t, j - 1, bare)
  for (let i = 1; i <= s.length; i++) {
    const sign = s.charCodeAt(i - 1)
    const gone = removalAt(s, i - 1, bare)
    line[0] = (above[0] as number) + gone
    for (let j = 1; j <= t.length; j++) {
      const other = t.charCodeAt(j - 1)
      const change = (above[j - 1] as number) + (sign === other ? 0 : (substitution[sign * SIGNS + other] as number))
      const cut = (above[j] as number) + gone
      const put = (line[j - 1] as number) + removalAt(t, j - 1, bare)
      line[j] = change < cut ? (change < put ? change : put) : cut < put ? cut : put
    }
    const held = above
    above = line
    line = held
  }
  return above[t.length] as number
}

/** The least that a family of consonants costs that the other word has no sign for. */
const FOREIGN = 0.45

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
  const foreign = Math.max(bitCount(a.sure & ~b.maybe), bitCount(b.sure & ~a.maybe)) * FOREIGN
  if (whole === 0 || foreign > (1 - atLeast) * whole) return 0
  return Math.max(0, 1 - distance(a, b) / whole)
}
