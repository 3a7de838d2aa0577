// SPDX-License-Identifier: EUPL-1.2
// Invented people with truth: the same seed gives the same people, by profile (residents, reception) and citizenship.
// Shares of citizenships: ISTAT residents of 31.12.2023 (reference matching.md 4.1); reception from public SAI/CAS figures.
import { type CivilDate, civilDate } from '#lib/civil-date.ts'
import { checkLetter, givenNameCode, surnameCode } from '#lib/codice-fiscale.ts'
import { provisionalCheckDigit } from '#lib/provisional-code.ts'
import { type GroupName, type NameGroup, nameGroups } from './synthetic-names.ts'

export type Origin = {
  readonly citizenship: string
  readonly state: string
  readonly group: GroupName
  readonly residents: number
  readonly reception: number
  readonly women: number
  /** Share of birth dates that are 1 January because nobody knows the day. */
  readonly january: number
}

const o = (
  citizenship: string,
  state: string,
  group: GroupName,
  residents: number,
  reception: number,
  women: number,
  january: number,
): Origin => ({
  citizenship,
  state,
  group,
  residents,
  reception,
  women,
  january,
})

export const syntheticOrigins: readonly Origin[] = [
  o('ROU', 'Z129', 'romania', 1072, 0, 0.58, 0.005),
  o('ALB', 'Z100', 'albania', 416, 8, 0.49, 0.005),
  o('MAR', 'Z330', 'maghreb', 412, 30, 0.46, 0.03),
  o('CHN', 'Z210', 'china', 308, 2, 0.5, 0.005),
  o('UKR', 'Z138', 'ukraine', 268, 110, 0.76, 0.005),
  o('BGD', 'Z249', 'bangladesh', 193, 160, 0.22, 0.07),
  o('IND', 'Z222', 'punjab', 170, 8, 0.41, 0.02),
  o('EGY', 'Z336', 'egypt', 161, 90, 0.3, 0.04),
  o('PAK', 'Z236', 'pakistan', 159, 130, 0.26, 0.08),
  o('PHL', 'Z216', 'philippines', 155, 0, 0.57, 0.005),
  o('NGA', 'Z335', 'nigeria', 128, 90, 0.45, 0.02),
  o('SEN', 'Z343', 'senegal', 115, 40, 0.26, 0.04),
  o('LKA', 'Z209', 'srilanka', 110, 2, 0.47, 0.01),
  o('TUN', 'Z352', 'maghreb', 110, 60, 0.35, 0.02),
  o('PER', 'Z611', 'latin', 104, 10, 0.58, 0.005),
  o('MDA', 'Z140', 'romania', 105, 2, 0.66, 0.005),
  o('POL', 'Z127', 'poland', 78, 0, 0.73, 0.005),
  o('ECU', 'Z605', 'latin', 72, 2, 0.57, 0.005),
  o('MKD', 'Z148', 'macedonia', 56, 0, 0.48, 0.005),
  o('GHA', 'Z318', 'ghana', 51, 20, 0.37, 0.03),
  o('XKX', 'Z160', 'albania', 40, 3, 0.45, 0.01),
  o('RUS', 'Z154', 'russia', 40, 3, 0.8, 0.005),
  o('GEO', 'Z254', 'georgia', 33, 12, 0.8, 0.005),
  o('CIV', 'Z313', 'mande', 31, 70, 0.3, 0.1),
  o('TUR', 'Z243', 'turkey', 30, 25, 0.42, 0.05),
  o('GMB', 'Z317', 'mande', 25, 90, 0.08, 0.2),
  o('MLI', 'Z329', 'mande', 21, 80, 0.07, 0.22),
  o('GIN', 'Z319', 'mande', 15, 80, 0.12, 0.15),
  o('AFG', 'Z200', 'afghanistan', 16, 110, 0.22, 0.35),
  o('SOM', 'Z345', 'somalia', 10, 60, 0.35, 0.3),
  o('ERI', 'Z368', 'eritrea', 10, 50, 0.4, 0.2),
]

export type Profile = 'resident' | 'reception'

export type SyntheticPerson = {
  readonly id: number
  readonly origin: Origin
  readonly given: string
  readonly family: string
  readonly sex: 'F' | 'M'
  /** year × 10000 + month × 100 + day. */
  readonly birth: number
  readonly birthKnown: boolean
  readonly code: string
  readonly provisional: string
  readonly phone: string
}

/** A quick generator of chance (SFC32): good enough for invented people and for nothing else. */
export class Chance {
  #a: number
  #b = 0x9e3779b9
  #c = 0x243f6a88
  #n = 1
  constructor(seed: number) {
    this.#a = seed | 0
    for (let i = 0; i < 12; i++) this.next()
  }
  /** 0 to below 1. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#n++) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t
    return (t >>> 0) / 4294967296
  }
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }
  chance(share: number): boolean {
    return this.next() < share
  }
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T
  }
  /** A place in a list, of which the first are the commonest, as names are. */
  first(count: number): number {
    const at = this.next()
    return Math.floor(count * at * Math.sqrt(at))
  }
}

const MONTHS = 'ABCDEHLMPRST'
const two = (n: number) => (n < 10 ? `0${n}` : String(n))

/** People without end: a seed and a mixture of profiles. */
export function* syntheticPeople(
  seed: number,
  profile: Profile | 'mixed' = 'mixed',
): Generator<SyntheticPerson, never> {
  const chance = new Chance(seed)
  const tables = { resident: cumulative('residents'), reception: cumulative('reception') }
  for (let id = 0; ; id++) {
    const of: Profile = profile === 'mixed' ? (chance.chance(0.3) ? 'reception' : 'resident') : profile
    const { origin, names } = chance.pick(tables[of])
    const sex = chance.chance(origin.women) ? 'F' : 'M'
    const given = givenName(names, sex, chance)
    const family = familyName(names, sex, chance)
    const real = birthDate(chance, of)
    const birthKnown = !chance.chance(origin.january)
    const birth = birthKnown ? real : Math.floor(real / 10000) * 10000 + 101
    const serial = `${two(10 + chance.below(80))}${String(10000 + chance.below(90000))}${String(100 + chance.below(60))}`
    yield {
      id,
      origin,
      given: given.text,
      family: family.text,
      sex,
      birth,
      birthKnown,
      code: taxCode(family.code + given.code, birth, sex, origin.state),
      provisional: serial + provisionalCheckDigit(serial),
      phone: `300${String(1_000_000 + chance.below(9_000_000))}`,
    }
  }
}

/** Origins in a table of so many places, each as often as its share: drawing is one look. */
const PLACES = 4096

function cumulative(of: 'residents' | 'reception'): readonly { readonly origin: Origin; readonly names: Drawn }[] {
  const total = syntheticOrigins.reduce((sum, origin) => sum + origin[of], 0)
  let [sum, at] = [syntheticOrigins[0]?.[of] ?? 0, 0]
  return Array.from({ length: PLACES }, (_, place) => {
    while (place / PLACES >= sum / total) sum += syntheticOrigins[++at]?.[of] ?? total
    const origin = syntheticOrigins[at] as Origin
    return { origin, names: drawnOf[origin.group] }
  })
}

/** A name with its three letters in a tax code. */
type Named = { readonly text: string; readonly code: string }
/** The names of a group that were put together before, by the places drawn: looking up a spelling takes longer. */
type Drawn = {
  readonly group: NameGroup
  readonly women: Named[]
  readonly men: Named[]
  readonly families: Named[]
}
const drawnOf = Object.fromEntries(
  Object.entries(nameGroups).map(([name, group]): [string, Drawn] => [
    name,
    { group, women: [], men: [], families: [] },
  ]),
) as Readonly<Record<GroupName, Drawn>>

const inGiven = (text: string): Named => ({ text, code: givenNameCode(text) })
const inFamily = (text: string): Named => ({ text, code: surnameCode(text) })
const spaced = (name: string | undefined) => name?.replaceAll('_', ' ') ?? ''

function givenName({ group, women, men }: Drawn, sex: 'F' | 'M', chance: Chance): Named {
  const [names, known] = sex === 'F' ? [group.women, women] : [group.men, men]
  const first = chance.first(names.length)
  const second = chance.chance(group.second ?? 0) ? chance.first(names.length) : -1
  return (known[first * (names.length + 1) + second + 1] ??= inGiven(givenText(group, names[first], names[second])))
}

function givenText({ style }: NameGroup, first: string | undefined, second: string | undefined): string {
  if (second === undefined) return spaced(first)
  if (style === 'chinese') return `${first}${second.toLowerCase()}`
  return second === first ? spaced(first) : spaced(`${first} ${second}`)
}

function familyName({ group, families: known }: Drawn, sex: 'F' | 'M', chance: Chance): Named {
  const { families = [], men, stems, endings = ['.'] } = group
  if (group.surname === 'fathers') {
    const [father, grandfather] = [chance.first(men.length), chance.first(men.length)]
    const [a, b] = [men[father], men[grandfather]] as [string, string]
    return (known[father * men.length + grandfather] ??= inFamily(a === b ? a : `${a} ${b}`))
  }
  if (group.surname === 'two') {
    const [first, second] = [chance.first(families.length), chance.first(families.length)]
    return (known[first * families.length + second] ??= inFamily(
      `${spaced(families[first])} ${spaced(families[second])}`,
    ))
  }
  if (!stems) {
    const only = chance.first(families.length)
    return (known[only] ??= inFamily(spaced(families[only])))
  }
  const [stem, ending] = [chance.first(stems.length), chance.below(endings.length)]
  const place = (stem * endings.length + ending) * 2 + (sex === 'F' ? 1 : 0)
  return (known[place] ??= inFamily(withEnding(group, stems[stem] as string, endings[ending] as string, sex)))
}

function withEnding({ womenEnding = [] }: NameGroup, stem: string, ending: string, sex: 'F' | 'M'): string {
  // '.' nothing · '_x' an ending · 'X_' a word before
  const whole =
    ending === '.' ? stem : ending.startsWith('_') ? stem + ending.slice(1) : `${ending.slice(0, -1)} ${stem}`
  return sex === 'F' ? feminine(whole, womenEnding) : whole
}

function feminine(name: string, endings: readonly (readonly [string, string])[]): string {
  const found = endings.find(([man]) => name.endsWith(man))
  return found ? name.slice(0, -found[0].length) + found[1] : name
}

function birthDate(chance: Chance, profile: Profile): number {
  const age =
    profile === 'reception'
      ? 18 + Math.floor(30 * chance.next() ** 1.6)
      : 1 + chance.below(17) + chance.below(17) + chance.below(40)
  const year = 2026 - age
  return year * 10000 + (1 + chance.below(12)) * 100 + 1 + chance.below(28)
}

function taxCode(names: string, birth: number, sex: 'F' | 'M', state: string): string {
  const day = (birth % 100) + (sex === 'F' ? 40 : 0)
  const body = `${names}${two(Math.floor(birth / 10000) % 100)}${MONTHS[(Math.floor(birth / 100) % 100) - 1]}${two(day)}${state}`
  return body + checkLetter(body)
}

export const isoOf = (birth: number): CivilDate | undefined =>
  civilDate(Math.floor(birth / 10000), Math.floor(birth / 100) % 100, birth % 100)
