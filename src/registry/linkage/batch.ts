// SPDX-License-Identifier: EUPL-1.2
// The duplicates of a whole region in one pass, in memory and on one core: small blocks of rows that share a key, a cheap look
// at the birth years and at the most that two rows can be worth, then the same weights as everywhere. Done in parts by row, so
// that it can stop and go on: what a part found is all that has to be kept.
import { BatchKeys } from './batch-keys.ts'
import { type Blocks, blocksOf, eachLater } from './blocks.ts'
import { birthsOf, Ceiling } from './ceiling.ts'
import { type Clustering, clusterPairs, type WeighedPair } from './clusters.ts'
import { bitsOf, type Model, RULE } from './model.ts'
import type { LinkageRecord } from './record.ts'
import { Scorer } from './scorer.ts'
import { type Prior, priorAmong, settle } from './relatives.ts'
import { Numbers } from './numbers.ts'
import { addRecord, emptyTable, type Table } from './table.ts'

export const PARTS = 32

/** A key that more rows share than this is skipped. */
const LARGEST = 60

export type Checkpoint = {
  readonly partsDone: number
  readonly pairs: readonly WeighedPair[]
  readonly compared: number
}
export const START: Checkpoint = { partsDone: 0, pairs: [], compared: 0 }

/**
 * The rows of a register by their birth dates: most rows that share a key were born in the same month, and so stand near each
 * other in memory.
 */
export type LargeRegister = {
  readonly table: Table
  readonly blocks: Blocks
  /** For each row of the table the number of its record in the register, and the other way round. */
  readonly numbers: Int32Array
  readonly rowOf: Int32Array
}

/** Reads the register once. @param progress is told the number of rows now and then */
export function readLarge(
  records: Iterable<LinkageRecord>,
  progress: (rows: number) => void = () => {},
): LargeRegister {
  const table = emptyTable()
  const keysOf = new BatchKeys(table)
  const keys = new Numbers(1 << 20)
  const owners = new Numbers(1 << 20)
  const found: number[] = []
  for (const record of records) {
    const row = addRecord(table, record)
    found.length = 0
    keysOf.of(row, found)
    for (const key of found) {
      keys.push(key)
      owners.push(row)
    }
    if (row % 100_000 === 0) progress(row)
  }
  const numbers = byBirth(table)
  const rowOf = new Int32Array(table.size)
  for (let row = 0; row < table.size; row++) rowOf[numbers[row] as number] = row
  const blocks = blocksOf(keys.filled, owners.filled, rowOf, LARGEST)
  return { table: { ...table, rows: table.rows.inOrder(numbers) }, blocks, numbers, rowOf }
}

/** The rows of a table by birth date, those without one first; rows of one date as they were read. */
function byBirth(table: Table): Int32Array {
  const births = birthsOf(table)
  const { size } = table
  const sorted = new Float64Array(size)
  for (let row = 0; row < size; row++) sorted[row] = (births[row] as number) * size + row
  sorted.sort()
  const numbers = new Int32Array(size)
  for (let row = 0; row < size; row++) numbers[row] = (sorted[row] as number) % size
  return numbers
}

/** Compares what remains, part after part; each value is a point from which a later run can go on. */
export function* comparePart(register: LargeRegister, model: Model, from: Checkpoint = START): Generator<Checkpoint> {
  const { table, blocks, numbers } = register
  const scorer = new Scorer(table, model)
  const work: Work = {
    blocks,
    numbers,
    ceiling: new Ceiling(table, scorer),
    scorer,
    prior: priorAmong(table.size, model),
    met: new Int32Array(table.size).fill(-1),
    pairs: [...from.pairs],
    compared: from.compared,
  }
  let row = firstOf(table.size, from.partsDone)
  for (let part = from.partsDone; part < PARTS; part++) {
    for (const end = firstOf(table.size, part + 1); row < end; row++) compareRow(work, row)
    yield { partsDone: part + 1, pairs: work.pairs, compared: work.compared }
  }
}

/** The first row of a part. A row is held against those after it, so the first rows have the most to do. */
const firstOf = (rows: number, part: number) => Math.round(rows * (1 - Math.sqrt(1 - part / PARTS)))

type Work = {
  readonly blocks: Blocks
  readonly numbers: Int32Array
  readonly ceiling: Ceiling
  readonly scorer: Scorer
  readonly prior: Prior
  /** For each row the last one before it that it was held against: two people share several keys. */
  readonly met: Int32Array
  readonly pairs: WeighedPair[]
  compared: number
}

function compareRow(work: Work, i: number): void {
  const { blocks, numbers, ceiling, scorer, prior, met, pairs } = work
  eachLater(blocks, i, met, j => {
    if (!ceiling.nearYears(i, j)) return
    work.compared++
    const least = -prior.strangers
    const strangers = ceiling.weigh(i, j, least)
    if (strangers < least) return
    const bits = settle(strangers, scorer.bitsAgainstRelatives(), prior)
    if (bits >= 0) pairs.push(pairOf(numbers[i] as number, numbers[j] as number, bits))
  })
}

const pairOf = (x: number, y: number, bits: number): WeighedPair =>
  x < y ? { a: x, b: y, bits } : { a: y, b: x, bits }

export function clusterLarge({ table, rowOf }: LargeRegister, model: Model, pairs: readonly WeighedPair[]): Clustering {
  const scorer = new Scorer(table, model)
  const prior = priorAmong(table.size, model)
  return clusterPairs(table.size, pairs, {
    edge: bitsOf(RULE.edge),
    bitsBetween: (a, b) => scorer.settled(rowOf[a] as number, rowOf[b] as number, prior),
  })
}
