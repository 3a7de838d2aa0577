// SPDX-License-Identifier: EUPL-1.2
// Two records may be of two people who are no strangers: sisters share a surname, a telephone and an address, twins a birth
// date as well, a father and his son a name. Beside the question how likely the agreement is for one person and for two
// strangers stands the third, how likely it is for relatives (a mixture of two kinds of non-matches; Fellegi and Sunter
// know one). Without it everything that a family shares speaks for one person, each field by itself.
import { beliefs } from './kinds.ts'
import type { Model } from './model.ts'

/** So many relatives are believed to be in the same list for each record, where nothing was learned. */
const RELATIVES = 0.3

export class Relatives {
  /** Bits that a level of a field brings for one person and against relatives. */
  readonly #bits: readonly (readonly number[])[]

  constructor(fields: readonly string[], { fields: learned }: Model) {
    this.#bits = fields.map(name => {
      const field = learned[name]
      return field ? field.m.map((m, level) => Math.log2(m / (beliefs[field.kind].kin[level] ?? 1))) : []
    })
  }

  /** What speaks for one person and against two relatives, in bits. @param levels of all fields, below 0 where nothing is said */
  bits(levels: Int8Array): number {
    let sum = 0
    for (let f = 0; f < levels.length; f++) {
      const level = levels[f] as number
      if (level >= 0) sum += this.#bits[f]?.[level] ?? 0
    }
    return sum
  }
}

/** The odds, in bits, that two rows of which nothing is known are one person: against two strangers, against relatives. */
export type Prior = { readonly strangers: number; readonly relatives: number }

/** @param strangers log2 of the odds that any two rows are one person */
export const priorWith = (strangers: number, model: Pick<Model, 'matchesPerRecord' | 'relativesPerRecord'>): Prior => ({
  strangers,
  relatives: Math.log2(model.matchesPerRecord / (model.relativesPerRecord ?? RELATIVES)),
})

/** The same for a register, in which somebody may be any of so many. */
export const priorAmong = (records: number, model: Model): Prior =>
  priorWith(Math.log2(model.matchesPerRecord / Math.max(1, records)), model)

/** The odds of one person against strangers and relatives together, in bits; never more than against strangers. */
export function settle(strangers: number, relatives: number, prior: Prior): number {
  const one = strangers + prior.strangers
  const other = relatives + prior.relatives
  return other > one + 40 ? one : -Math.log2(2 ** -one + 2 ** -other)
}
