// SPDX-License-Identifier: EUPL-1.2
// The k best so far, in arrays that are used again by the next search. Among equals the one that came first stays: it has
// waited longest.

export class Best {
  private totals = new Uint32Array(32)
  private orders = new Uint32Array(32)
  private places = new Uint32Array(32)
  private k = 0
  size = 0
  /** What a newcomer must exceed, or equal by standing earlier; 0 while there is room for everybody. */
  threshold = 0

  /** Forgets everything, for the next search. */
  begin(k: number): void {
    if (k > this.totals.length) {
      this.totals = new Uint32Array(k)
      this.orders = new Uint32Array(k)
      this.places = new Uint32Array(k)
    }
    this.k = k
    this.size = 0
    this.threshold = 0
  }

  wouldTake(total: number, order: number): boolean {
    if (this.size < this.k) return true
    const last = this.k - 1
    if (last < 0) return false
    return total > this.threshold || (total === this.threshold && order < (this.orders[last] as number))
  }

  /** Only what `wouldTake` has let in. */
  add(total: number, order: number, place: number): void {
    const { totals, orders, places } = this
    let at = this.size < this.k ? this.size++ : this.k - 1
    for (; at > 0; at--) {
      const before = totals[at - 1] as number
      if (before > total || (before === total && (orders[at - 1] as number) < order)) break
      totals[at] = before
      orders[at] = orders[at - 1] as number
      places[at] = places[at - 1] as number
    }
    totals[at] = total
    orders[at] = order
    places[at] = place
    if (this.size === this.k) this.threshold = totals[this.k - 1] as number
  }

  /** The place that stands at `at`, 0 for the best. */
  placeAt(at: number): number {
    return this.places[at] as number
  }
}
