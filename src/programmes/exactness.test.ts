// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OrganisationId } from '#lib/ids.ts'
import { type Role, roles } from '#platform/auth/roles.ts'
import { mayOpen, mine, rightTo, shownTo } from './exactness.ts'
import type { Partner } from './partner.ts'
import type { Figures } from './figures.ts'
import type { Gate } from './report.act.ts'
import { hideSmall, SMALLEST_CELL } from './small-cells.ts'

const [lead, coop, other] = ['lead', 'coop', 'other'] as OrganisationId[] as [
  OrganisationId,
  OrganisationId,
  OrganisationId,
]
const partners: readonly Partner[] = [
  { organisation: lead, kind: 'lead' },
  { organisation: coop, kind: 'partner' },
  { organisation: other, kind: 'job-centre' },
]

describe('exact figures of everybody', () => {
  test.each<[string, Role, OrganisationId, string]>([
    ['the coordinator of the lead reads them', 'coordinator', lead, 'exact'],
    ['whoever checks reads them', 'auditor', other, 'exact'],
    ['the coordinator of a partner reads those of the partner', 'coordinator', coop, 'own-organisation'],
    ['nor does one outside the programme', 'coordinator', 'stranger' as OrganisationId, 'own-organisation'],
  ])('%s', (_, role, organisation, right) => {
    expect(rightTo({ role, organisation }, partners)).toBe(right)
  })

  test('no other role has the right, wherever it works', () => {
    const without = roles.filter(role => role !== 'coordinator' && role !== 'auditor')
    expect(without.map(role => rightTo({ role, organisation: lead }, partners))).toEqual(
      without.map(() => 'own-organisation'),
    )
  })

  test('a number of another organisation opens only by right', () => {
    const asking = { role: 'coordinator', organisation: coop } as const
    expect(mayOpen('own-organisation', asking, [other])).toBe(false)
    expect(mayOpen('own-organisation', asking, [other, coop])).toBe(true)
    expect(mayOpen('exact', asking, [other])).toBe(true)
  })
})

const line = (key: string, heads: number, women: number) => ({ key, heads, women, minutes: 0, name: key, spend: 0 })
const hour = (organisation: OrganisationId) => ({ organisation })
const report = {
  partners,
  organisations: [line(coop, 3, 2), line(other, 2, 1), line('third', 12, 8), line('fourth', 30, 11)],
  provinces: [line('AN', 40, 20), line('MC', 4, 1), line('FM', 9, 9)],
  indicators: [
    {
      row: { number: '3' },
      total: 47,
      sex: { F: 22, M: 25, X: 0, unknown: 0 },
      age: { 'under-18': 1, '18-60': 40, 'over-60': 6, unknown: 0 },
    },
  ],
  sex: { F: 22, M: 23, X: 1, unknown: 1 },
  flow: [{ station: 'job', heads: 2 }],
  quality: {
    permit: [hour(coop), hour(other)],
    outside: [hour(other)],
    overlaps: [{ hours: [hour(coop), hour(other)] }, { hours: [hour(other)] }],
    twoFunds: [{ hour: hour(other) }, { hour: hour(coop) }],
  },
} as unknown as Figures & Gate

describe('a report', () => {
  test('says everything to the lead', () => {
    const shown = shownTo(report, { role: 'coordinator', organisation: lead })
    expect(shown.organisations.map(each => each.heads)).toEqual([3, 2, 12, 30])
    expect(shown.provinces.map(each => each.women)).toEqual([20, 1, 9])
    expect(shown.indicators[0]?.cells).toEqual([47, 22, 25, 1, 40, 6, 0])
    expect(shown.flow).toHaveLength(1)
    expect(mine(report, { role: 'auditor', organisation: other })).toBe(report)
  })

  test('says to a partner its own figures, and of the others no cell under five, nor one that gives it away', () => {
    const shown = shownTo(report, { role: 'coordinator', organisation: coop })
    expect(shown.organisations.map(each => each.heads)).toEqual([3, 'few', 'few', 30])
    expect(shown.organisations.map(each => each.women)).toEqual([2, 'few', 'few', 11])
    expect(shown.provinces.map(each => each.heads)).toEqual([40, 'few', 'few'])
    expect(shown.indicators[0]?.cells).toEqual([47, 22, 25, 'few', 40, 'few', 0])
    expect(shown.sex).toEqual({ women: 'few', men: 23, others: 'few' })
    expect(shown.flow).toEqual([])
  })

  test('lists to a partner the defects of its own hours', () => {
    const { quality } = mine(report, { role: 'coordinator', organisation: coop })
    expect(quality.permit).toEqual([hour(coop)])
    expect(quality.outside).toEqual([])
    expect(quality.overlaps).toEqual([{ hours: [hour(coop)] }])
    expect(quality.twoFunds).toEqual([{ hour: hour(coop) }])
  })
})

test('a count that the reader has anyway is shown and covers for nobody', () => {
  const counts = fc.array(fc.nat({ max: 30 }), { minLength: 2, maxLength: 12 })
  fc.assert(
    fc.property(counts, fc.nat({ max: 11 }), (list, at) => {
      const own = at % list.length
      const cells = hideSmall(list, new Set([own]))
      expect(cells[own]).toBe(list[own])
      const others = cells.filter((_, index) => index !== own)
      const positive = list.filter((count, index) => count > 0 && index !== own).length
      expect(others.some(cell => cell !== 'few' && cell > 0 && cell < SMALLEST_CELL)).toBe(false)
      const hidden = others.filter(cell => cell === 'few').length
      expect(hidden !== 1 || positive === 1).toBe(true)
    }),
  )
})
