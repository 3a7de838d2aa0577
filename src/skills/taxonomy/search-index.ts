// SPDX-License-Identifier: EUPL-1.2
// What the search looks into: concepts of one language with their labels cut into stems and letter groups. All of it is
// typed arrays and long texts, so that the thread that makes it hands it over without copying. It is made from the rows
// of the database and can be thrown away at any time. Glossary: a *gram* is three neighbouring letters of a word set
// between blanks (" pa", "pan", "ane", "ne "); *near* words belong to the group of the concept (ISCO unit group, starter
// vocabulary), *about* words to its description, *loans* are its labels in English.
import { numbersOf, type Postings, textAt, type Texts } from './postings.ts'
import { Scratch } from './scratch.ts'
import type { Senses } from './senses.ts'

export type Entry = {
  readonly uri: string
  readonly version: string
  /** The preferred label in each gender. */
  readonly forms: readonly string[]
  readonly isco?: string
  /** As published; what a screen shows. */
  readonly shown: string
  /** Every form of every label, the preferred ones first. */
  readonly labels: readonly string[]
  readonly about: string
  readonly near: readonly string[]
  /** Labels in English, where the index is of another language: people say "brand manager" in every one. */
  readonly loans?: readonly string[]
  /** The language of the words, where they are not of the index's own (no translation was published). */
  readonly language?: string
}

/** What is kept of an entry to show it. */
export type Concept = Pick<Entry, 'uri' | 'version' | 'forms' | 'isco' | 'shown' | 'language'>

/** For each stem the stems that may stand in for it, and how likely each is. */
export type Kin = { readonly of: Postings; readonly likeness: Float32Array }

export type IndexParts = {
  readonly language: string
  /** The starter vocabulary in the same language: what people call the unit groups of these concepts. */
  readonly groups: IndexParts | undefined
  readonly uris: Texts
  /** One JSON document for each concept, read only when it is shown. */
  readonly concepts: Texts
  /** Unit groups of ISCO-08, the concepts of each, and the group of each concept (-1 without one). */
  readonly groupCodes: readonly string[]
  readonly conceptsByGroup: Postings
  readonly groupOf: Int32Array
  readonly stemTexts: Texts
  readonly stemWeight: Float32Array
  /** Letter groups of stems, to find a stem that is spelt alike. */
  readonly stemGramTexts: Texts
  readonly stemsByGram: Postings
  readonly stemGramCount: Uint8Array
  /** Stands in for it in other labels of this language; in labels in English. */
  readonly kin: Kin
  readonly english: Kin
  /** What words mean by the company they keep; only of a large classification. */
  readonly senses: Senses | undefined
  readonly inLabels: Postings
  readonly inLoans: Postings
  readonly inNear: Postings
  readonly inAbout: Postings
  readonly aboutFactor: Float32Array
  readonly labelsFactor: Float32Array
  readonly gramTexts: Texts
  readonly gramWeight: Float32Array
  readonly conceptsByGram: Postings
  readonly gramNorm: Float32Array
  /** Labels of each concept are the numbers from labelStart[c] to labelStart[c + 1]; those from loanStart[c] are English. */
  readonly labelStart: Int32Array
  readonly loanStart: Int32Array
  readonly labelTexts: Texts
  readonly labelStems: Postings
  readonly labelNorm: Float32Array
  readonly labelGrams: Postings
  readonly labelGramNorm: Float32Array
}

export type SearchIndex = Omit<IndexParts, 'groups'> & {
  readonly groups: SearchIndex | undefined
  readonly size: number
  readonly stems: ReadonlyMap<string, number>
  readonly stemGrams: ReadonlyMap<string, number>
  readonly grams: ReadonlyMap<string, number>
  readonly groupNumbers: ReadonlyMap<string, number>
  readonly scratch: Scratch
}

/** Makes parts ready to be searched: the few tables that are quicker made anew than handed over. */
export function opened(parts: IndexParts): SearchIndex {
  const size = parts.uris.start.length - 1
  return {
    ...parts,
    groups: parts.groups && opened(parts.groups),
    size,
    stems: numbersOf(parts.stemTexts),
    stemGrams: numbersOf(parts.stemGramTexts),
    grams: numbersOf(parts.gramTexts),
    groupNumbers: new Map(parts.groupCodes.map((code, at) => [code, at])),
    scratch: new Scratch(size, parts.stemWeight.length, parts.gramWeight.length),
  }
}

export const uriAt = (index: SearchIndex, concept: number): string => textAt(index.uris, concept)
export const conceptAt = (index: SearchIndex, concept: number): Concept =>
  JSON.parse(textAt(index.concepts, concept)) as Concept

/** Letter groups of a text's words, each set between blanks. */
export function gramsOf(words: readonly string[]): readonly string[] {
  const found: string[] = []
  for (const word of words) {
    const whole = ` ${word} `
    for (let at = 0; at + 3 <= whole.length; at++) found.push(whole.slice(at, at + 3))
  }
  return found
}

/** Letter groups of one stem: its beginning counts, its end was cut. */
export function stemGramsOf(text: string): readonly string[] {
  const whole = `  ${text}`
  const found = new Set<string>()
  for (let at = 0; at + 3 <= whole.length; at++) found.add(whole.slice(at, at + 3))
  return [...found]
}

/** How much a word says that `frequency` of `total` concepts have. */
export const weightOf = (frequency: number, total: number): number => Math.log(1 + total / (0.5 + frequency))
