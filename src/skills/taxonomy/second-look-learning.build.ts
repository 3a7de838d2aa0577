// SPDX-License-Identifier: EUPL-1.2
// How the network of the second look is learnt: a softmax over the concepts of each list, as likely as can be on a right
// one; Adam (Kingma and Ba 2015), in batches, at a rate that falls to nothing by a cosine. Pure functions of plain arrays:
// the same lists and the same seed give the same numbers.
import { chanceFrom } from '#lib/chance.ts'
import { type Network, type Shape, sizeOf, worths } from './second-look-network.build.ts'

/** Lists of concepts, one for each question, one behind the other. */
export type Lists = {
  readonly width: number
  /** The row at which each list begins, and the end of the last one. */
  readonly start: Int32Array
  /** So much each list counts. */
  readonly share: Float32Array
  /** For each row what the network gets of the concept, its score, and whether it is right. */
  readonly inputs: Float32Array
  readonly scores: Float32Array
  readonly right: Uint8Array
}

export type Effort = {
  readonly units: number
  readonly seed: number
  readonly rounds: number
  readonly batch: number
  readonly rate: number
}
export const usualEffort: Omit<Effort, 'seed'> = { units: 16, rounds: 12, batch: 256, rate: 0.003 }

/** Numbers that lie about zero as chance would have it, one standard deviation wide (Box and Muller). */
function bellFrom(next: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}

/** The score says nearly all in the beginning; units must differ, or they would learn the same. */
function beginning({ width, units }: Shape, next: () => number): Float64Array {
  const bell = bellFrom(next)
  const numbers = new Float64Array(sizeOf({ width, units }))
  for (let at = 0; at < units * width; at++) numbers[at] = bell() * Math.sqrt(1.5 / width)
  const counts = units * width + units
  for (let unit = 0; unit < units; unit++) numbers[counts + unit] = (bell() * 0.3) / Math.sqrt(units)
  numbers[numbers.length - 1] = 4
  return numbers
}

/**
 * How unlikely the right concepts of one list are, and how much more or less likely each one must become.
 * @param worth of each concept; holds the slope by it afterwards
 */
function surprise(lists: Lists, from: number, worth: Float64Array, share: number): number {
  const most = worth.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  let [all, right] = [0, 0]
  for (let at = 0; at < worth.length; at++) {
    const likely = Math.exp((worth[at] as number) - most)
    worth[at] = likely
    all += likely
    if (lists.right[from + at]) right += likely
  }
  for (let at = 0; at < worth.length; at++) {
    const likely = worth[at] as number
    worth[at] = share * (likely / all - (lists.right[from + at] ? likely / right : 0))
  }
  return -share * Math.log(right / all)
}

/** Adds to the slope of every number what one concept says. */
function addSlope(
  { shape, numbers }: Network,
  lists: Lists,
  row: number,
  own: number,
  hidden: Float64Array,
  slope: Float64Array,
): void {
  const { width, units } = shape
  const [starts, counts, direct] = [units * width, units * width + units, units * width + 2 * units]
  const input = row * width
  const add = (at: number, value: number) => {
    slope[at] = (slope[at] as number) + value
  }
  for (let place = 0; place < width; place++) add(direct + place, own * (lists.inputs[input + place] as number))
  add(direct + width, own * (lists.scores[row] as number))
  for (let unit = 0; unit < units; unit++) {
    const lit = hidden[unit] as number
    if (lit <= 0) continue
    add(counts + unit, own * lit)
    const back = own * (numbers[counts + unit] as number)
    add(starts + unit, back)
    for (let place = 0, to = unit * width; place < width; place++)
      slope[to + place] = (slope[to + place] as number) + back * (lists.inputs[input + place] as number)
  }
}

/** The mean surprise of some lists, and its slope by every number of the network. */
export function surpriseOf(network: Network, lists: Lists, some: Int32Array): { loss: number; slope: Float64Array } {
  const { units } = network.shape
  const slope = new Float64Array(network.numbers.length)
  const all = some.reduce((sum, list) => sum + (lists.share[list] as number), 0)
  let loss = 0
  for (const list of some) {
    const [from, to] = [lists.start[list] as number, lists.start[list + 1] as number]
    const { worth, hidden } = worths(network, lists, from, to)
    loss += surprise(lists, from, worth, (lists.share[list] as number) / all)
    for (let row = from; row < to; row++) {
      const lit = hidden.subarray((row - from) * units, (row - from + 1) * units)
      addSlope(network, lists, row, worth[row - from] as number, lit, slope)
    }
  }
  return { loss, slope }
}

/** Adam: each number goes by its own slope of late, made even by how large that was. */
function adam(numbers: Float64Array): (slope: Float64Array, rate: number) => void {
  const [mean, square] = [new Float64Array(numbers.length), new Float64Array(numbers.length)]
  let steps = 0
  return (slope, rate) => {
    steps++
    const [early, earlySquare] = [1 - 0.9 ** steps, 1 - 0.999 ** steps]
    for (let at = 0; at < numbers.length; at++) {
      const own = slope[at] as number
      const first = 0.9 * (mean[at] as number) + 0.1 * own
      const second = 0.999 * (square[at] as number) + 0.001 * own * own
      mean[at] = first
      square[at] = second
      numbers[at] = (numbers[at] as number) - (rate * first) / early / (Math.sqrt(second / earlySquare) + 1e-8)
    }
  }
}

function shuffle(order: Int32Array, next: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1))
    const own = order[at] as number
    order[at] = order[other] as number
    order[other] = own
  }
}

/** Lists that have a right concept: no order of the others is better than another. */
const answerable = ({ start, right }: Lists): Int32Array =>
  Int32Array.from({ length: start.length - 1 }, (_, list) => list).filter(list =>
    right.subarray(start[list] as number, start[list + 1] as number).includes(1),
  )

/** @param lists evened; lists that fill no batch wait for another round */
export function learn(lists: Lists, { units, seed, rounds, batch, rate }: Effort): Network {
  const next = chanceFrom(seed)
  const shape = { width: lists.width, units }
  const network: Network = { shape, numbers: beginning(shape, next) }
  const step = adam(network.numbers)
  const order = answerable(lists)
  const batches = Math.max(1, Math.floor(order.length / batch))
  for (let round = 0; round < rounds; round++) {
    shuffle(order, next)
    for (let at = 0; at < batches; at++) {
      const done = (round * batches + at) / (rounds * batches)
      const { slope } = surpriseOf(network, lists, order.subarray(at * batch, (at + 1) * batch))
      step(slope, rate * 0.5 * (1 + Math.cos(Math.PI * done)))
    }
  }
  return network
}
