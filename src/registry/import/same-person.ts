// SPDX-License-Identifier: EUPL-1.2
// Rows of one file that are one person: listed in two sheets, or twice because the tax code changed in between.
// Joining two people by mistake is worse than keeping one twice: only an equal code is certain, the rest is asked.
import { givenNameCode, surnameCode } from '#lib/codice-fiscale.ts'
import type { RowValues } from './field.ts'
import { folded } from './plain-text.ts'

/** certain: the same valid code, or the same row twice. likely: everything else agrees and nothing speaks against it. */
export type Sameness = 'certain' | 'likely'

// Spellings of one sound on the way from another script: Mouhamadou / Mohamadu, Khadija / Kadija, Yusuf / Jusuf.
const spellings: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/(?:kh|ck|q|c(?!h))/g, 'k'],
  [/(?:sch|sh|ch|tch)/g, 's'],
  [/dj|dzh/g, 'j'],
  [/gh/g, 'g'],
  [/(?:ou|oo)/g, 'u'],
  [/(?:ee|ie|ii)/g, 'i'],
  [/[yj]/g, 'i'],
  [/[wv]/g, 'u'],
  [/z/g, 's'],
  [/[hx]/g, ''], // Somali writes x where others write h: Faarax, Farah.
  [/(.)\1+/g, '$1'],
]

const soundOf = (name: string): string =>
  spellings
    .reduce((text, [from, to]) => text.replace(from, to), folded(name).replaceAll(' ', ''))
    .replace(/[aeiou]+$/, '')

function within(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const line = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      line[j] = Math.min(change, (previous[j] ?? 0) + 1, (line[j - 1] ?? 0) + 1)
    }
    previous = line
  }
  return (previous[b.length] ?? 0) <= limit
}

type Hear = (name: string) => string

function nameAlike(a: string, b: string, hear: Hear): boolean {
  const [x, y] = [hear(a), hear(b)]
  if (x === y) return true
  return Math.min(x.length, y.length) >= 4 && within(x, y, 1)
}

function namesAlike(a: RowValues, b: RowValues, hear: Hear): boolean {
  const [family, given] = [a.familyName ?? '', a.givenName ?? '']
  const [otherFamily, otherGiven] = [b.familyName ?? '', b.givenName ?? '']
  if (nameAlike(family, otherFamily, hear) && nameAlike(given, otherGiven, hear)) return true
  if (nameAlike(family, otherGiven, hear) && nameAlike(given, otherFamily, hear)) return true
  return surnameCode(family) === surnameCode(otherFamily) && givenNameCode(given) === givenNameCode(otherGiven)
}

const agreeOrUnknown = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b

function sameCode(a: RowValues, b: RowValues): boolean | undefined {
  if (!a.taxCode || !b.taxCode) return undefined
  return a.taxCodeKind === b.taxCodeKind ? a.taxCode === b.taxCode : undefined
}

/** The same day; or the same year where the number she answers is the same too (1 January stands in for many a day). */
function bornAlike(a: RowValues, b: RowValues): boolean {
  if (!a.birthDate || !b.birthDate) return false
  if (a.birthDate === b.birthDate) return a.birthPrecision === b.birthPrecision
  return a.phone !== undefined && a.phone === b.phone && a.birthDate.slice(0, 4) === b.birthDate.slice(0, 4)
}

const sayTheSame = (a: RowValues, b: RowValues): boolean =>
  a.familyName === b.familyName && a.taxCode === b.taxCode && JSON.stringify(a) === JSON.stringify(b)

/** Whether two rows are one person, as far as one file can show. Two different codes of one kind are two people. */
export function samePerson(a: RowValues, b: RowValues, hear: Hear = soundOf): Sameness | undefined {
  if (sayTheSame(a, b)) return 'certain'
  const code = sameCode(a, b)
  if (code === false) return undefined
  if (code === true) return a.birthDate === b.birthDate || namesAlike(a, b, hear) ? 'certain' : undefined
  if (!bornAlike(a, b)) return undefined
  if (!agreeOrUnknown(a.sex, b.sex) || !agreeOrUnknown(a.citizenship, b.citizenship)) return undefined
  return namesAlike(a, b, hear) ? 'likely' : undefined
}

export type Pair = { readonly first: number; readonly second: number; readonly sameness: Sameness }

/** A day or a number that more rows than this share says nothing about who they are, as in the register itself. */
const COMMONEST = 200
/** So many comparisons may pass between two moments at which others have their turn. */
const AT_ONCE = 5_000

/** Rows to compare with each other. Of very many rows with one code each is compared with the first only: a chain will do. */
function blocksOf(rows: readonly RowValues[]): number[][] {
  const blocks = new Map<string, number[]>()
  const codes = new Set<string>()
  for (const [i, values] of rows.entries()) {
    if (values.taxCode) codes.add(values.taxCode)
    for (const key of [values.taxCode, values.birthDate, values.phone]) {
      if (!key) continue
      const block = blocks.get(key)
      if (block) block.push(i)
      else blocks.set(key, [i])
    }
  }
  return [...blocks].flatMap(([key, block]) => {
    if (block.length <= COMMONEST) return [block]
    return codes.has(key) ? block.slice(1).map(second => [block[0] ?? second, second]) : []
  })
}

/** Every pair of rows that could be one person, in steps. Only rows that share a code, a birth date or a phone are compared. */
export function* pairSteps(rows: readonly RowValues[]): Generator<number, Pair[]> {
  const sounds = new Map<string, string>()
  const hear = (name: string): string => {
    const known = sounds.get(name) ?? soundOf(name)
    sounds.set(name, known)
    return known
  }
  const found = new Map<string, Pair>()
  let compared = 0
  for (const block of blocksOf(rows)) {
    for (const [n, first] of block.entries()) {
      for (let m = n + 1; m < block.length; m++) {
        const second = block[m] ?? -1
        const sameness = samePerson(rows[first] ?? {}, rows[second] ?? {}, hear)
        if (sameness) found.set(`${first} ${second}`, { first, second, sameness })
        if (++compared % AT_ONCE === 0) yield compared
      }
    }
  }
  return [...found.values()].sort((a, b) => a.first - b.first || a.second - b.second)
}
