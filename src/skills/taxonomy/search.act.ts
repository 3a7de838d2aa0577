// SPDX-License-Identifier: EUPL-1.2
// The search over what is installed. Indexes are an accelerator in the memory of each process: every search asks the
// database what is installed, and an index that was made from something else is not used.
import type { Database, Tx } from '#platform/db/scope.ts'
import { languages as interfaceLanguages } from '#platform/i18n/catalogue.ts'
import type { SearchKind } from './documents.ts'
import { IndexShelf } from './index-shelf.client.ts'
import { installedStamp } from './import.store.ts'
import { ask } from './meant.ts'
import { attainable, rank } from './search.ts'
import { emptyIndex } from './open-index.ts'
import { conceptAt, type SearchIndex } from './search-index.ts'
import { starterLanguages, starterRows } from './starter.ts'
import { type ConceptWords, documentsFor, findConcept } from './taxonomy.store.ts'
import { explain, type Why } from './why.ts'

export type { SearchKind } from './documents.ts'
export type Hit = {
  readonly uri: string
  readonly label: string
  readonly forms: readonly string[]
  /** Language and version of the label, to be kept with a choice. */
  readonly language: string
  readonly version: string
  readonly isco?: string
  /** From 0 to 1: how far the words agree. Says nothing about a person. */
  readonly score: number
  readonly why: Why
}
export type Search = {
  readonly query: string
  readonly languages: readonly string[]
  readonly kind: SearchKind
  readonly limit: number
}

const shelf = new IndexShelf()

const openIndex = (tx: Tx, on: IndexShelf, stamp: string, kind: SearchKind, language: string): Promise<SearchIndex> =>
  stamp === ''
    ? Promise.resolve(emptyIndex(kind, language))
    : on.open({ kind, language, stamp }, () => documentsFor(tx, kind, language))

/** Below this nothing but a few letters agrees. */
const LEAST = 0.06

function hitsIn(index: SearchIndex, query: string, limit: number): readonly Hit[] {
  const [asked, reach] = [ask(index, query), attainable(index)]
  return rank(index, asked, limit).flatMap((scored): Hit[] => {
    const score = Math.min(1, Math.round((scored.score / reach) * 1000) / 1000)
    if (score < LEAST) return []
    const { uri, shown, forms, language = index.language, version, isco } = conceptAt(index, scored.concept)
    const why = explain(index, asked, scored)
    return [{ uri, label: shown, forms, language, version, ...(isco ? { isco } : {}), score, why }]
  })
}

/** The best of several lists, each concept once, by its best score. */
export function together(lists: readonly (readonly Hit[])[], limit: number): readonly Hit[] {
  const best = new Map<string, Hit>()
  for (const hit of lists.flat()) if ((best.get(hit.uri)?.score ?? -1) < hit.score) best.set(hit.uri, hit)
  return [...best.values()].toSorted((a, b) => b.score - a.score || (a.uri < b.uri ? -1 : 1)).slice(0, limit)
}

/** The answers of indexes that are at hand already: a pure function. */
export const searchIn = (indexes: readonly SearchIndex[], { query, limit }: Pick<Search, 'query' | 'limit'>) =>
  together(
    indexes.map(index => hitsIn(index, query, limit)),
    limit,
  )

/** Occupations or skills for words in any of several languages, best first. */
export async function searchTaxonomy(tx: Tx, search: Search, on: IndexShelf = shelf): Promise<readonly Hit[]> {
  const stamp = await installedStamp(tx)
  const indexes: SearchIndex[] = []
  for (const language of search.languages) indexes.push(await openIndex(tx, on, stamp, search.kind, language))
  return searchIn(indexes, search)
}

/**
 * Makes the indexes that will be asked for before anybody asks, and those anew whose files were replaced. Where nothing
 * is installed there is nothing to do: the starter vocabulary is quick.
 */
export const warmSearch = (db: Database, on: IndexShelf = shelf): Promise<void> =>
  db.asRole('nc_jobs', undefined, async tx => {
    const stamp = await installedStamp(tx)
    if (stamp === '') return
    for (const language of interfaceLanguages) await openIndex(tx, on, stamp, 'occupation', language)
    for (const { kind, language } of on.outdated(stamp)) await openIndex(tx, on, stamp, kind, language)
  })

/** What was chosen, checked against what is installed: a label never comes from a form. */
export async function chosenConcept(
  tx: Tx,
  uri: string,
  languages: readonly string[],
): Promise<ConceptWords | undefined> {
  const installed = await findConcept(tx, uri, languages)
  if (installed) return installed
  const language = languages.find(one => starterLanguages.includes(one)) ?? 'en'
  const row = starterRows(language).find(one => one.uri === uri)
  if (!row) return undefined
  const { version, preferred, forms, isco } = row
  return { uri, version, language, label: preferred, forms, isco, status: 'released', replacedBy: null }
}
