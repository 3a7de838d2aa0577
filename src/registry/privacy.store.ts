// SPDX-License-Identifier: EUPL-1.2
// What the person's rights ask of this slice (GDPR art. 15, 17, 20).
import type { Handle, PersonId } from '#lib/ids.ts'
import { removeGrants } from '#platform/auth/grants.ts'
import type { Tx } from '#platform/db/scope.ts'
import { eraseImportTraces, exportImportTraces } from './import/traces.store.ts'
import { eraseNotices, noticesOf } from './notice.store.ts'
import { erasePermits, permitsOf } from './permit.store.ts'
import { deletePerson, getOwnPerson, getPerson } from './person.store.ts'
import { eraseApart, eraseLinks, samePersonLinks, toldApartFrom } from './same-person.store.ts'
import { eraseStatements, statementsOf } from './statement.store.ts'
import { eraseTaxCodes, taxCodesOf } from './tax-code.store.ts'

/** Everything the registry holds of a person, as plain data. */
export async function exportPerson(tx: Tx, person: PersonId): Promise<Readonly<Record<string, unknown>>> {
  return {
    person: await getPerson(tx, person),
    statements: await statementsOf(tx, person),
    taxCodes: await taxCodesOf(tx, person),
    permits: await permitsOf(tx, person),
    notices: await noticesOf(tx, person),
    registers: await exportImportTraces(tx, person),
    samePerson: (await samePersonLinks(tx, person)).map(({ id, reason, linkedOn }) => ({ id, reason, linkedOn })),
    toldApart: (await toldApartFrom(tx, person)).map(({ saidOn }) => ({ saidOn })),
  }
}

/** Her pseudonym: acts that count are recorded under it where nothing else of her is known. */
export const subjectsOf = async (tx: Tx, person: PersonId): Promise<readonly Handle[]> => [
  (await getOwnPerson(tx, person)).handle,
]

/** Removes my organisation's record. The grants go last: without them the policies would hide the rows to remove. */
export async function erasePerson(tx: Tx, person: PersonId): Promise<void> {
  await getOwnPerson(tx, person)
  eraseImportTraces(tx, person)
  eraseLinks(tx, person)
  eraseApart(tx, person)
  eraseNotices(tx, person)
  erasePermits(tx, person)
  eraseTaxCodes(tx, person)
  eraseStatements(tx, person)
  deletePerson(tx, person)
  await removeGrants(tx, person)
}
