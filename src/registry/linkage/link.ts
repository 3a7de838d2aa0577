// SPDX-License-Identifier: EUPL-1.2
// The whole engine as two pure functions over plain records: find the duplicates in one list, or link two lists.
import { eachCandidate } from './blocking.ts'
import type { Skipped } from './blocks.ts'
import { Ceiling } from './ceiling.ts'
import { type Clustering, clusterPairs, type WeighedPair } from './clusters.ts'
import { bitsOf, type Model, priorBits, probabilityOf, RULE } from './model.ts'
import type { LinkageRecord } from './record.ts'
import { type Prior, priorWith, settle } from './relatives.ts'
import { Scorer } from './scorer.ts'
import { addRecord, emptyTable, type Table, tableOf } from './table.ts'
import { train } from './training.ts'

export type LinkOptions = {
  /** A model trained elsewhere; without it the engine learns from these records. */
  readonly model?: Model | undefined
  readonly seed?: number | undefined
  /** Called now and then with the share done, 0 to 1. */
  readonly progress?: ((share: number) => void) | undefined
}

export type LinkedPair = {
  /** Positions in the list (or in the first and the second list). */
  readonly a: number
  readonly b: number
  /** Evidence in bits, the prior included: 0 is as likely as not. */
  readonly bits: number
  readonly probability: number
}

export type Linked = {
  /** Every pair that the decision rule calls one person, the surest first. */
  readonly pairs: readonly LinkedPair[]
  readonly model: Model
  /** Keys that so many rows share that they were not followed. */
  readonly skipped: Skipped
}

export type Deduplicated = Linked & {
  /** For each record the position of the first record of its cluster. */
  readonly clusters: readonly number[]
  /** Pairs that would have tied two groups together on thin evidence: for somebody to look at. */
  readonly bridges: readonly LinkedPair[]
}

/** Finds the records of one list that are the same person. */
export function deduplicate(records: readonly LinkageRecord[], options: LinkOptions = {}): Deduplicated {
  const table = tableOf(records)
  const found = weighAll(table, undefined, options)
  const { prior, scorer, pairs } = found
  const clustering: Clustering = clusterPairs(table.size, pairs, {
    edge: bitsOf(RULE.edge),
    bitsBetween: (a, b) => scorer.settled(a, b, prior),
  })
  return {
    ...outcome(found),
    clusters: [...clustering.of],
    bridges: clustering.bridges.map(pair => linkedPair(pair, 0)),
  }
}

/** Finds for the records of one list the same people in another list. */
export function link(
  first: readonly LinkageRecord[],
  second: readonly LinkageRecord[],
  options: LinkOptions = {},
): Linked {
  const table = emptyTable()
  for (const record of first) addRecord(table, record)
  for (const record of second) addRecord(table, record)
  const found = weighAll(table, first.length, options)
  return outcome({ ...found, pairs: withoutRivals(found.pairs) }, first.length)
}

type Found = {
  readonly pairs: readonly WeighedPair[]
  readonly model: Model
  readonly skipped: Skipped
  readonly prior: Prior
  readonly scorer: Scorer
}

const linkedPair = ({ a, b, bits }: WeighedPair, offset: number): LinkedPair => ({
  a,
  b: b - offset,
  bits,
  probability: probabilityOf(bits),
})

const outcome = ({ pairs, model, skipped }: Found, offset = 0): Linked => ({
  pairs: pairs
    .filter(pair => pair.bits >= bitsOf(RULE.pair))
    .sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b)
    .map(pair => linkedPair(pair, offset)),
  model,
  skipped,
})

/** Pairs with less weight than this are never looked at again, whatever the prior. */
const KEPT = 2

function weighAll(table: Table, split: number | undefined, { model: given, seed, progress }: LinkOptions): Found {
  const model = given ?? train(table, { split, ...(seed === undefined ? {} : { seed }) })
  const scorer = new Scorer(table, model)
  const ceiling = new Ceiling(table, scorer)
  const kept: Kept[] = []
  let at = -1
  const skipped = eachCandidate(table, split, (a, b) => {
    if (a !== at) {
      at = a
      if (a % 1000 === 0) progress?.(a / (split ?? table.size))
    }
    const bits = ceiling.weigh(a, b, KEPT)
    if (bits > KEPT) kept.push({ a, b, bits, relatives: scorer.bitsAgainstRelatives() })
  })
  progress?.(1)
  const records = split === undefined ? table.size : Math.min(split, table.size - split)
  const all = split === undefined ? (table.size * (table.size - 1)) / 2 : split * (table.size - split)
  const settled = given ? model : expected(kept, model, records, all)
  const prior = priorOf(settled, records, all)
  const pairs = kept.map(({ a, b, bits, relatives }) => ({ a, b, bits: settle(bits, relatives, prior) }))
  return { pairs, model: settled, skipped, prior, scorer }
}

/** What speaks for one person against strangers (bits) and against relatives, without any prior. */
type Kept = WeighedPair & { readonly relatives: number }

const priorOf = (model: Model, records: number, all: number): Prior => priorWith(priorBits(model, records, all), model)

const [FEWEST, MOST] = [0.01, 20]
/** A list without families has hardly any relatives; none at all would never be believed again. */
const LEAST_RELATIVES = 0.001

/** How many matches and how many relatives there are, by EM over these two numbers: the probabilities add up to them. */
function expected(pairs: readonly Kept[], model: Model, records: number, all: number): Model {
  let found = { ...model, matchesPerRecord: 0.3, relativesPerRecord: 0.1 }
  for (let round = 0; round < 60; round++) {
    const prior = priorOf(found, records, all)
    let [matches, relatives] = [0, 0]
    for (const pair of pairs) {
      const p = probabilityOf(settle(pair.bits, pair.relatives, prior))
      matches += p
      relatives += p * 2 ** -(pair.relatives + prior.relatives)
    }
    found = {
      ...model,
      matchesPerRecord: Math.min(MOST, Math.max(FEWEST, matches / Math.max(1, records))),
      relativesPerRecord: Math.min(MOST, Math.max(LEAST_RELATIVES, relatives / Math.max(1, records))),
    }
  }
  return found
}

/** A doubtful pair falls away when one of its two records has a far better partner. */
const FAR_BETTER = 8

function withoutRivals(pairs: readonly WeighedPair[]): readonly WeighedPair[] {
  const best = new Map<number, number>()
  for (const { a, b, bits } of pairs)
    for (const row of [a, b]) best.set(row, Math.max(best.get(row) ?? -Infinity, bits))
  const doubtful = bitsOf(0.999)
  return pairs.filter(
    ({ a, b, bits }) => bits >= doubtful || Math.max(best.get(a) ?? bits, best.get(b) ?? bits) - bits < FAR_BETTER,
  )
}
