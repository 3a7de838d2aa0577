// SPDX-License-Identifier: EUPL-1.2
// Chance that repeats: the same seed gives the same region.
import { chanceFrom } from '#lib/chance.ts'

export type Random = {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  /** One of the entries, each as likely as its weight says. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
  /** True with the given share of cases (0 to 1). */
  chance(share: number): boolean
  shuffle<T>(items: readonly T[]): T[]
}

export function randomFrom(seed: number): Random {
  const next = chanceFrom(seed)
  const below = (limit: number) => Math.floor(next() * limit)
  const pick = <T>(from: readonly T[]): T => {
    const item = from[below(from.length)]
    if (item === undefined) throw new Error('Nothing to pick from')
    return item
  }
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    pick,
    weighted: from => {
      let rest = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of from) {
        rest -= weight
        if (rest < 0) return item
      }
      return pick(from)[0]
    },
    chance: share => next() < share,
    shuffle: items => {
      const all = [...items]
      for (let i = all.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const held = all[i] as (typeof all)[number]
        all[i] = all[j] as (typeof all)[number]
        all[j] = held
      }
      return all
    },
  }
}
