// SPDX-License-Identifier: EUPL-1.2
// Demands that many vacancies have in common get a number; a search asks each of them once and keeps the answer.
import type { Answer } from './condition.ts'
import { type Asking, italianIn, patternIn, requirementIn } from './packed-vacancy.ts'
import { mobilityPoints, mobilityTable } from './parts.ts'
import type { Query } from './query.ts'
import type { Demand, Need } from './shelf.ts'
import type { Italian, Requirement } from './vacancy.ts'

class Dictionary<Value> {
  readonly values: Value[] = []
  private readonly numbers = new Map<string | number, number>()

  /** The number of what is known already. */
  find(key: string | number): number | undefined {
    return this.numbers.get(key)
  }

  /** @param make says the value of a key that is new */
  numberOf<Key extends string | number>(key: Key, make: (key: Key) => Value): number {
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    if (this.values.length === 0xffff) throw new Error('More than 65,535 kinds of one demand')
    this.numbers.set(key, this.values.length)
    return this.values.push(make(key)) - 1
  }
}

const asItIs = (text: string): string => text
const orNone = (text: string): string | undefined => (text === '' ? undefined : text)

export class Dictionaries {
  readonly language = new Dictionary<Italian>()
  readonly municipality = new Dictionary<string>()
  readonly pattern = new Dictionary<number | undefined>()
  readonly isco = new Dictionary<string | undefined>()
  readonly occupation = new Dictionary<string | undefined>()
  readonly requirement = new Dictionary<Requirement>()

  /** The numbers of occupations that begin with the same two, three or four digits of ISCO-08. */
  readonly kin = new Map<string, number[]>()

  demandOf({ italian, municipality, pattern, isco, occupation, needed }: Asking): Demand {
    const known = this.isco.values.length
    const group = this.isco.numberOf(isco, orNone)
    if (group === known && isco !== '') this.addKin(isco, group)
    return {
      language: this.language.numberOf(italian, italianIn),
      municipality: this.municipality.numberOf(municipality, asItIs),
      pattern: this.pattern.numberOf(pattern, patternIn),
      isco: group,
      occupation: this.occupation.numberOf(occupation, orNone),
      requirement: this.requirement.numberOf(needed, requirementIn),
    }
  }

  private addKin(isco: string, number: number): void {
    for (const beginning of new Set([2, 3, 4].map(digits => isco.slice(0, digits)))) {
      const known = this.kin.get(beginning)
      if (known) known.push(number)
      else this.kin.set(beginning, [number])
    }
  }
}

/** The points of a query for every demand in the dictionaries. */
export class Answers {
  readonly language: Uint16Array
  readonly municipality: Uint16Array
  readonly pattern: Uint16Array
  readonly isco: Uint16Array
  /** The most that mobility and hours can bring this person together. */
  private readonly most: number
  private readonly verdicts: (Answer | undefined)[] = []
  private readonly query: Query
  private readonly requirements: readonly Requirement[]

  constructor(query: Query, { language, municipality, pattern, isco, kin, requirement }: Dictionaries) {
    this.query = query
    this.requirements = requirement.values
    this.language = points(language.values, query.language)
    this.municipality = mobility(municipality, query)
    this.pattern = points(pattern.values, query.hours)
    this.isco = experience(isco.values.length, query.beginnings, kin)
    this.most = greatest(this.municipality) + greatest(this.pattern)
  }

  /** The most that all parts beside skills can bring her, for each of some kinds of need. */
  mostFor(needs: readonly Need[], into: Uint32Array): void {
    for (let at = 0; at < needs.length; at++) {
      const { isco, languages } = needs[at] as Need
      let spoken = 0
      for (let each = 0; each < languages.length; each++)
        spoken = Math.max(spoken, this.language[languages[each] as number] as number)
      into[at] = spoken + (this.isco[isco] as number) + this.most
    }
  }

  verdict(requirement: number): Answer {
    return (this.verdicts[requirement] ??= this.query.verdict(this.requirements[requirement] as Requirement))
  }
}

function points<Value>(values: readonly Value[], of: (value: Value) => number): Uint16Array {
  const found = new Uint16Array(values.length) // a loop: the iterating constructor takes ten times as long
  for (let at = 0; at < values.length; at++) found[at] = of(values[at] as Value)
  return found
}

/** Goes through the places she can reach: looking up each place of the dictionary in her table takes five times as long. */
function mobility(towns: Dictionary<string>, query: Query): Uint16Array {
  const {
    seeker: { reach },
    weights,
  } = query
  const table = mobilityTable(weights)
  const found = new Uint16Array(towns.values.length).fill(mobilityPoints(undefined, weights))
  for (const municipality in reach) {
    const number = towns.find(municipality)
    const minutes = reach[municipality] as number
    if (number !== undefined) found[number] = table[minutes] ?? mobilityPoints(minutes, weights)
  }
  return found
}

/** Asked of her few occupations, not of the hundreds in the dictionary. */
function experience(
  length: number,
  beginnings: ReadonlyMap<string, number>,
  kin: ReadonlyMap<string, readonly number[]>,
): Uint16Array {
  const found = new Uint16Array(length)
  for (const [beginning, worth] of beginnings) {
    for (const isco of kin.get(beginning) ?? []) found[isco] = Math.max(found[isco] as number, worth)
  }
  return found
}

function greatest(values: Uint16Array): number {
  let most = 0
  for (let at = 0; at < values.length; at++) most = Math.max(most, values[at] as number)
  return most
}
