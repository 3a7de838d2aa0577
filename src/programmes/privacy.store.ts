// SPDX-License-Identifier: EUPL-1.2
// Programmes hold no person, only pseudonyms. Public-spending duties keep the rows (GDPR art. 17(3)); once registry has
// erased the record, nothing leads from a pseudonym to anybody.
import type { PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { getOwnPerson } from '#registry/index.ts'
import { enrolmentsOf } from './enrolment.store.ts'

export async function exportPerson(tx: Tx, person: PersonId): Promise<Readonly<Record<string, unknown>>> {
  return { enrolments: await enrolmentsOf(tx, (await getOwnPerson(tx, person)).handle) }
}

export async function erasePerson(): Promise<void> {}
