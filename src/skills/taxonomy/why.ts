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
  let [best, most]: [stem: number, worth: number] = [-1, 0]
  let where: Met['where'] = 'label'
  for (let at = 0; at < meant.stems.length; at++) {
    const [stem, alike] = [meant.stems[at] as number, meant.alike[at] ?? 0]
    // Wherever it stands, it is worth no more than this.
    if (alike <= most) continue
    const place = places.find(([, postings]) => holds(postings, stem, concept))
    const worth = alike * (place?.[0] === 'label' ? 1 : KIN_BELOW)
    if (place && worth > most) [best, most, where] = [stem, worth, place[0]]
  }
  if (best < 0) return undefined
  const found = textAt(index.stemTexts, best)
  const how: How = found === meant.said ? 'same' : meant.kin.includes(best) ? 'kin' : 'alike'
  return { said: meant.word, found, how, where }
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
