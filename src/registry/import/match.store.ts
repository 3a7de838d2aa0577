// SPDX-License-Identifier: EUPL-1.2
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { DuplicateReason } from '../duplicate.ts'
import { findDuplicatesOf } from '../duplicate.store.ts'
import type { Candidate } from '../match-key.ts'
import type { PersonCard } from '../person.ts'
import type { Match } from './apply-plan.ts'
import type { RowValues } from './field.ts'

export type FoundMatch = Match & { readonly card: PersonCard; readonly reasons: readonly DuplicateReason[] }

/** More than this many proposals for one row help nobody. */
const SHOWN = 3

const candidateOf = (values: RowValues): Candidate => ({
  familyName: values.familyName ?? '',
  givenName: values.givenName ?? '',
  birthDate: values.birthDate,
  birthPrecision: values.birthPrecision ?? 'unknown',
  sex: values.sex,
  citizenship: values.citizenship,
  birthPlace: values.birthPlace,
  taxCode: values.taxCode,
  taxCodeKind: values.taxCodeKind,
})

const sameCode: ReadonlySet<DuplicateReason> = new Set(['same-tax-code', 'same-provisional-code'])

/** People already in the register who may be those of the rows, the likeliest first; no entry for rows without a rival. */
export async function findMatches(tx: Tx, rows: readonly RowValues[]): Promise<Map<number, FoundMatch[]>> {
  const { organisation } = scopeOf(tx)
  const found = await findDuplicatesOf(tx, rows.map(candidateOf))
  const matches = new Map<number, FoundMatch[]>()
  found.forEach((duplicates, i) => {
    if (duplicates.length === 0) return
    const proposals = duplicates.slice(0, SHOWN).map(({ person, grade, reasons }) => ({
      person: person.id,
      own: person.keeper === organisation,
      certain: grade === 'likely' && reasons.some(reason => sameCode.has(reason)),
      card: person,
      reasons,
    }))
    matches.set(i, proposals)
  })
  return matches
}
