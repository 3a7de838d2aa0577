// SPDX-License-Identifier: EUPL-1.2
// The k best so far. Among equals the one that came first stays: it has waited longest.

export type Ranked = { readonly total: number; readonly order: number }

export class Best<Item extends Ranked> {
  private readonly items: Item[] = []
  private readonly k: number
  /** What a newcomer must exceed, or equal by standing earlier; -1 while there is room for everybody. */
  threshold = -1

  constructor(k: number) {
    this.k = k
  }

  get isFull(): boolean {
    return this.items.length >= this.k
  }

  wouldTake(total: number, order: number): boolean {
    const last = this.items.at(-1)
    return !this.isFull || last === undefined || total > last.total || (total === last.total && order < last.order)
  }

  add(item: Item): void {
    let at = this.items.length
    while (at > 0 && isBetter(item, this.items[at - 1])) at--
    this.items.splice(at, 0, item)
    if (this.items.length > this.k) this.items.pop()
    if (this.items.length === this.k) this.threshold = this.items.at(-1)?.total ?? -1
  }

  take(): readonly Item[] {
    return this.items
  }
}

const isBetter = (a: Ranked, b: Ranked | undefined): boolean =>
  b === undefined || a.total > b.total || (a.total === b.total && a.order < b.order)
