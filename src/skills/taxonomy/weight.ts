// SPDX-License-Identifier: EUPL-1.2

/**
 * How much each kind of agreement counts: learnt on labels held out of ESCO in eight languages, names of unit groups and
 * descriptions (README.md), never on the plain-speech phrases; only that of the starter vocabulary was set with them in
 * sight. That of the sense was set by hand, on labels held out by seeds 81 to 83.
 */
export const weight = {
  /** The closest label, be it of the language or English: its words. */
  nearest: 1.04,
  /** The closest label of the language: its words, its letters. */
  words: 0.12,
  letters: 0.32,
  /** The word that says what kind of work it is ("addetto", "responsabile") has the same place in a label. */
  head: 0.37,
  /** The closest English label. */
  loanWords: 0.51,
  /** Words met anywhere in the labels, the English labels, the names of the group, the description. */
  labels: 0.18,
  loans: 0.28,
  near: 0.27,
  about: 0.3,
  /** Letters met anywhere in the labels. */
  allLetters: 0.53,
  /** The concept points where the query points (senses.ts). */
  sense: 0.3,
  /** Agreement of the unit group by the starter vocabulary, beyond chance. */
  group: 3,
} as const
type Feature = keyof typeof weight
export type Features = Readonly<Record<Feature, number>>
