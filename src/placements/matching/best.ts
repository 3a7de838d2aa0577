// SPDX-License-Identifier: EUPL-1.2
// The k best so far, in arrays that are used again by the next search. Among equals the one that came first stays: it has
// waited longest. Of one kind there are only so many: a further one has to surpass the last of its own kind.

/** Of no kind: as many as there are. */
export const NO_KIND = -1

export class Best {
  private totals = new Uint32Array(32)
  private orders = new Uint32Array(32)
  private places = new Uint32Array(32)
  private uses = new Uint32Array(32)
  private kinds = new Int32Array(32)
  /** How many of each kind stand in the list: kinds are numbers of a dictionary, of 16 bits. */
  private readonly counts = new Uint16Array(1 << 16)
  private k = 0
  /** So many of one kind at most. */
  alike = Infinity
  size = 0
  /** What a newcomer of any kind must exceed, or equal by standing earlier; 0 while there is room for everybody. */
  threshold = 0

  /** Forgets everything, for the next search. */
  begin(k: number, alike: number): void {
    for (let at = 0; at < this.size; at++) this.count(this.kinds[at] as number, -1)
    if (k > this.totals.length) {
      this.totals = new Uint32Array(k)
      this.orders = new Uint32Array(k)
      this.places = new Uint32Array(k)
      this.uses = new Uint32Array(k)
      this.kinds = new Int32Array(k)
    }
    this.k = k
    this.alike = alike
    this.size = 0
    this.threshold = 0
  }

  private count(kind: number, by: number): void {
    if (kind !== NO_KIND && this.alike < this.k) this.counts[kind] = (this.counts[kind] as number) + by
  }

  /** The one that a newcomer of a kind takes the place of; -1 while there is room for it. */
  private lastOf(kind: number): number {
    if (kind !== NO_KIND && (this.counts[kind] as number) >= this.alike) {
      let last = this.size - 1
      while (this.kinds[last] !== kind) last--
      return last
    }
    return this.size < this.k ? -1 : this.k - 1
  }

  /** What a newcomer of a kind must reach at least to be looked at. */
  leastFor(kind: number): number {
    const last = this.lastOf(kind)
    return last < 0 ? 0 : (this.totals[last] as number)
  }

  wouldTake(total: number, order: number, kind: number): boolean {
    if (this.k === 0) return false
    const last = this.lastOf(kind)
    if (last < 0) return true
    const least = this.totals[last] as number
    return total > least || (total === least && order < (this.orders[last] as number))
  }

  /**
   * Only what `wouldTake` has let in.
   * @param use how much of the total is for use
   */
  add(total: number, order: number, place: number, kind: number, use: number): void {
    const { totals, orders, places, kinds, uses } = this
    const last = this.lastOf(kind)
    if (last >= 0) this.count(kinds[last] as number, -1)
    this.count(kind, 1)
    let at = last < 0 ? this.size++ : last
    for (; at > 0; at--) {
      const before = totals[at - 1] as number
      if (before > total || (before === total && (orders[at - 1] as number) < order)) break
      totals[at] = before
      orders[at] = orders[at - 1] as number
      places[at] = places[at - 1] as number
      kinds[at] = kinds[at - 1] as number
      uses[at] = uses[at - 1] as number
    }
    totals[at] = total
    orders[at] = order
    places[at] = place
    kinds[at] = kind
    uses[at] = use
    if (this.size === this.k) this.threshold = totals[this.k - 1] as number
  }

  /** What stands at `at`, 0 for the best. */
  placeAt(at: number): number {
    return this.places[at] as number
  }

  kindAt(at: number): number {
    return this.kinds[at] as number
  }

  totalAt(at: number): number {
    return this.totals[at] as number
  }

  useAt(at: number): number {
    return this.uses[at] as number
  }
}
