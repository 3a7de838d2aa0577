// SPDX-License-Identifier: EUPL-1.2
// Published sets with their truth, under the one decision rule. Nothing here was trained with a label.
import { describe, expect, test } from 'vitest'
import { deduplicate } from './link.ts'
import { agreement, fake1000, febrl, pairKeys, pairsInside } from './linkage-sets.build.ts'

const SLOW = 600_000

describe('FEBRL', () => {
  test(
    'data sets 1 and 2, all fields, each with what it learned itself and with what the other one taught',
    () => {
      const [first, second] = [febrl(1), febrl(2)]
      const [truth1, truth2] = [pairsInside(first.truth), pairsInside(second.truth)]
      const [own1, own2] = [deduplicate(first.records), deduplicate(second.records)]
      expect(agreement(pairKeys(own1.pairs), truth1).f1).toBeGreaterThanOrEqual(0.999)
      expect(agreement(pairKeys(own2.pairs), truth2).f1).toBeGreaterThanOrEqual(0.999)
      expect(agreement(pairsInside(own2.clusters), truth2).f1).toBeGreaterThanOrEqual(0.998)
      const [taught1, taught2] = [
        deduplicate(first.records, { model: own2.model }),
        deduplicate(second.records, { model: own1.model }),
      ]
      expect(agreement(pairKeys(taught1.pairs), truth1).f1).toBeGreaterThanOrEqual(0.998)
      expect(agreement(pairKeys(taught2.pairs), truth2).f1).toBeGreaterThanOrEqual(0.998)
    },
    SLOW,
  )
})

test(
  'fake_1000: chains of damaged copies, by clusters',
  () => {
    const { records, truth } = fake1000()
    const { clusters } = deduplicate(records)
    expect(agreement(pairsInside(clusters), pairsInside(truth)).f1).toBeGreaterThanOrEqual(0.965)
  },
  SLOW,
)
