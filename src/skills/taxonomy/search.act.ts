// SPDX-License-Identifier: EUPL-1.2
// The search over what is installed. Indexes live in the memory of each process, one for each kind and language, and are
// made anew as soon as the installed files are others; thrown away, they are made again with the same answers.
import type { Tx } from '#platform/db/scope.ts'
import { entryOf } from './entries.ts'
import { type Installed, installedFiles } from './import.store.ts'
import { ask } from './meant.ts'
import { indexOf } from './open-index.ts'
import { rank, whole } from './search.ts'
import type { SearchIndex } from './search-index.ts'
import { starterLanguages, starterRows } from './starter.ts'
import { type ConceptWords, findConcept, rowsFor } from './taxonomy.store.ts'
import { explain, type Why } from './why.ts'

export type SearchKind = 'occupation' | 'skill'
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

type Kept = { readonly stamp: string; readonly index: Promise<SearchIndex> }
const kept = new Map<string, Kept>()

const stampOf = (installed: readonly Installed[]): string => installed.map(file => file.sha256).join()

async function build(
  tx: Tx,
  installed: readonly Installed[],
  kind: SearchKind,
  language: string,
): Promise<SearchIndex> {
  const rows = await rowsFor(tx, installed, kind, language)
  return indexOf(rows.map(entryOf), kind, language)
}

function openIndex(tx: Tx, installed: readonly Installed[], kind: SearchKind, language: string): Promise<SearchIndex> {
  const [name, stamp] = [`${kind} ${language}`, stampOf(installed)]
  const known = kept.get(name)
  if (known?.stamp === stamp) return known.index
  const index = build(tx, installed, kind, language)
  kept.set(name, { stamp, index })
  // A transaction that failed must not leave its failure behind for the next one.
  index.catch(() => kept.get(name)?.index === index && kept.delete(name))
  return index
}

/** Below this nothing but a few letters agrees. */
const LEAST = 0.06

/** Occupations or skills for words in any of several languages, best first. */
export async function searchTaxonomy(tx: Tx, { query, languages, kind, limit }: Search): Promise<readonly Hit[]> {
  const installed = await installedFiles(tx)
  const best = new Map<string, Hit>()
  for (const language of languages) {
    const index = await openIndex(tx, installed, kind, language)
    const asked = ask(index, query)
    for (const scored of rank(index, asked).slice(0, limit)) {
      const entry = index.entries[scored.concept]
      const score = Math.min(1, Math.round((scored.score / whole) * 1000) / 1000)
      if (!entry || score < LEAST || (best.get(entry.uri)?.score ?? 0) >= score) continue
      best.set(entry.uri, {
        uri: entry.uri,
        label: entry.shown,
        forms: entry.forms,
        language: entry.language ?? language,
        version: entry.version,
        ...(entry.isco ? { isco: entry.isco } : {}),
        score,
        why: explain(index, asked, scored),
      })
    }
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score || (a.uri < b.uri ? -1 : 1)).slice(0, limit)
}

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
