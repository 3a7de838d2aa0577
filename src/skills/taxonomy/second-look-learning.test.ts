// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { chanceFrom } from '#lib/chance.ts'
import { buildIndex } from './build-index.ts'
import { rank } from './search.ts'
import { opened, uriAt } from './search-index.ts'
import { type Lists, learn, surpriseOf } from './second-look-learning.build.ts'
import { listsOf, ratesByScore, ratesOf, seenOf, together } from './second-look-lists.build.ts'
import { evened, evennessOf, type Network, read, written, worths } from './second-look-network.build.ts'
import { askingOf, heldBackSets, learningSets, pickingSets } from './second-look-sets.build.ts'
import inForce from './second-look.json' with { type: 'json' }
import { FARTHEST, inputs, LOOKED_AT } from './second-look.ts'
import { manyEntries } from './taxonomy.build.ts'

const WIDTH = 4
const ROWS = 6

/** Right is where the first two numbers differ most, which no sum of them tells; scores are chance. */
function aProblem(count: number, seed: number): Lists {
  const next = chanceFrom(seed)
  const numbers = Float32Array.from({ length: count * ROWS * WIDTH }, () => 4 * next() - 2)
  const apart = (row: number) => Math.abs((numbers[row * WIDTH] as number) - (numbers[row * WIDTH + 1] as number))
  const right = new Uint8Array(count * ROWS)
  for (let list = 0; list < count; list++) {
    const rows = Array.from({ length: ROWS }, (_, at) => list * ROWS + at)
    right[rows.toSorted((a, b) => apart(b) - apart(a))[0] as number] = 1
  }
  return {
    width: WIDTH,
    start: Int32Array.from({ length: count + 1 }, (_, list) => list * ROWS),
    share: Float32Array.from({ length: count }, (_, list) => (list % 2 ? 1 : 0.5)),
    inputs: numbers,
    scores: Float32Array.from({ length: count * ROWS }, () => 0.1 * next()),
    right,
  }
}

const effort = { units: 8, seed: 3, rounds: 12, batch: 16, rate: 0.02 }

describe('learning', () => {
  test('finds the right order of what it has never seen', () => {
    const network = learn(aProblem(1500, 1), effort)
    const unseen = aProblem(300, 2)
    expect(ratesByScore(unseen).first).toBeLessThan(30)
    expect(ratesOf(unseen, network).first).toBeGreaterThan(90)
  })

  test('the slope is that of the surprise, for each number', () => {
    const lists = { ...aProblem(20, 4), right: aProblem(20, 4).right.map((one, at) => (at % ROWS === 0 ? 1 : one)) }
    const some = Int32Array.from({ length: 20 }, (_, list) => list)
    const network = learn(lists, { ...effort, rounds: 1 })
    const { slope } = surpriseOf(network, lists, some)
    const lossWith = (at: number, more: number) => {
      const numbers = network.numbers.map((value, place) => (place === at ? value + more : value))
      return surpriseOf({ ...network, numbers }, lists, some).loss
    }
    const STEP = 1e-6
    for (const [at, own] of slope.entries())
      expect(own).toBeCloseTo((lossWith(at, STEP) - lossWith(at, -STEP)) / (2 * STEP), 6)
    expect(slope.every(own => own === 0)).toBe(false)
  })

  test('the same seed gives the same numbers, another one others', () => {
    const numbersBy = (seed: number) => learn(aProblem(100, 5), { ...effort, seed }).numbers
    expect(numbersBy(7)).toEqual(numbersBy(7))
    expect(numbersBy(7)).not.toEqual(numbersBy(8))
  })

  test('a list without a right concept teaches nothing and spoils nothing', () => {
    const lists = aProblem(40, 6)
    const more = together([lists, { ...aProblem(40, 7), right: new Uint8Array(40 * ROWS) }])
    expect(learn({ ...more, width: WIDTH }, effort).numbers).toEqual(learn(lists, effort).numbers)
  })
})

describe('what is written', () => {
  test('can be read again', () => {
    expect(written(read(inForce), inForce, inForce)).toEqual(inForce)
  })

  test('numbers made even lie about zero and as far from it', () => {
    const { middle, spread } = evennessOf(evened(aProblem(400, 8), evennessOf(aProblem(400, 8))))
    for (const value of middle) expect(value).toBeCloseTo(0, 2)
    for (const value of spread) expect(value).toBeCloseTo(1, 2)
  })

  test('one number far out does not outweigh the rest', () => {
    const lists = {
      ...aProblem(1, 9),
      inputs: Float32Array.from({ length: ROWS * WIDTH }, (_, at) => (at ? -1e6 : 1e6)),
    }
    const even = evened(lists, { middle: [0, 0, 0, 0], spread: [1, 1, 1, 1] })
    expect([...even.inputs.subarray(0, 2)]).toEqual([FARTHEST, -FARTHEST])
  })
})

describe('what is seen', () => {
  const entries = manyEntries(1100)
  const index = opened(buildIndex(entries, 'it'))
  const queries = entries.slice(0, 60).map(({ uri, labels }) => ({ text: labels[1] ?? '', gold: new Set([uri]) }))

  test('gives, by the network in force, the order of the search', () => {
    const network: Network = read(inForce)
    for (const { text } of queries) {
      const { first } = seenOf(index, text)
      const { worth } = worths(
        network,
        evened(listsOf(index, [{ text, gold: new Set() }], 1), inForce),
        0,
        first.length,
      )
      const worthOf = new Map(first.map(({ concept }, at) => [concept, worth[at] ?? Number.NaN]))
      const found = rank(index, text, LOOKED_AT).map(({ concept }) => worthOf.get(concept) ?? Number.NaN)
      expect(found).toHaveLength(first.length)
      for (const [at, own] of found.entries()) expect(own).toBeGreaterThan((found[at + 1] ?? -Infinity) - 1e-4)
    }
  })

  test('marks the concepts that are right', () => {
    const lists = listsOf(index, queries, 0.5)
    expect(lists.inputs).toHaveLength(lists.scores.length * inputs)
    for (const [list, { text, gold }] of queries.entries()) {
      const right = seenOf(index, text).first.map(({ concept }) => (gold.has(uriAt(index, concept)) ? 1 : 0))
      expect([...lists.right.subarray(lists.start[list], lists.start[list + 1])]).toEqual(right)
    }
  })
})

describe('sets of questions', () => {
  const rows = manyEntries(40).map(({ uri, labels, about }, at) => ({
    uri,
    version: '1',
    isco: String(1000 + (at % 5)),
    preferred: labels[0] ?? '',
    forms: labels.slice(0, 1),
    alternatives: labels.slice(1),
    hidden: [],
    about,
    near: [`group ${at % 5}`, 'task'],
    loans: [`worker ${at}`, `hand ${at}`],
    language: 'it',
  }))
  const sorts = [...new Set([...learningSets, ...heldBackSets].map(({ sort }) => sort))]

  test.each(sorts)('%s: the same seed asks the same, whatever the order of rows', sort => {
    const name = { sort, language: 'it', kind: 'occupation', seed: 9, count: 4 } as const
    const { queries, entries } = askingOf(name, rows)
    expect(askingOf(name, rows.toReversed())).toEqual({ queries, entries })
    expect(queries).toHaveLength(4)
    for (const { text, gold } of queries) {
      expect(text).not.toBe('')
      expect(gold.size).toBeGreaterThan(0)
    }
    const said = new Set(entries.flatMap(({ labels, loans = [], near, about }) => labels.concat(loans, near, about)))
    expect(queries.filter(({ text }) => said.has(text))).toHaveLength(sort === 'kept' ? 4 : 0)
  })

  test('nothing French is learnt, and nothing held back is learnt or picked by', () => {
    expect(learningSets.filter(({ language }) => language === 'fr')).toEqual([])
    const keys = (names: typeof learningSets) => names.map(({ language, kind, seed }) => `${language} ${kind} ${seed}`)
    expect(keys(heldBackSets).filter(key => [...keys(learningSets), ...keys(pickingSets)].includes(key))).toEqual([])
  })
})
