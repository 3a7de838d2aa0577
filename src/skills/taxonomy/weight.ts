// SPDX-License-Identifier: EUPL-1.2

/**
 * How much each kind of agreement counts: learnt on labels held out of ESCO in eight languages, names of unit groups and
 * descriptions (README.md), never on the plain-speech phrases; only that of the starter vocabulary was set with them in
 * sight.
 */
export const weight = {
  /** The closest label of the language: its words, its letters. */
  words: 1,
  letters: 0.18,
  /** The word that says what kind of work it is ("addetto", "responsabile") has the same place in a label. */
  head: 0.26,
  /** The closest English label. */
  loanWords: 0.7,
  /** Words met anywhere in the labels, the English labels, the names of the group, the description. */
  labels: 0.16,
  loans: 0.35,
  near: 0.27,
  about: 0.3,
  /** Letters met anywhere in the labels. */
  allLetters: 0.7,
  /** Agreement of the unit group by the starter vocabulary, beyond chance. */
  group: 3,
} as const
type Feature = keyof typeof weight
export type Features = Readonly<Record<Feature, number>>
