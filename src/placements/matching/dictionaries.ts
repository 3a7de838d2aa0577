// SPDX-License-Identifier: EUPL-1.2
// Demands that many vacancies have in common get a number; a search asks each of them once and keeps the answer.
import type { Query } from './query.ts'
import type { Demand } from './shelf.ts'
import { type Italian, modalities, type Requirement, type Vacancy } from './vacancy.ts'

class Dictionary<Value> {
  readonly values: Value[] = []
  private readonly numbers = new Map<string, number>()

  numberOf(value: Value): number {
    const key = JSON.stringify(value) ?? ''
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    if (this.values.length === 0xffff) throw new Error('More than 65,535 kinds of one demand')
    this.numbers.set(key, this.values.length)
    return this.values.push(value) - 1
  }
}

const inOrder = (italian: Italian): Italian =>
  Object.fromEntries(modalities.flatMap(each => (italian[each] === undefined ? [] : [[each, italian[each]]])))

export class Dictionaries {
  readonly language = new Dictionary<Italian>()
  readonly municipality = new Dictionary<string>()
  readonly pattern = new Dictionary<number | null>()
  readonly isco = new Dictionary<string | null>()
  readonly occupation = new Dictionary<string | null>()
  readonly requirement = new Dictionary<Requirement>()

  demandOf(vacancy: Vacancy): Demand {
    return {
      language: this.language.numberOf(inOrder(vacancy.italian)),
      municipality: this.municipality.numberOf(vacancy.municipality),
      pattern: this.pattern.numberOf(vacancy.pattern ?? null),
      isco: this.isco.numberOf(vacancy.isco ?? null),
      occupation: this.occupation.numberOf(vacancy.occupation ?? null),
      requirement: this.requirement.numberOf(vacancy.requirement),
    }
  }
}

/** The points of a query for every demand in the dictionaries. */
export class Answers {
  readonly language: Uint16Array
  readonly municipality: Uint16Array
  readonly pattern: Uint16Array
  readonly isco: Uint16Array
  /** The most that language, mobility and hours can bring this person together. */
  readonly most: number
  private readonly verdicts: (ReturnType<Query['verdict']> | undefined)[] = []
  private readonly query: Query
  private readonly requirements: readonly Requirement[]

  constructor(query: Query, { language, municipality, pattern, isco, requirement }: Dictionaries) {
    this.query = query
    this.requirements = requirement.values
    this.language = points(language.values, each => query.language(each))
    this.municipality = points(municipality.values, each => query.mobility(each))
    this.pattern = points(pattern.values, each => query.hours(each ?? undefined))
    this.isco = points(isco.values, each => query.experience(each ?? undefined))
    this.most = greatest(this.language) + greatest(this.municipality) + greatest(this.pattern)
  }

  verdict(requirement: number): ReturnType<Query['verdict']> {
    return (this.verdicts[requirement] ??= this.query.verdict(this.requirements[requirement] as Requirement))
  }
}

function points<Value>(values: readonly Value[], of: (value: Value) => number): Uint16Array {
  const found = new Uint16Array(values.length) // a loop: the iterating constructor takes ten times as long
  for (let at = 0; at < values.length; at++) found[at] = of(values[at] as Value)
  return found
}

function greatest(values: Uint16Array): number {
  let most = 0
  for (let at = 0; at < values.length; at++) most = Math.max(most, values[at] as number)
  return most
}
