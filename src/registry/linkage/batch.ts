// SPDX-License-Identifier: EUPL-1.2
// The duplicates of a whole region in one pass, in memory and on one core: keys in order, small blocks, a cheap look at the
// birth years, then the same weights as everywhere. Done in parts by key, so that it can stop and go on: what a part found
// is all that has to be kept.
import { type Clustering, clusterPairs, type WeighedPair } from './clusters.ts'
import { bitsOf, type Model, RULE } from './model.ts'
import { batchKeys } from './person-key.ts'
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
  const { table, keys, rows } = register
  const scorer = new Scorer(table, model)
  const prior = Math.log2(model.matchesPerRecord / Math.max(1, table.size))
  const birth = table.byName.get('birth')?.ids
  const values = table.byName.get('birth')?.values ?? []
  const years = Int16Array.from({ length: table.size }, (_, row) => {
    const id = birth && row < birth.length ? birth.at(row) : -1
    return id < 0 ? 0 : Math.floor((values[id] as number) / 10000)
  })
  let [pairs, compared] = [[...from.pairs], from.compared]
  let at = firstOf(keys, from.partsDone)
  const known = new Set(pairs.map(pair => pair.a * 0x4000000 + pair.b))
  for (let part = from.partsDone; part < PARTS; part++) {
    const end = firstOf(keys, part + 1)
    while (at < end) {
      let last = at + 1
      while (last < end && keys[last] === keys[at]) last++
      if (last - at > 1 && last - at <= BLOCK)
        for (let x = at; x < last; x++)
          for (let y = x + 1; y < last; y++) {
            const [i, j] = [rows[x] as number, rows[y] as number]
            const apart = (years[i] as number) - (years[j] as number)
            if (
              i === j ||
              ((apart > 1 || apart < -1) && years[i] !== 0 && years[j] !== 0 && apart !== 10 && apart !== -10)
            )
              continue
            compared++
            const bits = scorer.weigh(i, j) + prior
            if (bits < 0 || known.has(i * 0x4000000 + j)) continue
            known.add(i * 0x4000000 + j)
            pairs.push({ a: i, b: j, bits })
          }
      at = last
    }
    yield { partsDone: part + 1, pairs, compared }
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
