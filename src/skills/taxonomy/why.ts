// SPDX-License-Identifier: EUPL-1.2
// Why a concept was found: the label that agrees best, and for each word of the query what it met and where.
import type { SearchIndex } from './search-index.ts'
import type { Asked, Meant } from './meant.ts'
import type { Scored } from './search.ts'
import { holds, textAt } from './postings.ts'

/** The same word (whatever its ending), one spelt alike, or one that stands in for it in other labels. */
export type How = 'same' | 'alike' | 'kin'
export type Met = {
  readonly said: string
  readonly found: string
  readonly how: How
  readonly where: 'label' | 'group' | 'description'
}
export type Why = {
  readonly label: string
  /** The label is an English one although another language was asked for. */
  readonly english: boolean
  readonly words: readonly Met[]
  /** No word was met, only letters in common. */
  readonly letters: boolean
}

const KIN_BELOW = 0.5

function met(index: SearchIndex, meant: Meant, concept: number): Met | undefined {
  const places = [
    ['label', index.inLabels],
    ['label', index.inLoans],
    ['group', index.inNear],
    ['description', index.inAbout],
  ] as const
  let best: (Met & { readonly worth: number }) | undefined
  meant.stems.forEach((stem, at) => {
    const found = textAt(index.stemTexts, stem)
    const alike = meant.alike[at] ?? 0
    const how: How = found === meant.said ? 'same' : meant.kin.includes(stem) ? 'kin' : 'alike'
    for (const [where, postings] of places) {
      if (!holds(postings, stem, concept)) continue
      const worth = alike * (where === 'label' ? 1 : KIN_BELOW)
      if (!best || worth > best.worth) best = { said: meant.word, found, how, where, worth }
      return
    }
  })
  if (!best) return undefined
  const { said, found, how, where } = best
  return { said, found, how, where }
}

export function explain(index: SearchIndex, asked: Asked, scored: Scored): Why {
  const words = asked.meant.flatMap(meant => met(index, meant, scored.concept) ?? [])
  return {
    label: textAt(index.labelTexts, scored.label),
    english: index.language !== 'en' && scored.label >= (index.loanStart[scored.concept] ?? 0),
    words,
    letters: words.length === 0,
  }
}
