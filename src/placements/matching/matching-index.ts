// SPDX-License-Identifier: EUPL-1.2
// The index in memory: a shelf made from the database, and beside it what changed since. It holds no truth: it can be
// thrown away at any time, and the database gives the same answer more slowly.
import type { CivilDate } from '#lib/civil-date.ts'
import { Best, NO_KIND } from './best.ts'
import { BlockOrder } from './block-order.ts'
import { Coverage } from './coverage.ts'
import { Delta } from './delta.ts'
import { Answers, Dictionaries } from './dictionaries.ts'
import { bytesOfId, dayOf, type Offer, type Packed, packedOf } from './packed-vacancy.ts'
import { byRank, fewAlike, type Found, type Hit, hitOf } from './hit.ts'
import { highOf, SHARE_MASK } from './posting.ts'
import type { Query } from './query.ts'
import { ASKED, bytesOf, idAt, placeOf, type Need, type Shelf, TERMS } from './shelf.ts'
import { ShelfBuilder } from './shelf-builder.ts'
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
  private blocks: BlockOrder
  readonly vocabulary: Vocabulary
  readonly weights: Weights

  constructor(vocabulary: Vocabulary, weights: Weights) {
    this.vocabulary = vocabulary
    this.weights = weights
    this.coverage = new Coverage(vocabulary)
    this.shelf = new ShelfBuilder().take(vocabulary)
    this.blocks = new BlockOrder(this.shelf, weights)
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
    this.blocks = new BlockOrder(this.shelf, this.weights)
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
    return bytesOf(this.shelf) + this.gone.byteLength + this.blocks.bytes
  }

  /**
   * The k best vacancies for a person that stand open on a day, best first, few of one occupation (`weights.alike`); those
   * whose conditions say no are left out.
   */
  search(query: Query, { k, today, occupation }: Wanted): readonly Hit[] {
    const { best, coverage, blocks } = this
    const { blockOccupation } = this.shelf
    const only = occupation === undefined ? undefined : (this.dictionaries.occupation.find(occupation) ?? NOWHERE)
    const answers = new Answers(query, this.dictionaries)
    best.begin(k, only === undefined ? query.weights.alike : Infinity)
    coverage.begin(query)
    const day = dayOf(today)
    blocks.begin(coverage, answers)
    for (let block = blocks.next(0); block >= 0; block = blocks.next(best.threshold)) {
      const bound = blocks.bounds[block] as number
      const kind = this.kindOf(blockOccupation[block] as number)
      if ((only === undefined || kind === only) && bound >= best.leastFor(kind)) this.open(block, kind, answers, day)
    }
    const hits = this.withFresh(answers, day, { k, only })
    coverage.end()
    return hits
  }

  /**
   * Looks at the vacancies of a block that could still be among the best.
   * @param kind of all of them
   */
  private open(block: number, kind: number, answers: Answers, day: number): void {
    const { firsts, skillsFrom, asked, skills, rank, blockNeed, needs } = this.shelf
    const { best, coverage } = this
    const { by, uses, mostUse } = coverage
    const { language, municipality, pattern } = answers
    const end = firsts[block + 1] as number
    const inBlock = this.blocks.skillsIn(block)
    const { isco } = needs[blockNeed[block] as number] as Need
    const experience = answers.isco[isco] as number
    const base = skillsFrom[block] as number
    let least = best.leastFor(kind)
    let upTo = base
    for (let at = firsts[block] as number; at < end; at++) {
      const row = at * ASKED.all
      let each = upTo
      upTo = base + (asked[row + ASKED.end] as number)
      const others =
        experience +
        (language[asked[row + ASKED.language] as number] as number) +
        (municipality[asked[row + ASKED.municipality] as number] as number) +
        (pattern[asked[row + ASKED.pattern] as number] as number)
      if (inBlock + others < least) continue
      let total = others
      let used = 0
      for (; each < upTo; each++) {
        const posting = skills[each] as number
        total += (posting & SHARE_MASK) * (by[highOf(posting)] as number)
        used += uses[highOf(posting)] as number
      }
      if (used > mostUse) used = mostUse
      total += used
      if (total < least || !best.wouldTake(total, rank[at] as number, kind)) continue
      if (!this.mayStand(at, answers, day)) continue
      best.add(total, rank[at] as number, at, kind, used)
      least = best.leastFor(kind)
    }
  }

  /** Vacancies of one occupation are of one kind; those that name none are of no kind. */
  private kindOf(occupation: number): number {
    return this.dictionaries.occupation.values[occupation] === undefined ? NO_KIND : occupation
  }

  private mayStand(at: number, answers: Answers, day: number): boolean {
    const { terms } = this.shelf
    const row = at * TERMS.all
    if (this.gone[at] === 1 || (terms[row + TERMS.closes] as number) < day) return false
    return answers.verdict(terms[row + TERMS.requirement] as number) !== 'no'
  }

  /** What stands at `at` among the best, 0 for the first. */
  private found(at: number, answers: Answers): Found {
    const { shelf, best } = this
    const place = best.placeAt(at)
    const [asked, terms] = [place * ASKED.all, place * TERMS.all]
    const demand = {
      language: shelf.asked[asked + ASKED.language] as number,
      municipality: shelf.asked[asked + ASKED.municipality] as number,
      pattern: shelf.asked[asked + ASKED.pattern] as number,
      isco: shelf.terms[terms + TERMS.isco] as number,
      requirement: shelf.terms[terms + TERMS.requirement] as number,
    }
    return {
      posted: shelf.terms[terms + TERMS.posted] as number,
      kind: best.kindAt(at),
      hit: hitOf(idAt(shelf, place), best.totalAt(at), best.useAt(at), demand, answers),
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
      for (let each = 0; each < best.size; each++) hits.push(this.found(each, answers).hit)
      return hits
    }
    const all: Found[] = []
    for (let each = 0; each < best.size; each++) all.push(this.found(each, answers))
    for (const { fresh, total, use } of delta.search(this.coverage, answers, best.threshold, day)) {
      const kind = this.kindOf(fresh.occupation)
      if (only !== undefined && kind !== only) continue
      all.push({ posted: fresh.posted, kind, hit: hitOf(fresh.id, total, use, fresh, answers) })
    }
    return fewAlike(all.sort(byRank), best.alike)
      .slice(0, k)
      .map(({ hit }) => hit)
  }
}
