// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { clusters, headsOf, hoursOf } from './counting.ts'
import { indicatorsOf } from './indicators.ts'
import { aProgramme, anEnrolment, anHour, onDay } from './programmes.build.ts'
import { groupsOf } from './row-by-row.build.ts'

describe('the indicators of the fund', () => {
  const programme = aProgramme({ startsOn: onDay('2024-01-01'), endsOn: onDay('2026-12-31') })
  const asOf = onDay('2026-11-21')
  const from = { from: onDay('2024-02-01') }
  const heads = headsOf(
    [anEnrolment('a', from), anEnrolment('b', { ...from, sex: 'M', ageBand: 'under-18' }), anEnrolment('c', from)],
    asOf,
    clusters([]),
  )
  const hour = { day: onDay('2024-03-01') }
  const { counted } = hoursOf(
    programme,
    heads,
    [anHour('a', { ...hour, measureKind: 'italian' }), anHour('a', hour), anHour('b', hour)],
    clusters([]),
  )
  const groups = groupsOf(heads, counted)
  const figures = (label: string) => indicatorsOf(groups, asOf).find(each => each.row.label === label)

  test('count every participant once, by sex and by age at first participation', () => {
    expect(figures('O.2.3')).toMatchObject({ total: 3, sex: { F: 2, M: 1 }, age: { 'under-18': 1, '18-60': 2 } })
  })

  test('the "of which" lines count whoever has a signed hour of that kind and may overlap', () => {
    expect(figures('O.2.3.1')?.total).toBe(1)
    expect(figures('O.2.3.3')?.total).toBe(2)
  })

  test('what signed hours cannot show is left out, never shown as zero', () => {
    expect(figures('R.2.9')).toBeUndefined()
    expect(figures('O.2.3.2')).toBeUndefined()
  })

  test('before the regulation was in force there is no figure', () => {
    expect(indicatorsOf(groups, onDay('2020-12-31'))).toEqual([])
  })
})
