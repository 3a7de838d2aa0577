// SPDX-License-Identifier: EUPL-1.2
// Arrays that one search after the other uses: a search runs from beginning to end without a pause, so that two never
// meet here. Whoever writes into one leaves it as it was.

export class Scratch {
  /** For each concept how well it agrees, one array for each place where words are looked for. */
  readonly labels: Float32Array
  readonly loans: Float32Array
  readonly near: Float32Array
  readonly about: Float32Array
  readonly letters: Float32Array
  readonly group: Float32Array
  readonly sense: Float32Array
  readonly rough: Float32Array
  readonly best: Float32Array
  /** For the highest score a concept can reach: what its own labels, its English ones, its head may give. */
  readonly ownSquares: Float32Array
  readonly loanSquares: Float32Array
  readonly heads: Float32Array
  readonly touched: Int32Array
  /** For each stem how many letter groups it shares with a word. */
  readonly common: Uint8Array
  readonly met: Int32Array
  /** For each stem its row in the table of likenesses, or -1. */
  readonly slot: Int32Array
  /** For each letter group its weight in the query, squared. */
  readonly grams: Float32Array

  constructor(concepts: number, stems: number, grams: number) {
    const each = () => new Float32Array(concepts)
    this.labels = each()
    this.loans = each()
    this.near = each()
    this.about = each()
    this.letters = each()
    this.group = each()
    this.sense = each()
    this.rough = each()
    this.best = each()
    this.ownSquares = each()
    this.loanSquares = each()
    this.heads = each()
    this.touched = new Int32Array(concepts)
    this.common = new Uint8Array(stems)
    this.met = new Int32Array(stems)
    this.slot = new Int32Array(stems).fill(-1)
    this.grams = new Float32Array(grams)
  }
}
