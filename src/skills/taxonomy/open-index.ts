// SPDX-License-Identifier: EUPL-1.2
// The one way in which rows become an index: what the product searches is what the benches measure.
import { entryOf } from './entries.ts'
import { buildIndex, type Entry, type SearchIndex } from './search-index.ts'
import { starterRows } from './starter.ts'

const starters = new Map<string, SearchIndex>()

/** The starter vocabulary alone: all there is on a fresh machine, and what people call unit groups elsewhere. */
export function starterIndex(language: string): SearchIndex {
  let index = starters.get(language)
  if (!index) starters.set(language, (index = buildIndex(starterRows(language).map(entryOf), language)))
  return index
}

/** @param entries of an installed classification; none of occupations means a fresh machine */
export function indexOf(entries: readonly Entry[], kind: 'occupation' | 'skill', language: string): SearchIndex {
  if (kind === 'skill') return buildIndex(entries, language)
  const starter = starterIndex(language)
  if (entries.length === 0) return starter
  const speaks = starter.entries[0]?.language === language
  return buildIndex(entries, language, speaks ? starter : undefined)
}
