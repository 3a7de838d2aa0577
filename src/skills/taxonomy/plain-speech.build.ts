// SPDX-License-Identifier: EUPL-1.2
// 150 phrases as people say them, written before the search was tuned, with the unit groups of ISCO-08 that are right,
// chosen in two passes. A group counts as right when either pass chose it; README.md says how often the two agree.
import phrases from './plain-speech/phrases.json' with { type: 'json' }

export type Phrase = { readonly language: string; readonly text: string; readonly gold: ReadonlySet<string> }

export const plainSpeech: readonly Phrase[] = phrases.map(({ language, text, first, second }) => ({
  language,
  text,
  gold: new Set([...first, ...second]),
}))

/** How often both passes have a group in common, and how often they chose exactly the same. */
export const agreement = {
  shared: phrases.filter(({ first, second }) => first.some(code => second.includes(code))).length,
  equal: phrases.filter(({ first, second }) => first.toSorted().join() === second.toSorted().join()).length,
  count: phrases.length,
} as const
