// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import type { Seal } from '#ledger/index.ts'
import type { FactId } from '#lib/ids.ts'
import { sealOfAll } from './file.ts'

const fact = (name: string) => name as FactId
const waiting: Seal = { state: 'waiting' }
const sealed = (index: number, sealedAt: string): Seal => ({ state: 'sealed', index, sealedAt, checkpointSize: 9 })

test.each<[string, readonly string[], Readonly<Record<string, Seal>>, ReturnType<typeof sealOfAll>]>([
  ['has none without an act', [], {}, undefined],
  ['waits while one of its acts waits', ['a', 'b'], { a: sealed(1, '2026-11-20'), b: waiting }, { state: 'waiting' }],
  ['waits where the register does not know an act', ['a', 'b'], { a: sealed(1, '2026-11-20') }, { state: 'waiting' }],
  [
    'bears the day of the last act to be sealed',
    ['a', 'b', 'c'],
    { a: sealed(1, '2026-11-19'), b: sealed(7, '2026-11-21'), c: sealed(3, '2026-11-20') },
    { state: 'sealed', sealedAt: '2026-11-21' as never },
  ],
])('the seal of a figure %s', (_, facts, seals, expected) => {
  const known = new Map(Object.entries(seals).map(([name, seal]) => [fact(name), seal]))
  expect(sealOfAll(facts.map(fact), known)).toEqual(expected)
})
