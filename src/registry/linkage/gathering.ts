// SPDX-License-Identifier: EUPL-1.2
// The words of a name, or of two fields side by side, by number, for comparing them with those of another.

/** Two words that were not put together yet. */
export const NOT_YET = -2

/** Longer names are not compared word by word across fields. */
export const MOST_WORDS = 30

/** Words by number from some place on, and beside each it and the next one as one word, or NOT_YET. */
export type Gathered = {
  readonly words: Int32Array
  readonly pairs: Int32Array
  readonly from: number
  readonly count: number
}
export type Gathering = { -readonly [part in keyof Gathered]: Gathered[part] }
const NOTHING = new Int32Array(0)
export const aGathering = (): Gathering => ({
  words: new Int32Array(MOST_WORDS),
  pairs: new Int32Array(MOST_WORDS),
  from: 0,
  count: 0,
})

/** Without room: it will look at words that lie elsewhere. */
export const nobody = (): Gathering => ({ words: NOTHING, pairs: NOTHING, from: 0, count: 0 })
