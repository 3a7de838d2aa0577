// SPDX-License-Identifier: EUPL-1.2
// The index in memory: a shelf made from the database, and beside it what changed since. It holds no truth: it can be
// thrown away at any time, and the database gives the same answer more slowly.
import type { CivilDate } from '#lib/civil-date.ts'
import { Best, NO_KIND } from './best.ts'
import { Coverage } from './coverage.ts'
import { Delta } from './delta.ts'
import { Answers, Dictionaries } from './dictionaries.ts'
import { bytesOfId, dayOf, type Offer, type Packed, packedOf } from './packed-vacancy.ts'
import { byRank, fewAlike, type Found, type Hit, hitOf } from './hit.ts'
import { highOf, SHARE_MASK } from './posting.ts'
import type { Query } from './query.ts'
import { addShares, addUse } from './shelf-bounds.ts'
import { bytesOf, type Demand, placeOf, type Shelf, ShelfBuilder } from './shelf.ts'
import type { Share } from './vacancy.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Weights } from './weights.ts'

/** The kind of an occupation that no vacancy names. */
const NOWHERE = -2

/** What is asked for beside the person. */
export type Wanted = {
  readonly k: number
  readonly today: CivilDate
  /** Only vacancies of this one, and all of them: without it a list holds few of each. */
  readonly occupation?: string | undefined
}

/** A vacancy and the shares of its skills, as they were computed when it was written. */
export type Entry = { readonly vacancy: Offer; readonly shares: readonly Share[] }

export class MatchingIndex {
  private shelf: Shelf
  private builder: ShelfBuilder | undefined = new ShelfBuilder()
  private readonly dictionaries = new Dictionaries()
  private readonly delta = new Delta()
  /** Places on the shelf that something newer stands for, or nothing any more. */
  private gone = new Uint8Array(0)
  private changed = 0
  // Used again by every search.
  private readonly best = new Best()
  private readonly coverage: Coverage
  private bounds = new Uint32Array(0)
  private useBounds = new Uint32Array(0)
  private order = new Uint32Array(0)
  readonly vocabulary: Vocabulary
  readonly weights: Weights

  constructor(vocabulary: Vocabulary, weights: Weights) {
    this.vocabulary = vocabulary
    this.weights = weights
    this.coverage = new Coverage(vocabulary)
    this.shelf = new ShelfBuilder().take(vocabulary)
  }

  /** Takes a vacancy while the index is being built. */
  add({ vacancy, shares }: Entry): void {
    this.addPacked(packedOf(vacancy, shares))
  }

  addPacked(vacancy: Packed): void {
    if (!this.builder) throw new Error('The index is sealed')
    this.builder.add(vacancy, this.dictionaries.demandOf(vacancy))
  }

  /** Ends the building; what comes later goes through `change`. */
  seal(): this {
    if (this.builder) this.shelf = this.builder.take(this.vocabulary)
    this.builder = undefined
    this.gone = new Uint8Array(this.shelf.size)
    this.bounds = new Uint32Array(this.shelf.blockIsco.length)
    this.useBounds = new Uint32Array(this.shelf.blockIsco.length)
    this.order = new Uint32Array(this.shelf.blockIsco.length)
    return this
  }

  /** A vacancy was written, or is open no longer (undefined). */
  change(id: string, entry: Entry | undefined): void {
    this.changePacked(id, entry && packedOf(entry.vacancy, entry.shares))
  }

  changePacked(id: string, vacancy: Packed | undefined): void {
    const place = placeOf(this.shelf, bytesOfId(id))
    if (place >= 0 && this.gone[place] === 0) {
      this.gone[place] = 1
      this.changed++
    }
    if (!vacancy) return this.delta.delete(id)
    const { posted, closes, skills } = vacancy
    this.delta.set({ id, posted, closes, skills: skills.slice(), ...this.dictionaries.demandOf(vacancy) })
  }

  /** How many changes stand beside the shelf: many make it worth building anew. */
  get changes(): number {
    return this.changed + this.delta.size
  }

  get size(): number {
    return this.shelf.size - this.changed + this.delta.size
  }

  get bytes(): number {
    return bytesOf(this.shelf) + this.gone.byteLength + this.bounds.byteLength * 2 + this.order.byteLength
  }

  /**
   * The k best vacancies for a person that stand open on a day, best first, few of one occupation (`weights.alike`); those
   * whose conditions say no are left out.
   */
  search(query: Query, { k, today, occupation }: Wanted): readonly Hit[] {
    const { best, coverage } = this
    const only = occupation === undefined ? undefined : (this.dictionaries.occupation.find(occupation) ?? NOWHERE)
    const answers = new Answers(query, this.dictionaries)
    best.begin(k, only === undefined ? query.weights.alike : Infinity)
    coverage.begin(query)
    const { firsts, occupation: occupations } = this.shelf
    const day = dayOf(today)
    const spoken = answers.mostSpoken(this.shelf.spoken)
    this.orderBlocks(answers, spoken)
    const { bounds, order } = this
    for (let each = 0; each < order.length; each++) {
      const block = order[each] as number
      const bound = bounds[block] as number
      if (step(bound) < step(best.threshold)) break // those after it are no better
      const others = answers.most + (spoken[this.shelf.blockSpoken[block] as number] as number)
      if (bound < best.threshold) continue
      const kind = this.kindOf(occupations[firsts[block] as number] as number)
      if ((only === undefined || kind === only) && bound >= best.leastFor(kind))
        this.open(block, kind, answers, bound - others, day)
    }
    const hits = this.withFresh(answers, day, { k, only })
    coverage.end()
    return hits
  }

  /** What skills can bring in each block at most: nearness by leaf, by skill what goes beyond it, and their use. */
  private boundBlocks(): void {
    const { leafStarts, leafBlocks, skillStarts, skillBlocks } = this.shelf
    const { bounds, useBounds, coverage } = this
    bounds.fill(0)
    useBounds.fill(0)
    const { leaves, leafCovers, skills, beyond, uses } = coverage
    for (let each = 0; each < coverage.leafCount; each++) {
      const leaf = leaves[each] as number
      addShares(
        bounds,
        leafBlocks,
        leafStarts[leaf] as number,
        leafStarts[leaf + 1] as number,
        leafCovers[leaf] as number,
      )
    }
    for (let each = 0; each < coverage.skillCount; each++) {
      const skill = skills[each] as number
      const from = skillStarts[skill] as number
      const end = skillStarts[skill + 1] as number
      const use = uses[skill] as number
      addShares(bounds, skillBlocks, from, end, beyond[each] as number)
      if (use > 0) addUse(useBounds, skillBlocks, from, end, use)
    }
  }

  /** Blocks by what they can score, the greatest first: a counting sort. */
  private orderBlocks(answers: Answers, spoken: Uint16Array): void {
    this.boundBlocks()
    const { bounds, useBounds, order } = this
    const { blockIsco, blockSpoken } = this.shelf
    const { isco, most } = answers
    const { skills: full, use: fullUse } = this.weights.points
    starts.fill(0)
    for (let block = 0; block < bounds.length; block++) {
      const skilled = bounds[block] as number
      const used = useBounds[block] as number
      const others =
        (isco[blockIsco[block] as number] as number) + (spoken[blockSpoken[block] as number] as number) + most
      const bound = (skilled < full ? skilled : full) + (used < fullUse ? used : fullUse) + others
      bounds[block] = bound
      starts[step(bound)] = (starts[step(bound)] as number) + 1
    }
    let before = 0
    for (let each = starts.length - 1; each >= 0; each--) {
      const count = starts[each] as number
      starts[each] = before
      before += count
    }
    for (let block = 0; block < bounds.length; block++) {
      const own = step(bounds[block] as number)
      const to = starts[own] as number
      order[to] = block
      starts[own] = to + 1
    }
  }

  /**
   * Looks at the vacancies of a block that could still be among the best.
   * @param kind of all of them
   * @param inBlock what skills, their use and experience can bring in it at most
   */
  private open(block: number, kind: number, answers: Answers, inBlock: number, day: number): void {
    const { firsts, starts: from, skills: asked, language, municipality, pattern, rank, blockIsco } = this.shelf
    const { best, coverage } = this
    const { by, uses, mostUse } = coverage
    const { language: spoken, municipality: near, pattern: free } = answers
    const end = firsts[block + 1] as number
    const experience = answers.isco[blockIsco[block] as number] as number
    let least = best.leastFor(kind)
    for (let at = firsts[block] as number; at < end; at++) {
      const others =
        (spoken[language[at] as number] as number) +
        (near[municipality[at] as number] as number) +
        (free[pattern[at] as number] as number)
      if (inBlock + others < least) continue
      let total = others + experience
      let used = 0
      const last = from[at + 1] as number
      for (let each = from[at] as number; each < last; each++) {
        const posting = asked[each] as number
        total += (posting & SHARE_MASK) * (by[highOf(posting)] as number)
        used += uses[highOf(posting)] as number
      }
      total += used < mostUse ? used : mostUse
      if (total < least || !best.wouldTake(total, rank[at] as number, kind)) continue
      if (!this.mayStand(at, answers, day)) continue
      best.add(total, rank[at] as number, at, kind)
      least = best.leastFor(kind)
    }
  }

  /** Vacancies of one occupation are of one kind; those that name none are of no kind. */
  private kindOf(occupation: number): number {
    return this.dictionaries.occupation.values[occupation] === undefined ? NO_KIND : occupation
  }

  private mayStand(at: number, answers: Answers, day: number): boolean {
    const { closes, requirement } = this.shelf
    if (this.gone[at] === 1 || (closes[at] as number) < day) return false
    return answers.verdict(requirement[at] as number) !== 'no'
  }

  private found(at: number, answers: Answers): Found {
    const { shelf, coverage } = this
    const demand: Demand = {
      language: shelf.language[at] as number,
      municipality: shelf.municipality[at] as number,
      pattern: shelf.pattern[at] as number,
      isco: shelf.isco[at] as number,
      occupation: shelf.occupation[at] as number,
      requirement: shelf.requirement[at] as number,
    }
    let [skills, used] = [0, 0]
    for (let each = shelf.starts[at] as number; each < (shelf.starts[at + 1] as number); each++) {
      const posting = shelf.skills[each] as number
      skills += (posting & SHARE_MASK) * (coverage.by[highOf(posting)] as number)
      used += coverage.uses[highOf(posting)] as number
    }
    return {
      posted: shelf.posted[at] as number,
      kind: this.kindOf(demand.occupation),
      hit: hitOf(idOf(shelf.ids, at), skills, Math.min(used, coverage.mostUse), demand, answers),
    }
  }

  /** The best of the shelf and of what changed since, in one order. */
  private withFresh(
    answers: Answers,
    day: number,
    { k, only }: { k: number; only: number | undefined },
  ): readonly Hit[] {
    const { best, delta } = this
    const hits: Hit[] = []
    if (delta.size === 0) {
      for (let each = 0; each < best.size; each++) hits.push(this.found(best.placeAt(each), answers).hit)
      return hits
    }
    const all: Found[] = []
    for (let each = 0; each < best.size; each++) all.push(this.found(best.placeAt(each), answers))
    for (const { fresh, skills, use } of delta.search(this.coverage, answers, best.threshold, day)) {
      const kind = this.kindOf(fresh.occupation)
      if (only !== undefined && kind !== only) continue
      all.push({ posted: fresh.posted, kind, hit: hitOf(fresh.id, skills, use, fresh, answers) })
    }
    return fewAlike(all.sort(byRank), best.alike)
      .slice(0, k)
      .map(({ hit }) => hit)
  }
}

/** Bounds that differ by less than a quarter of a point count as equal. */
const step = (bound: number): number => bound >>> 8
const starts = new Uint32Array(step(0x1ffff) + 2)

function idOf(ids: Uint8Array, at: number): string {
  const hex = Buffer.from(ids.buffer, ids.byteOffset + at * 16, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
