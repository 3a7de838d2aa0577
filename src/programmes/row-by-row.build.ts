// SPDX-License-Identifier: EUPL-1.2
// The figures once more, counted one row after the other in the words of the design: the yardstick for the statement that
// counts them in the database (figures.store.ts). Slow, plain, and sharing nothing with it.
import { type CivilDate, daysBetween } from '#lib/civil-date.ts'
import type { Handle, OrganisationId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { type Station, stations } from '#lib/station.ts'
import { type ClusterOf, type CountedHour, type Head, sumCounted } from './counting.ts'
import type { Defect, DefectName, Figures, HeadGroup, Line } from './figures.ts'
import { bySex, inOrder } from './figures.ts'
import type { Stop } from './flow.ts'
import { indicatorsOf, measuredRows } from './indicators.ts'
import type { Gate } from './report.act.ts'

/** Each head as a group of one. */
export const groupsOf = (heads: readonly Head[], hours: readonly CountedHour[]): readonly HeadGroup[] =>
  heads.map(({ key, first }) => {
    const hers = hours.filter(hour => hour.head === key && hour.counted > 0)
    const having = measuredRows.map(row => hers.some(hour => row.counts.includes(hour.measureKind)))
    return { sex: first.sex, ageBand: first.ageBand, having, heads: 1 }
  })

/** Heads by any property of their first participation; each head stands in exactly one line. */
export function breakdown<Key extends string>(
  heads: readonly Head[],
  hours: readonly CountedHour[],
  keyOf: (head: Head) => Key,
): readonly Line<Key>[] {
  const lines = [...Map.groupBy(heads, keyOf)].map(([key, list]) => ({
    key,
    heads: list.length,
    women: list.filter(head => head.first.sex === 'F').length,
    minutes: sumCounted(hours.filter(hour => list.some(head => head.key === hour.head))),
  }))
  return inOrder(lines)
}

/** By organisation, heads stand where they take part (so lines may add up to more), hours where they were given. */
export function byOrganisation(heads: readonly Head[], hours: readonly CountedHour[]): readonly Line<OrganisationId>[] {
  const keys = new Set([...heads.flatMap(head => head.enrolments), ...hours].map(each => each.organisation))
  const lines = [...keys].map(key => {
    const here = heads.filter(head => head.enrolments.some(each => each.organisation === key))
    return {
      key,
      heads: here.length,
      women: here.filter(head => head.first.sex === 'F').length,
      minutes: sumCounted(hours.filter(hour => hour.organisation === key)),
    }
  })
  return inOrder(lines)
}

export type Reached = { readonly handle: Handle; readonly station: string; readonly on: CivilDate }

/** How many heads reached each station, and the median of days since the latest earlier station of each. */
export function flowOf(heads: readonly Head[], reached: readonly Reached[], cluster: ClusterOf): readonly Stop[] {
  const days = heads.map(head => {
    const hers = reached.filter(each => cluster(each.handle) === head.key)
    return (station: Station) =>
      hers
        .filter(each => each.station === station)
        .map(each => each.on)
        .toSorted()[0]
  })
  return stations.map((station, index) => {
    const arrived = days.filter(on => on(station) !== undefined)
    const waits = arrived.flatMap(on => {
      const before = stations
        .slice(0, index)
        .flatMap(each => on(each) ?? [])
        .toSorted()
        .at(-1)
      return before ? [Math.max(0, daysBetween(before, on(station) as CivilDate))] : []
    })
    const medianDays = waits.toSorted((a, b) => a - b)[Math.floor((waits.length - 1) / 2)]
    return { station, heads: arrived.length, medianDays }
  })
}

function defectsOf({ quality }: Gate): Partial<Record<DefectName, Defect>> {
  const { permit, outside, overlaps, twoFunds } = quality
  const of = (hours: readonly CountedHour[], cases = hours.length): Defect | undefined =>
    hours.length === 0
      ? undefined
      : { people: new Set(hours.map(hour => hour.head)).size, hours: hours.length, minutes: sumCounted(hours), cases }
  const all: readonly (readonly [DefectName, Defect | undefined])[] = [
    ['permit', of(permit)],
    ['outside', of(outside)],
    [
      'overlaps',
      of(
        overlaps.flatMap(each => each.hours),
        overlaps.length,
      ),
    ],
    ['two-funds', of(twoFunds.map(each => each.hour))],
  ]
  return Object.fromEntries(all.filter(([, defect]) => defect))
}

/** What `figuresOn` answers, without money and seals. */
export function countRowByRow(gate: Gate, reached: readonly Reached[]) {
  const { heads, hours, asOf, cluster } = gate
  const groups = groupsOf(heads, hours)
  return {
    headCount: heads.length,
    sex: bySex(groups),
    minutes: sumCounted(hours),
    meetings: hours.length,
    participations: heads.reduce((sum, head) => sum + head.enrolments.length, 0),
    organisations: byOrganisation(heads, hours),
    provinces: breakdown(heads, hours, head => head.first.province ?? ''),
    indicators: indicatorsOf(groups, asOf),
    flow: flowOf(heads, reached, cluster),
    defects: defectsOf(gate),
  } satisfies Partial<Omit<Figures, 'organisations'>> & {
    organisations: readonly Line<OrganisationId>[]
    minutes: Minutes
  }
}
