// SPDX-License-Identifier: EUPL-1.2
// The blocks of a shelf by the most that a vacancy in them can score, the greatest first. A search opens some sixty of
// thousands: the most promising are put in order, the others only when it gets so far.
import type { Coverage } from './coverage.ts'
import type { Answers } from './dictionaries.ts'
import type { Shelf } from './shelf.ts'
import { addShares, addUse } from './shelf-bounds.ts'
import type { Weights } from './weights.ts'

/** Bounds that differ by less than a quarter of a point count as equal. */
const stepOf = (bound: number): number => bound >>> 8
const STEPS = stepOf(0x1ffff) + 1
/** So many are put in order at first. */
const FIRST = 128

export class BlockOrder {
  /** The most that a vacancy of each block can score. */
  readonly bounds: Uint32Array
  private readonly uses: Uint32Array
  /** What everything beside skills and their use can bring, for each kind of need. */
  private readonly others: Uint32Array
  private readonly order: Uint32Array
  private readonly places = new Uint32Array(STEPS)
  private readonly shelf: Shelf
  private readonly points: Weights['points']
  private at = 0
  private ordered = 0
  /** The steps below it are not in order yet. */
  private cut = 0

  constructor(shelf: Shelf, { points }: Weights) {
    this.shelf = shelf
    this.points = points
    this.bounds = new Uint32Array(shelf.blockNeed.length)
    this.uses = new Uint32Array(shelf.blockNeed.length)
    this.order = new Uint32Array(shelf.blockNeed.length)
    this.others = new Uint32Array(shelf.needs.length)
  }

  get bytes(): number {
    return this.bounds.byteLength + this.uses.byteLength + this.order.byteLength + this.others.byteLength
  }

  /** Bounds every block for one person. */
  begin(coverage: Coverage, answers: Answers): void {
    this.addSkills(coverage)
    answers.mostFor(this.shelf.needs, this.others)
    const { places } = this
    places.fill(0)
    this.count()
    this.cut = 0
    this.ordered = this.order.length
    let before = 0
    for (let step = STEPS - 1; step >= 0; step--) {
      const count = places[step] as number
      places[step] = before
      if (before < FIRST && before + count >= FIRST) {
        this.cut = step
        this.ordered = before + count
      }
      before += count
    }
    this.at = 0
    this.place(this.cut, STEPS)
  }

  /** The block that can score the most of those left; -1 when none of them can come near `threshold`. */
  next(threshold: number): number {
    const { order, bounds } = this
    if (this.at === this.ordered && this.ordered < order.length) {
      this.place(0, this.cut)
      this.ordered = order.length
    }
    if (this.at === this.ordered) return -1
    const block = order[this.at++] as number
    return stepOf(bounds[block] as number) < stepOf(threshold) ? -1 : block
  }

  /** What skills and their use can bring in a block. */
  skillsIn(block: number): number {
    return (this.bounds[block] as number) - (this.others[this.shelf.blockNeed[block] as number] as number)
  }

  /** Nearness by leaf, by skill what goes beyond it, and their use. */
  private addSkills({ leaves, leafCount, leafCovers, skills, skillCount, beyond, uses: useOf }: Coverage): void {
    const { leafStarts, leafBlocks, skillStarts, skillBlocks } = this.shelf
    const { bounds, uses } = this
    bounds.fill(0)
    uses.fill(0)
    for (let each = 0; each < leafCount; each++) {
      const leaf = leaves[each] as number
      const from = leafStarts[leaf] as number
      addShares(bounds, leafBlocks, from, leafStarts[leaf + 1] as number, leafCovers[leaf] as number)
    }
    for (let each = 0; each < skillCount; each++) {
      const skill = skills[each] as number
      const from = skillStarts[skill] as number
      const end = skillStarts[skill + 1] as number
      const use = useOf[skill] as number
      addShares(bounds, skillBlocks, from, end, beyond[each] as number)
      if (use > 0) addUse(uses, skillBlocks, from, end, use)
    }
  }

  /** The bound of each block, and how many there are of each step. */
  private count(): void {
    const { bounds, uses, others, places } = this
    const { blockNeed } = this.shelf
    const { skills: full, use: fullUse } = this.points
    for (let block = 0; block < bounds.length; block++) {
      const skilled = bounds[block] as number
      const used = uses[block] as number
      const bound =
        (skilled < full ? skilled : full) +
        (used < fullUse ? used : fullUse) +
        (others[blockNeed[block] as number] as number)
      bounds[block] = bound
      places[stepOf(bound)] = (places[stepOf(bound)] as number) + 1
    }
  }

  /** Puts the blocks of some steps in order: a counting sort. */
  private place(from: number, below: number): void {
    const { bounds, places, order } = this
    for (let block = 0; block < bounds.length; block++) {
      const step = stepOf(bounds[block] as number)
      if (step < from || step >= below) continue
      const to = places[step] as number
      order[to] = block
      places[step] = to + 1
    }
  }
}
