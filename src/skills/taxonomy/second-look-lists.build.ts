// SPDX-License-Identifier: EUPL-1.2
// What the second look sees when questions are asked, as lists to learn from, and how well a network puts them in order.
// What is seen comes from second-look.ts itself, after a search as anybody's.
import { closeTable, openTable } from './closest-label.ts'
import type { Query } from './held-out.build.ts'
import { ask } from './meant.ts'
import { rank, type Scored } from './search.ts'
import { type SearchIndex, uriAt } from './search-index.ts'
import type { Lists } from './second-look-learning.build.ts'
import { type Network, worths } from './second-look-network.build.ts'
import { inputs, LOOKED_AT, unevenInputs } from './second-look.ts'
import { type Features, weight } from './weight.ts'

/** Scores stay at their places in a second look: this one is the concept's own again. */
function withOwnScore(one: Scored): Scored {
  let score = 0
  for (const [name, value] of Object.entries(one.features)) score += weight[name as keyof Features] * value
  return { ...one, score }
}

type Seen = { readonly first: readonly Scored[]; readonly inputs: Float64Array }

/** The first concepts of a search before the second look, and what it sees of them. */
export function seenOf(index: SearchIndex, text: string): Seen {
  const asked = ask(index, text)
  const first = rank(index, asked, LOOKED_AT)
    .map(withOwnScore)
    .toSorted((a, b) => b.score - a.score || a.concept - b.concept)
  if (first.length === 0) return { first, inputs: new Float64Array() }
  // The search has closed its table; what it knows of each concept still lies in the scratch of the index.
  const table = openTable(index, asked)
  const found = unevenInputs(index, asked, table, first)
  closeTable(index, asked)
  if (!found) throw new Error('This vocabulary is too small to be looked at twice.')
  return { first, inputs: found }
}

/** @param share so much each list counts */
export function listsOf(index: SearchIndex, queries: readonly Pick<Query, 'text' | 'gold'>[], share: number): Lists {
  const seen = queries.map(({ text }) => seenOf(index, text))
  const start = new Int32Array(queries.length + 1)
  for (const [at, { first }] of seen.entries()) start[at + 1] = (start[at] as number) + first.length
  const all = new Float32Array((start[queries.length] as number) * inputs)
  for (const [at, one] of seen.entries()) all.set(one.inputs, (start[at] as number) * inputs)
  const right = seen.flatMap(({ first }, at) =>
    first.map(({ concept }) => (queries[at]?.gold.has(uriAt(index, concept)) ? 1 : 0)),
  )
  return {
    width: inputs,
    start,
    share: new Float32Array(queries.length).fill(share),
    inputs: all,
    scores: Float32Array.from(seen.flatMap(({ first }) => first.map(({ score }) => score))),
    right: Uint8Array.from(right),
  }
}

type Numbers = Float32Array | Uint8Array

function joined<T extends Numbers>(parts: readonly T[], into: (length: number) => T): T {
  const all = into(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export function together(many: readonly Lists[]): Lists {
  const starts = [0]
  let rows = 0
  for (const { start } of many) {
    for (const end of start.subarray(1)) starts.push(rows + end)
    rows = starts.at(-1) ?? 0
  }
  const floats = (part: (lists: Lists) => Float32Array) => joined(many.map(part), length => new Float32Array(length))
  return {
    width: inputs,
    start: Int32Array.from(starts),
    share: floats(lists => lists.share),
    inputs: floats(lists => lists.inputs),
    scores: floats(lists => lists.scores),
    right: joined(
      many.map(lists => lists.right),
      length => new Uint8Array(length),
    ),
  }
}

export type Rates = { readonly first: number; readonly five: number }

/** Per cent of lists with a right concept at the first place, and among the first five. */
function ratesBy(lists: Lists, worthOf: (from: number, to: number) => ArrayLike<number>): Rates {
  const count = lists.start.length - 1
  let [first, five] = [0, 0]
  for (let list = 0; list < count; list++) {
    const [from, to] = [lists.start[list] as number, lists.start[list + 1] as number]
    const worth = worthOf(from, to)
    const order = Array.from({ length: to - from }, (_, at) => at).toSorted(
      (a, b) => (worth[b] as number) - (worth[a] as number) || a - b,
    )
    const place = order.findIndex(at => lists.right[from + at])
    if (place === 0) first++
    if (place >= 0 && place < 5) five++
  }
  return { first: (100 * first) / count, five: (100 * five) / count }
}

/** @param lists evened */
export const ratesOf = (lists: Lists, network: Network): Rates =>
  ratesBy(lists, (from, to) => worths(network, lists, from, to).worth)
export const ratesByScore = (lists: Lists): Rates => ratesBy(lists, (from, to) => lists.scores.subarray(from, to))
