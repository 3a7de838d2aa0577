// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { clusters, headCode, headsOf, hoursOf, qualityOf, sumCounted } from './counting.ts'
import { bySex } from './figures.ts'
import { aProgramme, anEnrolment, anHour, handle, onDay, organisation } from './programmes.build.ts'
import { breakdown, byOrganisation, groupsOf } from './row-by-row.build.ts'

const alone = clusters([])
const asOf = onDay('2020-09-30')

describe('a head', () => {
  test('is counted once for each cluster of linked pseudonyms, where she came first', () => {
    const pairs = clusters([
      [handle('a'), handle('b')],
      [handle('c'), handle('b')],
    ])
    const enrolments = [
      anEnrolment('b', { from: onDay('2019-02-01'), organisation: organisation('comune') }),
      anEnrolment('a', { from: onDay('2019-01-01') }),
      anEnrolment('c'),
      anEnrolment('d', { sex: 'M' }),
    ]
    const heads = headsOf(enrolments, asOf, pairs)
    expect(heads).toHaveLength(2)
    expect(heads[0]?.first.handle).toBe('a')
    expect(heads[0]?.enrolments).toHaveLength(3)
    expect(bySex(groupsOf(heads, []))).toEqual({ F: 1, M: 1, X: 0, unknown: 0 })
  })

  test('is not there before she is enrolled, and stays after she has left', () => {
    const enrolments = [anEnrolment('a', { from: onDay('2019-05-01'), until: onDay('2019-06-01'), endReason: 'job' })]
    expect(headsOf(enrolments, onDay('2019-04-30'), alone)).toHaveLength(0)
    expect(headsOf(enrolments, asOf, alone)).toHaveLength(1)
  })

  test('an enrolment by mistake never was one', () => {
    expect(headsOf([anEnrolment('a', { until: onDay('2019-06-01'), endReason: 'mistake' })], asOf, alone)).toHaveLength(
      0,
    )
  })

  test('linking more pseudonyms never makes more heads', () => {
    const letter = fc.constantFrom(...'abcdefgh').map(handle)
    expect(
      fc.check(
        fc.property(fc.array(fc.tuple(letter, letter)), fc.tuple(letter, letter), (pairs, more) => {
          const enrolments = [...'abcdefgh'].map(name => anEnrolment(name))
          const count = (list: typeof pairs) => headsOf(enrolments, asOf, clusters(list)).length
          return count([...pairs, more]) <= count(pairs)
        }),
      ).failed,
    ).toBe(false)
  })
})

describe('an hour', () => {
  const programme = aProgramme()
  const count = (enrolment: Parameters<typeof anEnrolment>[1], hour: Parameters<typeof anHour>[1]) => {
    const heads = headsOf([anEnrolment('a', enrolment)], asOf, alone)
    const { counted, outside } = hoursOf(programme, heads, [anHour('a', hour)], alone)
    return `${sumCounted(counted)} counted, ${outside.length} outside`
  }

  test.each([
    ['within programme and participation', {}, {}, '120 counted, 0 outside'],
    ['on the last day of the programme', {}, { day: onDay('2020-12-31') }, '120 counted, 0 outside'],
    ['after the programme', {}, { day: onDay('2021-01-01') }, '0 counted, 1 outside'],
    ['before she took part', { from: onDay('2019-03-02') }, {}, '0 counted, 1 outside'],
    ['after she had left', { until: onDay('2019-02-28'), endReason: 'job' as const }, {}, '0 counted, 1 outside'],
    ['above the ceiling', {}, { counted: 30 as Minutes }, '30 counted, 0 outside'],
  ] as const)('%s', (_, enrolment, hour, expected) => {
    expect(count(enrolment, hour)).toBe(expected)
  })

  test('of somebody who is not enrolled is nobody’s', () => {
    const heads = headsOf([anEnrolment('a')], asOf, alone)
    expect(hoursOf(programme, heads, [anHour('z')], alone)).toEqual({ counted: [], outside: [] })
  })

  test('given under another pseudonym of the same person counts for her', () => {
    const pairs = clusters([[handle('a'), handle('b')]])
    const heads = headsOf([anEnrolment('a')], asOf, pairs)
    expect(hoursOf(programme, heads, [anHour('b')], pairs).counted).toHaveLength(1)
  })
})

describe('breakdowns', () => {
  const heads = headsOf(
    [anEnrolment('a'), anEnrolment('b', { province: 'PU', sex: 'M' }), anEnrolment('c')],
    asOf,
    alone,
  )
  const { counted } = hoursOf(
    aProgramme(),
    heads,
    [anHour('a'), anHour('b', { organisation: organisation('comune') })],
    alone,
  )

  test('by province each head stands once and the lines add up to the whole', () => {
    const lines = breakdown(heads, counted, head => head.first.province ?? '')
    expect(lines).toEqual([
      { key: 'AN', heads: 2, women: 2, minutes: 120 },
      { key: 'PU', heads: 1, women: 0, minutes: 120 },
    ])
  })

  test('by organisation hours stand where they were given, heads where they take part', () => {
    expect(byOrganisation(heads, counted)).toEqual([
      { key: 'coop', heads: 3, women: 2, minutes: 120 },
      { key: 'comune', heads: 0, women: 0, minutes: 120 },
    ])
  })
})

describe('the gate before a report', () => {
  const enrolments = [anEnrolment('a', { permitUntil: onDay('2019-02-28') }), anEnrolment('b')]
  const heads = headsOf(enrolments, asOf, alone)
  const gate = (hours: Parameters<typeof hoursOf>[2], others: Parameters<typeof qualityOf>[2] = []) =>
    qualityOf(aProgramme(), { heads, ...hoursOf(aProgramme(), heads, hours, alone) }, others, alone)

  test('lists hours after the permit that was known, and says nothing where no expiry was written', () => {
    expect(gate([anHour('a'), anHour('a', { day: onDay('2019-02-28') }), anHour('b')]).permit).toHaveLength(1)
  })

  test('lists hours outside the dates', () => {
    expect(gate([anHour('a', { day: onDay('2021-01-01') })]).outside).toHaveLength(1)
  })

  test('lists one person at two organisations for more than a day’s work', () => {
    const long = { minutes: 360 as Minutes }
    const elsewhere = { ...long, organisation: organisation('comune') }
    expect(gate([anHour('b', long), anHour('b', elsewhere)]).overlaps).toHaveLength(1)
    expect(gate([anHour('b', long), anHour('b', long)]).overlaps).toHaveLength(0)
    expect(gate([anHour('b', long), anHour('b', { ...elsewhere, day: onDay('2019-03-02') })]).overlaps).toHaveLength(0)
  })

  test('finds the same days, in the same order, as looking at every person and day', () => {
    const anyHour = fc.record({
      of: fc.constantFrom('a', 'b'),
      day: fc.constantFrom('2019-03-01', '2019-03-02', '2019-03-03'),
      at: fc.constantFrom('coop', 'comune'),
      minutes: fc.constantFrom(120, 300, 420),
    })
    fc.assert(
      fc.property(fc.array(anyHour, { maxLength: 20 }), list => {
        const hours = list.map(({ of, day, at, minutes }) =>
          anHour(of, { day: onDay(day), organisation: organisation(at), minutes: minutes as Minutes }),
        )
        const days = [...Map.groupBy(hours, hour => `${hour.handle} ${hour.day}`).values()]
        const wrong = days.filter(
          each => sumCounted(each) > 600 && new Set(each.map(hour => hour.organisation)).size > 1,
        )
        const found = gate(hours).overlaps.map(each => each.hours.map(hour => hour.id))
        expect(found).toEqual(wrong.map(each => each.map(hour => hour.id)))
      }),
      { seed: 20261122, numRuns: 60 },
    )
  })

  test('lists an hour that a second fund counts, too, and not one of the same fund', () => {
    const other = (fund: string) => [{ programme: aProgramme({ id: 'other' as ProgrammeId, fund }), enrolments }]
    expect(gate([anHour('b')], other('POR FSE')).twoFunds).toHaveLength(1)
    expect(gate([anHour('b')], other(aProgramme().fund)).twoFunds).toHaveLength(0)
  })
})

test('the code of a head tells nothing but that it is the same one', () => {
  expect(headCode(handle('0b7e7dee-87c7-4ba6-b92e-123456789abc'))).toBe('P-0B7E7DEE')
})
