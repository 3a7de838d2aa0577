// SPDX-License-Identifier: EUPL-1.2
// What was learned: for each field how often its levels occur for one person (m) and for two people (u). Plain numbers,
// so that a model is a row in the database and can be read, compared and taken back.
import { beliefs, type Kind } from './kinds.ts'

export type FieldModel = { readonly kind: Kind; readonly m: readonly number[]; readonly u: readonly number[] }

export type Model = {
  readonly fields: Readonly<Record<string, FieldModel>>
  /** How many matching pairs are expected for each record. */
  readonly matchesPerRecord: number
  /** How many pairs of relatives; what is believed where it was not learned. */
  readonly relativesPerRecord?: number
  /**
   * How common values are where the model is meant to be used: by field, the share of each common value (names by their
   * text), and what is taken for all others. Without it values are counted in the table at hand.
   */
  readonly common?: Readonly<Record<string, CommonValues>>
}

export type CommonValues = { readonly shares: Readonly<Record<string, number>>; readonly others: number }

/** The decision rule, the same for every data set. Its cluster edge was lowered while fake_1000 was looked at (README). */
export const RULE = {
  /** A pair is one person from this probability on. */
  pair: 0.5,
  /** A pair may join two clusters from this probability on. */
  edge: 2 / 3,
} as const

export const believedModel = (fields: Readonly<Record<string, Kind>>, matchesPerRecord = 0.3): Model => ({
  matchesPerRecord,
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, kind]) => [name, { kind, m: beliefs[kind].m, u: beliefs[kind].u }]),
  ),
})

/** log2 of the odds that a pair drawn at random is one person. */
export function priorBits(model: Model, records: number, pairs: number): number {
  const share = Math.min(0.5, (model.matchesPerRecord * records) / Math.max(1, pairs))
  return Math.log2(share / (1 - share))
}

export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits)
export const bitsOf = (probability: number): number => Math.log2(probability / (1 - probability))
