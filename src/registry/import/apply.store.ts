// SPDX-License-Identifier: EUPL-1.2
// Writes a planned import: everything or nothing, in the transaction of the request or of the job.
import { newId, type PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import type { Provenance } from '../person.ts'
import { currentPermit, insertPermit } from '../permit.store.ts'
import { state } from '../registration.store.ts'
import { linkSamePerson } from '../same-person.store.ts'
import { type Current, companions, type Field, type NewStatement, valueOf } from '../statement.ts'
import { currentIn } from '../statement.store.ts'
import type { ApplyPlan, Unit } from './apply-plan.ts'
import type { Import } from './import.ts'
import type { Report } from './review.store.ts'
import { addPerson, addTraces, Batch, bulkTables, grantOwn } from './bulk.store.ts'
import { permitFor, provenanceOf, statementsFor } from './new-records.ts'

export type Applied = { readonly created: readonly PersonId[]; readonly updated: readonly PersonId[] }

/** What a row adds to a known person: only what differs from what holds, each datum with its companion. */
export function additions(current: Current, statements: readonly NewStatement[]): NewStatement[] {
  const changed = new Set(
    statements.filter(said => valueOf(current, said.field) !== said.value).map(said => said.field),
  )
  for (const [companion, owner] of Object.entries(companions) as [Field, Field][]) {
    if (changed.has(companion)) changed.add(owner)
    if (changed.has(owner)) changed.add(companion)
  }
  return statements.filter(statement => changed.has(statement.field))
}

async function renewPermit(tx: Tx, person: PersonId, unit: Unit, provenance: Provenance): Promise<void> {
  const permit = permitFor(unit.values)
  if (!permit) return
  const now = await currentPermit(tx, person)
  const kind = permit.kind === 'unknown' ? (now?.kind ?? 'unknown') : permit.kind
  const sameExpiry = !permit.expiresOn || now?.expiresOn === permit.expiresOn
  if (now && now.kind === kind && sameExpiry && (!permit.number || now.number === permit.number)) return
  await insertPermit(tx, person, { ...permit, kind }, provenance)
}

/** Adds what a register says to a record my organisation keeps. Nothing is overwritten: statements stand side by side. */
async function updatePerson(tx: Tx, person: PersonId, unit: Unit, provenance: Provenance): Promise<void> {
  const current = { ...(await currentIn(tx, person, 'identity')), ...(await currentIn(tx, person, 'contacts')) }
  await state(tx, person, additions(current, statementsFor(unit.values, provenance, unit.written)))
  await renewPermit(tx, person, unit, provenance)
}

/** People prepared between two signs of life. */
const AT_ONCE = 100

export async function applyPlan(tx: Tx, given: Import, plan: ApplyPlan, report: Report): Promise<Applied> {
  const provenance = provenanceOf(given.fileName)
  const batch = new Batch()
  const made: { person: PersonId; linkTo?: PersonId | undefined }[] = []
  const updated: PersonId[] = []
  for (const [i, unit] of plan.units.entries()) {
    if (i % AT_ONCE === 0) await report('write', Math.floor(i / 2), plan.units.length)
    const { target } = unit
    const outcome = target.kind === 'new' ? 'created' : 'updated'
    const person = target.kind === 'new' ? newId<PersonId>() : target.person
    if (target.kind === 'new') {
      made.push({ person, linkTo: target.linkTo })
      addPerson(batch, tx, person, unit, provenance)
    } else {
      updated.push(person)
      await updatePerson(tx, person, unit, provenance)
    }
    addTraces(batch, tx, { importId: given.id, unit, person, outcome })
  }
  const created = made.map(each => each.person)
  grantOwn(tx, created)
  const half = plan.units.length / 2
  await batch.write(tx, bulkTables, share => report('write', Math.floor(half + half * share), plan.units.length))
  for (const { person, linkTo } of made) if (linkTo) await linkSamePerson(tx, person, linkTo, given.fileName)
  return { created, updated }
}
