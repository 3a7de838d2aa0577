// SPDX-License-Identifier: EUPL-1.2
// The engine against its bars: published sets, registers with truth, a million invented people in the database and in
// memory beside pg_trgm, and the whole region at once.
import { existsSync } from 'node:fs'
import type { Bench, Figure } from '#platform/bench.ts'
import { searchFigures } from './duplicates-search.build.ts'
import { deduplicate } from './link.ts'
import { clusterLarge, comparePart, readLarge, START } from './batch.ts'
import { startingModel } from './invented-model.ts'
import {
  agreement,
  fake1000,
  febrl,
  pairKeys,
  pairsInside,
  referenceFolder,
  type TruthSet,
} from './linkage-sets.build.ts'
import { fourRegisters } from './registers.build.ts'
import type { LinkageRecord } from './record.ts'
import { Chance, syntheticPeople } from './synthetic.ts'
import { damagedRecordOf, recordOf } from './synthetic-damage.ts'

const round = (value: number, digits = 5) => Number(value.toFixed(digits))
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function accuracy(name: string, value: number, least: number): Figure {
  return { name, value: round(value), unit: 'F1', bar: `>= ${least}`, ok: value >= least, correctness: true }
}

function* publishedSets(quick: boolean): Generator<Figure> {
  const fake = fake1000()
  const found = agreement(pairsInside(deduplicate(fake.records).clusters), pairsInside(fake.truth))
  yield accuracy('fake_1000, clusters', found.f1, 0.965)
  const first = febrl(1)
  const own = deduplicate(first.records)
  yield accuracy(
    'FEBRL 1, pairs, learned by itself',
    agreement(pairKeys(own.pairs), pairsInside(first.truth)).f1,
    0.999,
  )
  if (quick) return
  const second = febrl(2)
  const own2 = deduplicate(second.records)
  yield accuracy(
    'FEBRL 2, pairs, learned by itself',
    agreement(pairKeys(own2.pairs), pairsInside(second.truth)).f1,
    0.999,
  )
  const taught = (set: TruthSet, { model }: typeof own) =>
    agreement(pairKeys(deduplicate(set.records, { model }).pairs), pairsInside(set.truth)).f1
  yield accuracy('FEBRL 1, pairs, taught by FEBRL 2', taught(first, own2), 0.998)
  yield accuracy('FEBRL 2, pairs, taught by FEBRL 1', taught(second, own), 0.998)
}

async function* registers(): AsyncGenerator<Figure> {
  const { records, truth } = await fourRegisters()
  const { clusters } = deduplicate(records)
  const found = pairsInside(clusters)
  const { f1, false: wrong } = agreement(found, pairsInside(truth))
  yield accuracy(`four registers, ${records.length} rows, clusters`, f1, 0.97)
  const share = (100 * wrong) / Math.max(1, found.size)
  yield {
    name: 'four registers, false merges',
    value: round(share, 3),
    unit: '%',
    bar: '<= 0.3',
    ok: share <= 0.3,
    correctness: true,
  }
}

function* generator(quick: boolean): Generator<Figure> {
  const count = quick ? 200_000 : 400_000
  const people = syntheticPeople(1)
  const started = cpuSeconds()
  for (let i = 0; i < count; i++) people.next()
  const speed = Math.round(count / (cpuSeconds() - started))
  yield {
    name: 'invented people a second of processor time',
    value: speed,
    unit: 'people/s',
    bar: '>= 200000',
    ok: speed >= 200_000,
  }
}

/** Records of people at one to four organisations (1.6 in the mean), the first as known well, the others damaged. */
function* manyRecords(size: number, truth: Int32Array): Generator<LinkageRecord> {
  const people = syntheticPeople(5)
  const chance = new Chance(6)
  for (let row = 0; row < size; ) {
    const person = people.next().value
    truth[row++] = person.id
    yield recordOf(person, chance)
    for (let more = 0; more < 3 && row < size && chance.chance(0.4); more++) {
      truth[row++] = person.id
      yield damagedRecordOf(person, chance)
    }
  }
}

/** Rows as a database gives them, some thousand at a time and then forgotten. @param clock adds up what making them took */
function* arriving(all: Iterator<LinkageRecord>, clock: { made: number }): Generator<LinkageRecord> {
  for (;;) {
    const started = cpuSeconds()
    const some: LinkageRecord[] = []
    for (let next = all.next(); !next.done; next = all.next()) if (some.push(next.value) === 10_000) break
    clock.made += cpuSeconds() - started
    if (some.length === 0) return
    yield* some
  }
}

function* batch(quick: boolean): Generator<Figure> {
  const size = quick ? 20_000 : 1_000_000
  const truth = new Int32Array(size)
  const clock = { made: 0 }
  const before = cpuSeconds()
  const register = readLarge(arriving(manyRecords(size, truth), clock), rows =>
    process.stderr.write(`batch: ${rows} of ${size} rows read\n`),
  )
  const started = before + clock.made
  const read = cpuSeconds() - started
  let [point, half] = [START, START]
  for (const done of comparePart(register, startingModel)) {
    point = done
    if (done.partsDone === 1) half = { ...done, pairs: [...done.pairs] }
    if (done.partsDone % 8 === 0)
      process.stderr.write(`batch: ${done.partsDone} of 32 parts compared, ${done.pairs.length} pairs\n`)
  }
  const { of } = clusterLarge(register, startingModel, point.pairs)
  const seconds = round(cpuSeconds() - started, 1)
  const megabytes = Math.round(process.memoryUsage().rss / 1e6)
  const inTime = quick ? {} : { bar: '<= 20', ok: seconds <= 20 }
  yield { name: `batch of ${size} records on one core, processor time`, value: seconds, unit: 's', ...inTime }
  yield { name: 'of which reading, keys and their order', value: round(read, 1), unit: 's' }
  yield { name: 'batch, different pairs looked at', value: point.compared, unit: 'pairs' }
  yield {
    name: 'batch, memory of the process',
    value: megabytes,
    unit: 'MB',
    ...(quick ? {} : { bar: '<= 1500', ok: megabytes <= 1500 }),
  }
  const { precision, recall } = agreement(pairsInside([...of]), pairsInside([...truth]))
  yield { name: 'batch, precision of the pairs in clusters', value: round(precision, 4), unit: 'share' }
  yield { name: 'batch, recall of the pairs in clusters', value: round(recall, 4), unit: 'share' }
  if (!quick) return
  let again = half
  for (const done of comparePart(register, startingModel, half)) again = done
  const same = JSON.stringify(again.pairs) === JSON.stringify(point.pairs)
  yield {
    name: 'batch taken up again after the first part gives the same pairs',
    value: same ? 1 : 0,
    unit: 'equal',
    bar: 1,
    ok: same,
    correctness: true,
  }
}

export const benches: readonly Bench[] = [
  {
    name: 'duplicates',
    async *run({ quick }) {
      if (existsSync(referenceFolder)) {
        yield* publishedSets(quick)
        yield* registers()
      } else process.stderr.write(`No reference data in ${referenceFolder}: invented people only\n`)
      yield* generator(quick)
      yield* batch(quick)
      yield* searchFigures(quick)
    },
  },
]
