// SPDX-License-Identifier: EUPL-1.2
/** The eight stations from interview to job: the product's one drawing of progress. Never a ninth. */
export const stations = ['interview', 'profile', 'plan', 'measures', 'cpi', 'internship', 'job', 'follow-up'] as const

export type Station = (typeof stations)[number]

/** `wait`: someone else has the ball. Several stations may be `now` or `wait`; order never implies a lock. */
export type StationState = 'done' | 'now' | 'wait' | 'next'

/** The station a short summary names: the first that is now, else waiting, else the last one done. */
export function currentStation(states: readonly StationState[]): number {
  const now = states.indexOf('now')
  if (now >= 0) return now
  const wait = states.indexOf('wait')
  if (wait >= 0) return wait
  const next = states.indexOf('next')
  return next < 0 ? stations.length - 1 : next
}
