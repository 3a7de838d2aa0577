// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { clusters, headsOf } from './counting.ts'
import { anEnrolment, handle, onDay } from './programmes.build.ts'
import { flowOf } from './row-by-row.build.ts'

const cluster = clusters([[handle('a'), handle('b')]])
const heads = headsOf([anEnrolment('a'), anEnrolment('c')], onDay('2020-09-30'), cluster)
const at = (of: string, station: string, on: string) => ({ handle: handle(of), station, on: onDay(on) })

test('a head reaches a station once, on its first day, under whichever pseudonym', () => {
  const flow = flowOf(
    heads,
    [at('b', 'interview', '2019-01-05'), at('a', 'interview', '2019-01-03'), at('z', 'interview', '2019-01-01')],
    cluster,
  )
  expect(flow[0]).toEqual({ station: 'interview', heads: 1, medianDays: undefined })
})

test('the days are counted from the latest station before, also when one was skipped', () => {
  const flow = flowOf(
    heads,
    [
      at('a', 'interview', '2019-01-01'),
      at('a', 'profile', '2019-01-10'),
      at('a', 'measures', '2019-01-25'),
      at('c', 'interview', '2019-01-01'),
      at('c', 'measures', '2019-01-04'),
    ],
    cluster,
  )
  expect(flow.find(stop => stop.station === 'measures')).toEqual({ station: 'measures', heads: 2, medianDays: 3 })
  expect(flow.find(stop => stop.station === 'plan')).toEqual({ station: 'plan', heads: 0, medianDays: undefined })
})
