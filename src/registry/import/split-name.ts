// SPDX-License-Identifier: EUPL-1.2
// Names in one cell or two, in either order. Where a valid tax code stands beside them, it says which part is the surname.
import { type CodiceFiscaleParts, givenNameCode, surnameCode } from '#lib/codice-fiscale.ts'
import { folded } from './plain-text.ts'

export type NameOrder = 'family-first' | 'given-first'
export type SplitName = {
  readonly familyName: string
  readonly givenName: string
  readonly certain: boolean
  readonly order?: NameOrder
}

/** What registers write where there is no second name: a dash, an X, the FNU/LNU of travel papers. */
const isPlaceholder = (text: string): boolean =>
  /^(?:[-–—/.\\*?]+|x{1,3}|fnu|lnu|n\.?d\.?|nessuno|senza nome)$/i.test(text.trim())

export const realName = (text: string): string => (isPlaceholder(text) ? '' : text.trim())

/** ABDALLAH KARIM → Abdallah Karim; a name with any small letter is left as somebody wrote it. */
export function inTitleCase(name: string): string {
  if (name !== name.toLocaleUpperCase('it') && name !== name.toLocaleLowerCase('it')) return name
  return name
    .toLocaleLowerCase('it')
    .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toLocaleUpperCase('it'))
}

// Words that never stand alone as a surname but open one: Al Khatib, El Haddad, Ait Lahsen, De la Cruz.
const particles = new Set([
  'al',
  'el',
  'ben',
  'bin',
  'ibn',
  'abu',
  'abou',
  'ait',
  'ould',
  'de',
  'del',
  'della',
  'di',
  'da',
  'la',
  'le',
  'van',
  'von',
  'n',
  'oulad',
])

function firstSurname(words: readonly string[]): number {
  let taken = 1
  while (taken < words.length - 1 && particles.has(folded(words[taken - 1] ?? ''))) taken++
  return taken
}

function lastSurname(words: readonly string[]): number {
  let start = words.length - 1
  while (start > 1 && particles.has(folded(words[start - 1] ?? ''))) start--
  return start
}

type Cut = { family: string[]; given: string[]; order: NameOrder }

function cuts(words: string[]): Cut[] {
  const found: Cut[] = []
  for (let at = 1; at < words.length; at++) {
    found.push({ family: words.slice(0, at), given: words.slice(at), order: 'family-first' })
    found.push({ family: words.slice(at), given: words.slice(0, at), order: 'given-first' })
  }
  return found
}

const join = (words: readonly string[]) => words.join(' ')

/** "Rachid Al" + "Tazi" → "Rachid" + "Al Tazi": the code may know the surname without its particle, the paper does not. */
function withParticle(cut: Cut): Cut {
  const last = cut.given.at(-1) ?? ''
  if (cut.order === 'family-first' || cut.given.length < 2 || !particles.has(folded(last))) return cut
  return { ...cut, family: [last, ...cut.family], given: cut.given.slice(0, -1) }
}

/** The one way to cut the name that the code allows: both parts, or at least the surname. */
function cutByCode(words: string[], parts: CodiceFiscaleParts): Cut | undefined {
  const bySurname = cuts(words).filter(cut => surnameCode(join(cut.family)) === parts.surname)
  const both = bySurname.filter(cut => givenNameCode(join(cut.given)) === parts.given)
  const orders = (list: Cut[]) => new Set(list.map(cut => cut.order)).size
  const found = both.length > 0 ? both : bySurname
  return found[0] && orders(found) === 1 ? withParticle(found[0]) : undefined
}

/** What the rows with a valid code teach about a column: the usual order, and words known as surnames and given names. */
export type NameHabit = {
  readonly usual: NameOrder
  readonly families: ReadonlySet<string>
  readonly givens: ReadonlySet<string>
}

export const noHabit: NameHabit = { usual: 'family-first', families: new Set(), givens: new Set() }

/** Splits a name written in one cell. */
export function splitFullName(text: string, parts: CodiceFiscaleParts | undefined, habit: NameHabit): SplitName {
  const comma = /^([^,]+),\s*(.+)$/.exec(text)
  const words = (comma ? '' : text).split(/\s+/).filter(word => word && !isPlaceholder(word))
  if (comma) {
    return {
      familyName: inTitleCase(comma[1]?.trim() ?? ''),
      givenName: inTitleCase(comma[2] ?? ''),
      certain: true,
      order: 'family-first',
    }
  }
  if (words.length < 2) return { familyName: inTitleCase(join(words)), givenName: '', certain: true }
  const coded = parts ? cutByCode(words, parts) : undefined
  if (coded) {
    const names = { familyName: inTitleCase(join(coded.family)), givenName: inTitleCase(join(coded.given)) }
    return { ...names, certain: true, order: coded.order }
  }
  const order = customary(words, habit)
  const at = order === 'family-first' ? firstSurname(words) : lastSurname(words)
  const [family, given] =
    order === 'family-first' ? [words.slice(0, at), words.slice(at)] : [words.slice(at), words.slice(0, at)]
  return { familyName: inTitleCase(join(family)), givenName: inTitleCase(join(given)), certain: false, order }
}

/** The usual order of the column, unless its other rows know the first word only as a given name and the last as a surname. */
function customary(words: readonly string[], habit: NameHabit): NameOrder {
  const [first, last] = [folded(words[0] ?? ''), folded(words.at(-1) ?? '')]
  const asFamilyFirst = Number(habit.families.has(first)) + Number(habit.givens.has(last))
  const asGivenFirst = Number(habit.givens.has(first)) + Number(habit.families.has(last))
  if (asFamilyFirst === asGivenFirst) return habit.usual
  return asFamilyFirst > asGivenFirst ? 'family-first' : 'given-first'
}

/** Whether two columns hold the names the wrong way round, as far as the code can tell. */
export function areSwapped(family: string, given: string, parts: CodiceFiscaleParts): boolean {
  if (!family || !given) return false
  const asWritten = surnameCode(family) === parts.surname || givenNameCode(given) === parts.given
  return !asWritten && surnameCode(given) === parts.surname
}
