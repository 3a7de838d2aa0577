// SPDX-License-Identifier: EUPL-1.2
// The network of the second look while it is being learnt: all its numbers in one array, and how they become those of
// second-look.json.
import type { Lists } from './second-look-learning.build.ts'
import type learnt from './second-look.json'
import { FARTHEST } from './second-look.ts'

export type Shape = { readonly width: number; readonly units: number }
/** Weights of each unit, its start, how it counts; what counts directly, and the score. */
export type Network = { readonly shape: Shape; readonly numbers: Float64Array }
/** For each input what lies in the middle and how far the others lie from it. */
export type Evenness = { readonly middle: readonly number[]; readonly spread: readonly number[] }
export type Learnt = typeof learnt

export const sizeOf = ({ width, units }: Shape): number => units * (width + 2) + width + 1

/** What the network says of some rows, and what each of its units does. */
export function worths({ shape, numbers }: Network, lists: Lists, from: number, to: number) {
  const { width, units } = shape
  const [starts, counts, direct] = [units * width, units * width + units, units * width + 2 * units]
  const [worth, hidden] = [new Float64Array(to - from), new Float64Array((to - from) * units)]
  for (let row = from; row < to; row++) {
    const input = row * width
    let total = (numbers[direct + width] as number) * (lists.scores[row] as number)
    for (let place = 0; place < width; place++)
      total += (lists.inputs[input + place] as number) * (numbers[direct + place] as number)
    for (let unit = 0, own = 0; unit < units; unit++, own += width) {
      let sum = numbers[starts + unit] as number
      for (let place = 0; place < width; place++)
        sum += (lists.inputs[input + place] as number) * (numbers[own + place] as number)
      if (sum <= 0) continue
      hidden[(row - from) * units + unit] = sum
      total += sum * (numbers[counts + unit] as number)
    }
    worth[row - from] = total
  }
  return { worth, hidden }
}

/** So many digits are kept: more would only lengthen the file. */
const short = (value: number): number => Number(value.toPrecision(4))
/** What hardly varies says next to nothing, and must not say it loudly. */
const LEAST_SPREAD = 1e-3

export function evennessOf({ inputs, width }: Lists): Evenness {
  const rows = inputs.length / width
  const [sums, squares] = [new Float64Array(width), new Float64Array(width)]
  for (let at = 0; at < inputs.length; at++) {
    const [place, value] = [at % width, inputs[at] as number]
    sums[place] = (sums[place] as number) + value
    squares[place] = (squares[place] as number) + value * value
  }
  const middle = [...sums].map(sum => sum / rows)
  const spread = [...squares].map((sum, place) => Math.sqrt(Math.max(0, sum / rows - (middle[place] as number) ** 2)))
  return { middle: middle.map(short), spread: spread.map(value => short(value + LEAST_SPREAD)) }
}

/** The same lists with inputs about zero and about as far from it, as second-look.ts makes them. */
export function evened(lists: Lists, { middle, spread }: Evenness): Lists {
  const inputs = lists.inputs.map((value, at) => {
    const place = at % lists.width
    const even = (value - (middle[place] as number)) / (spread[place] as number)
    return Math.max(-FARTHEST, Math.min(FARTHEST, even))
  })
  return { ...lists, inputs }
}

/** As second-look.json holds it. */
export function written({ shape, numbers }: Network, even: Evenness, names: Pick<Learnt, 'alone' | 'besideBest'>) {
  const { width, units } = shape
  const some = (from: number, count: number) => [...numbers.subarray(from, from + count)].map(short)
  const [starts, counts] = [some(units * width, units), some(units * width + units, units)]
  const [direct, ofScore] = [some(units * (width + 2), width), short(numbers[sizeOf(shape) - 1] as number)]
  return {
    alone: names.alone,
    besideBest: names.besideBest,
    middle: [...even.middle],
    spread: [...even.spread],
    ofScore,
    direct,
    units: starts.map((start, unit) => ({ start, counts: counts[unit] as number, weights: some(unit * width, width) })),
  } satisfies Learnt
}

/** And back: what is measured are the numbers that would be in the file. */
export function read({ units, direct, ofScore }: Learnt): Network {
  const numbers = Float64Array.from([
    ...units.flatMap(unit => unit.weights),
    ...units.map(unit => unit.start),
    ...units.map(unit => unit.counts),
    ...direct,
    ofScore,
  ])
  return { shape: { width: direct.length, units: units.length }, numbers }
}
