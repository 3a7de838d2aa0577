// SPDX-License-Identifier: EUPL-1.2
// The canonical texts (RFC 8785) of many facts that look alike. Sorting and checking the same dozen names for each of them
// was an eighth of what making a fact cost; a test holds these texts to those of canonicalJson.
import { canonicalJson } from '#lib/canonical-json.ts'
import { checkNames, type KeptEvent } from './event.ts'

/** The names of a fact's fields: as they stand, and their places in the order of a canonical text. */
type Shape = { readonly names: readonly string[]; readonly sorted: readonly number[] }

/** A fact with the canonical text of each of its values, in the order in which they stand. */
export type Written = Shape & { readonly event: KeptEvent['event']; readonly values: readonly string[] }

/** Words that come again and again: who acted, of what type, on which day. Nothing that a field holds. */
const known = new Map<string, string>()
function word(value: string): string {
  let text = known.get(value)
  if (text === undefined) {
    if (known.size > 1000) known.clear()
    known.set(value, (text = canonicalJson(value)))
  }
  return text
}

const HEAD = 9

/** @param fields the member `fields` with its comma, or nothing */
function head(event: KeptEvent['event'], fields: string): string {
  if (Object.keys(event).length !== HEAD) throw new Error('Not an event of a fact')
  const { actorRole, at, net, org, programme, seq, subjectRef, type, v } = event
  const others = `"programme":${canonicalJson(programme)},"seq":${canonicalJson(seq)},"subjectRef":${canonicalJson(subjectRef)}`
  return `{"actorRole":${word(actorRole)},"at":${word(at)},${fields}"net":${word(net)},"org":${word(org)},${others},"type":${word(type)},"v":${canonicalJson(v)}}`
}

const members = ({ names, sorted }: Shape, value: (place: number) => string): string =>
  sorted.map(place => `"${names[place]}":${value(place)}`).join(',')

/** What is kept of a fact: its event without leaves, and the values. */
export const keptText = (one: Written): string =>
  `{"event":${head(one.event, '')},"values":{${members(one, place => one.values[place] as string)}}}`

/** The event with its leaves: what the commitment is over. */
export const eventText = (one: Written, leaf: (place: number) => string): string =>
  head(one.event, `"fields":{${members(one, place => `"${leaf(place)}"`)}},`)

/** What the leaf of a field is over, behind its salt. */
export const fieldText = ({ names, values }: Written, place: number): string => `["${names[place]}",${values[place]}]`

function shapeOf(names: readonly string[]): Shape {
  checkNames(names)
  const sorted = names
    .map((_, place) => place)
    .toSorted((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1))
  return { names, sorted }
}

/** Throws (a defect) for a name or value that has no canonical form. */
export function writtenOf(facts: readonly KeptEvent[]): readonly Written[] {
  let last: Shape = { names: [], sorted: [] }
  return facts.map(({ event, values }): Written => {
    const names = Object.keys(values)
    const isSame = names.length === last.names.length && names.every((name, place) => name === last.names[place])
    if (!isSame) last = shapeOf(names)
    return { ...last, event, values: names.map(name => canonicalJson(values[name])) }
  })
}
