// SPDX-License-Identifier: EUPL-1.2
// The vocabulary that every installation brings along: the hundred commonest occupations of newcomers by their ISCO-08
// unit group, with plain tasks, in our own words (nothing of it is taken from ESCO). Alone it makes the search work on a
// fresh machine; beside an installed classification its words say what belongs to a group.
import ar from './starter/ar.json' with { type: 'json' }
import en from './starter/en.json' with { type: 'json' }
import fr from './starter/fr.json' with { type: 'json' }
import it from './starter/it.json' with { type: 'json' }
import type { TaxonomyRow } from './entries.ts'
import { genderForms } from './gender-forms.ts'

export type StarterOccupation = {
  readonly label: string
  readonly also: readonly string[]
  readonly tasks: readonly string[]
}
type Occupations = Readonly<Record<string, StarterOccupation>>

const languages: Readonly<Record<string, { readonly occupations: Occupations }>> = { it, en, fr, ar }
export const starterLanguages = Object.keys(languages)
export const STARTER = 'starter'

/** ESCO gives every unit group of ISCO-08 an address of its own; the starter vocabulary speaks of the same groups. */
export const groupUri = (isco: string): string => `http://data.europa.eu/esco/isco/C${isco}`

export const starterIn = (language: string): Occupations => languages[language]?.occupations ?? {}

/** What people say of a unit group: its names and tasks. */
export function groupWords(language: string, isco: string): readonly string[] {
  const found = starterIn(language)[isco]
  return found ? [found.label, ...found.also, ...found.tasks] : []
}

/** The starter vocabulary as rows, for an installation without a classification. English where a language has none. */
export function starterRows(language: string): readonly TaxonomyRow[] {
  const from = language in languages ? language : 'en'
  return Object.entries(starterIn(from)).map(([isco, { label, also, tasks }]) => ({
    uri: groupUri(isco),
    version: STARTER,
    isco,
    preferred: label,
    forms: genderForms(label),
    // Tasks are names here too: there is nothing else by which somebody could find this occupation.
    alternatives: [...also, ...tasks],
    hidden: [],
    about: null,
    near: [],
    loans: [],
    language: from,
  }))
}
