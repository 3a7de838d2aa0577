// SPDX-License-Identifier: EUPL-1.2
// The verbs that bring a person into the registry and correct her record, each with its fact in the same transaction.
import { record } from '#ledger/index.ts'
import { newId, type PersonId } from '#lib/ids.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import { grant } from '#platform/auth/grants.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { readField } from './field-value.ts'
import { declaredByHer, identityOf, type NewPerson, type Provenance, spokenFields } from './person.ts'
import { getOwnPerson, insertPerson, savePerson } from './person.store.ts'
import { insertFirstPermit, type NewPermit } from './permit.store.ts'
import { refuse } from './refusals.ts'
import { currentOf, type Field, fields, type NewStatement, corrections } from './statement.ts'
import { currentIn, insertStatements, statementGroups, statementsOf } from './statement.store.ts'
import { changeTaxCode, insertTaxCode } from './tax-code.store.ts'

/** What a record begins with: statements, each with where it comes from. */
export type NewRecord = Pick<NewPerson, 'earlierTaxCode' | 'legalBasis' | 'origin'> & {
  readonly said: readonly NewStatement[]
  readonly permit?: NewPermit | undefined
}

/** No paper shows them: whoever has seen her documents still has them from her. */
const saidOnly: readonly string[] = ['phone', 'email'] satisfies readonly Field[]

/** Registers a person of whom everything comes from one source. */
export function createPerson(tx: Tx, given: NewPerson): Promise<PersonId> {
  const { provenance = declaredByHer, permit, earlierTaxCode, legalBasis, origin } = given
  const said: NewStatement[] = []
  for (const [field, value] of Object.entries(spokenFields(given)) as [Field, string][]) {
    const asked = saidOnly.includes(field) && provenance.level === 'documented'
    said.push({ field, value, ...(asked ? declaredByHer : provenance) })
  }
  return registerPerson(tx, {
    said,
    earlierTaxCode,
    legalBasis,
    origin,
    permit: permit && { data: permit, provenance },
  })
}

/** Registers a person: first the grant to my organisation, then her row, what was said of her, and the fact. */
export async function registerPerson(tx: Tx, given: NewRecord): Promise<PersonId> {
  const { organisation } = scopeOf(tx)
  const person = newId<PersonId>()
  const said = checked(given.said)
  // The identity of a new person needs no reading back: nothing else was ever said of her.
  const identity = identityOf(Object.fromEntries(said.map(each => [each.field, each])) as ReturnType<typeof currentOf>)
  if (!identity.familyName && !identity.givenName)
    refuse('person.value-invalid', { field: 'familyName', problem: 'name.required' })
  grant(tx, {
    person,
    organisation,
    purpose: 'care',
    groups: fieldGroups,
    legalBasis: given.legalBasis ?? 'public-task',
  })
  insertPerson(tx, person, identity)
  insertStatements(tx, person, said)
  const { taxCode, taxCodeKind } = identity
  if (given.earlierTaxCode && taxCodeKind === 'final') {
    insertTaxCode(tx, person, { taxCode: given.earlierTaxCode, taxCodeKind: 'provisional' })
    if (taxCode) await changeTaxCode(tx, person, identity)
  } else if (taxCode) insertTaxCode(tx, person, { taxCode, taxCodeKind })
  const level = said[0]?.level ?? 'declared'
  await record(tx, 'person.registered', { person, fields: { origin: given.origin ?? 'form', level } })
  if (given.permit) await insertFirstPermit(tx, person, given.permit)
  return person
}

/** Every value in the form in which it is kept; a value that its field cannot hold is refused, nothing is left out. */
function checked(said: readonly NewStatement[]): NewStatement[] {
  const kept: NewStatement[] = []
  for (const statement of said) {
    if (statement.value === null) continue
    const reading = readField(statement.field, statement.value)
    if (reading.problem !== undefined)
      refuse('person.value-invalid', { field: statement.field, problem: reading.problem })
    else if (reading.value !== '') kept.push({ ...statement, value: reading.value })
  }
  return kept
}

/** What a form of corrections holds: a field with undefined was emptied, a field that is absent was not asked. */
export type CorrectionForm = Readonly<Partial<Record<Field, string | undefined>>>

/**
 * Writes the corrections of my own record: only what changed, each beside what it replaces. Returns how many
 * statements were added; none when the form says what is known already.
 */
export async function correctPerson(
  tx: Tx,
  person: PersonId,
  version: number,
  form: CorrectionForm,
  provenance: Provenance,
): Promise<number> {
  const known = await getOwnPerson(tx, person)
  if (known.version !== version) refuse('person.stale', { id: person })
  const groups = statementGroups.filter(group => (Object.keys(form) as Field[]).some(field => fields[field] === group))
  const added: NewStatement[] = []
  for (const group of groups) {
    const asked = Object.fromEntries(Object.entries(form).filter(([field]) => fields[field as Field] === group))
    added.push(...corrections(await currentIn(tx, person, group), asked, provenance))
  }
  if (added.length === 0) return 0
  insertStatements(tx, person, added)
  await project(tx, person, version)
  await recordCorrection(tx, person, added)
  return added.length
}

/** Adds statements to my own record without replacing any: a job centre's correction stands beside the old datum. */
export async function state(tx: Tx, person: PersonId, added: readonly NewStatement[]): Promise<void> {
  if (added.length === 0) return
  const { version } = await getOwnPerson(tx, person)
  const kept: NewStatement[] = []
  for (const statement of added) {
    const reading = statement.value === null ? undefined : readField(statement.field, statement.value)
    if (reading?.problem !== undefined) {
      refuse('person.value-invalid', { field: statement.field, problem: reading.problem })
    } else kept.push({ ...statement, value: reading?.value ?? null })
  }
  insertStatements(tx, person, kept)
  await project(tx, person, version)
  await recordCorrection(tx, person, kept)
}

/** Brings the row of the lists to what holds now, and the tax code to its history. */
async function project(tx: Tx, person: PersonId, version: number): Promise<void> {
  const identity = identityOf(currentOf(await statementsOf(tx, person, 'identity')))
  if (identity.familyName === '' && identity.givenName === '') {
    refuse('person.value-invalid', { field: 'familyName', problem: 'name.required' })
  }
  await savePerson(tx, person, version, identity)
  await changeTaxCode(tx, person, identity)
}

async function recordCorrection(tx: Tx, person: PersonId, added: readonly NewStatement[]): Promise<void> {
  // Names of fields say what was touched, never what was written.
  const touched = [...new Set(added.map(statement => statement.field))].sort().join(' ')
  await record(tx, 'person.corrected', { person, fields: { touched, level: added[0]?.level ?? 'declared' } })
}
