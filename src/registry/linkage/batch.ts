// SPDX-License-Identifier: EUPL-1.2
// The duplicates of a whole region in one pass, in memory and on one core: keys in order, small blocks, a cheap look at the
// birth years and at the most that two rows can be worth, then the same weights as everywhere. Done in parts by key, so that it can stop and go on: what a part found
// is all that has to be kept.
import { birthsOf, Ceiling } from './ceiling.ts'
import { type Clustering, clusterPairs, type WeighedPair } from './clusters.ts'
import { bitsOf, type Model, RULE } from './model.ts'
import { batchKeys } from './person-key.ts'
import { PairSet } from './pair-set.ts'
import { postingsOf } from './postings.ts'
import type { LinkageRecord } from './record.ts'
import { Scorer } from './scorer.ts'
import { addRecord, emptyTable, Numbers, type Table } from './table.ts'

export const PARTS = 32
/** A key that more rows share than this is skipped: names that very many have, with too little beside them. */
const BLOCK = 60

export type Checkpoint = {
  readonly partsDone: number
  readonly pairs: readonly WeighedPair[]
  readonly compared: number
}
export const START: Checkpoint = { partsDone: 0, pairs: [], compared: 0 }

export type LargeRegister = { readonly table: Table; readonly keys: Uint32Array; readonly rows: Int32Array }

/** Reads the register once. @param progress is told the number of rows now and then */
export function readLarge(
  records: Iterable<LinkageRecord>,
  progress: (rows: number) => void = () => {},
): LargeRegister {
  const table = emptyTable()
  const [keys, rows] = [new Numbers(1 << 20), new Numbers(1 << 20)]
  const found: number[] = []
  for (const record of records) {
    const row = addRecord(table, record)
    found.length = 0
    batchKeys(table, row, found)
    for (const key of found) {
      keys.push(key)
      rows.push(row)
    }
    if (row % 100_000 === 0) progress(row)
  }
  const sorted = postingsOf(keys.array.subarray(0, keys.length), rows.array.subarray(0, rows.length))
  return { table, keys: sorted.keys, rows: sorted.rows }
}

/** Compares what remains, part after part; each value is a point from which a later run can go on. */
export function* comparePart(register: LargeRegister, model: Model, from: Checkpoint = START): Generator<Checkpoint> {
  const { table, keys } = register
  const scorer = new Scorer(table, model)
  const prior = Math.log2(model.matchesPerRecord / Math.max(1, table.size))
  const work: Work = {
    rows: register.rows,
    births: birthsOf(table),
    ceiling: new Ceiling(table, scorer),
    scorer,
    prior,
    found: new PairSet(from.pairs),
    weighed: new PairSet(),
    pairs: [...from.pairs],
    compared: from.compared,
  }
  let at = firstOf(keys, from.partsDone)
  for (let part = from.partsDone; part < PARTS; part++) {
    const end = firstOf(keys, part + 1)
    work.weighed.clear()
    while (at < end) {
      const key = keys[at] as number
      let last = at + 1
      while (last < end && keys[last] === key) last++
      if (last - at > 1 && last - at <= BLOCK) compareBlock(work, at, last)
      at = last
    }
    yield { partsDone: part + 1, pairs: work.pairs, compared: work.compared }
  }
}

type Work = {
  readonly rows: Int32Array
  readonly births: Int32Array
  readonly ceiling: Ceiling
  readonly scorer: Scorer
  readonly prior: number
  /** Pairs that were found, and pairs that were weighed in this part: two people share several keys. */
  readonly found: PairSet
  readonly weighed: PairSet
  readonly pairs: WeighedPair[]
  compared: number
}

/** Years that a slip may lie between: none, one, a decade. Anything else only meets by chance. */
const near = (a: number, b: number): boolean => {
  if (a === 0 || b === 0) return true
  const apart = Math.abs(((a / 10000) | 0) - ((b / 10000) | 0))
  return apart <= 1 || apart === 10
}

function compareBlock(work: Work, start: number, end: number): void {
  const { rows, births, ceiling, scorer, prior, found, weighed, pairs } = work
  for (let x = start; x < end; x++) {
    const i = rows[x] as number
    const birth = births[i] as number
    for (let y = x + 1; y < end; y++) {
      const j = rows[y] as number
      if (i === j || !near(birth, births[j] as number)) continue
      work.compared++
      if (!ceiling.reaches(i, j, -prior) || !weighed.add(i, j)) continue
      const bits = scorer.weigh(i, j) + prior
      if (bits >= 0 && found.add(i, j)) pairs.push({ a: i, b: j, bits })
    }
  }
}

/** The first entry of a part: parts are equal stretches of all possible keys. */
function firstOf(keys: Uint32Array, part: number): number {
  const wanted = Math.ceil((part / PARTS) * 0x100000000)
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

export function clusterLarge({ table }: LargeRegister, model: Model, pairs: readonly WeighedPair[]): Clustering {
  const scorer = new Scorer(table, model)
  const prior = Math.log2(model.matchesPerRecord / Math.max(1, table.size))
  return clusterPairs(table.size, pairs, { edge: bitsOf(RULE.edge), bitsBetween: (a, b) => scorer.weigh(a, b) + prior })
}
