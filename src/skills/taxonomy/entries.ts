// SPDX-License-Identifier: EUPL-1.2
// From what is stored of a concept to what the search looks into.
import { genderForms } from './gender-forms.ts'
import type { Entry } from './search-index.ts'

export type TaxonomyRow = {
  readonly uri: string
  readonly version: string
  readonly isco: string | null
  readonly preferred: string
  readonly forms: readonly string[]
  readonly alternatives: readonly string[]
  readonly hidden: readonly string[]
  readonly about: string | null
  /** Words of its group: the name of the ISCO unit group, tasks of the starter vocabulary. */
  readonly near: readonly string[]
  readonly loans: readonly string[]
  /** The language of the words: another one than asked for where no translation is installed. */
  readonly language: string
}

export const entryOf = (row: TaxonomyRow): Entry => ({
  uri: row.uri,
  version: row.version,
  forms: row.forms,
  ...(row.isco ? { isco: row.isco } : {}),
  shown: row.preferred,
  labels: [...row.forms, ...row.alternatives.flatMap(genderForms), ...row.hidden.flatMap(genderForms)],
  about: row.about ?? '',
  near: row.near,
  loans: row.loans,
  language: row.language,
})
