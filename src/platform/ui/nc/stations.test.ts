// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import type { StationState } from '#lib/station.ts'
import { currentStation } from './stations.ts'

const d: StationState = 'done'
const n: StationState = 'next'

test.each<[string, StationState[], number]>([
  ['what is happening now comes first', [d, d, d, 'now', 'wait', n, n, n], 3],
  ['otherwise what somebody else has to answer', [d, d, d, d, 'wait', n, n, n], 4],
  ['otherwise the first that is still to come', [d, d, n, n, n, n, n, n], 2],
  ['otherwise the last: the path is walked to its end', [d, d, d, d, d, d, d, d], 7],
])('the summary names one station: %s', (_, states, at) => {
  expect(currentStation(states)).toBe(at)
})
