// SPDX-License-Identifier: EUPL-1.2
// Words of one language that say the same because they are the same words in English: "responsable" and "directeur" are
// both "manager", "aquaculture" and "aquacole" the same adjective. After C. Bannard and C. Callison-Burch, "Paraphrasing
// with Bilingual Parallel Corpora" (ACL 2005), which goes through the other language and back; here as the cosine of what
// two words are in English, so that a word that has many translations is not the less alike for it.
import type { Translated } from './translations.ts'
import { weightOf } from './search-index.ts'

const LEAST = 0.4
const KEPT = 6

export type Alike = readonly (readonly [other: number, likeness: number])[]

/** How much an English word tells: little where many words of the language may mean it. */
function englishWeights(words: Translated, frequency: (word: number) => number, concepts: number): Float64Array {
  const said = new Float64Array(words.length)
  for (const [word, list] of words.entries())
    for (const [english, likeness] of list) said[english] = (said[english] as number) + likeness * frequency(word)
  return said.map(times => weightOf(times, concepts))
}

/** @param frequency in how many concepts a word is; @returns for each word those that stand in for it, the nearest first */
export function paraphrases(
  words: Translated,
  frequency: (word: number) => number,
  concepts: number,
): readonly Alike[] {
  const weights = englishWeights(words, frequency, concepts)
  const norms = Float64Array.from(words, list =>
    Math.sqrt(list.reduce((sum, [english, likeness]) => sum + (likeness * (weights[english] as number)) ** 2, 0)),
  )
  const back: [word: number, likeness: number][][] = Array.from({ length: words.length }, () => [])
  for (const [word, list] of words.entries())
    for (const [english, likeness] of list) back[english]?.push([word, likeness])
  return words.map((list, word) => {
    const common = new Map<number, number>()
    for (const [english, likeness] of list) {
      const worth = likeness * (weights[english] as number) ** 2
      for (const [other, own] of back[english] ?? []) common.set(other, (common.get(other) ?? 0) + worth * own)
    }
    common.delete(word)
    return [...common]
      .map(([other, sum]) => [other, sum / ((norms[word] as number) * (norms[other] as number))] as const)
      .filter(([, likeness]) => likeness >= LEAST)
      .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, KEPT)
  })
}
