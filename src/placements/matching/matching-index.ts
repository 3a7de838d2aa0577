// SPDX-License-Identifier: EUPL-1.2
// The index in memory: a shelf made from the database, and beside it what changed since. It holds no truth: it can be
// thrown away at any time, and the database gives the same answer more slowly.
import { type CivilDate, daysBetween } from '#lib/civil-date.ts'
import { Best } from './best.ts'
import { Answers, Dictionaries } from './dictionaries.ts'
import { type Covers, coversOf, type Fit, fitOf, type Query } from './query.ts'
import { bytesOf, highOf, SHARE_MASK, type Shelf, ShelfBuilder } from './shelf.ts'
import type { Share, Vacancy } from './vacancy.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Weights } from './weights.ts'

export type Hit = Fit & { readonly vacancy: string; readonly verdict: 'yes' | 'unknown' }
/** A place on the shelf; it becomes a hit only when it is still among the best at the end. */
type Place = { readonly total: number; readonly order: number; readonly at: number; readonly skills: number }
type Found = { readonly total: number; readonly posted: number; readonly hit: Hit }

/** A vacancy and the shares of its skills, as they were computed when it was written. */
export type Entry = { readonly vacancy: Vacancy; readonly shares: readonly Share[] }

const EPOCH = '2000-01-01' as CivilDate

export class MatchingIndex {
  private shelf: Shelf
  private builder: ShelfBuilder | undefined = new ShelfBuilder()
  private readonly dictionaries = new Dictionaries()
  private readonly outdated = new Set<string>()
  private readonly fresh = new Map<string, Entry>()
  readonly vocabulary: Vocabulary
  readonly weights: Weights

  constructor(vocabulary: Vocabulary, weights: Weights) {
    this.vocabulary = vocabulary
    this.weights = weights
    this.shelf = new ShelfBuilder().take(vocabulary.uris.length)
  }

  /** Takes the next vacancy. They must come in order: by day posted, then by identifier. */
  add({ vacancy, shares }: Entry): void {
    if (!this.builder) throw new Error('The index is sealed')
    const posted = daysBetween(EPOCH, vacancy.postedOn)
    this.builder.add(bytesOfId(vacancy.id), posted, this.dictionaries.demandOf(vacancy), shares)
  }

  /** Ends the building; what comes later goes through `change`. */
  seal(): this {
    if (this.builder) this.shelf = this.builder.take(this.vocabulary.uris.length)
    this.builder = undefined
    return this
  }

  /** A vacancy was written, or is open no longer (undefined). */
  change(id: string, entry: Entry | undefined): void {
    this.outdated.add(id)
    if (entry) this.fresh.set(id, entry)
    else this.fresh.delete(id)
  }

  /** How many changes stand beside the shelf: many make it worth building anew. */
  get changes(): number {
    return this.outdated.size
  }

  get size(): number {
    return this.shelf.size
  }

  get bytes(): number {
    return bytesOf(this.shelf)
  }

  /** The k best vacancies for a person, best first; those whose conditions say no are left out. */
  search(query: Query, k: number): readonly Hit[] {
    const best = new Best<Place>(k)
    const answers = new Answers(query, this.dictionaries)
    const covers = coversOf(query)
    const bounds = this.boundsOf(covers, answers)
    const order = inDescendingOrder(bounds)
    for (let each = 0; each < order.length; each++) {
      const block = order[each] as number
      const bound = bounds[block] as number
      if (step(bound) < step(Math.max(0, best.threshold))) break // those after it are no better
      if (bound >= best.threshold) this.open(block, covers.by, answers, bound, best)
    }
    return this.withFresh(query, best.take(), answers, k)
  }

  /** What each block can score at most: the greatest shares of its skills, and the best of all other parts. */
  private boundsOf({ by, codes }: Covers, answers: Answers): Uint32Array {
    const { blockStarts, blocks, isco, firsts } = this.shelf
    const bounds = new Uint32Array(firsts.length - 1)
    for (let each = 0; each < codes.length; each++) {
      const skill = codes[each] as number
      const cover = by[skill] as number
      const end = blockStarts[skill + 1] as number
      for (let at = blockStarts[skill] as number; at < end; at++) {
        const packed = blocks[at] as number
        const block = highOf(packed)
        bounds[block] = (bounds[block] as number) + (packed & SHARE_MASK) * cover
      }
    }
    const { points } = this.weights
    for (let block = 0; block < bounds.length; block++) {
      const experience = answers.isco[isco[firsts[block] as number] as number] as number // the same in the whole block
      bounds[block] = Math.min(points.skills, bounds[block] as number) + experience + answers.most
    }
    return bounds
  }

  /** Looks at the vacancies of a block that could still be among the best. */
  private open(block: number, covers: Uint8Array, answers: Answers, bound: number, best: Best<Place>): void {
    const { firsts, starts, skills: asked, language, municipality, pattern, rank, isco } = this.shelf
    const first = firsts[block] as number
    const end = firsts[block + 1] as number
    const inBlock = bound - answers.most
    const experience = answers.isco[isco[first] as number] as number
    for (let at = first; at < end; at++) {
      const others =
        (answers.language[language[at] as number] as number) +
        (answers.municipality[municipality[at] as number] as number) +
        (answers.pattern[pattern[at] as number] as number)
      if (inBlock + others < best.threshold) continue
      let skills = 0
      const last = starts[at + 1] as number
      for (let each = starts[at] as number; each < last; each++) {
        const packed = asked[each] as number
        skills += (packed & SHARE_MASK) * (covers[highOf(packed)] as number)
      }
      const total = skills + others + experience
      if (total < best.threshold || !best.wouldTake(total, rank[at] as number)) continue
      if (this.mayStand(at, answers)) best.add({ total, order: rank[at] as number, at, skills })
    }
  }

  private mayStand(at: number, answers: Answers): boolean {
    if (answers.verdict(this.shelf.requirement[at] as number) === 'no') return false
    return this.outdated.size === 0 || !this.outdated.has(idOf(this.shelf.ids, at))
  }

  private found({ total, at, skills }: Place, answers: Answers): Found {
    const { shelf } = this
    const hit: Hit = {
      vacancy: idOf(shelf.ids, at),
      verdict: answers.verdict(shelf.requirement[at] as number) === 'yes' ? 'yes' : 'unknown',
      total,
      skills,
      language: answers.language[shelf.language[at] as number] as number,
      mobility: answers.municipality[shelf.municipality[at] as number] as number,
      hours: answers.pattern[shelf.pattern[at] as number] as number,
      experience: answers.isco[shelf.isco[at] as number] as number,
    }
    return { total, posted: shelf.posted[at] as number, hit }
  }

  /** What changed since is scored one by one. The best of both, in one order. */
  private withFresh(query: Query, places: readonly Place[], answers: Answers, k: number): readonly Hit[] {
    const found = places.map(place => this.found(place, answers))
    const fresh: Found[] = []
    for (const { vacancy, shares } of this.fresh.values()) {
      const verdict = query.verdict(vacancy.requirement)
      if (verdict === 'no') continue
      const posted = daysBetween(EPOCH, vacancy.postedOn)
      const hit = { ...fitOf(query, vacancy, shares), vacancy: vacancy.id, verdict } as const
      fresh.push({ total: hit.total, posted, hit })
    }
    const all = fresh.length === 0 ? found : [...found, ...fresh].sort(byRank).slice(0, k)
    return all.map(({ hit }) => hit)
  }
}

const byRank = (a: Found, b: Found): number =>
  b.total - a.total || a.posted - b.posted || (a.hit.vacancy < b.hit.vacancy ? -1 : 1)

/** Bounds that differ by less than a thirtieth of a point count as equal. */
const step = (bound: number): number => bound >>> 5

/** Blocks by what they can score, the greatest first: a counting sort. */
function inDescendingOrder(bounds: Uint32Array): Uint32Array {
  const starts = new Uint32Array(step(0x1ffff) + 2)
  for (let block = 0; block < bounds.length; block++) {
    const own = step(bounds[block] as number)
    starts[own] = (starts[own] as number) + 1
  }
  let before = 0
  for (let each = starts.length - 1; each >= 0; each--) {
    const count = starts[each] as number
    starts[each] = before
    before += count
  }
  const order = new Uint32Array(bounds.length)
  for (let block = 0; block < bounds.length; block++) {
    const own = step(bounds[block] as number)
    const to = starts[own] as number
    order[to] = block
    starts[own] = to + 1
  }
  return order
}

function bytesOfId(id: string): Uint8Array {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

function idOf(ids: Uint8Array, at: number): string {
  const hex = Buffer.from(ids.buffer, ids.byteOffset + at * 16, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
