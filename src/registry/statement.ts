// SPDX-License-Identifier: EUPL-1.2
// A datum is a statement: field, value, how well it is proved, who said it, who wrote it, when (design §8).
// Statements are only added. What holds today is computed from them here and nowhere else.
import type { Instant } from '#lib/civil-date.ts'
import type { OrganisationId, StatementId } from '#lib/ids.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'

/** Weakest first. A cooperative documents and observes; only entitled bodies validate and certify. */
export const levels = ['declared', 'documented', 'observed', 'validated', 'certified'] as const
export type Level = (typeof levels)[number]

/** Who said it. `register` is a list that was imported; the name of the file stands in `source`. */
export const speakers = [
  'person',
  'interpreter',
  'guardian',
  'operator',
  'document',
  'organisation',
  'register',
] as const
export type Speaker = (typeof speakers)[number]

/** Every field and the one group it belongs to. The group decides which table holds it, hence who may see it. */
export const fields = {
  familyName: 'identity',
  givenName: 'identity',
  nativeName: 'identity',
  nativeLang: 'identity',
  usedName: 'identity',
  birthDate: 'identity',
  birthPrecision: 'identity',
  sex: 'identity',
  citizenship: 'identity',
  birthPlace: 'identity',
  birthTown: 'identity',
  taxCode: 'identity',
  taxCodeKind: 'identity',
  phone: 'contacts',
  email: 'contacts',
  safeContact: 'contacts',
  municipality: 'contacts',
  address: 'contacts',
  postcode: 'contacts',
  residenceMunicipality: 'contacts',
  residenceAddress: 'contacts',
  residencePostcode: 'contacts',
  guardianName: 'family',
  guardianPhone: 'family',
  familyStatus: 'family',
  minorChildren: 'family',
  healthNeed: 'health',
  stpCode: 'protection',
  eniCode: 'protection',
} as const satisfies Record<string, FieldGroup>

export type Field = keyof typeof fields
export type StatementGroup = (typeof fields)[Field]

export const isField = (name: string): name is Field => Object.hasOwn(fields, name)
export const fieldsOf = (group: StatementGroup): Field[] =>
  (Object.keys(fields) as Field[]).filter(f => fields[f] === group)

/** Two fields of one datum: they are stated together and win together. */
export const companions: Readonly<Partial<Record<Field, Field>>> = {
  birthPrecision: 'birthDate',
  nativeLang: 'nativeName',
  taxCodeKind: 'taxCode',
}

export type Statement = {
  readonly id: StatementId
  readonly field: Field
  /** Null: it was said that there is none (any more). */
  readonly value: string | null
  readonly level: Level
  readonly saidBy: Speaker
  /** The paper, list or body behind it, in words. */
  readonly source?: string | undefined
  /** Said through an interpreter and not verified yet. */
  readonly interpreted: boolean
  /** The organisation that wrote it down. */
  readonly writtenBy: OrganisationId
  readonly at: Instant
  /** The statement that this one corrects: a slip of the same keeper, which no longer counts. */
  readonly replaces?: StatementId | undefined
}

export type NewStatement = {
  readonly field: Field
  readonly value: string | null
  readonly level: Level
  readonly saidBy: Speaker
  readonly source?: string | undefined
  readonly interpreted?: boolean
  readonly replaces?: StatementId | undefined
}

const rank = (statement: Pick<Statement, 'level'>) => levels.indexOf(statement.level)
const isLater = (a: Statement, b: Statement) => (a.at === b.at ? a.id > b.id : a.at > b.at)

// Who she is does not change by being said more often, so proof decides. A phone number does: the last word holds.
const byRecency: ReadonlySet<StatementGroup> = new Set(['contacts', 'family'])

function outweighs(a: Statement, b: Statement): boolean {
  if (!byRecency.has(fields[a.field]) && rank(a) !== rank(b)) return rank(a) > rank(b)
  return isLater(a, b)
}

export type Current = { readonly [F in Field]?: Statement }

/** What holds today: corrected slips aside, then level, then recency; for contacts and family recency alone. */
export function currentOf(statements: readonly Statement[]): Current {
  const corrected = new Set(statements.map(statement => statement.replaces))
  const found: { [F in Field]?: Statement } = {}
  for (const statement of statements) {
    if (corrected.has(statement.id)) continue
    const known = found[statement.field]
    if (!known || outweighs(statement, known)) found[statement.field] = statement
  }
  return found
}

/** The value that holds, or undefined when nothing was said or it was said that there is none. */
export const valueOf = (current: Current, field: Field): string | undefined => current[field]?.value ?? undefined

/**
 * The statements that a corrected form adds: only the fields that changed, each replacing what the same keeper had
 * written. Saying the same again at a higher level is a change too; at a lower or equal one it adds nothing.
 */
export function corrections(
  current: Current,
  form: Readonly<Partial<Record<Field, string | undefined>>>,
  provenance: Pick<NewStatement, 'level' | 'saidBy' | 'source' | 'interpreted'>,
): NewStatement[] {
  const changed = (Object.keys(form) as Field[]).filter(field => {
    const known = current[field]
    const value = form[field] ?? null
    if (value === (known?.value ?? null)) {
      return known !== undefined && value !== null && levels.indexOf(provenance.level) > rank(known)
    }
    return true
  })
  // A companion moves with its datum, otherwise an exact date could keep the precision of a guessed one.
  const moved = new Set(changed)
  for (const [companion, owner] of Object.entries(companions) as [Field, Field][]) {
    if (!(companion in form) || !(owner in form)) continue
    if (moved.has(owner) && (form[companion] !== undefined || current[companion])) moved.add(companion)
    if (moved.has(companion) && (form[owner] !== undefined || current[owner])) moved.add(owner)
  }
  const added: NewStatement[] = []
  for (const field of moved) {
    added.push({ field, value: form[field] ?? null, ...provenance, replaces: current[field]?.id })
  }
  return added
}
