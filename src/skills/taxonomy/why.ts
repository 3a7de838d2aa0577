// SPDX-License-Identifier: EUPL-1.2
// Why a concept was found: the label that agrees best, and for each word of the query what it met and where.
import type { SearchIndex } from './search-index.ts'
import type { Asked, Meant } from './meant.ts'
import type { Scored } from './search.ts'
import type { Postings } from './postings.ts'

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

const holds = ({ start, items }: Postings, stem: number, concept: number): boolean => {
  let [low, high] = [start[stem] ?? 0, (start[stem + 1] ?? 0) - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const item = items[middle] ?? 0
    if (item === concept) return true
    if (item < concept) low = middle + 1
    else high = middle - 1
  }
  return false
}

const KIN_BELOW = 0.5

function met(index: SearchIndex, meant: Meant, concept: number): Met | undefined {
  const places = [
    ['label', index.inLabels],
    ['group', index.inNear],
    ['description', index.inAbout],
  ] as const
  let best: (Met & { readonly worth: number }) | undefined
  meant.stems.forEach((stem, at) => {
    const found = index.stemTexts[stem] ?? ''
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
    label: index.labelTexts[scored.label] ?? '',
    english: (index.labelFactor[scored.label] ?? 1) < 1,
    words,
    letters: words.length === 0,
  }
}
