// SPDX-License-Identifier: EUPL-1.2
// From pairs to people. A pair may join two groups only when it is stronger than a pair needs to be by itself, and when
// the groups as a whole agree: one chance pair between two groups is a bridge, and goes to a person to look at.
export type WeighedPair = { readonly a: number; readonly b: number; readonly bits: number }

export type Clustering = {
  /** For each row the smallest row of its cluster. */
  readonly of: Int32Array
  /** Pairs that would have joined two groups and were refused. */
  readonly bridges: readonly WeighedPair[]
}

export type ClusterRule = {
  /** A pair joins groups from these bits on. */
  readonly edge: number
  /** Weight of any two rows, in the same bits; undefined where nothing is known. */
  readonly bitsBetween: (a: number, b: number) => number
  /** Never more rows than this in one cluster. */
  readonly largest?: number
}

const LARGEST = 60
/** So many pairs across are weighed to judge a join. */
const LOOKED_AT = 64

export function clusterPairs(size: number, pairs: readonly WeighedPair[], rule: ClusterRule): Clustering {
  const { edge, bitsBetween, largest = LARGEST } = rule
  const members = new Map<number, number[]>()
  const of = Int32Array.from({ length: size }, (_, row) => row)
  const bridges: WeighedPair[] = []
  const strong = pairs.filter(pair => pair.bits >= edge).sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b)
  const groupOf = (root: number) => members.get(root) ?? [root]
  for (const pair of strong) {
    const x = of[pair.a] as number
    const y = of[pair.b] as number
    if (x === y) continue
    const left = groupOf(x)
    const right = groupOf(y)
    if (left.length + right.length > largest || isBridge(left, right, bitsBetween)) {
      bridges.push(pair)
      continue
    }
    const root = Math.min(x, y)
    const joined = [...left, ...right]
    members.delete(Math.max(x, y))
    members.set(root, joined)
    for (const row of joined) of[row] = root
  }
  return { of, bridges }
}

/** Two groups that most pairs across hold to be different people. */
function isBridge(left: readonly number[], right: readonly number[], bitsBetween: ClusterRule['bitsBetween']): boolean {
  if (left.length === 1 && right.length === 1) return false
  let against = 0
  let looked = 0
  let sum = 0
  for (const a of left)
    for (const b of right) {
      if (looked >= LOOKED_AT) break
      looked++
      const bits = bitsBetween(a, b)
      sum += Math.max(-20, Math.min(20, bits))
      if (bits < 0) against++
    }
  return against > looked / 2 && sum < 0
}
