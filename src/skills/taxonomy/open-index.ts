// SPDX-License-Identifier: EUPL-1.2
// The one way in which rows become an index: what the product searches is what the benches measure.
import { buildIndex } from './build-index.ts'
import { entryOf } from './entries.ts'
import { type Entry, type IndexParts, opened, type SearchIndex } from './search-index.ts'
import { starterRows } from './starter.ts'

const starters = new Map<string, IndexParts>()

/** The starter vocabulary alone: all there is on a fresh machine, and what people call unit groups elsewhere. */
export function starterParts(language: string): IndexParts {
  let parts = starters.get(language)
  if (!parts) starters.set(language, (parts = buildIndex(starterRows(language).map(entryOf), language)))
  return parts
}

/** @param entries of an installed classification; none of occupations means a fresh machine */
export function partsOf(entries: readonly Entry[], kind: 'occupation' | 'skill', language: string): IndexParts {
  if (kind === 'skill') return buildIndex(entries, language)
  const starter = starterParts(language)
  if (entries.length === 0) return structuredClone(starter) // whoever gets it may hand its memory on
  const speaks = starterRows(language)[0]?.language === language
  return buildIndex(entries, language, speaks ? starter : undefined)
}

export const indexOf = (entries: readonly Entry[], kind: 'occupation' | 'skill', language: string): SearchIndex =>
  opened(partsOf(entries, kind, language))

const fresh = new Map<string, SearchIndex>()

/** What a machine without a classification searches. */
export function emptyIndex(kind: 'occupation' | 'skill', language: string): SearchIndex {
  const name = `${kind} ${language}`
  let index = fresh.get(name)
  if (!index) fresh.set(name, (index = indexOf([], kind, language)))
  return index
}
