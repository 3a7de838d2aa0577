// SPDX-License-Identifier: EUPL-1.2
// The counting rules (design §8). A head: enrolled, counted once for each cluster of linked pseudonyms. An hour: signed
// by both sides, within the ceiling of its measure and the dates of the programme, not undone on the day looked from.
import type { CivilDate } from '#lib/civil-date.ts'
import type { FactId, Handle, OrganisationId, ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Enrolment, Programme } from './programme.ts'

/** An hour as it stood on the day looked from; `counted` is what its measure's ceiling leaves of it. */
export type SignedHour = {
  readonly id: string
  readonly organisation: OrganisationId
  readonly handle: Handle
  readonly meeting: string
  readonly measureKind: string
  readonly day: CivilDate
  readonly minutes: Minutes
  readonly counted: Minutes
  readonly signedOn: CivilDate
  readonly method: string
  readonly strength: string
  readonly fact: FactId
}

export type HandlePair = readonly [Handle, Handle]
export type ClusterOf = (handle: Handle) => Handle

/** Union of the "same person" pairs: every pseudonym of a person leads to the same one. */
export function clusters(pairs: readonly HandlePair[]): ClusterOf {
  const parent = new Map<Handle, Handle>()
  const root = (handle: Handle): Handle => {
    let top = handle
    for (let up = parent.get(top); up !== undefined && up !== top; up = parent.get(top)) top = up
    parent.set(handle, top)
    return top
  }
  for (const [a, b] of pairs) {
    const [first, second] = [root(a), root(b)].sort() as [Handle, Handle]
    if (first !== second) parent.set(second, first)
  }
  return root
}

/** A head: all participations of one person, and the one that came first, which decides where she is counted. */
export type Head = { readonly key: Handle; readonly first: Enrolment; readonly enrolments: readonly Enrolment[] }

export function headsOf(enrolments: readonly Enrolment[], asOf: CivilDate, cluster: ClusterOf): readonly Head[] {
  const found = new Map<Handle, Enrolment[]>()
  for (const enrolment of enrolments) {
    if (enrolment.from > asOf || enrolment.endReason === 'mistake') continue
    const key = cluster(enrolment.handle)
    const list = found.get(key)
    if (list) list.push(enrolment)
    else found.set(key, [enrolment])
  }
  return [...found].map(([key, list]) => {
    // The verifier of a bundle orders them alike: by the day of the act, then by the act.
    const enrolled = list.sort((a, b) => (`${a.from} ${a.fact}` < `${b.from} ${b.fact}` ? -1 : 1))
    return { key, first: enrolled[0] as Enrolment, enrolments: enrolled }
  })
}

export type CountedHour = SignedHour & { readonly head: Handle }

/** The hours of a programme: of its heads, on days of the programme and of the participation. */
export function hoursOf(
  programme: Pick<Programme, 'startsOn' | 'endsOn'>,
  heads: readonly Head[],
  hours: readonly SignedHour[],
  cluster: ClusterOf,
): { readonly counted: readonly CountedHour[]; readonly outside: readonly CountedHour[] } {
  const byKey = new Map(heads.map(head => [head.key, head]))
  const counted: CountedHour[] = []
  const outside: CountedHour[] = []
  for (const hour of hours) {
    const head = byKey.get(cluster(hour.handle))
    if (!head) continue
    const inProgramme = programme.startsOn <= hour.day && hour.day <= programme.endsOn
    const takesPart = head.enrolments.some(each => each.from <= hour.day && (!each.until || hour.day <= each.until))
    const line = { ...hour, head: head.key }
    if (inProgramme && takesPart) counted.push(line)
    else outside.push(line)
  }
  return { counted, outside }
}

export const sumCounted = (hours: readonly Pick<SignedHour, 'counted'>[]): Minutes =>
  hours.reduce((sum, hour) => sum + hour.counted, 0) as Minutes

export type OtherProgramme = {
  readonly programme: Pick<Programme, 'id' | 'name' | 'fund' | 'startsOn' | 'endsOn'>
  readonly enrolments: readonly Enrolment[]
}

export type Quality = {
  /** Hours after the day until which the permit was known to hold: a copy of the new one is needed. */
  readonly permit: readonly CountedHour[]
  /** Signed hours of enrolled people outside the programme's or the participation's dates: not counted. */
  readonly outside: readonly CountedHour[]
  /** The same person for more than a day's work on one day, at two organisations. */
  readonly overlaps: readonly {
    readonly head: Handle
    readonly day: CivilDate
    readonly hours: readonly CountedHour[]
  }[]
  /** Hours that another fund's programme counts, too. */
  readonly twoFunds: readonly { readonly hour: CountedHour; readonly other: ProgrammeId; readonly otherName: string }[]
}

/** The gate before a report: four defects, each a list to open (domain 7.3). */
export function qualityOf(
  programme: Pick<Programme, 'fund'>,
  given: {
    readonly heads: readonly Head[]
    readonly counted: readonly CountedHour[]
    readonly outside: readonly CountedHour[]
  },
  others: readonly OtherProgramme[],
  cluster: ClusterOf,
): Quality {
  const permitOf = new Map(given.heads.map(head => [head.key, latestPermit(head)]))
  const permit = given.counted.filter(hour => {
    const until = permitOf.get(hour.head)
    return until !== undefined && hour.day > until
  })
  const twoFunds = others
    .filter(other => other.programme.fund !== programme.fund)
    .flatMap(other => {
      const heads = headsOf(other.enrolments, '9999-12-31' as CivilDate, cluster)
      const same = new Set(hoursOf(other.programme, heads, given.counted, cluster).counted.map(hour => hour.id))
      return given.counted
        .filter(hour => same.has(hour.id))
        .map(hour => ({ hour, other: other.programme.id, otherName: other.programme.name }))
    })
  return { permit, outside: given.outside, overlaps: overlapsOf(given.counted), twoFunds }
}

/** The latest expiry known; nothing when one participation had none written down (free movement, waiting). */
function latestPermit(head: Head): CivilDate | undefined {
  const dates = head.enrolments.map(each => each.permitUntil)
  return dates.some(date => date === undefined) ? undefined : dates.toSorted().at(-1)
}

/** Rows carry no clock times. Two organisations on one day with more than ten hours in all cannot both be right. */
const LONGEST_DAY = 10 * 60

function overlapsOf(hours: readonly CountedHour[]): Quality['overlaps'] {
  // Most days have one meeting: only where a second one stands is a list begun.
  const firsts = new Map<Handle, Map<CivilDate, CountedHour>>()
  const days = new Map<CountedHour, CountedHour[]>()
  for (const hour of hours) {
    const own = firsts.get(hour.head)
    const first = own?.get(hour.day)
    if (!own) firsts.set(hour.head, new Map([[hour.day, hour]]))
    else if (!first) own.set(hour.day, hour)
    else days.set(first, [...(days.get(first) ?? [first]), hour])
  }
  const inOrder = hours.filter(hour => days.has(hour))
  return inOrder.flatMap(first => {
    const list = days.get(first) ?? []
    const isTooLong = list.reduce((sum, hour) => sum + hour.minutes, 0) > LONGEST_DAY
    const isTwo = new Set(list.map(hour => hour.organisation)).size > 1
    return isTooLong && isTwo ? [{ head: first.head, day: first.day, hours: list }] : []
  })
}

/** A code for a head that says nothing and is the same on every page: the beginning of its pseudonym. */
export const headCode = (key: Handle): string => `P-${key.replaceAll('-', '').slice(0, 8).toUpperCase()}`
