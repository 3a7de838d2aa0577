// SPDX-License-Identifier: EUPL-1.2
import { type StationState, stations } from '#lib/station.ts'

/** The station a short summary names: the first that is now, else waiting, else the last one done. */
export function currentStation(states: readonly StationState[]): number {
  const now = states.indexOf('now')
  if (now >= 0) return now
  const wait = states.indexOf('wait')
  if (wait >= 0) return wait
  const next = states.indexOf('next')
  return next < 0 ? stations.length - 1 : next
}
