// SPDX-License-Identifier: EUPL-1.2
// What a measurement is. `npm run bench -- <name>` prints each figure as one line of JSON.

export type Figure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The bar the figure is held against, in words or as a number. */
  readonly bar?: string | number
  readonly ok?: boolean
  /** A figure of correctness, not of time: when it is not ok the run fails. */
  readonly correctness?: boolean
  readonly peer?: string
  readonly peerValue?: number
  readonly ratio?: number
}

export type Bench = { readonly name: string; run(options: { readonly quick: boolean }): AsyncIterable<Figure> }

/** The value below which `share` (0 to 1) of the measurements lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
