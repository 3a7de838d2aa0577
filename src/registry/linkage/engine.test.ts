// SPDX-License-Identifier: EUPL-1.2
// The engine as a whole on small invented files: the same answer each time, whoever stands first, in one pass or in parts.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePart, type Checkpoint, readLarge, START } from './batch.ts'
import { Ceiling } from './ceiling.ts'
import { CompactNames } from './compact-names.ts'
import { startingModel } from './invented-model.ts'
import { deduplicate, link } from './link.ts'
import { compareField } from './name.ts'
import { WEIGHED } from './key-index.ts'
import { PeopleIndex } from './people-index.ts'
import { probeKeys, storedKeys } from './person-key.ts'
import { findKey, postingsOf } from './postings.ts'
import type { LinkageRecord } from './record.ts'
import { priorAmong } from './relatives.ts'
import { Scorer } from './scorer.ts'
import { Chance, syntheticPeople } from './synthetic.ts'
import { damagedRecordOf, recordOf } from './synthetic-damage.ts'
import { aSyntheticRegister } from './synthetic-setup.build.ts'
import { addRecord, emptyTable, tableOf } from './table.ts'
import { TextNumbers } from './text-numbers.ts'

const people = (count: number, seed: number) => {
  const all = syntheticPeople(seed)
  return Array.from({ length: count }, () => all.next().value)
}

test('the same seed invents the same people, another seed others', () => {
  expect(people(50, 3)).toEqual(people(50, 3))
  expect(people(50, 3)).not.toEqual(people(50, 4))
})

test('who is compared with whom makes no difference', () => {
  const chance = new Chance(8)
  const records = people(60, 9).flatMap(person => [recordOf(person, chance), damagedRecordOf(person, chance)])
  const scorer = new Scorer(tableOf(records), startingModel)
  const row = fc.integer({ min: 0, max: records.length - 1 })
  fc.assert(
    fc.property(row, row, (i, j) => {
      expect(scorer.weigh(i, j)).toBeCloseTo(scorer.weigh(j, i), 9)
    }),
  )
})

const record: fc.Arbitrary<LinkageRecord> = fc.record(
  {
    given: fc.string({ unit: 'grapheme', maxLength: 12 }),
    family: fc.constantFrom('Diallo', 'محمد', '张伟', '', '-', 'García López'),
    full: fc.string({ maxLength: 20 }),
    birth: fc.constantFrom('1990-01-01', '31/12/1988', '1990', 'gennaio 1990', 'soon', ''),
    taxCode: fc.string({ maxLength: 16 }),
    phone: fc.string({ maxLength: 12 }),
    email: fc.string({ maxLength: 12 }),
    address: fc.string({ maxLength: 12 }),
  },
  { requiredKeys: [] },
)

test('any file whatever is answered, and the answer is the same again', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 8 }), records => {
      const found = deduplicate(records)
      expect(found.clusters).toHaveLength(records.length)
      expect(deduplicate(records)).toEqual(found)
      expect(link(records, records).pairs.every(({ a, b }) => a < records.length && b < records.length)).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('a few rows without any training find the obvious', () => {
  const { clusters } = deduplicate([
    { family: 'Ouedraogo', given: 'Yacouba', birth: '12/08/2001' },
    { full: 'YAKUBA WEDRAOGO', birth: '2001-08-12' },
    { family: 'Ouedraogo', given: 'Aminata', birth: '1990-03-04' },
    { family: 'Rossi', given: 'Maria', birth: '1990-03-04' },
  ])
  expect(clusters).toEqual([0, 0, 2, 3])
})

test('a large register gives the same pairs when it is stopped and taken up again', () => {
  const chance = new Chance(2)
  const records = people(400, 5).flatMap(person => [recordOf(person, chance), damagedRecordOf(person, chance)])
  const register = readLarge(records)
  // Copied as they come: the list of pairs grows from part to part.
  const points: Checkpoint[] = Array.from(comparePart(register, startingModel), point => structuredClone(point))
  const whole = points.at(-1)
  expect(whole?.pairs.length).toBeGreaterThan(200)
  expect(points[7]?.pairs.length).toBeLessThan(whole?.pairs.length ?? 0)
  const resumed = [...comparePart(register, startingModel, structuredClone(points[7] ?? START))].at(-1)
  expect(resumed).toEqual(whole)
})

test('a large register gives the same pairs in whatever order its records come', () => {
  const chance = new Chance(4)
  const records = people(300, 7).flatMap(person => [recordOf(person, chance), damagedRecordOf(person, chance)])
  const foundIn = (list: readonly LinkageRecord[]) =>
    [...comparePart(readLarge(list), startingModel)].at(-1)?.pairs ?? []
  const last = records.length - 1
  const turned = foundIn(records.toReversed()).map(({ a, b, bits }) => ({ a: last - b, b: last - a, bits }))
  const sorted = (pairs: typeof turned) => pairs.toSorted((x, y) => x.a - y.a || x.b - y.b)
  const straight = sorted([...foundIn(records)])
  expect(straight.length).toBeGreaterThan(150)
  expect(sorted(turned).map(({ a, b }) => [a, b])).toEqual(straight.map(({ a, b }) => [a, b]))
  for (const [at, { bits }] of sorted(turned).entries()) expect(bits).toBeCloseTo(straight[at]?.bits ?? Number.NaN, 6)
})

test('the accelerator finds what a plain look at every key and weight finds', () => {
  const { records, known, strangers } = aSyntheticRegister(300, 20, 12)
  const index = new PeopleIndex(startingModel)
  for (const each of records) index.add(each)
  const asked = [...known.map(each => each.record), ...strangers]
  const table = tableOf([...records, ...asked])
  const scorer = new Scorer(table, startingModel)
  const prior = priorAmong(records.length, startingModel)
  const held = records.map((_, i) => new Set(storedKeys(table, i)))
  for (const [n, question] of asked.entries()) {
    const row = records.length + n
    const probes = probeKeys(table, row)
    const ranked = held
      .map((keys, i) => ({ i, rank: probes.reduce((sum, { key, weight }) => sum + (keys.has(key) ? weight : 0), 0) }))
      .filter(({ rank }) => rank > 0)
      .sort((a, b) => b.rank - a.rank || a.i - b.i)
      .slice(0, WEIGHED)
    const plain = new Map(ranked.map(({ i }) => [i, scorer.settled(row, i, prior) - prior.strangers]))
    const found = index.search(question)
    expect(found.map(each => each.row).sort((a, b) => a - b)).toEqual([...plain.keys()].sort((a, b) => a - b))
    for (const { row: at, bits } of found) expect(bits).toBeCloseTo(plain.get(at) ?? Number.NaN, 9)
  }
})

describe('whose names have nothing in common is met by the birth date', () => {
  const stored = { family: 'Kovalenko', given: 'Tamara', birth: '1991-07-23', sex: 'F', citizenship: 'UKR' }
  test.each<[string, LinkageRecord, LinkageRecord, boolean]>([
    ['with sex and citizenship', {}, {}, true],
    ['sex not asked for', {}, { sex: undefined }, true],
    ['citizenship not asked for', {}, { citizenship: undefined }, true],
    ['citizenship not stored', { citizenship: undefined }, {}, true],
    ['neither stored', { sex: undefined, citizenship: undefined }, {}, true],
    ['another citizenship', {}, { citizenship: 'MDA' }, false],
    ['another day', {}, { birth: '1991-07-24' }, false],
  ])('%s', (_case, known, asked, met) => {
    const index = new PeopleIndex(startingModel)
    index.add({ ...stored, ...known })
    expect(index.search({ ...stored, family: 'Rossi', given: 'Giulia', ...asked })).toHaveLength(met ? 1 : 0)
  })
})

test('of those who share a name and no date, whoever agrees in sex and citizenship is weighed first', () => {
  const index = new PeopleIndex(startingModel)
  for (let n = 0; n < 2 * WEIGHED; n++) index.add({ family: 'Diallo', given: 'Mamadou', sex: 'M', citizenship: 'GIN' })
  index.add({ family: 'Diallo', given: 'Mamadou', sex: 'M', citizenship: 'SEN', birth: '1990-05-03' })
  const found = index.search({ family: 'Jallow', given: 'Mamadu', sex: 'M', citizenship: 'SEN' })
  expect(found.map(({ row }) => row)).toContain(2 * WEIGHED)
})

test('what a large register gives, the search finds too and weighs alike', () => {
  const chance = new Chance(3)
  const records = people(150, 6).flatMap(person => [recordOf(person, chance), damagedRecordOf(person, chance)])
  const found = [...comparePart(readLarge(records), startingModel)].at(-1)?.pairs ?? []
  const index = new PeopleIndex(startingModel)
  for (const each of records) index.add(each)
  const prior = Math.log2(startingModel.matchesPerRecord / records.length)
  expect(found.length).toBeGreaterThan(100)
  for (const { a, b, bits } of found) {
    const met = index.search(records[a] ?? {}).find(({ row }) => row === b)
    expect((met?.bits ?? Number.NaN) + prior).toBeCloseTo(bits, 9)
  }
})

test('two rows are never worth more than their ceiling says', () => {
  const chance = new Chance(4)
  const records = people(200, 11).flatMap(person => [recordOf(person, chance), damagedRecordOf(person, chance)])
  const table = tableOf([...records, { full: 'محمد علي', birth: '1990' }, { full: 'Ali, Mohammed' }, { family: 'علي' }])
  const scorer = new Scorer(table, startingModel)
  const ceiling = new Ceiling(table, scorer)
  const row = fc.integer({ min: 0, max: table.size - 1 })
  const pair = fc.oneof(
    fc.tuple(row, row),
    row.map(i => [i, i ^ 1] as const),
  )
  fc.assert(
    fc.property(pair, ([i, j]) => {
      if (j >= table.size) return
      const bits = scorer.weigh(i, j)
      expect(ceiling.weigh(i, j, bits)).toBe(bits)
      expect(ceiling.weigh(i, j, bits + 1)).toBeLessThan(bits + 1)
    }),
    { numRuns: 3000 },
  )
})

test('names as numbers agree as names do, whatever is in them', () => {
  const chance = new Chance(7)
  const invented = people(250, 13).flatMap(person => {
    const { given, family } = damagedRecordOf(person, chance)
    return [given ?? '', family ?? '', `${given} ${family}`, `${family}`.slice(0, 3)]
  })
  const texts = [
    ...invented,
    'محمد علي',
    'علي',
    'عبد الرحمن',
    '张伟',
    'Zhang Wei',
    'J. R.',
    'A',
    'Md',
    'de la Cruz',
    'a'.repeat(300),
  ]
  const { names } = tableOf(texts.map(given => ({ given })))
  const compact = new CompactNames(names)
  const levels: { pair: string; plain: number; found: number }[] = []
  for (let a = 0; a < names.length; a++)
    for (const b of [a + 1, a + 2, a + 3, a + 4, names.length - 3 - (a % 12), (a * 7919) % names.length]) {
      const [x, y] = [names[a], names[b]]
      if (x && y) levels.push({ pair: `${x.text}, ${y.text}`, plain: compareField(x, y), found: compact.level(a, b) })
    }
  expect(levels.filter(({ plain, found }) => plain !== found)).toEqual([])
  expect(new Set(levels.map(({ found }) => found)).size).toBeGreaterThan(3)
})

test('what differs in nearly every row has the number of its first row', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 })), texts => {
      const kept: string[] = []
      const numbers = new TextNumbers()
      for (const text of texts) {
        const number = numbers.numberOf(text, kept.length, at => kept[at] ?? '')
        if (number === kept.length) kept.push(text)
      }
      expect(kept).toEqual([...new Set(texts)])
    }),
  )
})

test('keys in order find exactly the rows that carry them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), keys => {
      const postings = postingsOf(
        Int32Array.from(keys),
        Int32Array.from(keys, (_, i) => i),
      )
      for (const key of [...keys, 7]) {
        const rows: number[] = []
        const start = findKey(postings, key)
        for (let at = start; at >= 0 && postings.keys[at] === key >>> 0; at++) rows.push(postings.rows[at] ?? -1)
        expect(rows.sort((a, b) => a - b)).toEqual(keys.flatMap((each, i) => (each === key ? [i] : [])))
      }
    }),
  )
})

test.each([
  ['Gamal', 'Jamal'],
  ['Rajab', 'Ragab'],
  ['Naguib', 'Najib'],
  ['Mizan', 'Mijan'],
  ['Jakir', 'Zakir'],
])('whoever is stored as %s Hassan is asked for as %s Hassan', (stored, asked) => {
  const table = emptyTable()
  const person = (given: string) => addRecord(table, { given, family: 'Hassan', birth: '1990' })
  const [kept, probes] = [storedKeys(table, person(stored)), probeKeys(table, person(asked))]
  expect(probes.some(({ key, kind }) => kind === 'name' && kept.includes(key))).toBe(true)
})
