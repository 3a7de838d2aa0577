// SPDX-License-Identifier: EUPL-1.2
import { type CivilDate, daysBetween } from '#lib/civil-date.ts'
import type { Handle } from '#lib/ids.ts'
import { type Station, stations } from '#lib/station.ts'
import type { ClusterOf, Head } from './counting.ts'

export type Reached = { readonly handle: Handle; readonly station: string; readonly on: CivilDate }
export type Stop = { readonly station: Station; readonly heads: number; readonly medianDays: number | undefined }

const isStation = (name: string): name is Station => stations.includes(name as Station)

/** How many heads reached each station, and the median of days since the latest earlier station of each. */
export function flowOf(heads: readonly Head[], reached: readonly Reached[], cluster: ClusterOf): readonly Stop[] {
  const days = new Map<Handle, Map<Station, CivilDate>>(heads.map(head => [head.key, new Map()]))
  for (const { handle, station, on } of reached) {
    const own = days.get(cluster(handle))
    if (!own || !isStation(station)) continue
    const known = own.get(station)
    if (!known || on < known) own.set(station, on)
  }
  return stations.map((station, index) => {
    const arrived = [...days.values()].filter(own => own.has(station))
    const waits = arrived.flatMap(own => waited(own, station, index))
    return { station, heads: arrived.length, medianDays: median(waits) }
  })
}

function waited(own: ReadonlyMap<Station, CivilDate>, station: Station, index: number): number[] {
  const here = own.get(station)
  let before: CivilDate | undefined
  for (let at = 0; at < index; at++) {
    const on = own.get(stations[at] as Station)
    if (on !== undefined && (before === undefined || on > before)) before = on
  }
  return here && before ? [Math.max(0, daysBetween(before, here))] : []
}

function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor((sorted.length - 1) / 2)
  return sorted[middle]
}
