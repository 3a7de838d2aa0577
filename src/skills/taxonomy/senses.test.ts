// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { buildIndex } from './build-index.ts'
import { ask } from './meant.ts'
import { opened, uriAt } from './search-index.ts'
import { agreement, senseOf } from './senses.ts'
import { anEntry, manyEntries } from './taxonomy.build.ts'

const open = (count: number) =>
  opened(
    buildIndex(
      [
        ...manyEntries(count),
        ...['capra', 'pecora', 'mucca'].flatMap((animal, at) => [
          anEntry(`v:${at}`, [`pastore ${animal}`], { about: `gregge ${animal}` }),
          anEntry(`w:${at}`, [`allevatore ${animal}`], { about: `stalla ${animal}` }),
        ]),
      ],
      'it',
    ),
  )

const product = (one: Float32Array, other: Float32Array) =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0)

test('words of the same company agree although they never stand together', () => {
  const index = open(1100)
  const { senses } = index
  if (!senses) throw new Error('No senses')
  const [flock, stable, other] = ['gregge', 'stalla', manyEntries(1)[0]?.labels[0] ?? ''].map(text =>
    senseOf(senses, ask(index, text)),
  )
  if (!flock || !stable || !other) throw new Error('No direction')
  expect(product(flock, stable)).toBeGreaterThan(0.5)
  expect(Math.abs(product(flock, other))).toBeLessThan(0.3)
})

test('a concept points where its name points', () => {
  const index = open(1100)
  const { senses } = index
  if (!senses) throw new Error('No senses')
  const direction = senseOf(senses, ask(index, 'pastore capra'))
  const near = Array.from({ length: index.size }, (_, at) => agreement(direction, 0, senses.concepts, at))
  expect(uriAt(index, near.indexOf(Math.max(...near)))).toMatch(/^[vw]:/)
})

test('too few concepts tell nothing', () => {
  expect(open(20).senses).toBeUndefined()
})
