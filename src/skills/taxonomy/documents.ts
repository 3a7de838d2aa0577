// SPDX-License-Identifier: EUPL-1.2
// The words of a classification on their way into an index. The database writes them as JSON documents and whoever makes
// the index reads them: the thread that answers requests only passes them on.
import type { TaxonomyRow } from './entries.ts'
import { groupWords } from './starter.ts'

export type SearchKind = 'occupation' | 'skill'

/** One list of concepts with their words: those of one kind in one language of one version. */
export type WordList = { readonly version: string; readonly language: string; readonly json: string }

export type Documents = {
  readonly kind: SearchKind
  readonly language: string
  readonly own: WordList | undefined
  /** Where another language is asked for: what is not translated, and labels that people use in English. */
  readonly english: WordList | undefined
  /** Names of the unit groups of ISCO-08. */
  readonly groups: WordList | undefined
}

/** A concept as a list holds it; only current ones are in it. */
export type Words = {
  readonly uri: string
  readonly isco: string | null
  readonly preferred: string
  readonly forms: readonly string[]
  readonly alternatives: readonly string[]
  readonly hidden: readonly string[]
  readonly description: string | null
}

const wordsIn = (list: WordList | undefined): readonly Words[] => (list ? (JSON.parse(list.json) as Words[]) : [])

/**
 * Every current concept of a kind in one language. What no package translates is there in English; labels of English
 * stand beside those of another language, since people use them ("brand manager").
 */
export function rowsIn({ language, own, english, groups }: Documents): readonly TaxonomyRow[] {
  const names = new Map(wordsIn(groups).map(group => [group.isco ?? '', group.preferred]))
  const [words, other] = [wordsIn(own), wordsIn(english)]
  const loans = new Map(other.map(one => [one.uri, [...one.forms, ...one.alternatives]]))
  const toRow = ({ description, ...word }: Words, from: WordList | undefined): TaxonomyRow => ({
    ...word,
    version: from?.version ?? '',
    language: from?.language ?? language,
    about: description,
    near: word.isco ? [names.get(word.isco) ?? '', ...groupWords(language, word.isco)] : [],
    loans: from === own ? (loans.get(word.uri) ?? []) : [],
  })
  const known = new Set(words.map(one => one.uri))
  return [
    ...words.map(one => toRow(one, own)),
    ...other.filter(one => !known.has(one.uri)).map(one => toRow(one, english)),
  ]
}
