// SPDX-License-Identifier: EUPL-1.2
// The rows of a table, each a line of numbers: whoever compares two of a million rows waits for main memory, and finds all
// that it asks of a row in one place.

const NONE = -1

export class Rows {
  /** Row r has its numbers from r * width on. */
  array: Int32Array
  width = 16

  /** @param room for so many rows; more find room when they come */
  constructor(room = 64) {
    this.array = new Int32Array(room * this.width).fill(NONE)
  }

  at(row: number, place: number): number {
    return place < this.width ? (this.array[row * this.width + place] as number) : NONE
  }

  put(row: number, place: number, number: number): void {
    if (place >= this.width) this.#widen(place + 1)
    this.array[row * this.width + place] = number
  }

  /** Makes room for a row, with nothing in it. */
  clear(row: number): void {
    const from = row * this.width
    if (from + this.width > this.array.length) {
      const longer = new Int32Array(Math.max(from + this.width, this.array.length * 2))
      longer.set(this.array)
      this.array = longer
    }
    this.array.fill(NONE, from, from + this.width)
  }

  /** A table has more columns than most. */
  #widen(width: number): void {
    const wider = width * 2
    const rows = this.array.length / this.width
    const array = new Int32Array(rows * wider).fill(NONE)
    for (let row = 0; row < rows; row++)
      array.set(this.array.subarray(row * this.width, (row + 1) * this.width), row * wider)
    this.array = array
    this.width = wider
  }

  /** The same rows in another order. @param order for each new row the one that stood there before */
  inOrder(order: Int32Array): Rows {
    const ordered = new Rows(0)
    ordered.width = this.width
    ordered.array = new Int32Array(order.length * this.width)
    for (let row = 0; row < order.length; row++) {
      const from = (order[row] as number) * this.width
      const to = row * this.width
      for (let place = 0; place < this.width; place++) ordered.array[to + place] = this.array[from + place] as number
    }
    return ordered
  }
}
