// SPDX-License-Identifier: EUPL-1.2
// The test that costs nothing: a label that the classification publishes is taken out of the index, and the search must
// find its concept by what is left. A label that several concepts carry is taken from all of them, and each is right.
import { chanceFrom } from '#lib/chance.ts'
import { entryOf, type TaxonomyRow } from './entries.ts'
import { type Entry, gramsOf } from './search-index.ts'
import { plain } from './words.ts'

export type Query = { readonly text: string; readonly gold: ReadonlySet<string>; readonly nearDouble: boolean }
export type HeldOut = { readonly entries: readonly Entry[]; readonly queries: readonly Query[] }

export function shuffled<T>(items: readonly T[], next: () => number): readonly T[] {
  return items
    .map(item => ({ item, order: next() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item)
}

function alikeness(a: string, b: string): number {
  const [left, right] = [new Set(gramsOf(plain(a).split(' '))), new Set(gramsOf(plain(b).split(' ')))]
  const common = [...left].filter(gram => right.has(gram)).length
  return common / (left.size + right.size - common || 1)
}

/** The database gives rows in whatever order they lie: one seed must mean the same queries everywhere. */
export const inOrder = (rows: readonly TaxonomyRow[]): readonly TaxonomyRow[] =>
  rows.toSorted((a, b) => (a.uri < b.uri ? -1 : 1))

/** One alternative label of each of up to `count` concepts; `strict` takes it from its one concept only. */
export function holdOut(given: readonly TaxonomyRow[], seed: number, count: number, strict = false): HeldOut {
  const rows = inOrder(given)
  const next = chanceFrom(seed)
  const preferred = new Set(rows.flatMap(row => [row.preferred, ...row.forms].map(plain)))
  const chosen = new Map<string, string>()
  for (const row of shuffled(rows, next)) {
    if (chosen.size >= count) break
    const own = new Set([row.preferred, ...row.forms].map(plain))
    const free = row.alternatives.filter(label => !(strict ? own : preferred).has(plain(label)))
    const label = free[Math.floor(next() * free.length)]
    if (label !== undefined) chosen.set(row.uri, label)
  }
  const taken = new Set([...chosen.values()].map(plain))
  const isTaken = (uri: string, label: string) =>
    strict ? plain(chosen.get(uri) ?? '') === plain(label) : taken.has(plain(label))
  const entries = rows.map(row => {
    const entry = entryOf({ ...row, alternatives: row.alternatives.filter(label => !isTaken(row.uri, label)) })
    return {
      ...entry,
      labels: entry.labels.filter(label => !isTaken(row.uri, label)),
      loans: (entry.loans ?? []).filter(label => !isTaken(row.uri, label)),
    }
  })
  const labels = new Map(entries.map(entry => [entry.uri, entry.labels]))
  const carriers = Map.groupBy(
    rows.flatMap(row => row.alternatives.map(label => ({ uri: row.uri, key: plain(label) }))),
    ({ key }) => key,
  )
  const queries = [...chosen].map(([uri, text]): Query => {
    const gold = new Set(strict ? [uri] : [uri, ...(carriers.get(plain(text)) ?? []).map(one => one.uri)])
    const nearDouble = [...gold].some(each => (labels.get(each) ?? []).some(label => alikeness(label, text) > 0.8))
    return { text, gold, nearDouble }
  })
  return { entries, queries }
}

/** One random slip (a letter left out, doubled, exchanged or two swapped) and no accents. */
export function withSlip(text: string, next: () => number): string {
  const letters = [...text.normalize('NFD').replaceAll(/\p{Mn}/gu, '')]
  const places = letters.flatMap((letter, at) => (/\p{L}/u.test(letter) ? [at] : []))
  const at = places[Math.floor(next() * places.length)]
  if (at === undefined) return text
  const kind = Math.floor(next() * 4)
  const own = letters[at] ?? ''
  if (kind === 0) letters.splice(at, 1)
  else if (kind === 1) letters.splice(at, 0, own)
  else if (kind === 2) letters[at] = String.fromCharCode(97 + Math.floor(next() * 26))
  else [letters[at], letters[at + 1]] = [letters[at + 1] ?? '', own]
  return letters.join('')
}

export type Ranker = (query: string) => readonly string[]
export type Success = {
  readonly first: number
  readonly five: number
  readonly mrr: number
  readonly nothing: number
  readonly count: number
}

/** Shares in per cent, and the mean reciprocal rank. */
export function success(
  queries: readonly { readonly text: string; readonly gold: ReadonlySet<string> }[],
  ranker: Ranker,
): Success {
  let [first, five, mrr, nothing] = [0, 0, 0, 0]
  for (const { text, gold } of queries) {
    const found = ranker(text)
    if (found.length === 0) nothing++
    const at = found.findIndex(uri => gold.has(uri))
    if (at === 0) first++
    if (at >= 0 && at < 5) five++
    if (at >= 0) mrr += 1 / (at + 1)
  }
  const count = queries.length
  const share = (part: number) => (100 * part) / Math.max(1, count)
  return { first: share(first), five: share(five), mrr: mrr / Math.max(1, count), nothing: share(nothing), count }
}
