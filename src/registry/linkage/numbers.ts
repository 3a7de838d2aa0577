// SPDX-License-Identifier: EUPL-1.2
/** Numbers that grow: a typed array that doubles when it is full. */
export class Numbers {
  array: Int32Array
  length = 0
  constructor(room = 1024) {
    this.array = new Int32Array(room)
  }
  push(value: number): void {
    if (this.length === this.array.length) {
      const wider = new Int32Array(this.length * 2)
      wider.set(this.array)
      this.array = wider
    }
    this.array[this.length++] = value
  }
  /** Those that are there, without the room behind them: a view, good until the next push. */
  get filled(): Int32Array {
    return this.array.subarray(0, this.length)
  }
  at(place: number): number {
    return this.array[place] as number
  }
}
