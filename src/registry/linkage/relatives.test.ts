// SPDX-License-Identifier: EUPL-1.2
// Families share much of what a record says; one person's records differ in other ways.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startingModel } from './invented-model.ts'
import { beliefs } from './kinds.ts'
import { deduplicate } from './link.ts'
import { priorAmong, settle } from './relatives.ts'
import type { LinkageRecord } from './record.ts'
import { Scorer } from './scorer.ts'
import { Chance, isoOf, syntheticPeople } from './synthetic.ts'
import { damagedRecordOf, recordOf } from './synthetic-damage.ts'
import { tableOf } from './table.ts'

const prior = priorAmong(5000, startingModel)
const oddsOf = (a: LinkageRecord, b: LinkageRecord): number =>
  new Scorer(tableOf([a, b]), startingModel).settled(0, 1, prior)

const awa: LinkageRecord = {
  given: 'Awa',
  family: 'Diallo',
  birth: '1996-05-14',
  sex: 'F',
  citizenship: 'SEN',
  phone: '3331234567',
}

describe('relatives', () => {
  test.each<[string, LinkageRecord]>([
    ['a twin brother with the same telephone', { ...awa, given: 'Moussa', sex: 'M' }],
    ['a sister with the same telephone', { ...awa, given: 'Mariama', birth: '1999-11-02' }],
    ['a brother a year younger', { ...awa, given: 'Ibrahima', sex: 'M', birth: '1997-05-20' }],
    ['a daughter of another name', { ...awa, given: 'Khady', birth: '2017-05-14' }],
  ])('%s is somebody else', (_, other) => expect(oddsOf(awa, other)).toBeLessThan(0))

  test.each<[string, LinkageRecord]>([
    ['a new telephone', { ...awa, phone: '3207654321' }],
    ['the name respelt, no telephone', { ...awa, given: 'Aoua', family: 'Jallow', phone: undefined }],
    ['1 January instead of the day', { ...awa, birth: '1996-01-01' }],
    ['a husband’s surname, the telephone the same', { ...awa, family: 'Ndoye' }],
    ['given and family name exchanged', { ...awa, given: 'Diallo', family: 'Awa' }],
  ])('%s is still her', (_, other) => expect(oddsOf(awa, other)).toBeGreaterThan(0))
})

test('the odds against strangers and relatives together are never better than against either', () => {
  const bits = fc.double({ min: -200, max: 200, noNaN: true })
  fc.assert(
    fc.property(bits, bits, (strangers, relatives) => {
      const odds = settle(strangers, relatives, { strangers: 0, relatives: 0 })
      expect(odds).toBeLessThanOrEqual(Math.min(strangers, relatives) + 1e-9)
      expect(odds).toBeGreaterThanOrEqual(Math.min(strangers, relatives) - 1 - 1e-9)
    }),
  )
})

test.each(Object.entries(beliefs))('%s: the shares believed of its levels are whole', (_, { levels, m, u, kin }) => {
  for (const shares of [m, u, kin]) {
    expect(shares).toHaveLength(levels.length)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1)
  }
})

test('in a list full of families fewer are taken for one person once relatives are reckoned with', () => {
  const invented = syntheticPeople(31)
  const chance = new Chance(32)
  const rows: { readonly record: LinkageRecord; readonly who: number }[] = []
  for (let n = 0; n < 500; n++) {
    const [one, other] = [invented.next().value, invented.next().value]
    const known = { ...recordOf(one, chance), taxCode: undefined, phone: one.phone }
    const twin = { ...known, given: other.given, sex: other.sex }
    rows.push({ record: known, who: 2 * n })
    if (chance.chance(0.4)) rows.push({ record: { ...damagedRecordOf(one, chance), taxCode: undefined }, who: 2 * n })
    if (chance.chance(0.3)) rows.push({ record: { ...twin, birth: isoOf(other.birth) }, who: 2 * n + 1 })
    else if (chance.chance(0.1)) rows.push({ record: twin, who: 2 * n + 1 })
  }
  const records = rows.map(row => row.record)
  const found = deduplicate(records)
  expect(found.model.relativesPerRecord).toBeGreaterThan(0.05)
  const without = deduplicate(records, { model: { ...found.model, relativesPerRecord: 1e-12 } })
  const wrongIn = (pairs: typeof found.pairs) => pairs.filter(({ a, b }) => rows[a]?.who !== rows[b]?.who).length
  expect(wrongIn(found.pairs)).toBeLessThan(0.7 * wrongIn(without.pairs))
  expect(found.pairs.length - wrongIn(found.pairs)).toBeGreaterThan(150)
})
