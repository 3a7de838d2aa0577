// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { chanceFrom } from '#lib/chance.ts'
import { sortedBy } from './stable-order.ts'

test.each([0, 1, 50, 6000])('%i places go by their keys, and those with equal keys stay in order', size => {
  const next = chanceFrom(size)
  for (const values of [7, 65_536]) {
    const keys = Uint16Array.from({ length: size }, () => Math.floor(next() * values))
    const order = Uint32Array.from({ length: size }, (_, at) => size - 1 - at)
    const compared = [...order].toSorted((a, b) => (keys[a] as number) - (keys[b] as number) || b - a)
    expect([...sortedBy(order, at => keys[at] as number)]).toEqual(compared)
  }
})
