// SPDX-License-Identifier: EUPL-1.2
// What a column of somebody's register can become, and what a row has become once read.
import type { CivilDate } from '#lib/civil-date.ts'

export const importFields = [
  'familyName',
  'givenName',
  'fullName',
  'sex',
  'birthDate',
  'birthPlace',
  'citizenship',
  'taxCode',
  'permitKind',
  'permitExpiry',
  'permitNumber',
  'phone',
  'email',
  'municipality',
  'address',
  'lodging',
  'entryDate',
  'exitDate',
  'exitReason',
  'notes',
] as const

export type ImportField = (typeof importFields)[number]

export const isImportField = (text: string): text is ImportField => (importFields as readonly string[]).includes(text)

export type BirthPrecision = 'day' | 'month' | 'year' | 'unknown'
export type TaxCodeKind = 'final' | 'provisional'

/** What is known of a person after one row (or several rows of the same person) was read. */
export type RowValues = {
  readonly familyName?: string
  readonly givenName?: string
  readonly sex?: 'F' | 'M' | 'X'
  readonly birthDate?: CivilDate
  readonly birthPrecision?: BirthPrecision
  readonly birthPlace?: string
  readonly citizenship?: string
  readonly taxCode?: string
  readonly taxCodeKind?: TaxCodeKind
  readonly permitKind?: string
  readonly permitExpiry?: CivilDate
  readonly permitNumber?: string
  readonly phone?: string
  readonly email?: string
  readonly municipality?: string
  readonly address?: string
  readonly lodging?: string
  readonly entryDate?: CivilDate
  readonly exitDate?: CivilDate
  readonly exitReason?: string
  readonly notes?: string
}

export type ValueField = keyof RowValues

/** error: the row waits for a correction. attention: it is imported, and this is said beside it. */
export type Severity = 'error' | 'attention'

const severities = {
  'import.problem.name-missing': 'error',
  'import.problem.name-too-long': 'error',
  'import.problem.name-unfit': 'error',
  'import.problem.name-order-uncertain': 'attention',
  'import.problem.names-swapped': 'attention',
  'import.problem.tax-code-check': 'error',
  'import.problem.tax-code-letter-o': 'error',
  'import.problem.tax-code-shape': 'error',
  'import.problem.provisional-code-check': 'error',
  'import.problem.leading-zero-lost': 'attention',
  'import.problem.birth-unreadable': 'error',
  'import.problem.birth-no-such-day': 'error',
  'import.problem.birth-in-future': 'error',
  'import.problem.birth-too-old': 'error',
  'import.problem.birth-missing': 'attention',
  'import.problem.birth-month-only': 'attention',
  'import.problem.birth-year-only': 'attention',
  'import.problem.birth-differs-from-code': 'attention',
  'import.problem.sex-differs-from-code': 'attention',
  'import.problem.sex-unreadable': 'attention',
  'import.problem.citizenship-unknown': 'attention',
  'import.problem.birth-place-unknown': 'attention',
  'import.problem.permit-unknown': 'attention',
  'import.problem.date-unreadable': 'attention',
  'import.problem.phone-unreadable': 'attention',
  'import.problem.phone-shared': 'attention',
  'import.problem.email-unreadable': 'attention',
  'import.problem.municipality-unknown': 'attention',
  'import.problem.formula-kept-as-text': 'attention',
  'import.problem.same-person': 'attention',
} as const satisfies Record<string, Severity>

export type ProblemCode = keyof typeof severities

export const severityOf = (code: ProblemCode): Severity => severities[code]
export const problemCodes = Object.keys(severities) as readonly ProblemCode[]

export type RowProblem = {
  /** The field it concerns; absent for a problem of the row as a whole. */
  readonly field?: ImportField
  readonly code: ProblemCode
  /** What stands in the file. Never set for notes, which are restricted. */
  readonly value?: string
  readonly suggestion?: string
}

export type RowStatus = 'ok' | 'attention' | 'error'

export function statusOf(problems: readonly RowProblem[]): RowStatus {
  if (problems.some(problem => severityOf(problem.code) === 'error')) return 'error'
  return problems.length > 0 ? 'attention' : 'ok'
}
